// SPDX-License-Identifier: Apache-2.0
#include "inspecting.h"

#include "inspection/ladderwords.h"
#include "inspection/words.h"

using namespace assayer;
using namespace assayer::inspection;
using namespace assayer::inspection::testing;
using namespace assayer::checks::testing;
using assayer::checks::CheckId;
using assayer::checks::Result;
using assayer::checks::RungState;
using assayer::checks::Snapshot;

namespace {

const QByteArray apiManifest = "{@manifestOfApi,@declaresRole}";
const QByteArray grant = "{@listOfClient,\"value\":[{@grantOfRole}]}";
const QByteArray grantBefore =
    "{@listOfClient,\"value\":[{@grantOfRole,\"createdDateTime\":\"2026-09-21T14:03:20Z\"}]}";

Inspection inspected(const QByteArray& manifests, const QStringList& roles = {role},
                     const QByteArray& claims = "{'roles':null}")
{
    Snapshot snapshot = snapshotWith(claims);
    snapshot.expectations.roles = roles;
    if (!manifests.isEmpty())
        snapshot.manifests = manifestsIn(withIds(manifests));
    return inspectionOf(snapshot);
}

Words wordsOf(const Inspection& inspection)
{
    return wordsFor(*inspection.checklist.find(CheckId::Roles), inspection);
}

/// The line of one role under the check, as the window makes it.
Words wordsOf(const Inspection& inspection, const QString& ofRole)
{
    Result alone = *inspection.checklist.find(CheckId::Roles);
    for (const checks::Item& item : QList(alone.items)) {
        if (item.text == ofRole) {
            alone.status = item.status;
            alone.cause = item.cause;
            alone.expected = {item.text};
            alone.items = {item};
        }
    }
    return wordsFor(alone, inspection);
}

QString allText(const Words& words)
{
    QString text = words.summary + u'\n' + words.why;
    for (const Fix& fix : words.fixes)
        text += u'\n' + fix.text;
    return text;
}

QString allText(const LadderView& view)
{
    QString text = view.why + u'\n' + view.clicks.join(u'\n');
    for (const RungView& rung : view.rungs)
        text += u'\n' + rung.title + u' ' + rung.detail;
    return text;
}

const Fix* fixOf(const Words& words, const char* field)
{
    for (const Fix& fix : words.fixes) {
        if (fix.field == QLatin1String(field))
            return &fix;
    }
    return nullptr;
}

bool says(const QString& text, const char* words)
{
    return text.contains(QLatin1String(words), Qt::CaseInsensitive);
}

} // namespace

class RolesWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void grantedRole_isNotCalledUngranted_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<QByteArray>("claims");
        QTest::newRow("nobody knows when, no roles") << grant << QByteArray("{'roles':null}");
        QTest::newRow("nobody knows when, others there") << grant << QByteArray("{'roles':['Other']}");
        QTest::newRow("before, no roles") << grantBefore << QByteArray("{'roles':null}");
        QTest::newRow("before, others there") << grantBefore << QByteArray("{'roles':['Other']}");
    }
    void grantedRole_isNotCalledUngranted()
    {
        QFETCH(QByteArray, list);
        QFETCH(QByteArray, claims);
        const Inspection inspection = inspected(apiManifest + ';' + list, {role}, claims);
        const LadderView view = ladderOf(role, inspection);
        QVERIFY2(says(wordsOf(inspection).why, "and yet it is not in the token"), qPrintable(wordsOf(inspection).why));
        for (const QString& text : {allText(wordsOf(inspection)), allText(wordsOf(inspection, role)), allText(view)}) {
            QVERIFY2(!says(text, "nothing is granted"), qPrintable(text));
            QVERIFY2(!says(text, "was not given"), qPrintable(text));
            QVERIFY2(!says(text, "grant consent"), qPrintable(text));
        }
        QCOMPARE(view.rungs[view.broken].id, QStringLiteral("issued"));
        QVERIFY(says(allText(view), "new token"));
    }
    void ungrantedRole_isNotCalledGranted()
    {
        QVERIFY(says(wordsOf(inspected({})).why, "nothing is granted"));
        QVERIFY(!says(allText(wordsOf(inspected({}))), "and yet it is not in the token"));
        QVERIFY(!says(allText(wordsOf(inspected(apiManifest))), "and yet it is not in the token"));
    }
    void twoRoles_areToldApart()
    {
        const Inspection inspection = inspected(apiManifest + ';' + grant, {role, QStringLiteral("Orders.Write")});
        QVERIFY(says(allText(wordsOf(inspection, role)), "and yet it is not in the token"));
        QVERIFY(!says(allText(wordsOf(inspection, QStringLiteral("Orders.Write"))), "and yet it is not in the token"));
    }

    void servicePrincipalAlone_isNotCalledManifest_data()
    {
        QTest::addColumn<QByteArray>("roles");
        QTest::newRow("none") << QByteArray("\"appRoles\":[]");
        QTest::newRow("another") << QByteArray("\"appRoles\":[{\"id\":\"@oldId\",\"value\":\"Other\","
                                               "\"allowedMemberTypes\":[\"Application\"]}]");
        QTest::newRow("in another case") << QByteArray(
            "\"appRoles\":[{\"id\":\"@oldId\",\"value\":\"test.application.permission\","
            "\"allowedMemberTypes\":[\"Application\"]}]");
        QTest::newRow("the role") << QByteArray("@declaresRole");
    }
    void servicePrincipalAlone_isNotCalledManifest()
    {
        QFETCH(QByteArray, roles);
        const Inspection inspection = inspected("{@principalOfApi," + roles + "}");
        const LadderView view = ladderOf(role, inspection);
        QString text = allText(wordsOf(inspection)) + view.why;
        for (const RungView& rung : view.rungs) {
            if (rung.state == RungState::Holds || rung.state == RungState::Broken)
                text += u'\n' + rung.detail;
        }
        QVERIFY2(!says(text, "the manifest of") && !says(text, "in the manifest"), qPrintable(text));
        QVERIFY2(says(view.why + view.rungs.first().detail, "service principal"), qPrintable(text));
    }
    void manifest_isCalledManifest()
    {
        const LadderView view = ladderOf(role, inspected("{@manifestOfApi,\"appRoles\":[]};{@principalOfApi}"));
        QVERIFY2(says(view.why, "the manifest of"), qPrintable(view.why));
    }

    void commands_goToTheCloudThatIsKnown_data()
    {
        QTest::addColumn<QByteArray>("issuer");
        QTest::addColumn<QString>("cloud");   ///< in the Azure CLI's command
        QTest::addColumn<QString>("shell");   ///< in PowerShell's
        QTest::addColumn<QString>("address"); ///< of Microsoft Graph
        const auto row = [](const char* name, const char* issuer, const char* cloud, const char* shell,
                            const char* address) {
            QTest::newRow(name) << QByteArray(issuer) << QString::fromLatin1(cloud) << QString::fromLatin1(shell)
                                << QString::fromLatin1(address);
        };
        row("China v1", "https://sts.chinacloudapi.cn/@tenant/", "set --name AzureChinaCloud", "-Environment China",
            "https://microsoftgraph.chinacloudapi.cn/");
        row("China v2", "https://login.partner.microsoftonline.cn/@tenant/v2.0", "set --name AzureChinaCloud",
            "-Environment China", "https://microsoftgraph.chinacloudapi.cn/");
        row("US Government v2", "https://login.microsoftonline.us/@tenant/v2.0", "set --name AzureUSGovernment",
            "-Environment USGov", "https://graph.microsoft.us/");
        row("a cloud without known names", "https://login.sovcloud-identity.fr/@tenant/v2.0", "set --name <",
            "-Environment <", "https://<");
        row("public or US Government", "https://sts.windows.net/@tenant/", "# if the tenant is in US Government",
            "# if the tenant is in US Government", "# if the tenant is in US Government");
    }
    void commands_goToTheCloudThatIsKnown()
    {
        QFETCH(QByteArray, issuer);
        QFETCH(QString, cloud);
        QFETCH(QString, shell);
        QFETCH(QString, address);
        Snapshot snapshot = snapshotWith(withIds("{'roles':null,'iss':'" + issuer + "'}"));
        snapshot.expectations.issuer.clear();
        snapshot.manifests = manifestsIn(withIds(apiManifest + ";{@listOfClient,\"value\":[]}"));
        Inspection inspection = inspectionOf(snapshot);
        inspection.profile.reset();
        const LadderView view = ladderOf(role, inspection);
        QCOMPARE(view.cause, QStringLiteral("roles.not-granted"));
        QVERIFY2(view.commands[0].text.contains(cloud), qPrintable(view.commands[0].text));
        QVERIFY2(view.commands[1].text.contains(shell), qPrintable(view.commands[1].text));
        QVERIFY2(view.commands[2].text.contains(address), qPrintable(view.commands[2].text));
        if (!address.startsWith(u'#'))
            QVERIFY2(!view.commands[2].text.contains(QLatin1String("graph.microsoft.com")),
                     qPrintable(view.commands[2].text));
    }
    void publicCloud_hasNoRemark()
    {
        Inspection inspection = inspected(apiManifest + ";{@listOfClient,\"value\":[]}");
        inspection.profile.reset();
        const LadderView view = ladderOf(role, inspection);
        QVERIFY(!says(view.commands[0].text, "Government") && !says(view.commands[0].text, "cloud set"));
        QVERIFY(view.commands[2].text.contains(QLatin1String("https://graph.microsoft.com/")));
    }

    void impossibleValue_isNotToBeCreated_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QByteArray>("manifests");
        const QList<std::pair<const char*, QString>> values{{"a space", QStringLiteral("Read orders")},
                                                            {"a dot in front", QStringLiteral(".Orders.Read")},
                                                            {"too long", QString(121, u'a')},
                                                            {"an umlaut", QStringLiteral("Auftr\u00E4ge.Lesen")},
                                                            {"a zero-width space", QStringLiteral("Orders\u200B.Read")},
                                                            {"a quotation mark", QStringLiteral("a\"b")}};
        for (const auto& [name, value] : values) {
            QTest::newRow(name) << value << QByteArray();
            QTest::addRow("%s, with the manifest", name) << value << apiManifest;
            QTest::addRow("%s, with the service principal", name)
                << value << QByteArray("{@principalOfApi,@declaresRole}");
        }
    }
    void impossibleValue_isNotToBeCreated()
    {
        QFETCH(QString, value);
        QFETCH(QByteArray, manifests);
        const Inspection inspection = inspected(manifests, {value});
        const QString text = allText(wordsOf(inspection)) + u'\n' + ladderOf(value, inspection).clicks.join(u'\n');
        QVERIFY2(!says(text, "Value: "), qPrintable(text));
        QVERIFY2(!says(text, "must declare"), qPrintable(text));
        QVERIFY2(!says(text, "grant consent"), qPrintable(text));
        QVERIFY2(says(text, "another value"), qPrintable(text));
        QVERIFY2(!entra::whyNoRoleValue(value).isEmpty(), "the lint takes it");
    }
    void possibleValue_isToBeCreated()
    {
        QVERIFY(entra::whyNoRoleValue(QStringLiteral("Orders.Write")).isEmpty());
        const QString text = allText(wordsOf(inspected(apiManifest, {QStringLiteral("Orders.Write")})));
        QVERIFY2(says(text, "Create app role") && says(text, "Value: Orders.Write"), qPrintable(text));
    }
    void invisibleEnds_areTakenOffByAButton()
    {
        const Inspection inspection = inspected({}, {role + QChar(0x200B), QStringLiteral("Other")});
        const Words words = wordsOf(inspection);
        const Fix* fix = fixOf(words, "expectations.roles");
        QVERIFY2(fix, qPrintable(allText(words)));
        QCOMPARE(fix->value, role + QStringLiteral("\nOther"));
        const Inspection declared = inspected(apiManifest, {role + u' '});
        const Words told = wordsOf(declared);
        const Fix* offered = fixOf(told, "expectations.roles");
        QVERIFY(offered);
        QCOMPARE(offered->value, role);
        QVERIFY2(!says(told.why, "lower case"), qPrintable(told.why));
    }

    void otherAuthorities_areNotSentToEntrasPages()
    {
        const Inspection inspection =
            inspected({}, {QStringLiteral("read orders")},
                      "{'roles':null,'tid':null,'ver':null,'iss':'https://sso.example/realms/a','realm_access':{}}");
        const QString text = allText(wordsOf(inspection));
        QVERIFY2(!says(text, "API permissions") && !says(text, "app role can"), qPrintable(text));
    }
    void otherResource_offersNoEmptyField()
    {
        Snapshot snapshot = snapshotWith("{'aud':'https://graph.microsoft.com','roles':null}");
        snapshot.expectations.audiences = {};
        snapshot.manifests = manifestsIn(withIds(apiManifest));
        const Words words = wordsOf(inspectionOf(snapshot));
        QVERIFY2(says(words.why, "that API's"), qPrintable(words.why));
        QVERIFY(!fixOf(words, "resource"));
    }
};

QTEST_GUILESS_MAIN(RolesWordsTest)
#include "tst_roleswords.moc"
