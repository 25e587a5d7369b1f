// SPDX-License-Identifier: Apache-2.0
#include "app/cli/program.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

class ExplainTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void text_isExplained_data();
    void text_isExplained();
    void input_mayComeFromAnywhere();
    void token_isJoined();
    void token_isNotTakenAsArgument();
    void json_hasItsMembers();

private:
    [[nodiscard]] QString file(const QString& name, const QByteArray& content) const;
    QTemporaryDir m_folder;
};

QString ExplainTest::file(const QString& name, const QByteArray& content) const
{
    const QString path = m_folder.filePath(name);
    program::writeFile(path, content);
    return path;
}

void ExplainTest::text_isExplained_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("part");
    const auto row = [](const char* name, const QStringList& arguments, int code, const char* part) {
        QTest::newRow(name) << arguments << code << QByteArray(part);
    };
    row("a number", {"7000215"}, 0, "clientSecret");
    row("a number with its prefix", {"AADSTS7000215"}, 0, "Secret ID");
    row("several words", {"AADSTS7000215:", "Invalid", "client", "secret"}, 0, "AADSTS7000215");
    row("a challenge", {"Bearer error=\"invalid_token\", error_description=\"The audience is invalid\""}, 0,
        "audience is wrong");
    row("a line of a log", {"IDX10223: Lifetime validation failed."}, 0, "Lifetime");
    row("a status", {"503"}, 0, "overloaded");
    row("nothing known", {"it", "does", "not", "work"}, 1, "Nothing in it is known");
    row("wrong format", {"1", "--format", "markdown"}, 2, "");
    row("no such option", {"1", "--roles"}, 2, "");
    row("twice standard input", {"-", "--token", "-"}, 2, "");
    row("no such token", {"7000215", "--token", "/no/such/file"}, 3, "");
}

void ExplainTest::text_isExplained()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QByteArray, part);
    const auto outcome = program::run(QStringList{"explain"} + arguments);
    QVERIFY2(outcome.code == code, qUtf8Printable(outcome.said));
    QVERIFY2(outcome.output.contains(part), qUtf8Printable(outcome.said));
    QCOMPARE(outcome.output.isEmpty(), code > 1);
}

void ExplainTest::input_mayComeFromAnywhere()
{
    const QByteArray body = "{\"error\":\"invalid_client\",\"error_codes\":[7000222]}";
    for (const auto& outcome : {program::run({"explain"}, body), program::run({"explain", "-"}, body),
                                program::run({"explain", file("body.json", body)})}) {
        QVERIFY2(outcome.code == 0 && outcome.output.contains("AADSTS7000222"), qUtf8Printable(outcome.said));
    }
    const auto empty = program::run({"explain"}, {});
    QVERIFY2(empty.code == 0 && empty.output.contains("empty"), qUtf8Printable(empty.said));
}

void ExplainTest::token_isJoined()
{
    const QByteArray token = program::hmacToken("{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
                                                "{\"aud\":\"api://orders\",\"exp\":4102444800}", "key");
    const QString path = file("token", token + '\n');
    const auto outcome = program::run({"explain", "The audience 'api://bills' is invalid", "--token", path});
    QVERIFY2(outcome.code == 0, qUtf8Printable(outcome.said));
    QVERIFY2(outcome.output.contains("not the token that was sent"), qUtf8Printable(outcome.said));
    QVERIFY(!outcome.output.contains(token.split('.').last()));
}

void ExplainTest::token_isNotTakenAsArgument()
{
    for (const QStringList& arguments : {QStringList{"explain", "eyJhbGciOiJub25lIn0.e30.c2ln"},
                                         {"explain", "1", "--token", "eyJhbGciOiJub25lIn0.e30.x"}}) {
        const auto outcome = program::run(arguments);
        QVERIFY2(outcome.code == 2, qUtf8Printable(outcome.said));
        QVERIFY2(!outcome.errors.contains("eyJ"), qUtf8Printable(outcome.said));
    }
}

void ExplainTest::json_hasItsMembers()
{
    const auto outcome = program::run({"explain", "7000215", "--format", "json"});
    const QJsonObject json = outcome.json();
    QCOMPARE(json.value("kind").toString(), QStringLiteral("code"));
    QCOMPARE(json.value("recognised").toBool(), true);
    QCOMPARE(json.value("aadsts").toString(), QStringLiteral("AADSTS7000215"));
    QCOMPARE(json.value("field").toString(), QStringLiteral("clientSecret"));
    QVERIFY(!json.value("retry").toString().isEmpty());
    QVERIFY(!json.value("steps").toArray().isEmpty());
    QCOMPARE(json.value("possibly").toBool(true), false);
}

QTEST_GUILESS_MAIN(ExplainTest)
#include "tst_explain.moc"
