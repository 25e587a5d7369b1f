// SPDX-License-Identifier: Apache-2.0
#include "app/cli/inspecting.h"

#include <QJsonArray>
#include <QTest>

using namespace program::inspecting;

class InspectTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void expectations_decideTheExitCode_data();
    void expectations_decideTheExitCode();
    void input_mayComeFromAnywhere_data();
    void input_mayComeFromAnywhere();
    void unreadableInput_isExplained_data();
    void unreadableInput_isExplained();
    void token_isPrintedAsIssued();
    void markdown_isAReport();
    void pseudonyms_hideWhoItIs_data();
    void pseudonyms_hideWhoItIs();
    void nothingExpected_isNotAccepted();
    void opaqueToken_fails();
    void hostileClaims_areEscaped();
    void nothing_isFetchedWithoutAnIssuer();
    void brokenKeys_areExplained_data();
    void brokenKeys_areExplained();

private:
    [[nodiscard]] QString file(const QString& name, const QByteArray& content) const
    {
        return m_folder.file(name, content);
    }
    [[nodiscard]] QStringList inspecting(const QStringList& more) const { return m_folder.inspecting(more); }
    InspectFolder m_folder;
};

void InspectTest::expectations_decideTheExitCode_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("check");
    QTest::addColumn<QString>("status");
    const auto row = [](const char* name, const QStringList& options, int code, const char* check, const char* status) {
        QTest::newRow(name) << options << code << QString::fromLatin1(check) << QString::fromLatin1(status);
    };
    row("signature", {}, 0, "signature", "pass");
    row("issuer", {"--issuer", "https://issuer.example/"}, 0, "issuer", "pass");
    row("other issuer", {"--issuer", "https://other.example/"}, 1, "issuer", "fail");
    row("audience", {"--audience", "api://orders"}, 0, "audience", "pass");
    row("one of two audiences", {"--audience", "other", "--audience", "api://orders"}, 0, "audience", "pass");
    row("other audience", {"--audience", "api://bills"}, 1, "audience", "fail");
    row("role", {"--role", "Orders.Read"}, 0, "roles", "pass");
    row("all roles", {"--role", "Orders.Read", "--role", "Orders.Delete"}, 1, "roles", "fail");
    row("any role", {"--role", "Orders.Read", "--role", "Orders.Delete", "--any-role"}, 0, "roles", "pass");
    row("client", {"--client", "client-1"}, 0, "client", "pass");
    row("other client", {"--client", "client-2"}, 1, "client", "fail");
    row("tenant", {"--tenant", "tenant-1"}, 0, "tenant", "pass");
    row("other tenant", {"--tenant", "tenant-2"}, 1, "tenant", "fail");
    row("version", {"--token-version", "2.0"}, 0, "version", "pass");
    row("other version", {"--token-version", "1.0"}, 1, "version", "fail");
    row("no time to live left, allowed", {"--at", "1790003700"}, 0, "lifetime", "warning");
    row("no time to live left", {"--at", "1790003700", "--skew", "0"}, 1, "lifetime", "fail");
    row("before its time", {"--at", "1700000000"}, 1, "lifetime", "fail");
}

void InspectTest::expectations_decideTheExitCode()
{
    QFETCH(QStringList, options);
    QFETCH(int, code);
    QFETCH(QString, check);
    QFETCH(QString, status);
    QStringList arguments = inspecting(options);
    if (options.contains("--at")) {
        arguments.removeAt(arguments.indexOf("--at") + 1);
        arguments.removeAt(arguments.indexOf("--at"));
    }
    const auto outcome = program::run(arguments, goodToken());
    QVERIFY2(outcome.code == code, qUtf8Printable(outcome.said));
    QVERIFY2(outcome.check(check).value("status").toString() == status, qUtf8Printable(outcome.said));
    const QString cause = outcome.check(check).value("cause").toString();
    QVERIFY2(status == QLatin1String("pass") ? cause.isEmpty() : cause.startsWith(check + QLatin1Char('.')),
             qUtf8Printable(cause));
}

void InspectTest::input_mayComeFromAnywhere_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("as it is") << QByteArray() << QByteArray();
    QTest::newRow("line break") << QByteArray() << QByteArray("\n");
    QTest::newRow("Bearer") << QByteArray("Bearer ") << QByteArray();
    QTest::newRow("header line") << QByteArray("Authorization: Bearer ") << QByteArray("\r\n");
    QTest::newRow("quotes") << QByteArray("\"") << QByteArray("\"");
    QTest::newRow("token response") << QByteArray("{\"token_type\":\"Bearer\",\"access_token\":\"")
                                    << QByteArray("\"}");
    QTest::newRow("cURL") << QByteArray("curl -H 'Authorization: Bearer ") << QByteArray("' https://api.example/");
}

void InspectTest::input_mayComeFromAnywhere()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const QByteArray text = before + goodToken() + after;
    for (const QStringList& way : {QStringList{}, QStringList{"-"}, QStringList{file("token", text)}}) {
        const auto outcome = program::run(inspecting(way), text);
        QVERIFY2(outcome.code == 0, qUtf8Printable(outcome.said));
        QCOMPARE(outcome.json().value("claims").toObject().value("azp").toString(), QStringLiteral("client-1"));
    }
}

void InspectTest::unreadableInput_isExplained_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("input");
    QTest::newRow("missing file") << "/nowhere/token" << QByteArray();
    QTest::newRow("folder") << "/tmp" << QByteArray();
    QTest::newRow("no end") << "/dev/zero" << QByteArray();
    QTest::newRow("nothing") << "-" << QByteArray();
    QTest::newRow("white space") << "-" << QByteArray(" \n\t\r\n");
    QTest::newRow("too large") << "-" << QByteArray(5 * 1024 * 1024, 'a');
    QTest::newRow("name with an escape") << "/nowhere/\x1b[31m" << QByteArray();
}

void InspectTest::unreadableInput_isExplained()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, input);
    const auto outcome = program::run({"inspect", path, "--format", "json"}, input);
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    QVERIFY2(outcome.json().contains("error"), qUtf8Printable(outcome.said));
    const auto text = program::run({"inspect", path}, input);
    QCOMPARE(text.code, 3);
    QVERIFY(!text.output.isEmpty());
    QVERIFY(!text.output.contains('\x1b') && !text.errors.contains('\x1b'));
}

void InspectTest::token_isPrintedAsIssued()
{
    const QByteArray odd = "{\"zeta\":1e2,\"alpha\":-0,\"big\":12345678901234567890,\"zeta\":\"again\","
                           "\"exp\":1790003600,\"nested\":{\"b\":1.50,\"a\":[]}}";
    const auto outcome =
        program::run(inspecting({}), program::hmacToken("{\"typ\":\"JWT\",\"alg\":\"HS256\"}", odd, key));
    QByteArray plain = outcome.output;
    plain.replace(" ", "").replace("\n", "");
    QVERIFY2(plain.contains("\"claims\":{\"zeta\":1e2,\"alpha\":-0,\"big\":12345678901234567890,\"zeta\":\"again\","),
             qUtf8Printable(outcome.said));
    QVERIFY(plain.contains("\"nested\":{\"b\":1.50,\"a\":[]}"));
    QVERIFY(plain.contains("\"header\":{\"typ\":\"JWT\",\"alg\":\"HS256\"}"));
    QVERIFY2(!outcome.json().value("problems").toArray().isEmpty(), qUtf8Printable(outcome.said));
}

void InspectTest::markdown_isAReport()
{
    const auto outcome = program::run({"inspect", "--format", "markdown", "--audience", "api://bills"}, goodToken());
    QVERIFY2(outcome.code == 1, qUtf8Printable(outcome.said));
    QVERIFY2(outcome.output.startsWith("# "), qUtf8Printable(outcome.said));
    QVERIFY2(outcome.output.contains("expected: `api://bills`"), qUtf8Printable(outcome.said));
    QVERIFY(!outcome.output.contains(goodToken().split('.').last()));
}

void InspectTest::pseudonyms_hideWhoItIs_data()
{
    QTest::addColumn<QString>("format");
    for (const char* format : {"text", "json", "markdown"})
        QTest::newRow(format) << QString::fromLatin1(format);
}

void InspectTest::pseudonyms_hideWhoItIs()
{
    QFETCH(QString, format);
    const auto outcome = program::run({"inspect", "--pseudonyms", "--format", format, "--issuer",
                                       "https://issuer.example/", "--offline", "--client", "client-1"},
                                      goodToken());
    QVERIFY2(!outcome.output.contains("issuer.example"), qUtf8Printable(outcome.said));
    QVERIFY2(outcome.output.contains("host-1.example"), qUtf8Printable(outcome.said));
    QVERIFY2(outcome.output.contains("Orders.Read"), qUtf8Printable(outcome.said));
}

void InspectTest::nothingExpected_isNotAccepted()
{
    // Kind and lifetime are always looked at: a token that is no JWS passes neither.
    const auto outcome = program::run({"inspect", "--format", "json"}, "e30.e30.");
    QVERIFY2(outcome.code == 1, qUtf8Printable(outcome.said));
}

void InspectTest::opaqueToken_fails()
{
    const auto outcome = program::run({"inspect", "--format", "json"}, "0123456789abcdef");
    QVERIFY2(outcome.code == 1, qUtf8Printable(outcome.said));
    QCOMPARE(outcome.json().value("kind").toString(), QStringLiteral("opaque"));
    QCOMPARE(outcome.check("kind").value("cause").toString(), QStringLiteral("kind.opaque"));
}

void InspectTest::hostileClaims_areEscaped()
{
    const QByteArray hostile = "{\"aud\":\"\\u001b]0;title\\u0007\",\"\\u202ename\":\"<img src=x>\xe2\x80\xae\","
                               "\"iss\":\"a\\r\\nVerdict: pass\",\"c1\":\"\\u009b2J\",\"exp\":1790003600}";
    for (const char* format : {"text", "json"}) {
        QStringList arguments = inspecting({"--audience", "x"});
        arguments[2] = QLatin1String(format);
        const auto outcome =
            program::run(arguments, program::hmacToken("{\"alg\":\"HS256\",\"kid\":\"\\u001b[2J\"}", hostile, key));
        QVERIFY2(outcome.code == 1, qUtf8Printable(outcome.said));
        for (const char* raw : {"\x1b", "\x07", "\xe2\x80\xae", "\xc2\x9b", "\r", "\nVerdict: pass"}) {
            QVERIFY2(!outcome.output.contains(raw), qUtf8Printable(outcome.said));
        }
        QVERIFY(outcome.output.contains("<img src=x>"));
    }
}

void InspectTest::nothing_isFetchedWithoutAnIssuer()
{
    const QByteArray token =
        program::hmacToken("{\"alg\":\"RS256\",\"kid\":\"k\",\"jku\":\"http://127.0.0.1:1/keys\"}", claims, key);
    const auto outcome = program::run({"inspect", "--format", "json", "--at", "1790001000"}, token);
    QVERIFY2(outcome.json().value("exchanges").toArray().isEmpty(), qUtf8Printable(outcome.said));
    QCOMPARE(outcome.check("signature").value("status").toString(), QStringLiteral("unchecked"));
}

void InspectTest::brokenKeys_areExplained_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("ssh-rsa AAAA");
    QTest::newRow("half a PEM") << QByteArray("-----BEGIN PUBLIC KEY-----\nMIIB");
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("too large") << QByteArray(3 * 1024 * 1024, ' ');
}

void InspectTest::brokenKeys_areExplained()
{
    QFETCH(QByteArray, keys);
    const auto outcome = program::run({"inspect", "--format", "json", "--jwks", file("keys", keys)}, goodToken());
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    QVERIFY2(outcome.json().contains("error"), qUtf8Printable(outcome.said));
}

QTEST_GUILESS_MAIN(InspectTest)
#include "tst_inspect.moc"
