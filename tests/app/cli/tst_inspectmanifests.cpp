// SPDX-License-Identifier: Apache-2.0
#include "app/cli/inspecting.h"

#include <QJsonArray>
#include <QTest>

using namespace program::inspecting;

class InspectManifestsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void manifests_nameTheBrokenRung();
    void emptyAssignments_areTheClientsByWord();
    void manifest_isToldApartByWhatWasAskedFor();
    void brokenManifest_isExplained_data();
    void brokenManifest_isExplained();

private:
    [[nodiscard]] QString file(const QString& name, const QByteArray& content) const
    {
        return m_folder.file(name, content);
    }
    [[nodiscard]] QStringList inspecting(const QStringList& more) const { return m_folder.inspecting(more); }
    InspectFolder m_folder;
};

void InspectManifestsTest::manifests_nameTheBrokenRung()
{
    const QString role = QStringLiteral("Orders.Delete");
    const QString api = file("api.json", "{\"appId\":\"b7a0d2c4-5e31-4f6b-8a90-13c7e2d4f5a6\",\"identifierUris\":["
                                         "\"api://orders\"],\"displayName\":\"Orders\",\"appRoles\":[{\"id\":"
                                         "\"3ea51f40-2ad7-4e79-aa18-12c45156dc6a\",\"value\":\"Orders.Delete\","
                                         "\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]}");
    const QString client = file("client.json", "{\"appId\":\"client-1\",\"requiredResourceAccess\":[]}");
    const QStringList expected = inspecting({"--audience", "api://orders", "--role", role});
    QCOMPARE(program::run(expected, goodToken()).check("roles").value("cause").toString(), "roles.missing");
    const auto outcome = program::run(expected + QStringList{"--manifest", client, "--manifest", api}, goodToken());
    QCOMPARE(outcome.code, 1);
    const QJsonObject roles = outcome.check("roles");
    QCOMPARE(roles.value("cause").toString(), "roles.not-requested");
    const QJsonObject ladder = roles.value("ladders").toArray().first().toObject();
    QCOMPARE(ladder.value("role").toString(), role);
    QCOMPARE(ladder.value("role_id").toString(), "3ea51f40-2ad7-4e79-aa18-12c45156dc6a");
    QCOMPARE(ladder.value("broken").toString(), "requested");
    QStringList states;
    for (const auto& rung : ladder.value("rungs").toArray())
        states += rung.toObject().value("state").toString();
    QCOMPARE(states.join(' '), "holds holds holds holds unknown broken unknown unknown unknown unknown holds unknown "
                               "broken");
    QVERIFY(!ladder.value("commands").toArray().isEmpty());
}

void InspectManifestsTest::emptyAssignments_areTheClientsByWord()
{
    const QString api =
        file("declaring.json", "{\"appId\":\"b7a0d2c4-5e31-4f6b-8a90-13c7e2d4f5a6\",\"identifierUris\":["
                               "\"api://orders\"],\"appRoles\":[{\"id\":"
                               "\"3ea51f40-2ad7-4e79-aa18-12c45156dc6a\",\"value\":\"Orders.Delete\","
                               "\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]}");
    const QString none = file("none.json", "{\"value\":[]}");
    const QStringList arguments =
        inspecting({"--audience", "api://orders", "--role", "Orders.Delete", "--manifest", api});
    QCOMPARE(program::run(arguments + QStringList{"--manifest", none}, goodToken()).code, 3);
    const QByteArray withPrincipal = QByteArray(claims).replace("{", "{\"oid\":\"client-principal\",");
    const QByteArray token = program::hmacToken("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", withPrincipal, key);
    const auto outcome = program::run(arguments + QStringList{"--client-assignments", none}, token);
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.check("roles").value("cause").toString(), "roles.not-granted");
    const auto broken = program::run(arguments + QStringList{"--client-assignments", api}, goodToken());
    QCOMPARE(broken.code, 3);
    QCOMPARE(broken.json().value("error").toObject().value("field").toString(), "client-assignments");
}

void InspectManifestsTest::manifest_isToldApartByWhatWasAskedFor()
{
    const QString api = file("asked.json", "{\"appId\":\"b7a0d2c4-5e31-4f6b-8a90-13c7e2d4f5a6\",\"identifierUris\":["
                                           "\"api://stock\"],\"appRoles\":[]}");
    const QStringList arguments = inspecting({"--role", "Orders.Delete", "--manifest", api});
    QCOMPARE(program::run(arguments, goodToken()).check("roles").value("cause").toString(), "roles.missing");
    const auto outcome = program::run(arguments + QStringList{"--resource", "api://stock"}, goodToken());
    QCOMPARE(outcome.check("roles").value("cause").toString(), "roles.other-resource");
}

void InspectManifestsTest::brokenManifest_isExplained_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("code");
    QTest::newRow("no JSON") << QByteArray("appId: x") << "invalid-json";
    QTest::newRow("nothing") << QByteArray() << "invalid-json";
    QTest::newRow("something else") << QByteArray("{\"a\":1}") << "not-a-manifest";
}

void InspectManifestsTest::brokenManifest_isExplained()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, code);
    const auto outcome = program::run(inspecting({"--manifest", file("broken.json", content)}), goodToken());
    QCOMPARE(outcome.code, 3);
    const QJsonObject error = outcome.json().value("error").toObject();
    QCOMPARE(error.value("code").toString(), code);
    QCOMPARE(error.value("field").toString(), "manifest");
    QVERIFY(error.value("description").toString().contains("broken.json"));
}

QTEST_GUILESS_MAIN(InspectManifestsTest)
#include "tst_inspectmanifests.moc"
