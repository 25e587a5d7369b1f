// SPDX-License-Identifier: Apache-2.0
#include "inspecting.h"

#include "inspection/ladderwords.h"
#include "inspection/render.h"

#include <QRegularExpression>

using namespace assayer;
using namespace assayer::inspection;
using namespace assayer::inspection::testing;
using namespace assayer::checks::testing;
using assayer::checks::CheckId;
using assayer::checks::RungState;
using assayer::checks::Snapshot;

namespace {

/// A token without the role, and the API's manifest, with more manifests behind it.
Inspection inspected(const QByteArray& more, const QByteArray& claims = "{'roles':null}")
{
    Snapshot snapshot = snapshotWith(claims);
    snapshot.manifests = manifestsIn(withIds("{@manifestOfApi,@declaresRole}" + (more.isEmpty() ? "" : ";" + more)));
    return inspectionOf(snapshot);
}

const QByteArray nothingGranted = "{@listOfClient,\"value\":[]}";

QString allText(const LadderView& view)
{
    QStringList texts{view.role, view.roleId, view.why};
    texts += view.clicks;
    for (const RungView& rung : view.rungs)
        texts += rung.title + u' ' + rung.detail;
    for (const Command& command : view.commands)
        texts += command.title + u' ' + command.text;
    return texts.join(u'\n');
}

} // namespace

class LadderWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCauseOfTheTable_isAdvised_data() { addRows("roles"); }
    void everyCauseOfTheTable_isAdvised()
    {
        const Row row = fetchedRow();
        Snapshot snapshot = snapshotOf(row);
        snapshot.expectations.roles = row.expected;
        const Inspection inspection = inspectionOf(snapshot);
        for (const LadderView& view : laddersOf(inspection)) {
            QCOMPARE(view.rungs.size(), 13);
            for (const RungView& rung : view.rungs) {
                QVERIFY(!rung.id.isEmpty() && !rung.title.isEmpty());
                QVERIFY2(!rung.detail.isEmpty(), qPrintable(rung.id));
            }
            const bool issued = view.rungs.last().state == RungState::Holds;
            if (issued && view.broken < 0)
                continue;
            QVERIFY(view.broken >= 0);
            QCOMPARE(view.rungs[view.broken].state, RungState::Broken);
            // What the token itself shows comes before the rungs that the manifests break.
            const bool byRung = view.cause != QLatin1String("roles.other-client") &&
                                view.cause != QLatin1String("roles.other-resource") &&
                                view.cause != QLatin1String("roles.case");
            for (qsizetype i = 0; byRung && i < view.broken; ++i)
                QVERIFY(view.rungs[i].state != RungState::Broken);
            QVERIFY2(view.cause.startsWith(QLatin1String("roles.")), qPrintable(view.cause));
            QVERIFY2(view.why.size() > 20, qPrintable(view.cause));
            QVERIFY2(!view.clicks.isEmpty(), qPrintable(view.cause));
            QVERIFY2(!allText(view).contains(QRegularExpression(QStringLiteral("%[1-9]"))), qPrintable(allText(view)));
        }
    }

    void grant_hasTheProfilesIds()
    {
        const QList<LadderView> views = laddersOf(inspected("{@principalOfApi,@declaresRole};" + nothingGranted));
        QCOMPARE(views.size(), 1);
        const LadderView& view = views.first();
        QCOMPARE(view.cause, QStringLiteral("roles.not-granted"));
        QCOMPARE(view.rungs[view.broken].id, QStringLiteral("granted"));
        QCOMPARE(view.side, Side::Tenant);
        QCOMPARE(view.commands.size(), 3);
        const QString principal = QString::fromUtf8(withIds("@apiSp"));
        const QString roleId = QString::fromUtf8(withIds("@roleId"));
        for (const Command& command : view.commands) {
            QVERIFY2(command.text.contains(principal) && command.text.contains(servicePrincipal),
                     qPrintable(command.text));
            QVERIFY2(command.text.contains(roleId), qPrintable(command.text));
            QVERIFY2(!command.text.contains(u'<'), qPrintable(command.text));
        }
        QVERIFY(view.commands[2].text.contains(QLatin1String("https://graph.microsoft.com/v1.0/servicePrincipals/")));
    }

    void otherCloud_asksItsGraph()
    {
        Inspection inspection = inspected(nothingGranted);
        inspection.profile->authority.cloud = QStringLiteral("china");
        const LadderView view = ladderOf(role, inspection);
        QVERIFY(view.commands[0].text.startsWith(QLatin1String("az cloud set --name AzureChinaCloud")));
        QVERIFY(view.commands[1].text.contains(QLatin1String("-Environment China")));
        QVERIFY(view.commands[2].text.contains(QLatin1String("https://microsoftgraph.chinacloudapi.cn/v1.0/")));
    }

    void managedIdentity_isNotSentToAPageThatItDoesNotHave()
    {
        const LadderView view =
            ladderOf(role, inspected(nothingGranted, "{'roles':null,'xms_mirid':'/subscriptions/x'}"));
        QCOMPARE(view.cause, QStringLiteral("roles.not-granted"));
        QVERIFY(!view.clicks.join(u' ').contains(QLatin1String("admin consent")));
    }

    void nothingAtHand_saysWhatToDropIn()
    {
        const LadderView view = ladderOf(role, inspectionOf(snapshotWith("{'roles':null}")));
        QCOMPARE(view.cause, QStringLiteral("roles.absent"));
        QCOMPARE(view.rungs[view.broken].id, QStringLiteral("issued"));
        QCOMPARE(view.rungs.first().state, RungState::Unknown);
        QVERIFY(view.rungs.first().detail.contains(QLatin1String("manifest")));
        QVERIFY(!view.commands.isEmpty());
    }

    void issued_hasWhatGrants()
    {
        const LadderView view = ladderOf(role, inspected({}));
        QCOMPARE(view.rungs[view.broken].id, QStringLiteral("issued"));
        QCOMPARE(view.commands.size(), 3);
        for (const Command& command : view.commands) {
            const qsizetype look = command.text.indexOf(QLatin1String("ppRoleAssignment"));
            const qsizetype grant = command.text.indexOf(QLatin1String("ppRoleAssignedTo"));
            QVERIFY2(look >= 0 && grant > look, qPrintable(command.text));
            QVERIFY2(command.text.contains(QLatin1String("# if the role is not granted")), qPrintable(command.text));
        }
        // Granted as the list says, or where roles are no app roles: nothing to grant, nothing of Entra's to run.
        const LadderView granted = ladderOf(role, inspected("{@principalOfApi,@declaresRole};{@listOfClient,"
                                                            "\"value\":[{@grantOfRole}]}"));
        QCOMPARE(granted.rungs[granted.broken].id, QStringLiteral("issued"));
        QVERIFY(!granted.commands.first().text.contains(QLatin1String("ppRoleAssignedTo")));
        const Inspection elsewhere =
            inspectionOf(snapshotWith("{'roles':null,'tid':null,'ver':null,'iss':'https://sso.example/realms/a'}"));
        QVERIFY(ladderOf(role, elsewhere).commands.isEmpty());
    }

    void ladder_agreesWithTheCheck_data()
    {
        QTest::addColumn<QByteArray>("claims");
        QTest::addColumn<QString>("sought");
        QTest::addColumn<QString>("cause");
        const auto row = [](const char* name, const char* claims, const QString& sought, const char* cause) {
            QTest::newRow(name) << QByteArray(claims) << sought << QString::fromLatin1(cause);
        };
        row("Graph's token", "{'aud':'00000003-0000-0000-c000-000000000000','roles':['User.Read.All']}", role,
            "roles.other-resource");
        row("a user's token", "{'roles':null,'scp':'access_as_user','name':'A','sub':'x','azpacr':'0'}", role,
            "roles.delegated");
        row("an ID token",
            "{'aud':'4c8b1f6d-2a3e-47d5-b9c0-7e6f5d4c3b2a','roles':null,'azp':null,'name':'A',"
            "'nonce':'x'}",
            role, "roles.other-resource");
        row("other letters", "{}", role.toLower(), "roles.case");
        row("a scope's name", "{'roles':null}", QStringLiteral("access_as_user"), "roles.scope-name");
        row("B2C", "{'iss':'https://contosob2c.b2clogin.com/x/v2.0/','roles':null,'scp':'app.read'}",
            QStringLiteral("app.read"), "roles.in-scp");
    }
    void ladder_agreesWithTheCheck()
    {
        QFETCH(QByteArray, claims);
        QFETCH(QString, sought);
        QFETCH(QString, cause);
        Snapshot snapshot = snapshotWith(claims);
        snapshot.expectations.roles = QStringList{sought};
        const Inspection inspection = inspectionOf(snapshot);
        QCOMPARE(inspection.checklist.find(CheckId::Roles)->cause, cause);
        const LadderView view = ladderOf(sought, inspection);
        QCOMPARE(view.cause, cause);
        const QString text = view.why + view.clicks.join(u'\n') + view.rungs[view.broken].detail;
        QVERIFY2(!text.contains(QLatin1String("Add «")) && !text.contains(QLatin1String("grant consent")),
                 qPrintable(text));
        QVERIFY2(!text.contains(QLatin1String("not in the token's roles")), qPrintable(text));
    }

    void whatIsAtHandAndTellsNothing_isNotAskedForAgain_data()
    {
        QTest::addColumn<QByteArray>("manifests");
        QTest::addColumn<QString>("rung");
        QTest::addColumn<QString>("detail");
        const auto row = [](const char* name, const QByteArray& manifests, const char* rung, const char* detail) {
            QTest::newRow(name) << manifests << QString::fromLatin1(rung) << QString::fromUtf8(withIds(detail));
        };
        const QByteArray declaring = "{@manifestOfApi,@declaresRole};";
        const QByteArray silent = "{@manifestOfApi,\"appRoles\":[]};";
        row("another client's manifest",
            declaring + "{\"appId\":\"@other\",\"id\":\"@oldId\",\"displayName\":\"Daemon\"}", "requested", "«Daemon»");
        row("another's list",
            declaring + "{\"@odata.context\":\"x#servicePrincipals('@other')/appRoleAssignments\",\"value\":[]}",
            "granted", "is another's");
        row("nobody's list", declaring + "{\"@odata.context\":\"x#appRoleAssignments\",\"value\":[]}", "granted",
            "whose it is");
        row("a page of the list", declaring + "{@listOfClient,\"@odata.nextLink\":\"x\",\"value\":[]}", "granted",
            "@odata.nextLink");
        row("a list without the manifest", "{@listOfClient,\"value\":[]}", "granted", "ids");
        row("another API's manifest",
            "{\"appId\":\"@other\",\"identifierUris\":[\"api://b\"],\"displayName\":\"Billing\",@declaresRole}",
            "declared", "«Billing»");
        row("not declared, for whom", silent + "{@listOfClient,\"value\":[]}", "for-applications", "not declared");
        row("not declared, requested", silent + "{@clientAsking}", "requested", "not declared");
        row("not declared, granted", silent + "{@listOfClient,\"value\":[]}", "granted", "not declared");
        row("not requested, as what", declaring + "{\"appId\":\"@client\",\"requiredResourceAccess\":[]}", "as-role",
            "not requested");
        row("not granted, how", declaring + "{@listOfClient,\"value\":[]}", "directly", "not granted");
        row("nothing at hand", declaring + "{@principalOfApi}", "granted", "drop in the client's appRoleAssignments");
    }
    void whatIsAtHandAndTellsNothing_isNotAskedForAgain()
    {
        QFETCH(QByteArray, manifests);
        QFETCH(QString, rung);
        QFETCH(QString, detail);
        Snapshot snapshot = snapshotWith("{'roles':null}");
        snapshot.manifests = manifestsIn(withIds(manifests));
        const LadderView view = ladderOf(role, inspectionOf(snapshot));
        for (const RungView& each : view.rungs) {
            if (each.id != rung)
                continue;
            QCOMPARE(each.state, RungState::Unknown);
            QVERIFY2(each.detail.contains(detail), qPrintable(each.detail));
            return;
        }
        QFAIL("no such rung");
    }

    void hostileNames_stayOutOfTheCommands()
    {
        const QByteArray evil = "x'; rm -rf ~ #\\u202e`$(id)`\\\"";
        Snapshot snapshot = snapshotWith("{'roles':null}");
        snapshot.expectations.roles = QStringList{QStringLiteral("a'; rm -rf ~ #\u202E`$(id)`\"")};
        const auto manifest = entra::parseManifest(
            withIds("{\"appId\":\"" + evil + "\",\"identifierUris\":[\"@api\"],\"displayName\":\"" + evil +
                    "\",\"appRoles\":[{\"id\":\"" + evil + "\",\"value\":\"y\"}]}"));
        QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().sentence));
        snapshot.manifests = {*manifest};
        Inspection inspection = inspectionOf(snapshot);
        inspection.profile->clientId = QStringLiteral("$(id)");
        for (const LadderView& view : laddersOf(inspection)) {
            QVERIFY(!allText(view).contains(QChar(0x202E)));
            for (const Command& command : view.commands)
                QVERIFY2(!command.text.contains(QLatin1String("rm -rf")) && !command.text.contains(u'`') &&
                             !command.text.contains(QLatin1String("$(id)")),
                         qPrintable(command.text));
        }
    }

    void json_carriesTheRungs()
    {
        const QByteArray json = support::json::write(toJson(inspected(nothingGranted)));
        const QJsonArray checks = QJsonDocument::fromJson(json)[QStringLiteral("checks")].toArray();
        const QJsonObject roles = checks[int(CheckId::Roles)].toObject();
        const QJsonObject ladder = roles.value(QStringLiteral("ladders")).toArray().first().toObject();
        QCOMPARE(ladder.value(QStringLiteral("broken")).toString(), QStringLiteral("granted"));
        QCOMPARE(ladder.value(QStringLiteral("cause")).toString(), roles.value(QStringLiteral("cause")).toString());
        QCOMPARE(ladder.value(QStringLiteral("rungs")).toArray().size(), 13);
        QCOMPARE(ladder.value(QStringLiteral("side")).toString(), QStringLiteral("tenant"));
    }

    void azureRbac_hasNoLadder()
    {
        Snapshot snapshot = snapshotWith("{'aud':'https://vault.azure.net','roles':null}");
        snapshot.expectations.audiences = QStringList{QStringLiteral("https://vault.azure.net")};
        QVERIFY(laddersOf(inspectionOf(snapshot)).isEmpty());
        QVERIFY(laddersOf(Inspection()).isEmpty());
        QVERIFY(ladderOf(role, Inspection()).rungs.isEmpty());
    }

    void wholeLadders_areNoneOfThoseThatBreak()
    {
        const Snapshot good = snapshotWith("{}");
        QCOMPARE(laddersOf(inspectionOf(good)).size(), 1);
        QVERIFY(brokenLaddersOf(inspectionOf(good)).first.isEmpty());
        QCOMPARE(brokenLaddersOf(inspected({})).first.size(), 1);
    }

    void manyRoles_areClimbedUpToALimit()
    {
        Snapshot snapshot = snapshotWith("{'roles':null}");
        for (int i = 0; i < 1000; ++i)
            snapshot.expectations.roles += QString::number(i);
        QCOMPARE(laddersOf(inspectionOf(snapshot)).size(), 64);
        const BrokenLadders broken = brokenLaddersOf(inspectionOf(snapshot));
        QCOMPARE(broken.first.size(), 8);
        QCOMPARE(broken.more, 56);
    }
};

QTEST_GUILESS_MAIN(LadderWordsTest)
#include "tst_ladderwords.moc"
