// SPDX-License-Identifier: Apache-2.0
#include "inspecting.h"

#include "inspection/pseudonyms.h"
#include "inspection/report.h"
#include "inspection/words.h"

#include <QDir>
#include <QElapsedTimer>

using namespace assayer::inspection;
using namespace assayer::inspection::testing;
using namespace assayer::checks::testing;

namespace {

QString replaced(const QString& text)
{
    Pseudonyms pseudonyms((Inspection()));
    return pseudonyms(text);
}

const QString guid = QStringLiteral("12345678-9abc-4def-8123-456789abcdef");
const QString first = QStringLiteral("eeeeeeee-eeee-4eee-8eee-000000000001");

} // namespace

class PseudonymsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void identifier_isReplaced_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("replaced");
        const auto row = [](const QString& text, const QString& made) {
            QTest::newRow(qPrintable(text.left(60))) << text << made;
        };
        row(guid, first);
        row(guid.toUpper(), first.toUpper());
        row(guid + u' ' + guid, first + u' ' + first);
        row(QString(guid).remove(u'-'), QString(first).remove(u'-'));
        row("extension_" + QString(guid).remove(u'-') + "_department",
            "extension_" + QString(first).remove(u'-') + "_department");
        row("api://" + guid + "/.default", "api://" + first + "/.default");
        row("api%3A%2F%2F" + guid + "%2F.default", "api%3A%2F%2F" + first + "%2F.default");
        row("https://contoso.com/a", "https://host-1.example/a");
        row("https://contoso.com:8443/a?b=contoso.com", "https://host-1.example:8443/a?b=host-1.example");
        row("https%3A%2F%2Fcontoso.com%2Fa", "https%3A%2F%2Fhost-1.example%2Fa");
        row("https:\\/\\/intranet\\/a", "https:\\/\\/host-1\\/a");
        row("https://intranet/a", "https://host-1/a");
        row("api://orders", "api://host-1");
        row("CONTOSO.com contoso.com https://CONTOSO.COM", "Host-1.example host-1.example https://HOST-1.EXAMPLE");
        row("https://orders.azurewebsites.net", "https://host-1.azurewebsites.net");
        row("https://contoso.vault.azure.net", "https://host-1.vault.azure.net");
        row("contoso.onmicrosoft.com", "host-1.onmicrosoft.com");
        row("jane.doe@contoso.com said", "user-1@users.example said");
        row("upn%3Djane%40contoso.com", "upn%3Duser-1@users.example");
        row("jane_fabrikam.com#EXT#@contoso.onmicrosoft.com", "User-1@users.example");
        row(QStringLiteral("jürgen@contoso.de"), "user-1@users.example");
        row("from 203.0.113.77, too", "from 192.0.2.1, too");
        row("2001:db8:0:1::7", "192.0.2.1");
        row("CN=orders.contoso.com, CN=R3", "CN=host-1.example, CN=R3");
        row("CN=orders.contoso.health", "CN=host-1.example");
        row("fe80::1 fd00::2:3", "192.0.2.1 192.0.2.2");
        row("S-1-5-21-397955417-626881126-188441444-3884609 x", "HANDLE-1 x");
        row("on /subscriptions/" + guid + "/resourcegroups/contoso-rg/providers/x/y, too",
            "on /subscriptions/handle-1 too");
        row("a eyJhbGciOiJSUzI1NiJ9.eyJ0aWQiOiJ4In0.c2ln b", QStringLiteral("a ••• b"));
        // What is everybody's, and what only looks like a name.
        for (const char* same : {"https://login.microsoftonline.com/common",
                                 "https://sts.windows.net/",
                                 "https://graph.microsoft.com",
                                 "https://vault.azure.net",
                                 "00000003-0000-0000-c000-000000000000",
                                 "9188040d-6c67-4c5b-b112-36a304b66dad",
                                 "http://127.0.0.1:4711/x",
                                 "http://localhost:4711",
                                 "Test.Application.Permission",
                                 "Orders.Read.All",
                                 "orders.read",
                                 "okta.users.read",
                                 "v2.0",
                                 "spring.security.oauth2",
                                 "ASP.NET Core",
                                 "appsettings.json",
                                 "21 Sep 2026 14:30:00",
                                 "https://login.microsoftonline.com/{tenantid}/v2.0",
                                 "https://learn.microsoft.com/x",
                                 "1.50",
                                 "12:34:56",
                                 "orders.support",
                                 "user.email",
                                 "std::string",
                                 "a@ b"}) {
            row(QLatin1String(same), QLatin1String(same));
        }
    }
    void identifier_isReplaced()
    {
        QFETCH(QString, text);
        QTEST(replaced(text), "replaced");
    }

    void subjects_areTold()
    {
        auto snapshot = snapshotWith("{}");
        snapshot.profile = entraProfile();
        Pseudonyms pseudonyms(inspectionOf(snapshot));
        QVERIFY(pseudonyms(tenant).startsWith(QLatin1String("aaaaaaaa-")));
        QVERIFY(pseudonyms(client).startsWith(QLatin1String("bbbbbbbb-")));
        QVERIFY(pseudonyms(api).startsWith(QLatin1String("cccccccc-")));
        QVERIFY(pseudonyms(servicePrincipal).startsWith(QLatin1String("dddddddd-")));
        QCOMPARE(pseudonyms.entries().size(), 4);
        QCOMPARE(pseudonyms.entries().first().subject, QStringLiteral("tenant 1"));
    }

    void namesOfClaims_goEverywhere()
    {
        auto snapshot = snapshotWith("{'name':'Jane Doe','given_name':'Jane','aio':'AXQAi/8','ipaddr':'2001:db8::1',"
                                     "'app_displayname':'Secret project','azp':'my-keycloak-client',"
                                     "'https://contoso.com/roles':['x'],'note':'Jane Doe of Secret project'}");
        Inspection inspection = inspectionOf(snapshot);
        inspection.profile->name = QStringLiteral("Secret project → API");
        inspection.failure = assayer::support::Error{"x", "my-keycloak-client is unknown.", "Jane Doe", {}};
        for (const auto format : {ReportFormat::Markdown, ReportFormat::Text, ReportFormat::Json}) {
            const QByteArray text = report(inspection, format, Naming::Pseudonyms);
            for (const char* secret :
                 {"Jane", "AXQAi", "2001:db8", "Secret project", "my-keycloak-client", "contoso.com"}) {
                QVERIFY2(!text.contains(secret), secret + QByteArray("\n") + text);
            }
        }
    }

    void claim_isOfSomebody_data()
    {
        QTest::addColumn<QByteArray>("claims");
        QTest::addColumn<QByteArray>("secret");
        const auto row = [](const char* claims, const char* secret) {
            QTest::newRow(claims) << QByteArray(claims) << QByteArray(secret);
        };
        row("{'unique_name':'LIVE-jane'}", "LIVE-jane");
        row("{'preferred_username':'jane.doe'}", "jane.doe");
        row("{'upn':'jane@contoso.com'}", "jane@");
        row("{'upn':'CONTOSO\\\\jane'}", "CONTOSO");
        row("{'email':'jane@contoso.com'}", "jane@");
        row("{'name':'Jane Doe (jane@contoso.com)'}", "Jane Doe");
        row("{'oid':'not-a-guid-of-mine'}", "not-a-guid");
        row("{'sub':'Xk39-pairwise_of_Jane'}", "Xk39");
        row("{'puid':'10032000E2A8B6F7'}", "10032000E2A8B6F7");
        row("{'ipaddr':'203.0.113.77'}", "203.0.113.77");
        row("{'onprem_sid':'S-1-5-21-397955417-626881126-188441444-3884609'}", "397955417");
        row("{'xms_mirid':'/subscriptions/12345678-9abc-4def-8123-456789abcdef/resourcegroups/rg-payroll/providers/"
            "Microsoft.ManagedIdentity/userAssignedIdentities/payroll'}",
            "payroll");
        row("{'altsecid':'5::10032000E2A8B6F7'}", "10032000E2A8B6F7");
        row("{'extension_123456789abc4def8123456789abcdef_employeeId':'E-4711-Jane'}", "4711");
        row("{'extn.mail':'jane at home'}", "jane at home");
        row("{'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname':'Jane Marie'}", "Jane Marie");
        row("{'UniqueName':1,'Email':'jane at home'}", "jane at home");
        row("{'act':{'sub':'worker-of-jane'}}", "worker-of-jane");
        row("{'act':{'act':{'upn':'jane-the-second'}}}", "jane-the-second");
        row("{'groups':['Payroll Admins']}", "Payroll Admins");
        row("{'address':{'locality':'Jamestown'}}", "Jamestown");
        row("{'emails':['jane-at-home']}", "jane-at-home");
        row("{'https://contoso.example/claims/department':'HR-Payroll'}", "contoso.example");
        row("{'https://contoso.example/claims/upn':'jane at home'}", "contoso.example");
        row("{'act':{'https://contoso.example/claims/department':'HR-Payroll'}}", "contoso.example");
        row("{'extension_123456789abc4def8123456789abcdef_mail':'jane at home'}", "123456789abc4def8123456789abcdef");
        row("{'tid':'123456789ABC4DEF8123456789ABCDEF'}", "123456789ABC4DEF");
        row("{'note':'{12345678-9ABC-4DEF-8123-456789ABCDEF}'}", "12345678-9ABC");
    }
    /// Where it stands in the claims, and where an authority repeats it in its own words.
    void claim_isOfSomebody()
    {
        QFETCH(QByteArray, claims);
        QFETCH(QByteArray, secret);
        Inspection inspection = inspectionOf(snapshotWith(claims));
        const QJsonObject patch = QJsonDocument::fromJson(quotedJson(claims)).object();
        const QString value = patch.begin()->isString() ? patch.begin()->toString() : QString::fromLatin1(secret);
        inspection.failure = assayer::support::Error{"x", "Nobody knows " + value + " here.", {}, {}};
        const QByteArray real = report(inspection, ReportFormat::Json, Naming::Real);
        QVERIFY2(real.contains(secret), real);
        for (const auto format : {ReportFormat::Markdown, ReportFormat::Text, ReportFormat::Json}) {
            const QByteArray text = report(inspection, format, Naming::Pseudonyms);
            QVERIFY2(!text.contains(secret), text);
        }
    }

    void tenantsName_goesFromOtherNamesToo()
    {
        auto snapshot =
            snapshotWith("{'aud':'https://apps.example/contoso/orders','note':'contoso-worker of Contoso'}");
        Inspection inspection = inspectionOf(snapshot);
        inspection.profile->authority.tenant = QStringLiteral("contoso.onmicrosoft.com");
        for (const auto format : {ReportFormat::Markdown, ReportFormat::Text, ReportFormat::Json}) {
            const QByteArray text = report(inspection, format, Naming::Pseudonyms).toLower();
            QVERIFY2(!text.contains("/contoso/") && !text.contains("of contoso"), text);
        }
    }

    void profilesNames_areLeftOut()
    {
        auto snapshot = snapshotWith("{'aud':'api://billing'}");
        snapshot.others = {{QStringLiteral("Acme payroll"), {QStringLiteral("api://billing")}}};
        Inspection inspection = inspectionOf(snapshot);
        inspection.profile->name = QStringLiteral("Acme worker → Acme orders");
        QCOMPARE(inspection.checklist.find(assayer::checks::CheckId::Audience)->cause,
                 QStringLiteral("audience.other-profile"));
        for (const auto format : {ReportFormat::Markdown, ReportFormat::Text, ReportFormat::Json}) {
            QVERIFY(report(inspection, format, Naming::Real).contains("Acme"));
            const QByteArray text = report(inspection, format, Naming::Pseudonyms);
            QVERIFY2(!text.contains("Acme"), text);
        }
    }

    void nothingOfASampleIsLeft_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(QStringLiteral(ASSAYER_SHARED_DIR "/facts/entra/samples/tokens"));
        for (const QString& name : folder.entryList({QStringLiteral("*.jwt")})) {
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
        }
        if (folder.isEmpty()) {
            QTest::newRow("none") << QString();
        }
    }
    void nothingOfASampleIsLeft()
    {
        QFETCH(QString, path);
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            QSKIP("the shared samples are not beside this checkout");
        }
        auto snapshot = snapshotOf(assayer::jose::takeApart(file.readAll().trimmed()));
        snapshot.profile = entraProfile();
        const Inspection inspection = inspectionOf(snapshot);
        const QByteArray claims = snapshot.token.payload.bytes;
        static const QRegularExpression id(QStringLiteral("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}"));
        static const QStringList everybodys{
            "00000003-0000-0000-c000-000000000000", "00000002-0000-0000-c000-000000000000",
            "797f4846-ba00-4fd7-ba43-dac1f8f63013", "fb60f99c-7a34-4190-8149-302f77469936",
            "62e90394-69f5-4237-9190-012177145e10", "b79fbf4d-3ef9-4689-8143-76b194e85509",
            "0997a1d0-0d1d-4acb-b408-d5ca73121e90"};
        for (const auto format : {ReportFormat::Markdown, ReportFormat::Text, ReportFormat::Json}) {
            const QString text = QString::fromUtf8(report(inspection, format, Naming::Pseudonyms)).toLower();
            QVERIFY(text.contains(QLatin1String("audience")));
            for (auto ids = id.globalMatch(text); ids.hasNext();) {
                const QString found = ids.next().captured();
                QVERIFY2(!claims.contains(found.toLatin1()) || everybodys.contains(found), qPrintable(found));
            }
            QVERIFY2(!text.contains(QLatin1String("contoso")), qPrintable(text));
            QVERIFY2(!text.contains(tenant) && !text.contains(client) && !text.contains(api), qPrintable(text));
        }
    }

    void nameOfAClaim_goesWhereItIsSomebodys()
    {
        auto snapshot = snapshotWith("{'contoso':{'department':'x'},'act':{'Contoso':['x']},'roles':['R'],'aio':'y'}");
        Inspection inspection = inspectionOf(snapshot);
        inspection.profile->authority.tenant = QStringLiteral("contoso.onmicrosoft.com");
        for (const auto format : {ReportFormat::Markdown, ReportFormat::Text, ReportFormat::Json}) {
            QVERIFY(report(inspection, format, Naming::Real).toLower().contains("contoso"));
            const QByteArray text = report(inspection, format, Naming::Pseudonyms);
            QVERIFY2(!text.toLower().contains("contoso"), text);
            QVERIFY2(text.contains("roles") && text.contains("department") && text.contains("aio"), text);
        }
    }

    void nameOfAClaim_staysWhereItIsPlain()
    {
        const Inspection inspection = inspectionOf(snapshotWith("{'name':'department','department':'name'}"));
        const QByteArray text = report(inspection, ReportFormat::Json, Naming::Pseudonyms);
        QVERIFY2(text.contains("\"department\"") && text.contains("\"name\""), text);
    }

    void everyTextOfAResult_isReplaced()
    {
        int number = 0;
        const auto canary = [&number] {
            return QStringLiteral("Role-ca9a51e0-0000-4000-8000-%1").arg(++number, 12, 10, QLatin1Char('0'));
        };
        Inspection inspection;
        assayer::checks::Result result;
        result.id = assayer::checks::CheckId::Roles;
        result.cause = QStringLiteral("roles.case");
        result.status = assayer::checks::Status::Fail;
        result.expected = {canary()};
        result.actual = {canary(), canary()};
        result.arguments = {{QStringLiteral("alike"), canary()}, {QStringLiteral("missing"), canary()}};
        result.items = {{canary(), result.status, result.cause, {{QStringLiteral("declaredAs"), canary()}}},
                        {canary(), result.status, result.cause, {{QStringLiteral("other"), canary()}}}};
        inspection.checklist.results = {result};
        Pseudonyms pseudonyms(inspection);
        const Inspection made = pseudonymised(inspection, pseudonyms);
        QStringList texts;
        for (const auto& each : made.checklist.results) {
            texts += each.expected + each.actual + each.arguments.values();
            for (const auto& item : each.items)
                texts += QStringList{item.text} + item.arguments.values();
        }
        QCOMPARE(texts.size(), number);
        QVERIFY2(!texts.join(u'\n').contains(QLatin1String("ca9a51e0")), qPrintable(texts.join(u'\n')));
    }

    void verdictAndCauses_stay()
    {
        for (const char* changes : {"{'aud':'api://@other'}", "{'aud':'@uri/'}", "{'tid':'@tenant2'}", "{'roles':null}",
                                    "{'iss':'https://sts.windows.net/@tenant/'}", "{'exp':1}"}) {
            auto snapshot = snapshotWith(withIds(changes));
            snapshot.profile = entraProfile();
            snapshot.expectations.audiences += QString::fromUtf8(withIds("@uri"));
            const Inspection inspection = inspectionOf(snapshot);
            Pseudonyms pseudonyms(inspection);
            const Inspection other = pseudonymised(inspection, pseudonyms);
            // The same but for the profile's name, which people make of customers' names.
            QCOMPARE(verdictOf(other).sentence,
                     verdictOf(inspection).sentence.replace(QLatin1String("Orders API"), QLatin1String("The API")));
            for (qsizetype i = 0; i < inspection.checklist.results.size(); ++i) {
                const auto& result = inspection.checklist.results.at(i);
                const auto& same = other.checklist.results.at(i);
                QCOMPARE(same.cause, result.cause);
                QCOMPARE(wordsFor(same, other).summary.isEmpty(), wordsFor(result, inspection).summary.isEmpty());
                QCOMPARE(wordsFor(same, other).fixes.size(), wordsFor(result, inspection).fixes.size());
            }
        }
    }

    void arguments_areReplacedToo()
    {
        auto snapshot = snapshotWith(withIds("{'roles':null}"));
        snapshot.profile = entraProfile();
        snapshot.expectations.roles = QStringList{QStringLiteral("read-") + api};
        snapshot.manifests =
            manifestsIn(withIds("{@manifestOfApi,\"appRoles\":[{\"id\":\"@roleId\",\"value\":\"Read-@api\","
                                "\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]}"));
        const Inspection inspection = inspectionOf(snapshot);
        QVERIFY(!inspection.checklist.find(assayer::checks::CheckId::Roles)->items.first().arguments.isEmpty());
        for (const auto format : {ReportFormat::Markdown, ReportFormat::Text, ReportFormat::Json}) {
            const QString text = QString::fromUtf8(report(inspection, format, Naming::Pseudonyms)).toLower();
            QVERIFY2(!text.contains(api), qPrintable(text));
        }
    }

    void exchange_isReplacedToo()
    {
        Inspection inspection;
        inspection.profile = entraProfile();
        assayer::http::Exchange exchange;
        exchange.request.url = QUrl(QStringLiteral("https://login.contoso.com/%1/token?x=%2").arg(tenant, client));
        exchange.request.headers = {{"Host", "login.contoso.com", false}};
        exchange.request.form = {{"scope", "api://" + api + "/.default", false, 0}};
        exchange.response.emplace();
        exchange.response->status = 400;
        exchange.response->headers = {{"Set-Cookie", "fpc=AgAAAA", false}, {"x-ms-request-id", guid, false}};
        exchange.response->body = "{\"error_description\":\"user jane@contoso.com of " + tenant.toUtf8() + "\"}";
        exchange.tls.emplace();
        exchange.tls->chain = {"CN=login.contoso.com"};
        inspection.exchanges = {exchange};
        for (const auto format : {ReportFormat::Markdown, ReportFormat::Text, ReportFormat::Json}) {
            const QByteArray text = report(inspection, format, Naming::Pseudonyms);
            for (const QByteArray& secret : {QByteArray("contoso"), QByteArray("jane"), QByteArray("AgAAAA"),
                                             tenant.toUtf8(), client.toUtf8(), api.toUtf8(), guid.toUtf8()}) {
                QVERIFY2(!text.contains(secret), secret + "\n" + text);
            }
        }
    }

    void scan_isLinear_data()
    {
        QTest::addColumn<QString>("unit");
        for (const char* unit :
             {"a", "a.", "a@", "0", "0-", "ey", "eyA.", "://", "1:", "%41", "%40", "12345678-", "«"}) {
            QTest::newRow(unit) << QString::fromUtf8(unit);
        }
    }
    void scan_isLinear()
    {
        QFETCH(QString, unit);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!replaced(unit.repeated(200'000)).isEmpty());
        QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(PseudonymsTest)
#include "tst_pseudonyms.moc"
