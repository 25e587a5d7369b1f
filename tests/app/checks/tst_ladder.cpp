// SPDX-License-Identifier: Apache-2.0
#include "checks/ladder.h"
#include "jose/base64url.h"

#include <QTest>

using namespace assayer;
using namespace assayer::checks;

namespace {

const QString api = QStringLiteral("b7a0d2c4-5e31-4f6b-8a90-13c7e2d4f5a6");
const QString apiPrincipal = QStringLiteral("0d9e8f7a-6b5c-4d3e-9f2a-1b0c9d8e7f6a");
const QString client = QStringLiteral("4c8b1f6d-2a3e-47d5-b9c0-7e6f5d4c3b2a");
const QString clientPrincipal = QStringLiteral("e2f4a6c8-1b3d-4e5f-8a7b-9c0d1e2f3a4b");
const QString roleId = QStringLiteral("3ea51f40-2ad7-4e79-aa18-12c45156dc6a");
const QString otherId = QStringLiteral("58c1d2e3-f4a5-4b6c-8d7e-9f0a1b2c3d4e");
const QString role = QStringLiteral("Orders.Read.All");
constexpr qint64 issued = 1'790'000'000;

jose::Jwt token(const QByteArray& more = {})
{
    using jose::base64url::encode;
    const QByteArray payload = "{\"aud\":\"" + api.toUtf8() + "\",\"azp\":\"" + client.toUtf8() + "\",\"oid\":\"" +
                               clientPrincipal.toUtf8() + "\",\"tid\":\"t\",\"ver\":\"2.0\",\"iat\":1790000000" + more +
                               "}";
    return jose::takeApart(encode("{\"alg\":\"RS256\"}") + '.' + encode(payload) + ".c2ln");
}

/// A chain in which everything holds and everything is at hand; a test breaks one link of it.
struct Chain {
    entra::Manifest api;
    entra::Manifest principal;
    entra::Manifest client;
    entra::Manifest list;
    bool withApi = true, withPrincipal = true, withClient = true, withList = true;

    [[nodiscard]] QList<entra::Manifest> manifests() const
    {
        QList<entra::Manifest> all;
        if (withApi)
            all += api;
        if (withPrincipal)
            all += principal;
        if (withClient)
            all += client;
        if (withList)
            all += list;
        return all;
    }
};

Chain wholeChain()
{
    Chain chain;
    chain.api.appId = api;
    chain.api.displayName = QStringLiteral("Orders API");
    chain.api.identifierUris = {QStringLiteral("api://orders")};
    chain.api.appRoles = {{roleId, role, QStringLiteral("Read"), {QStringLiteral("Application")}, true}};
    chain.principal = chain.api;
    chain.principal.kind = entra::ManifestKind::ServicePrincipal;
    chain.principal.objectId = apiPrincipal;
    chain.client.appId = client;
    chain.client.requiredAccess = {{api, roleId, QStringLiteral("Role")}};
    chain.list.kind = entra::ManifestKind::Assignments;
    chain.list.assignmentList = entra::AssignmentList::OfPrincipal;
    chain.list.assignmentsOf = clientPrincipal;
    chain.list.assignments = {
        {roleId, clientPrincipal, QStringLiteral("ServicePrincipal"), {}, apiPrincipal, {}, issued - 60}};
    return chain;
}

Evidence sorted(const QList<entra::Manifest>& manifests, const jose::Jwt& jwt, const QStringList& audiences = {})
{
    Snapshot snapshot;
    snapshot.token = jwt;
    snapshot.manifests = manifests;
    snapshot.expectations.audiences = audiences;
    return sortEvidence(snapshot);
}

Ladder climbed(const Chain& chain, const jose::Jwt& jwt, const QString& sought = role)
{
    profile::Expectations expectations;
    expectations.client = client;
    expectations.tenant = QStringLiteral("t");
    const Evidence evidence = sorted(chain.manifests(), jwt);
    return Climber(evidence, jwt, expectations).climb(sought);
}

RungState stateOf(const Ladder& ladder, RungId id)
{
    for (const Rung& rung : ladder.rungs) {
        if (rung.id == id)
            return rung.state;
    }
    qFatal("no such rung");
}

using Break = std::function<void(Chain&)>;

} // namespace

Q_DECLARE_METATYPE(Break)

class tst_Ladder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wholeChain_breaksNowhere()
    {
        const Ladder ladder = climbed(wholeChain(), token(",\"roles\":[\"Orders.Read.All\"]"));
        QVERIFY(ladder.broken() == nullptr);
        QCOMPARE(ladder.rungs.size(), 13);
        QCOMPARE(stateOf(ladder, RungId::Requested), RungState::Skipped);
        QCOMPARE(stateOf(ladder, RungId::Granted), RungState::Holds);
        QCOMPARE(ladder.roleId, roleId);
    }
    void firstBrokenRung_isNamed_data()
    {
        QTest::addColumn<Break>("breaks");
        QTest::addColumn<QString>("cause");
        const auto row = [](const char* name, const char* cause, Break breaks) {
            QTest::newRow(name) << breaks << QString::fromLatin1(cause);
        };
        row("nothing broken but the role is not there", "roles.absent", [](Chain&) {});
        row("not in the manifest", "roles.not-declared", [](Chain& c) { c.api.appRoles.clear(); });
        row("in the manifest in another case", "roles.not-declared",
            [](Chain& c) { c.api.appRoles.first().value = QStringLiteral("orders.read.all"); });
        row("only as a scope", "roles.scope-name", [](Chain& c) {
            c.api.appRoles.clear();
            c.api.scopes = {{otherId, role}};
        });
        row("for users only", "roles.not-application",
            [](Chain& c) { c.api.appRoles.first().allowedMemberTypes = {QStringLiteral("User")}; });
        row("disabled and not granted", "roles.disabled", [](Chain& c) {
            c.api.appRoles.first().enabled = false;
            c.list.assignments.clear();
        });
        row("no value, known by its name", "roles.no-value", [](Chain& c) {
            c.api.appRoles.first().value.clear();
            c.api.appRoles.first().displayName = role;
        });
        row("no service principal", "roles.no-service-principal", [](Chain& c) {
            c.principal = {};
            c.principal.kind = entra::ManifestKind::ServicePrincipal;
            c.list.assignments.clear();
        });
        row("not requested", "roles.not-requested", [](Chain& c) {
            c.client.requiredAccess.clear();
            c.list.assignments.clear();
        });
        row("requested of another API", "roles.not-requested", [](Chain& c) {
            c.client.requiredAccess.first().resourceAppId = otherId;
            c.list.assignments.clear();
        });
        row("requested as a scope", "roles.requested-as-scope", [](Chain& c) {
            c.client.requiredAccess.first().type = QStringLiteral("Scope");
            c.list.assignments.clear();
        });
        row("not granted", "roles.not-granted", [](Chain& c) { c.list.assignments.clear(); });
        row("another role granted", "roles.not-granted", [](Chain& c) {
            c.api.appRoles += {otherId, QStringLiteral("Other"), {}, {QStringLiteral("Application")}, true};
            c.list.assignments.first().appRoleId = otherId;
        });
        row("granted under an id that is gone", "roles.orphaned",
            [](Chain& c) { c.list.assignments.first().appRoleId = otherId; });
        row("granted to a group", "roles.group-assignment", [](Chain& c) {
            c.list.assignmentList = entra::AssignmentList::OfResource;
            c.list.assignmentsOf = apiPrincipal;
            c.list.assignments.first().principalId = otherId;
            c.list.assignments.first().principalType = QStringLiteral("Group");
        });
        row("granted after the token", "roles.stale-token",
            [](Chain& c) { c.list.assignments.first().created = issued + 301; });
    }
    void firstBrokenRung_isNamed()
    {
        QFETCH(Break, breaks);
        QFETCH(QString, cause);
        Chain chain = wholeChain();
        breaks(chain);
        const Ladder ladder = climbed(chain, token());
        QVERIFY(ladder.broken() != nullptr);
        QCOMPARE(ladder.broken()->cause, cause);
    }
    void whatIsNotAtHand_isUnknown_data()
    {
        QTest::addColumn<Break>("takes");
        QTest::addColumn<int>("rung");
        const auto row = [](const char* name, RungId id, Break takes) { QTest::newRow(name) << takes << int(id); };
        row("no manifest", RungId::Declared, [](Chain& c) { c.withApi = c.withPrincipal = false; });
        row("no client manifest", RungId::Requested, [](Chain& c) { c.withClient = c.withList = false; });
        row("no list", RungId::Granted, [](Chain& c) { c.withList = false; });
        row("an empty list of somebody else", RungId::Granted, [](Chain& c) {
            c.list.assignments.clear();
            c.list.assignmentsOf = otherId;
        });
        row("an empty list of nobody", RungId::Granted, [](Chain& c) {
            c.list.assignments.clear();
            c.list.assignmentsOf.clear();
            c.list.assignmentList = entra::AssignmentList::Unknown;
        });
        row("the first page of a list", RungId::Granted, [](Chain& c) {
            c.list.assignments.clear();
            c.list.paged = true;
        });
        row("no service principal's JSON", RungId::Principal, [](Chain& c) { c.withPrincipal = false; });
        row("a grant without a time", RungId::FreshToken, [](Chain& c) { c.list.assignments.first().created.reset(); });
    }
    void whatIsNotAtHand_isUnknown()
    {
        QFETCH(Break, takes);
        QFETCH(int, rung);
        Chain chain = wholeChain();
        takes(chain);
        QCOMPARE(stateOf(climbed(chain, token()), RungId(rung)), RungState::Unknown);
    }
    void groupsGrant_isNobodysElse_data()
    {
        QTest::addColumn<Break>("changes");
        QTest::addColumn<int>("granted");
        QTest::addColumn<int>("directly");
        const auto row = [](const char* name, RungState granted, RungState directly, Break changes) {
            QTest::newRow(name) << changes << int(granted) << int(directly);
        };
        const auto toGroup = [](Chain& c) {
            c.list.assignmentList = entra::AssignmentList::OfResource;
            c.list.assignmentsOf = apiPrincipal;
            c.list.assignments.first().principalId = otherId;
            c.list.assignments.first().principalType = QStringLiteral("Group");
        };
        row("the whole list", RungState::Holds, RungState::Broken, toGroup);
        row("its first page", RungState::Unknown, RungState::Unknown, [toGroup](Chain& c) {
            toGroup(c);
            c.list.paged = true;
        });
        row("its first page, and the client on it", RungState::Holds, RungState::Holds, [toGroup](Chain& c) {
            const entra::RoleAssignment own = c.list.assignments.first();
            toGroup(c);
            c.list.assignments += own;
            c.list.paged = true;
        });
    }
    void groupsGrant_isNobodysElse()
    {
        QFETCH(Break, changes);
        QFETCH(int, granted);
        QFETCH(int, directly);
        Chain chain = wholeChain();
        changes(chain);
        const Ladder ladder = climbed(chain, token());
        QCOMPARE(stateOf(ladder, RungId::Granted), RungState(granted));
        QCOMPARE(stateOf(ladder, RungId::Directly), RungState(directly));
        const Rung& rung = ladder.rungs.at(int(RungId::Granted));
        QCOMPARE(rung.arguments.contains(QStringLiteral("toGroup")), directly == int(RungState::Broken));
    }
    void apisList_tellsNothingOfAClientWithoutAName()
    {
        Chain chain = wholeChain();
        chain.list.assignmentList = entra::AssignmentList::OfResource;
        chain.list.assignmentsOf = apiPrincipal;
        using jose::base64url::encode;
        const jose::Jwt nameless =
            jose::takeApart(encode("{\"alg\":\"RS256\"}") + '.' +
                            encode("{\"aud\":\"" + api.toUtf8() + "\",\"azp\":\"" + client.toUtf8() + "\"}") + ".c2ln");
        QCOMPARE(stateOf(climbed(chain, nameless), RungId::Granted), RungState::Unknown);
    }
    void grantWithinTheBackdating_isFresh()
    {
        Chain chain = wholeChain();
        chain.list.assignments.first().created = issued + 300;
        QCOMPARE(stateOf(climbed(chain, token()), RungId::FreshToken), RungState::Holds);
    }
    void disabledButGranted_stillHolds()
    {
        Chain chain = wholeChain();
        chain.api.appRoles.first().enabled = false;
        QCOMPARE(stateOf(climbed(chain, token()), RungId::Enabled), RungState::Holds);
    }
    void managedIdentity_needsNoRequest()
    {
        Chain chain = wholeChain();
        chain.client.requiredAccess.clear();
        chain.list.assignments.clear();
        const Ladder ladder = climbed(chain, token(",\"xms_mirid\":\"/subscriptions/x\""));
        QCOMPARE(stateOf(ladder, RungId::Requested), RungState::Skipped);
        QCOMPARE(ladder.broken()->cause, QStringLiteral("roles.not-granted"));
    }
    void evidence_isToldApart()
    {
        const Chain chain = wholeChain();
        const Evidence evidence = sorted(chain.manifests(), token());
        QVERIFY(evidence.api && evidence.apiPrincipal && evidence.client);
        QVERIFY(!evidence.clientPrincipal);
        QCOMPARE(evidence.assignments.size(), 1);
        QVERIFY(evidence.strangers.isEmpty());
        entra::Manifest stranger = chain.api;
        stranger.appId = otherId;
        stranger.identifierUris.clear();
        QCOMPARE(sorted(chain.manifests() + QList{stranger}, token()).strangers.size(), 1);
    }
    void expectedApi_isTheOneThatDeclares()
    {
        const Chain chain = wholeChain();
        entra::Manifest expected = chain.api;
        expected.appId = otherId;
        expected.identifierUris = {QStringLiteral("api://stock")};
        const Evidence evidence = sorted({chain.api, expected}, token(), {QStringLiteral("api://stock/")});
        QVERIFY(evidence.api);
        QCOMPARE(evidence.api->appId, otherId);
        QCOMPARE(evidence.strangers.size(), 1);
    }
    void registrationAndPrincipal_areOfOneApp()
    {
        const Chain chain = wholeChain();
        entra::Manifest expected = chain.api;
        expected.appId = otherId;
        expected.identifierUris = {QStringLiteral("api://stock")};
        const Evidence evidence = sorted({expected, chain.principal}, token(), {QStringLiteral("api://stock")});
        QVERIFY(evidence.api && !evidence.apiPrincipal);
        QCOMPARE(evidence.strangers.size(), 1);
        const Evidence both = sorted({chain.api, chain.principal}, token(), {QStringLiteral("api://orders")});
        QVERIFY(both.api && both.apiPrincipal);
    }
    void apiThatCallsItself_isBoth()
    {
        Chain chain = wholeChain();
        chain.api.appId = client;
        chain.api.requiredAccess = {{client, roleId, QStringLiteral("Role")}};
        chain.withPrincipal = chain.withClient = chain.withList = false;
        const Evidence evidence = sorted(chain.manifests(), token(), {client});
        QVERIFY(evidence.api && evidence.client);
    }
    void tenantsCopyWithoutTheRole_breaksAtDeclared()
    {
        Chain chain = wholeChain();
        chain.principal.appRoles.first().id = otherId;
        const Ladder ladder = climbed(chain, token());
        QCOMPARE(ladder.broken()->cause, QStringLiteral("roles.not-declared"));
        QCOMPARE(ladder.broken()->arguments.value(QStringLiteral("copy")), QStringLiteral("1"));
        // An answer without any role was cut by $select, perhaps.
        chain.principal.appRoles.clear();
        QCOMPARE(stateOf(climbed(chain, token()), RungId::Declared), RungState::Holds);
    }
    void onlyApiOfAnotherAudience_breaksAtTheResource()
    {
        Chain chain = wholeChain();
        chain.withPrincipal = chain.withClient = chain.withList = false;
        chain.api.appId = otherId;
        chain.api.identifierUris.clear();
        QCOMPARE(climbed(chain, token()).broken()->cause, QStringLiteral("roles.other-resource"));
    }
};

QTEST_GUILESS_MAIN(tst_Ladder)
#include "tst_ladder.moc"
