// SPDX-License-Identifier: Apache-2.0
#include "app/cli/inspecting.h"

#include <QJsonArray>
#include <QTest>

using namespace program::inspecting;

class InspectSettingsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void settings_decideAsTheApiWould_data();
    void settings_decideAsTheApiWould();
    void ownExpectation_isNotTheApisAnswer_data();
    void ownExpectation_isNotTheApisAnswer();
    void settings_areExplained();
    void brokenSettings_areExplained_data();
    void brokenSettings_areExplained();

private:
    [[nodiscard]] QString file(const QString& name, const QByteArray& content) const
    {
        return m_folder.file(name, content);
    }
    [[nodiscard]] QStringList inspecting(const QStringList& more) const { return m_folder.inspecting(more); }
    InspectFolder m_folder;
};

void InspectSettingsTest::settings_decideAsTheApiWould_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("check");
    QTest::addColumn<QString>("status");
    const auto row = [](const char* name, const char* settings, const QStringList& options, int code, const char* check,
                        const char* status) {
        QTest::newRow(name) << QByteArray(settings) << options << code << QString::fromLatin1(check)
                            << QString::fromLatin1(status);
    };
    const char* jwtBearer = R"({"JwtBearer":{"Authority":"https://issuer.example","Audience":"api://orders/"}})";
    row("final slash, ASP.NET Core", jwtBearer, {}, 0, "audience", "pass");
    row("final slash, Express", R"({"issuerBaseURL":"https://issuer.example","audience":"api://orders/"})", {}, 1,
        "audience", "fail");
    row("an option instead of its audience", jwtBearer, {"--audience", "api://bills"}, 1, "audience", "fail");
    row("issuer with either spelling", jwtBearer, {}, 0, "issuer", "pass");
    row("issuer as written, Spring", "spring.security.oauth2.resourceserver.jwt.issuer-uri=https://issuer.example", {},
        1, "issuer", "fail");
    row("an option instead of its issuer", jwtBearer, {"--issuer", "https://other.example", "--offline"}, 1, "issuer",
        "fail");
    row("no skew, API Management",
        "<validate-jwt><audiences><audience>api://orders</audience></audiences></validate-jwt>", {"--at", "1790003601"},
        1, "lifetime", "fail");
    row("skew, ASP.NET Core", jwtBearer, {"--at", "1790003601"}, 0, "lifetime", "warning");
    row("skew of its own", "<validate-jwt clock-skew='10'/>", {"--at", "1790003601"}, 0, "lifetime", "warning");
    row("an option instead of its skew", "<validate-jwt clock-skew='10'/>", {"--at", "1790003601", "--skew", "0"}, 1,
        "lifetime", "fail");
    row("roles, any",
        "<validate-jwt><required-claims><claim name='roles' match='any'><value>Orders.Read</value><value>x</value>"
        "</claim></required-claims></validate-jwt>",
        {}, 0, "roles", "pass");
    row("roles, all",
        "<validate-jwt><required-claims><claim name='roles'><value>Orders.Read</value><value>x</value></claim>"
        "</required-claims></validate-jwt>",
        {}, 1, "roles", "fail");
    row("an option instead of its roles",
        "<validate-jwt><required-claims><claim name='roles'><value>x</value></claim></required-claims></validate-jwt>",
        {"--role", "Orders.Read"}, 0, "roles", "pass");
    row("one of two clients",
        "<validate-azure-ad-token tenant-id='{{tenant}}'><client-application-ids><application-id>x</application-id>"
        "<application-id>client-1</application-id></client-application-ids></validate-azure-ad-token>",
        {}, 0, "client", "pass");
    row("other clients",
        "<validate-azure-ad-token tenant-id='{{tenant}}'><client-application-ids><application-id>x</application-id>"
        "</client-application-ids></validate-azure-ad-token>",
        {}, 1, "client", "fail");
}

void InspectSettingsTest::settings_decideAsTheApiWould()
{
    QFETCH(QByteArray, settings);
    QFETCH(QStringList, options);
    QFETCH(int, code);
    QFETCH(QString, check);
    QFETCH(QString, status);
    QStringList arguments = inspecting(options + QStringList{"--settings", file("settings", settings)});
    if (options.contains("--at")) {
        arguments.remove(arguments.indexOf("--at"), 2);
    }
    const auto outcome = program::run(arguments, goodToken());
    QVERIFY2(outcome.code == code, qUtf8Printable(outcome.said));
    QVERIFY2(outcome.check(check).value("status").toString() == status, qUtf8Printable(outcome.said));
}

void InspectSettingsTest::ownExpectation_isNotTheApisAnswer_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<bool>("answered");
    const QByteArray policy = "<validate-jwt><audiences><audience>api://orders</audience></audiences>%1</validate-jwt>";
    const auto asking = [&policy](const QByteArray& client) {
        return QByteArray(policy).replace("%1", "<required-claims><claim name='azp'><value>" + client +
                                                    "</value></claim></required-claims>");
    };
    QTest::newRow("the policy's client") << QStringList() << asking("x") << true;
    QTest::newRow("an option's client") << QStringList{"--client", "x"} << QByteArray(policy).replace("%1", "")
                                        << false;
    QTest::newRow("an option's client instead") << QStringList{"--client", "x"} << asking("client-1") << false;
    QTest::newRow("an option's version") << QStringList{"--token-version", "1.0"}
                                         << QByteArray(policy).replace("%1", "") << false;
}

void InspectSettingsTest::ownExpectation_isNotTheApisAnswer()
{
    QFETCH(QStringList, options);
    QFETCH(QByteArray, settings);
    QFETCH(bool, answered);
    const auto outcome =
        program::run(inspecting(options + QStringList{"--settings", file("settings", settings)}), goodToken());
    QCOMPARE(outcome.code, 1);
    const QString sentence = outcome.json().value("sentence").toString();
    QVERIFY2(sentence.contains(answered ? "will reject" : "not the token"), qUtf8Printable(outcome.said));
    const QString check = options.contains("--token-version") ? "version" : "client";
    QVERIFY2(outcome.check(check).value("answer").isNull() != answered, qUtf8Printable(outcome.said));
}

void InspectSettingsTest::settings_areExplained()
{
    const QByteArray settings = R"({"JwtBearer":{"Authority":"https://issuer.example","Audience":"api://orders",
        "ClientSecret":"canary"}})";
    const QString path = file("settings", settings);
    const auto json = program::run(inspecting({"--settings", path}), goodToken());
    const QJsonArray notes = json.json().value("settings_notes").toArray();
    QVERIFY2(notes.size() > 2, qUtf8Printable(json.said));
    QCOMPARE(notes.first().toString(), QStringLiteral("These were read as settings of ASP.NET Core JwtBearer."));
    for (const QString& format : {QStringLiteral("text"), QStringLiteral("markdown")}) {
        QStringList arguments = inspecting({"--settings", path});
        arguments[arguments.indexOf("json")] = format;
        const auto outcome = program::run(arguments, goodToken());
        QVERIFY2(outcome.output.contains("JwtBearer:ClientSecret"), qUtf8Printable(outcome.said));
        QVERIFY2(!outcome.said.contains("canary"), qUtf8Printable(outcome.said));
    }
    QVERIFY(!json.said.contains("canary"));
    const auto without = program::run(inspecting({}), goodToken());
    QVERIFY(without.json().value("settings_notes").isArray());
    QVERIFY(without.json().value("settings_notes").toArray().isEmpty());
}

void InspectSettingsTest::brokenSettings_areExplained_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QString>("code");
    QTest::newRow("nothing") << QByteArray() << "empty";
    QTest::newRow("another file") << QByteArray("{}") << "not-settings";
    QTest::newRow("broken") << QByteArray("{\"AzureAd\":{\"ClientSecret\":\"canary\"") << "invalid-json";
    QTest::newRow("too large") << QByteArray(256 * 1024 + 1, ' ') << "input-too-large";
}

void InspectSettingsTest::brokenSettings_areExplained()
{
    QFETCH(QByteArray, settings);
    QFETCH(QString, code);
    const auto outcome = program::run(inspecting({"--settings", file("settings", settings)}), goodToken());
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    const QJsonObject error = outcome.json().value("error").toObject();
    QCOMPARE(error.value("code").toString(), code);
    QCOMPARE(error.value("field").toString(), QStringLiteral("settings"));
    QVERIFY(!outcome.said.contains("canary"));
}

QTEST_GUILESS_MAIN(InspectSettingsTest)
#include "tst_inspectsettings.moc"
