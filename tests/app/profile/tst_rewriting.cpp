// SPDX-License-Identifier: Apache-2.0
#include "profile/rewriting.h"

#include <QElapsedTimer>
#include <QTest>

#include <functional>

using namespace assayer;
using profile::Environment;
using profile::Profile;

using ProfileEdit = std::function<void(Profile&)>;
Q_DECLARE_METATYPE(ProfileEdit)

class RewritingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void unchanged_isTheSameText_data();
    void unchanged_isTheSameText();
    void change_touchesItsLineAlone_data();
    void change_touchesItsLineAlone();
    void resources_stayAsTheyAreSpelt_data();
    void resources_stayAsTheyAreSpelt();
    void anyEdit_readsBackTheSame_data();
    void anyEdit_readsBackTheSame();
    void whatIsNoProfile_isWrittenAnew_data();
    void whatIsNoProfile_isWrittenAnew();
    void environment_keepsItsTextToo();
    void manyMembers_takeNoTime();
};

namespace {

/// As a colleague wrote it: another order, two spaces, arrays on one line, defaults spelt out and left out, members of
/// another version.
const QByteArray byHand = R"({
  "x-owner": {"team":  "billing"},
  "schema": 1,
  "client_id": "1f7a9c3e-5d28-4b61-8e0f-94c2d6b3a715",
  "authority": { "tenant": "contoso.example", "kind": "entra", "x-note": 1.50 },

  "expectations": {
    "roles": ["Orders.Read", "Orders.Write"],
    "role_match": "all",
    "audiences": [
      "api://orders"
    ]
  },
  "name": "Orders\u002c test",
  "resource": "api://orders"
}
)";

Profile profileOf(const QByteArray& text)
{
    const auto profile = profile::parse(text);
    if (!profile) {
        qFatal("%s", qUtf8Printable(profile.error().sentence));
    }
    return *profile;
}

} // namespace

void RewritingTest::unchanged_isTheSameText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("by hand") << byHand;
    QTest::newRow("on one line") << QByteArray(R"({"schema":1,"authority":{"kind":"practice"}})");
    QTest::newRow("of our own") << profile::write(profile::workedExample());
    QTest::newRow("other line breaks") << QByteArray(byHand).replace("\n", "\r\n");
    QTest::newRow("resources for one") << QByteArray(
        R"({"schema":1, "resources": ["a"], "authority":{"kind":"entra"}})");
}

void RewritingTest::unchanged_isTheSameText()
{
    QFETCH(QByteArray, text);
    QCOMPARE(profile::rewrite(text, profileOf(text)), text);
}

void RewritingTest::change_touchesItsLineAlone_data()
{
    QTest::addColumn<ProfileEdit>("edit");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    const auto row = [](const char* name, const ProfileEdit& edit, const char* from, const char* to) {
        QTest::newRow(name) << edit << QByteArray(from) << QByteArray(to);
    };
    row(
        "an id", [](Profile& p) { p.id = QStringLiteral("id-1"); }, "  \"schema\": 1,\n",
        "  \"schema\": 1,\n  \"id\": \"id-1\",\n");
    row(
        "a text", [](Profile& p) { p.clientId = QStringLiteral("c"); }, "\"1f7a9c3e-5d28-4b61-8e0f-94c2d6b3a715\"",
        "\"c\"");
    row(
        "a text that goes", [](Profile& p) { p.name.clear(); }, "  \"name\": \"Orders\\u002c test\",\n", "");
    row(
        "the last that goes", [](Profile& p) { p.resources.clear(); }, ",\n  \"resource\": \"api://orders\"\n", "\n");
    row(
        "a text in an object on one line", [](Profile& p) { p.authority.tenant = QStringLiteral("t"); },
        "\"contoso.example\"", "\"t\"");
    row(
        "a default that is one no more", [](Profile& p) { p.authority.version = profile::EndpointVersion::V1; },
        "\"kind\": \"entra\", ", "\"kind\": \"entra\", \"version\": \"v1\", ");
    row(
        "a default spelt out", [](Profile& p) { p.expectations.roleMatch = profile::RoleMatch::Any; }, "\"all\"",
        "\"any\"");
    row(
        "one more on the line", [](Profile& p) { p.expectations.roles.append(QStringLiteral("X")); },
        "\"Orders.Write\"]", "\"Orders.Write\", \"X\"]");
    row(
        "one more below", [](Profile& p) { p.expectations.audiences.append(QStringLiteral("X")); },
        "      \"api://orders\"\n", "      \"api://orders\",\n      \"X\"\n");
    row(
        "none on the line", [](Profile& p) { p.expectations.roles = {}; },
        "    \"roles\": [\"Orders.Read\", \"Orders.Write\"],\n    \"role_match\": \"all\",\n", "");
    row(
        "a new object",
        [](Profile& p) {
            p.connection.deadlineSeconds = 7;
            p.connection.allowedHosts = QStringList{"a.example"};
        },
        "    ]\n  },\n",
        "    ]\n  },\n  \"connection\": {\n    \"deadline\": 7,\n    \"allowed_hosts\": [\n      \"a.example\"\n    "
        "]\n  },\n");
}

void RewritingTest::change_touchesItsLineAlone()
{
    QFETCH(ProfileEdit, edit);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    for (const QByteArray lineBreak : {"\n", "\r\n"}) {
        const QByteArray before = QByteArray(byHand).replace("\n", lineBreak);
        Profile profile = profileOf(before);
        edit(profile);
        QCOMPARE(before.count(QByteArray(from).replace("\n", lineBreak)), 1);
        const QByteArray expected = QByteArray(byHand).replace(from, to).replace("\n", lineBreak);
        QCOMPARE(profile::rewrite(before, profile), expected);
    }
}

void RewritingTest::resources_stayAsTheyAreSpelt_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QStringList>("resources");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char* name, const char* kind, const char* before, const QStringList& resources,
                        const char* after) {
        const QByteArray file =
            QByteArray("{ \"schema\": 1, %1, \"client_id\":  \"c\",\n  \"authority\": {\"kind\": \"") + kind +
            "\"} }\n";
        QTest::newRow(name) << QByteArray(file).replace("%1", before) << resources
                            << QByteArray(file).replace("%1", after);
    };
    row("a list of one", "entra", "\"resources\": [\"a\"]", {"b"}, "\"resources\": [\"b\"]");
    row("one more", "entra", "\"resources\": [\"a\"]", {"a", "b"}, "\"resources\": [\"a\", \"b\"]");
    row("one less", "entra", "\"resources\": [\"a\", \"b\"]", {"a"}, "\"resources\": [\"a\"]");
    row("the first of none", "entra", "\"resources\": []", {"a"}, "\"resources\": [\"a\"]");
    row("a text", "entra", "\"resource\": \"a\"", {"b"}, "\"resource\": \"b\"");
    row("a text for an issuer", "issuer", "\"resource\": \"a\"", {"b"}, "\"resource\": \"b\"");
    row("a list for an issuer", "issuer", "\"resources\": [\"a\"]", {"b"}, "\"resources\": [\"b\"]");
}

void RewritingTest::resources_stayAsTheyAreSpelt()
{
    QFETCH(QByteArray, before);
    QFETCH(QStringList, resources);
    QFETCH(QByteArray, after);
    Profile profile = profileOf(before);
    profile.resources = resources;
    QCOMPARE(profile::rewrite(before, profile), after);
    // A text has no room for two.
    profile.resources = QStringList{"a", "b", "c"};
    const QByteArray text = profile::rewrite(before, profile);
    QCOMPARE(profileOf(text), profile);
    QVERIFY2(text.contains("\"client_id\":  \"c\",\n  \"authority\""), text.constData());
}

void RewritingTest::anyEdit_readsBackTheSame_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const QList<std::pair<const char*, QByteArray>> texts{
        {"by hand", byHand},
        {"small", R"({"schema":1,"authority":{"kind":"practice"}})"},
        {"nothing in it", R"({"schema":1,"authority":{"kind":"issuer"},"expectations":{},"resources":[]})"},
        {"resources", R"({"schema":1,"authority":{"kind":"issuer","issuer":"https://a"},"resources":["a","b"]})"},
        {"one resource", R"({"schema":1,"authority":{"kind":"entra"},"resource":"a"})"},
        {"parameters", R"({"schema":1,"authority":{"kind":"issuer"},"parameters":[{"name":"a","value":"b","x":[1]}]})"},
        {"more parameters", R"({"schema":1,"authority":{"kind":"issuer"},
            "parameters":[{"name":"z","value":"b"},{"name":"password","value":""},{"value":"v"}]})"},
        {"strangers", R"({"a":1,"schema":1,"b":{"c":[]},"authority":{"kind":"entra","d":null}})"},
        {"example", profile::write(profile::workedExample())},
    };
    for (const auto& [from, before] : texts) {
        for (const auto& [to, after] : texts) {
            QTest::addRow("%s to %s", from, to) << before << after;
        }
    }
}

void RewritingTest::anyEdit_readsBackTheSame()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const Profile wanted = profileOf(after);
    const QByteArray text = profile::rewrite(before, wanted);
    const auto read = profile::parse(text);
    QVERIFY2(read, text.constData());
    QVERIFY2(*read == wanted, text.constData());
}

void RewritingTest::whatIsNoProfile_isWrittenAnew_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half") << byHand.left(200);
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("another schema") << QByteArray(R"({"schema":2})");
    QTest::newRow("a secret") << QByteArray(R"({"schema":1,"client_secret":"canary","authority":{"kind":"entra"}})");
    QTest::newRow("members twice") << QByteArray(R"({"schema":1,"name":"a","name":"b","authority":{"kind":"entra"}})");
}

void RewritingTest::whatIsNoProfile_isWrittenAnew()
{
    QFETCH(QByteArray, before);
    Profile profile = profile::workedExample();
    QCOMPARE(profile::rewrite(before, profile), profile::write(profile));
}

void RewritingTest::environment_keepsItsTextToo()
{
    const QByteArray before = R"({ "name": "test", "schema": 1,
  "variables": [
    { "value": "a", "name": "tenant", "x": 1 },
    { "name": "key", "kind": "secret" }
  ] })";
    Environment environment = profile::parseEnvironment(before).value();
    QCOMPARE(profile::rewrite(before, environment), before);
    environment.id = QStringLiteral("id-1");
    environment.variables[0].value = QStringLiteral("b");
    environment.variables.append({QStringLiteral("more"), profile::VariableKind::Plain, QStringLiteral("m")});
    const QByteArray expected = R"({ "name": "test", "schema": 1, "id": "id-1",
  "variables": [
    { "value": "b", "name": "tenant", "x": 1 },
    { "name": "key", "kind": "secret" },
    {
    "name": "more",
    "value": "m"
    }
  ] })";
    const QByteArray text = profile::rewrite(before, environment);
    QCOMPARE(profile::parseEnvironment(text).value(), environment);
    QVERIFY2(text.startsWith(expected.left(expected.indexOf(",\n    {\n"))), text.constData());
}

void RewritingTest::manyMembers_takeNoTime()
{
    QByteArray before = R"({"schema":1,"authority":{"kind":"entra"})";
    for (int i = 0; i < 50'000; ++i) {
        before += ",\"x" + QByteArray::number(i) + "\":0";
    }
    before += '}';
    Profile profile = profileOf(before);
    profile.name = QStringLiteral("a");
    QElapsedTimer timer;
    timer.start();
    QVERIFY(profile::rewrite(before, profile).contains("\"name\": \"a\""));
    QVERIFY2(timer.elapsed() < 5000, QByteArray::number(timer.elapsed()).constData());
}

QTEST_GUILESS_MAIN(RewritingTest)
#include "tst_rewriting.moc"
