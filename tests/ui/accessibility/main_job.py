#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gets a token from the practice tenant through AT-SPI alone, reads verdict, checklist and claims, walks the window
for controls that a screen reader could not name, and listens for what a screen reader is told by itself: each verdict,
as a notification that comes to be shown (this is what Orca speaks), and a problem as its field's new description."""
import sys
import time

import gi
import pyatspi

gi.require_version("GLib", "2.0")
from gi.repository import GLib  # noqa: E402

LIMIT = 60  # seconds until the window must have answered
NAMED_ROLES = {
    "push button", "text", "password text", "entry", "combo box", "check box", "radio button", "tree", "tree table",
    "table", "list", "page tab", "spin button", "toggle button", "menu item", "menu",
}

heard = []  # (event, role and name of its source, whether it came or went)


def hear(event):
    try:
        heard.append((event.type, event.source.getRoleName(), event.source.name or "", event.detail1))
    except Exception:  # its source is gone already
        pass


def announced(words):
    """What was said of itself, if it has these words."""
    GLib.MainContext.default().iteration(False)
    for kind, role, name, on in heard:
        if kind == "object:state-changed:showing" and role == "notification" and on and words in name:
            return name
    return None


def described(field):
    """The field's description, once its change was told."""
    told = any(kind == "object:property-change:accessible-description" and name == field.name
               for kind, _, name, _ in heard)
    field.clearCache()
    return field.description if told and "Problem: " in field.description else None


def application(name):
    desktop = pyatspi.Registry.getDesktop(0)
    for index in range(desktop.childCount):
        child = desktop.getChildAtIndex(index)
        if child and name in (child.name or "").lower():
            return child
    return None


def walk(node, depth=0):
    yield node
    if depth < 40:
        for index in range(node.childCount):
            child = node.getChildAtIndex(index)
            if child:
                yield from walk(child, depth + 1)


def wait_for(what, look):
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        try:
            found = look()
        except Exception:  # the tree changes while it is read
            found = None
        if found:
            return found
        while GLib.MainContext.default().iteration(False):
            pass
        time.sleep(0.2)
    sys.exit(f"FAIL: waited {LIMIT} s for {what}")


def showing(node):
    return node.getState().contains(pyatspi.STATE_SHOWING)


def named(app, name, roles=None):
    for node in walk(app):
        if node.name == name and (roles is None or node.getRoleName() in roles) and showing(node):
            return node
    return None


def texts_below(node):
    return [child.name for child in walk(node) if child.name]


def press(node):
    action = node.queryAction()
    names = [action.getName(index).lower() for index in range(action.nActions)]
    for wanted in ("press", "click", "activate"):
        if wanted in names:
            return action.doAction(names.index(wanted))
    sys.exit(f"FAIL: {node.name} cannot be pressed: {names}")


def refusal_is_announced(app):
    resource = wait_for("the resource", lambda: named(app, "Resource", {"text", "entry"}))
    heard.clear()
    resource.queryEditableText().setTextContents("api://nobody-knows-this")
    press(wait_for("the button Get token", lambda: named(app, "Get token", {"push button"})))
    print("announced:", wait_for("the refusal, announced", lambda: announced("fail, ")))
    print("described:", wait_for("the problem at its field", lambda: described(resource)))


def main():
    app = wait_for("the application", lambda: application("assayer"))
    # Not before: the window asks once who listens, and is told of others from then on. A listener that came in between
    # would never hear of it.
    for kind in ("object:state-changed:showing", "object:property-change:accessible-description"):
        pyatspi.Registry.registerEventListener(hear, kind)
    for label in ("Tenant", "Client ID", "Client secret", "Resource"):
        wait_for(f"the field {label}", lambda: named(app, label, {"text", "password text", "entry"}))

    press(wait_for("the button Get token", lambda: named(app, "Get token", {"push button"})))
    verdict = wait_for("the verdict", lambda: next(
        (n.name for n in walk(app) if "will accept this token" in (n.name or "") and showing(n)), None))
    print("verdict:", verdict)
    print("announced:", wait_for("the verdict, announced", lambda: announced("will accept this token")))

    checklist = wait_for("the checklist", lambda: named(app, "Checklist", {"tree", "tree table", "table", "list"}))
    rows = wait_for("nine checks", lambda: (lambda found: found if "Audience" in found and "Lifetime" in found else None)(
        " ".join(texts_below(checklist))))
    for check in ("Kind", "Signature", "Issuer", "Audience", "Roles", "Lifetime", "Client", "Tenant", "Version"):
        if check not in rows:
            sys.exit(f"FAIL: {check} is not in the checklist: {rows}")

    token = wait_for("the token", lambda: named(app, "Token", {"tree", "tree table", "table", "list"}))
    claims = texts_below(token)
    for claim in ("aud", "iss", "exp", "roles"):
        if not any(text == claim or text.startswith(claim + " ") for text in claims):
            sys.exit(f"FAIL: the claim {claim} is not in the token: {claims}")

    unnamed = [f"{n.getRoleName()} below {n.parent.name!r}" for n in walk(app)
               if n.getRoleName() in NAMED_ROLES and not (n.name or "").strip() and showing(n)]
    if unnamed:
        sys.exit("FAIL: without a name: " + "; ".join(unnamed))
    print(f"{len(claims)} texts in the token, no control without a name")
    refusal_is_announced(app)


main()
