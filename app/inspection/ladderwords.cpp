// SPDX-License-Identifier: Apache-2.0
#include "inspection/ladderwords.h"

#include "inspection/phrases.h"
#include "inspection/rolesadvice.h"
#include "inspection/rungadvice.h"

#include "entra/cloud.h"

#include <QHash>

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
    return one;
}

/// Where the check's own finding on the role stands: at the rung that has its cause, else where it is not issued, for
/// that reason. Without a finding the first broken rung; -1 if none is.
qsizetype rungThatExplains(Ladder& ladder, const checks::Result& roles)
{
    const auto isBroken = [](const Rung& rung) { return rung.state == RungState::Broken; };
    const auto item =
        std::ranges::find_if(roles.items, [&ladder](const checks::Item& each) { return each.text == ladder.role; });
    if (item == roles.items.end() || item->cause.isEmpty()) {
        const auto first = std::ranges::find_if(ladder.rungs, isBroken);
        return first == ladder.rungs.end() ? -1 : first - ladder.rungs.begin();
    }
    const auto found = std::ranges::find_if(
        ladder.rungs, [&](const Rung& rung) { return isBroken(rung) && rung.cause == item->cause; });
    Rung& rung = found == ladder.rungs.end() ? ladder.rungs.last() : *found;
    rung.cause = item->cause;
    rung.arguments.insert(item->arguments);
    return &rung - ladder.rungs.data();
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

/// Why what is at hand does not tell.
QString doubtOf(const Rung& rung, const RungWords& words)
{
    static const QHash<QString, const char*> doubts{
        {QStringLiteral("undeclared"), QT_TRANSLATE_NOOP("assayer", "not to be told of a role that is not declared")},
        {QStringLiteral("unrequested"), QT_TRANSLATE_NOOP("assayer", "not requested at all")},
        {QStringLiteral("ungranted"), QT_TRANSLATE_NOOP("assayer", "not granted at all")},
        {QStringLiteral("ids"),
         QT_TRANSLATE_NOOP("assayer", "the list at hand has the ids of roles: drop in the API's manifest to know")},
        {QStringLiteral("paged"),
         QT_TRANSLATE_NOOP("assayer", "the list at hand goes on (@odata.nextLink): drop in the whole of it to know")},
        {QStringLiteral("somebody"),
         QT_TRANSLATE_NOOP("assayer",
                           "the list at hand is another's: drop in the client's appRoleAssignments to know")},
        {QStringLiteral("nobody"),
         QT_TRANSLATE_NOOP("assayer", "the list at hand does not say whose it is: drop in the "
                                      "answer with its @odata.context to know")}};
    const QString whose = rung.arguments.value(QStringLiteral("whose"));
    if (!whose.isEmpty())
        return said("at hand is that of %1; %2").arg(quotedList(whose.split(u'\n')), said(words.unknown));
    const char* doubt = doubts.value(rung.arguments.value(QStringLiteral("doubt")));
    return said(doubt ? doubt : words.unknown);
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
    return doubtOf(rung, words);
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

LadderView viewOf(Ladder ladder, const checks::Result& roles, const Inspection& inspection)
{
    LadderView view;
    view.role = shown(ladder.role);
    view.roleId = shown(ladder.roleId);
    view.broken = rungThatExplains(ladder, roles);
    RoleIds ids = roleIdsOf(ladder.role, roles, inspection);
    ids.roleId = entra::isGuid(ladder.roleId) ? ladder.roleId : QString();
    for (const Rung& rung : std::as_const(ladder.rungs)) {
        const RungWords& words = wordsOf(rung.id);
        RungView line{toName(rung.id), rung.state, said(words.title), detailOf(rung, words, ids.byPrincipal)};
        if (rung.state == RungState::Broken) {
            ids.rung = rung.arguments;
            line.detail = brokenDetail(rung, ids, roles, inspection);
            if (view.broken == view.rungs.size())
                explainBroken(view, rung, ids, roles, inspection);
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

BrokenLadders brokenLaddersOf(const Inspection& inspection)
{
    constexpr qsizetype most = 8;
    BrokenLadders broken{laddersOf(inspection), 0};
    broken.first.removeIf([](const LadderView& ladder) { return ladder.broken < 0; });
    broken.more = std::max<qsizetype>(0, broken.first.size() - most);
    broken.first = broken.first.mid(0, most);
    return broken;
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
