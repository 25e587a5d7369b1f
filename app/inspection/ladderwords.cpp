// SPDX-License-Identifier: Apache-2.0
#include "inspection/ladderwords.h"

#include "inspection/phrases.h"
#include "inspection/rolesadvice.h"
#include "inspection/rungadvice.h"

#include "entra/cloud.h"

#include <algorithm>
#include <array>

namespace assayer::inspection {

namespace {

using checks::CheckId;
using checks::Ladder;
using checks::Rung;
using checks::RungId;
using checks::RungState;
using checks::Status;

constexpr qsizetype mostLadders = 64;

struct RungWords {
    RungId id;
    const char* title;
    const char* holds;
    const char* unknown; ///< what to drop in to know
};

constexpr std::array rungWords{
    RungWords{RungId::Declared, QT_TRANSLATE_NOOP("assayer", "Declared by the API"),
              QT_TRANSLATE_NOOP("assayer", "in the manifest's appRoles"),
              QT_TRANSLATE_NOOP("assayer", "drop in the API's manifest to know")},
    RungWords{RungId::ForApplications, QT_TRANSLATE_NOOP("assayer", "For applications"),
              QT_TRANSLATE_NOOP("assayer", "allowedMemberTypes has Application"),
              QT_TRANSLATE_NOOP("assayer", "drop in the API's manifest to know")},
    RungWords{RungId::Enabled, QT_TRANSLATE_NOOP("assayer", "Enabled"),
              QT_TRANSLATE_NOOP("assayer", "switched on, or granted before it was switched off"),
              QT_TRANSLATE_NOOP("assayer", "drop in the API's manifest to know")},
    RungWords{RungId::HasValue, QT_TRANSLATE_NOOP("assayer", "Has a value"),
              QT_TRANSLATE_NOOP("assayer", "the text that goes into the token"),
              QT_TRANSLATE_NOOP("assayer", "drop in the API's manifest to know")},
    RungWords{RungId::Principal, QT_TRANSLATE_NOOP("assayer", "API known in the tenant"),
              QT_TRANSLATE_NOOP("assayer", "it has a service principal"),
              QT_TRANSLATE_NOOP("assayer", "drop in the JSON of the API's service principal to know")},
    RungWords{RungId::Requested, QT_TRANSLATE_NOOP("assayer", "Requested by the client"),
              QT_TRANSLATE_NOOP("assayer", "in its requiredResourceAccess"),
              QT_TRANSLATE_NOOP("assayer", "drop in the client's manifest to know")},
    RungWords{RungId::AsRole, QT_TRANSLATE_NOOP("assayer", "Requested as a role"),
              QT_TRANSLATE_NOOP("assayer", "with the type Role"),
              QT_TRANSLATE_NOOP("assayer", "drop in the client's manifest to know")},
    RungWords{RungId::Granted, QT_TRANSLATE_NOOP("assayer", "Granted"),
              QT_TRANSLATE_NOOP("assayer", "there is an appRoleAssignment"),
              QT_TRANSLATE_NOOP("assayer", "drop in the client's appRoleAssignments to know")},
    RungWords{RungId::Directly, QT_TRANSLATE_NOOP("assayer", "Directly, not through a group"),
              QT_TRANSLATE_NOOP("assayer", "to the client's service principal"),
              QT_TRANSLATE_NOOP("assayer", "drop in the API's appRoleAssignedTo to know")},
    RungWords{RungId::ThisClient, QT_TRANSLATE_NOOP("assayer", "To this client, in this tenant"),
              QT_TRANSLATE_NOOP("assayer", "the token is the expected client's"),
              QT_TRANSLATE_NOOP("assayer", "say which client and tenant are expected")},
    RungWords{RungId::RightResource, QT_TRANSLATE_NOOP("assayer", "Right resource"),
              QT_TRANSLATE_NOOP("assayer", "the token is for the API that declares it"),
              QT_TRANSLATE_NOOP("assayer", "drop in the API's manifest to know")},
    RungWords{RungId::FreshToken, QT_TRANSLATE_NOOP("assayer", "Fresh token"),
              QT_TRANSLATE_NOOP("assayer", "issued after the grant"),
              QT_TRANSLATE_NOOP("assayer", "needs the grant's time, from the appRoleAssignments")},
    RungWords{RungId::Issued, QT_TRANSLATE_NOOP("assayer", "Issued"),
              QT_TRANSLATE_NOOP("assayer", "in the token's roles"), ""},
};

const RungWords& wordsOf(RungId id)
{
    return *std::find_if(rungWords.begin(), rungWords.end(), [id](const RungWords& row) { return row.id == id; });
}

/// The result of one role, as the line under the check has it.
checks::Result resultOfOne(const checks::Result& roles, const QString& role, const Rung& rung)
{
    checks::Result one = roles;
    one.status = Status::Fail;
    one.cause = rung.cause;
    one.items = {{role, Status::Fail, rung.cause, rung.arguments}};
    if (const QString alike = rung.arguments.value(QStringLiteral("alike")); !alike.isEmpty())
        one.arguments.insert(QStringLiteral("alike"), alike);
    return one;
}

/// What the check found that no rung shows: then it breaks where the role is not issued, and for that reason.
Rung withReason(const Rung& rung, const QString& role, const checks::Result& roles)
{
    static const QStringList ofCheck{QStringLiteral("roles.delegated"), QStringLiteral("roles.in-scp")};
    static const QStringList ofItem{QStringLiteral("roles.case"), QStringLiteral("roles.scope-name")};
    if (rung.state != RungState::Broken || rung.id != RungId::Issued)
        return rung;
    Rung told = rung;
    const auto item =
        std::ranges::find_if(roles.items, [&role](const checks::Item& each) { return each.text == role; });
    if (ofCheck.contains(roles.cause)) {
        told.cause = roles.cause;
    } else if (item != roles.items.end() && ofItem.contains(item->cause)) {
        told.cause = item->cause;
        told.arguments.insert(item->arguments);
    }
    return told;
}

/// Not in the token for a reason that only a look into the tenant tells.
bool wantsGrant(const Rung& rung)
{
    return rung.id == RungId::Issued && !rung.arguments.contains(QStringLiteral("granted")) &&
           (rung.cause == QLatin1String("roles.absent") || rung.cause == QLatin1String("roles.missing"));
}

QList<Command> commandsFor(const Rung& rung, const RoleIds& ids, const Inspection& inspection)
{
    static const QStringList byCommand{QStringLiteral("roles.absent"), QStringLiteral("roles.missing"),
                                       QStringLiteral("roles.other-client"), QStringLiteral("roles.other-resource")};
    if (!byCommand.contains(rung.cause) || !isGrantedAsAppRole(inspection))
        return {};
    return wantsGrant(rung) ? commandsToLookAndGrant(ids) : commandsToLook(ids);
}

QString brokenDetail(const Rung& rung, const RoleIds& ids, const checks::Result& roles, const Inspection& inspection)
{
    if (const auto advice = adviseOn(rung.cause, ids))
        return advice->summary;
    if (rung.cause == QLatin1String("roles.absent") || rung.cause == QLatin1String("roles.missing"))
        return said("not in the token's roles");
    return wordsFor(resultOfOne(roles, ids.role, rung), inspection).summary;
}

QString detailOf(const Rung& rung, const RungWords& words, bool byPrincipal)
{
    switch (rung.state) {
    case RungState::Holds:
        if (rung.id == RungId::Declared && byPrincipal)
            return said("in the appRoles of the API's service principal");
        if (rung.arguments.contains(QStringLiteral("fromToken")))
            return said("a token was issued for it there, so it is known");
        return rung.arguments.contains(QStringLiteral("toGroup")) ? said("to a group, not to the client itself")
                                                                  : said(words.holds);
    case RungState::Skipped:
        return said("not needed: a direct grant needs no request");
    case RungState::Unknown:
    case RungState::Broken:
        break;
    }
    return said(words.unknown);
}

/// What the first broken rung means and what to do about it.
void explainBroken(LadderView& view, const Rung& rung, const RoleIds& ids, const checks::Result& roles,
                   const Inspection& inspection)
{
    view.cause = rung.cause;
    if (const auto advice = adviseOn(rung.cause, ids)) {
        view.why = advice->why;
        view.side = advice->side;
        view.clicks = advice->clicks;
        view.commands = advice->commands;
        return;
    }
    const Words words = wordsFor(resultOfOne(roles, ids.role, rung), inspection);
    view.why = words.why;
    view.side = words.fixes.isEmpty() ? Side::Client : words.fixes.first().side;
    for (const Fix& fix : words.fixes)
        view.clicks += fix.text.section(u'\n', 0, 0);
    view.commands = commandsFor(rung, ids, inspection);
}

LadderView viewOf(const Ladder& ladder, const checks::Result& roles, const Inspection& inspection)
{
    LadderView view;
    view.role = shown(ladder.role);
    view.roleId = shown(ladder.roleId);
    RoleIds ids = roleIdsOf(ladder.role, roles, inspection);
    ids.roleId = entra::isGuid(ladder.roleId) ? ladder.roleId : QString();
    for (const Rung& climbed : ladder.rungs) {
        const Rung rung = withReason(climbed, ladder.role, roles);
        const RungWords& words = wordsOf(rung.id);
        RungView line{toName(rung.id), rung.state, said(words.title), detailOf(rung, words, ids.byPrincipal)};
        if (rung.state == RungState::Broken) {
            ids.rung = rung.arguments;
            line.detail = brokenDetail(rung, ids, roles, inspection);
            if (view.broken < 0) {
                view.broken = view.rungs.size();
                explainBroken(view, rung, ids, roles, inspection);
            }
        }
        view.rungs += line;
    }
    return view;
}

/// The evidence of an inspection and who climbs on it.
class Scaffold {
public:
    explicit Scaffold(const Inspection& inspection)
        : m_inspection(inspection)
        , m_evidence(checks::sortEvidence(snapshotOf(inspection)))
        , m_climber(m_evidence, *inspection.token, inspection.expectations,
                    resultOf(CheckId::Audience, inspection.checklist))
        , m_roles(resultOf(CheckId::Roles, inspection.checklist))
    {
    }
    [[nodiscard]] LadderView view(const QString& role) const
    {
        return viewOf(m_climber.climb(role), m_roles, m_inspection);
    }

private:
    static checks::Result resultOf(CheckId id, const checks::Checklist& checklist)
    {
        const checks::Result* result = checklist.find(id);
        return result ? *result : checks::Result();
    }
    static checks::Snapshot snapshotOf(const Inspection& inspection)
    {
        checks::Snapshot snapshot;
        snapshot.token = *inspection.token;
        snapshot.profile = inspection.profile;
        snapshot.expectations = inspection.expectations;
        snapshot.requestedResource = inspection.requestedResource;
        snapshot.manifests = inspection.manifests;
        return snapshot;
    }

    const Inspection& m_inspection;
    checks::Evidence m_evidence;
    checks::Climber m_climber;
    checks::Result m_roles;
};

QStringList rolesToClimb(const checks::Result& roles)
{
    QStringList missing;
    QStringList present;
    for (const checks::Item& item : roles.items) {
        QStringList& list = item.status == Status::Fail ? missing : present;
        if (list.size() < mostLadders)
            list += item.text;
    }
    return missing.isEmpty() ? present : missing;
}

QString signOf(RungState state)
{
    switch (state) {
    case RungState::Holds:
        return QStringLiteral("✓");
    case RungState::Broken:
        return QStringLiteral("✕");
    case RungState::Unknown:
        return QStringLiteral("?");
    case RungState::Skipped:
        break;
    }
    return QStringLiteral("–");
}

} // namespace

LadderView ladderOf(const QString& role, const Inspection& inspection)
{
    if (!inspection.token) {
        LadderView view;
        view.role = shown(role);
        return view;
    }
    return Scaffold(inspection).view(role);
}

QList<LadderView> laddersOf(const Inspection& inspection)
{
    const checks::Result* roles = inspection.token ? inspection.checklist.find(CheckId::Roles) : nullptr;
    if (!roles || roles->items.isEmpty() || roles->arguments.contains(QStringLiteral("rbac")))
        return {};
    const Scaffold scaffold(inspection);
    QList<LadderView> views;
    for (const QString& role : rolesToClimb(*roles))
        views += scaffold.view(role);
    return views;
}

QString ladderInLine(const LadderView& ladder)
{
    QStringList rungs;
    for (qsizetype i = 0; i < ladder.rungs.size(); ++i) {
        const RungView& rung = ladder.rungs.at(i);
        const QString sign = signOf(rung.state);
        const bool told = i == ladder.broken && !rung.detail.isEmpty();
        rungs += sign + u' ' + (told ? said("%1: %2").arg(rung.title, rung.detail) : rung.title);
    }
    return rungs.join(QStringLiteral(" · "));
}

} // namespace assayer::inspection
