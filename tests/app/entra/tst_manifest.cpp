// SPDX-License-Identifier: Apache-2.0
#include "entra/assignments.h"
#include "entra/manifest.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace assayer::entra;

namespace {

QByteArray sample(const char* name)
{
    QFile file(QStringLiteral(ASSAYER_SHARED_DIR "/facts/entra/samples/manifests/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList codes(const QList<ManifestFinding>& findings)
{
    QStringList list;
    for (const ManifestFinding& finding : findings) {
        list.append(finding.code);
    }
    return list;
}

Manifest withRole(const AppRole& role)
{
    Manifest manifest;
    manifest.appId = QStringLiteral("b7a0d2c4-5e31-4f6b-8a90-13c7e2d4f5a6");
    manifest.appRoles = {role};
    return manifest;
}

const AppRole goodRole{QStringLiteral("3ea51f40-2ad7-4e79-aa18-12c45156dc6a"),
                       QStringLiteral("Orders.Read.All"),
                       QStringLiteral("Read"),
                       {QStringLiteral("Application")},
                       true};

} // namespace

class tst_Manifest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void samples_readToTheSameInBothFormats_data()
    {
        QTest::addColumn<QByteArray>("one");
        QTest::addColumn<QByteArray>("other");
        QTest::newRow("article") << sample("article-aadgraph-format.json") << sample("article-msgraph-format.json");
        QTest::newRow("client") << sample("client-aadgraph-format.json") << sample("client-msgraph-format.json");
    }
    void samples_readToTheSameInBothFormats()
    {
        if (!QDir(QStringLiteral(ASSAYER_SHARED_DIR)).exists()) {
            QSKIP("the shared samples are not beside this checkout");
        }
        QFETCH(QByteArray, one);
        QFETCH(QByteArray, other);
        auto a = parseManifest(one);
        auto b = parseManifest(other);
        QVERIFY(a && b);
        QCOMPARE(a->format, ManifestFormat::AadGraph);
        QCOMPARE(b->format, ManifestFormat::MicrosoftGraph);
        a->format = b->format;
        QVERIFY(*a == *b);
        QVERIFY(!a->appId.isEmpty());
    }
    void api_samplesAgreeOnRolesAndScopes()
    {
        if (!QDir(QStringLiteral(ASSAYER_SHARED_DIR)).exists()) {
            QSKIP("the shared samples are not beside this checkout");
        }
        const auto old = parseManifest(sample("api-aadgraph-format.json"));
        const auto current = parseManifest(sample("api-msgraph-format.json"));
        const auto principal = parseManifest(sample("api-serviceprincipal.json"));
        QVERIFY(old && current && principal);
        QCOMPARE(old->tokenVersion(), 1);
        QCOMPARE(current->tokenVersion(), 2);
        QCOMPARE(old->identifierUris, current->identifierUris);
        QVERIFY(old->scopes == current->scopes);
        QVERIFY(*old->roleByValue(u"Test.Application.Permission") ==
                *current->roleByValue(u"Test.Application.Permission"));
        QVERIFY(!current->roleByValue(u"Orders.Write.Old")->enabled);
        QVERIFY(!current->roleByValue(u"Orders.Clerk")->isForApplications());
        QCOMPARE(principal->kind, ManifestKind::ServicePrincipal);
        QCOMPARE(principal->assignmentRequired, std::optional<bool>(true));
        QVERIFY(principal->identifierUris.contains(principal->appId));
    }
    void assignments_nameTheirPrincipalAndTime()
    {
        if (!QDir(QStringLiteral(ASSAYER_SHARED_DIR)).exists()) {
            QSKIP("the shared samples are not beside this checkout");
        }
        const auto filled = parseManifest(sample("client-approleassignments.json"));
        const auto empty = parseManifest(sample("client-approleassignments-empty.json"));
        QVERIFY(filled && empty);
        QCOMPARE(filled->kind, ManifestKind::Assignments);
        QCOMPARE(filled->assignments.size(), 1);
        QCOMPARE(filled->assignments.first().created, std::optional<qint64>(1770112800));
        QCOMPARE(filled->assignmentList, AssignmentList::OfPrincipal);
        QCOMPARE(empty->kind, ManifestKind::Assignments);
        QVERIFY(empty->assignments.isEmpty());
        QCOMPARE(empty->assignmentsOf, QStringLiteral("e2f4a6c8-1b3d-4e5f-8a7b-9c0d1e2f3a4b"));
    }
    void reader_bearsOtherShapes_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("names in another case")
            << QByteArray("{\"AppId\":\"a\",\"AppRoles\":[{\"Id\":\"i\",\"Value\":\"R\"}]}");
        QTest::newRow("roles wrapped in value")
            << QByteArray("{\"appId\":\"a\",\"appRoles\":{\"value\":[{\"id\":\"i\",\"value\":\"R\"}]}}");
        QTest::newRow("list of one") << QByteArray("[{\"appId\":\"a\",\"appRoles\":[{\"id\":\"i\",\"value\":\"R\"}]}]");
        QTest::newRow("list in value") << QByteArray(
            "{\"value\":[{\"appId\":\"a\",\"appRoles\":[{\"id\":\"i\",\"value\":\"R\"}]}]}");
        QTest::newRow("byte order mark") << QByteArray(
            "\xEF\xBB\xBF{\"appId\":\"a\",\"appRoles\":[{\"id\":\"i\",\"value\":\"R\"}]}");
        const char16_t written[] = u"\uFEFF{\"appId\":\"a\",\"appRoles\":[{\"id\":\"i\",\"value\":\"R\"}]}\r\n";
        QTest::newRow("UTF-16, as Windows PowerShell writes it")
            << QByteArray(reinterpret_cast<const char*>(written), sizeof(written) - sizeof(char16_t));
        QTest::newRow("enabled as text") << QByteArray("{\"appId\":\"a\",\"appRoles\":[{\"id\":\"i\",\"value\":\"R\","
                                                       "\"isEnabled\":\"true\"}],\"identifierUris\":\"api://x\"}");
    }
    void reader_bearsOtherShapes()
    {
        QFETCH(QByteArray, json);
        const auto manifest = parseManifest(json);
        QVERIFY(manifest);
        QCOMPARE(manifest->appId, QStringLiteral("a"));
        QVERIFY(manifest->roleByValue(u"R") != nullptr);
        QVERIFY(manifest->roleByValue(u"R")->enabled);
    }
    void reader_refusesWhatIsNone_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("code");
        QTest::newRow("empty") << QByteArray() << QString();
        QTest::newRow("half") << QByteArray("{\"appId\":\"a\",\"appRoles\":[") << QString();
        QTest::newRow("a token response")
            << QByteArray("{\"token_type\":\"Bearer\"}") << QStringLiteral("not-a-manifest");
        QTest::newRow("a number") << QByteArray("7") << QStringLiteral("not-a-manifest");
        QTest::newRow("an empty list") << QByteArray("[]") << QStringLiteral("not-a-manifest");
        QTest::newRow("an empty list that does not say of what")
            << QByteArray("{\"value\":[]}") << QStringLiteral("not-a-manifest");
        QTest::newRow("null") << QByteArray("null") << QStringLiteral("not-a-manifest");
    }
    void reader_refusesWhatIsNone()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, code);
        const auto manifest = parseManifest(json);
        QVERIFY(!manifest);
        QVERIFY(!manifest.error().sentence.isEmpty());
        if (!code.isEmpty()) {
            QCOMPARE(manifest.error().code, code);
        }
    }
    void list_isToldApart_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("says");
        const QByteArray role = R"({"allowedMemberTypes":["Application"],"id":"i","value":"R"})";
        QTest::newRow("two apps") << QByteArray(R"([{"appId":"a"},{"appId":"b"}])") << QStringLiteral("several apps");
        QTest::newRow("two apps of an answer")
            << QByteArray(R"({"value":[{"appId":"a"},{"appId":"b"}]})") << QStringLiteral("several apps");
        QTest::newRow("roles alone") << '[' + role + ',' + role + ']' << QStringLiteral("roles alone");
        QTest::newRow("one role alone") << '[' + role + ']' << QStringLiteral("roles alone");
        QTest::newRow("something else") << QByteArray(R"([{"appId":"a"},{"x":"b"}])")
                                        << QStringLiteral("neither an app manifest");
    }
    void list_isToldApart()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, says);
        const auto manifest = parseManifest(json);
        QVERIFY(!manifest);
        QCOMPARE(manifest.error().code, QStringLiteral("not-a-manifest"));
        QVERIFY2(manifest.error().sentence.contains(says), qPrintable(manifest.error().sentence));
    }
    void assignments_areTakenByWord_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("count"); ///< -1: refused
        QTest::newRow("an empty list") << QByteArray("[]") << 0;
        QTest::newRow("an empty answer") << QByteArray("{\"value\":[]}") << 0;
        QTest::newRow("one") << QByteArray("[{\"appRoleId\":\"i\",\"principalId\":\"p\"}]") << 1;
        QTest::newRow("one alone") << QByteArray("{\"appRoleId\":\"i\",\"principalId\":\"p\"}") << 1;
        QTest::newRow("a manifest") << QByteArray("{\"appId\":\"a\",\"appRoles\":[]}") << -1;
        QTest::newRow("a list of manifests") << QByteArray("[{\"appId\":\"a\"}]") << -1;
        QTest::newRow("no JSON") << QByteArray("[") << -1;
        QTest::newRow("nothing") << QByteArray() << -1;
    }
    void assignments_areTakenByWord()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, count);
        const auto list = parseAssignments(json);
        QCOMPARE(list.has_value(), count >= 0);
        if (list) {
            QCOMPARE(list->kind, ManifestKind::Assignments);
            QCOMPARE(list->assignments.size(), count);
        }
    }
    void keptForm_readsBackTheSame_data();
    void keptForm_readsBackTheSame();
    void lint_namesWhatIsWrong_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QStringList>("types");
        QTest::addColumn<QString>("code");
        const QStringList application{QStringLiteral("Application")};
        QTest::newRow("good") << "Orders.Read.All" << application << "";
        QTest::newRow("120 characters") << QString(120, u'a') << application << "";
        QTest::newRow("121 characters") << QString(121, u'a') << application << "role-value-length";
        QTest::newRow("space") << "Orders Read" << application << "role-value-space";
        QTest::newRow("no-break space") << QStringLiteral("Orders\u00a0Read") << application << "role-value-space";
        QTest::newRow("dot first") << ".Orders" << application << "role-value-dot";
        QTest::newRow("umlaut") << QStringLiteral("Auftr\u00e4ge") << application << "role-value-character";
        QTest::newRow("empty") << "" << application << "role-value-empty";
        QTest::newRow("no member types") << "Orders.Read" << QStringList() << "member-types";
        QTest::newRow("plural member type")
            << "Orders.Read" << QStringList{QStringLiteral("Applications")} << "member-types";
    }
    void lint_namesWhatIsWrong()
    {
        QFETCH(QString, value);
        QFETCH(QStringList, types);
        QFETCH(QString, code);
        AppRole role = goodRole;
        role.value = value;
        role.allowedMemberTypes = types;
        QCOMPARE(codes(lintManifest(withRole(role))), code.isEmpty() ? QStringList() : QStringList{code});
    }
    void lint_seesDuplicatesAndUnknownAccess()
    {
        Manifest api = withRole(goodRole);
        AppRole again = goodRole;
        again.id = QStringLiteral("58c1d2e3-f4a5-4b6c-8d7e-9f0a1b2c3d4e");
        api.appRoles.append(again);
        QCOMPARE(codes(lintManifest(api)), QStringList{QStringLiteral("duplicate-value")});

        api = withRole(goodRole);
        Manifest client;
        client.requiredAccess = {{api.appId, goodRole.id, QStringLiteral("Role")}};
        QVERIFY(lintManifest(client, &api).isEmpty());
        client.requiredAccess = {{api.appId, goodRole.id, QStringLiteral("Scope")}};
        QCOMPARE(codes(lintManifest(client, &api)), QStringList{QStringLiteral("access-type")});
        client.requiredAccess = {{api.appId, again.id, QStringLiteral("Role")}};
        QCOMPARE(codes(lintManifest(client, &api)), QStringList{QStringLiteral("unknown-access")});
    }
    void newRole_isAcceptedByReaderAndLint()
    {
        const QString snippet =
            newAppRole(QStringLiteral("Orders.Read.All"), QStringLiteral("Read orders"), QStringLiteral("d"));
        const auto manifest = parseManifest("{\"appId\":\"a\",\"appRoles\":[" + snippet.toUtf8() + "]}");
        QVERIFY(manifest);
        QVERIFY(lintManifest(*manifest).isEmpty());
        QVERIFY(manifest->appRoles.first().isForApplications());
        const QString next = newAppRole(QStringLiteral("Orders.Read.All"), {}, {});
        QVERIFY(snippet.section(QStringLiteral("\"id\""), 1, 1).left(45) !=
                next.section(QStringLiteral("\"id\""), 1, 1).left(45));
    }
};

void tst_Manifest::keptForm_readsBackTheSame_data()
{
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char* name, const QByteArray& json) { QTest::newRow(name) << json; };
    row("old format", R"({"appId":"a","id":"o","name":"n","identifierUris":"api://a","accessTokenAcceptedVersion":2,
        "appRoles":[{"id":"r","value":null,"displayName":"d","allowedMemberTypes":["User"],"isEnabled":false}],
        "oauth2Permissions":[{"id":"s","value":"v"}],"passwordCredentials":[{"hint":"abc","value":"canary"}]})");
    row("client", R"({"appId":"a","displayName":"n","requiredResourceAccess":[
        {"resourceAppId":"x","resourceAccess":[{"id":"1","type":"Role"},{"id":"2","type":"Scope"}]},
        {"resourceAppId":"y","resourceAccess":[{"id":"3","type":"Role"}]},
        {"resourceAppId":"x","resourceAccess":[{"id":"4","type":"Role"}]}],
        "passwordCredentials":[{"secretText":"canary"}],"keyCredentials":[{"key":"canary"}]})");
    row("service principal", R"({"id":"o","appId":"a","servicePrincipalType":"Application",
        "servicePrincipalNames":["a","api://a"],"appRoleAssignmentRequired":true,"appRoles":[],
        "oauth2PermissionScopes":[{"id":"s","value":"v"}]})");
    row("no service principal",
        R"({"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#servicePrincipals","value":[]})");
    row("assignments", R"({"@odata.context":
        "x#servicePrincipals('e2f4a6c8-1b3d-4e5f-8a7b-9c0d1e2f3a4b')/appRoleAssignments",
        "@odata.nextLink":"https://graph.microsoft.com/?$skiptoken=canary","value":[{"appRoleId":"r",
        "principalId":"p","principalType":"Group","principalDisplayName":"g","resourceId":"s",
        "resourceDisplayName":"t","createdDateTime":"2026-11-22T20:00:00Z"}]})");
    row("who has roles", R"({"@odata.context":
        "x#servicePrincipals('e2f4a6c8-1b3d-4e5f-8a7b-9c0d1e2f3a4b')/appRoleAssignedTo","value":[]})");
    row("an empty list of nobody", R"({"@odata.context":"x#appRoleAssignments","value":[]})");
}

void tst_Manifest::keptForm_readsBackTheSame()
{
    QFETCH(QByteArray, json);
    const auto read = parseManifest(json);
    QVERIFY2(read, read ? "" : qPrintable(read.error().sentence));
    const QByteArray kept = keptForm(*read);
    QVERIFY2(!kept.contains("canary"), kept);
    const auto again = parseManifest(kept);
    QVERIFY2(again, kept);
    Manifest expected = *read;
    expected.format = ManifestFormat::MicrosoftGraph;
    QVERIFY2(*again == expected, kept);
    QCOMPARE(keptForm(*again), kept);
}

QTEST_GUILESS_MAIN(tst_Manifest)
#include "tst_manifest.moc"
