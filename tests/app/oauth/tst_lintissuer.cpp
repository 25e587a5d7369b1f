// SPDX-License-Identifier: Apache-2.0
#include "oauth/lint.h"

#include <QTest>

using namespace assayer;
using oauth::Finding;
using oauth::Severity;
using profile::Profile;

namespace {

Profile issuerProfile(const QString& issuer = QStringLiteral("https://id.example/"))
{
    Profile profile;
    profile.authority.kind = profile::AuthorityKind::Issuer;
    profile.authority.issuer = issuer;
    profile.clientId = QStringLiteral("any client");
    return profile;
}

QList<Finding> findings(const Profile& profile)
{
    return oauth::lint(profile, support::Secret::fromText(QStringLiteral("abc8Q~Zx.0-_yT")));
}

QStringList codes(const Profile& profile)
{
    QStringList list;
    for (const Finding& finding : findings(profile)) {
        list.append(finding.field + u':' + finding.code);
    }
    return list;
}

} // namespace

class TestLintIssuer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lint_issuer_data();
    void lint_issuer();
    void lint_plainHttpThatIsAllowed();
    void lint_otherFieldsOfAnIssuer();
};

void TestLintIssuer::lint_issuer_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("isError");
    QTest::addColumn<QString>("value");
    const auto row = [](const char* issuer, const char* code, bool isError, const char* value) {
        QTest::newRow(issuer) << QString::fromUtf8(issuer) << QString::fromLatin1(code) << isError
                              << QString::fromLatin1(value);
    };
    row("", "missing", true, "");
    row("id.example", "issuer-malformed", true, "");
    row("file:///etc/passwd", "issuer-malformed", true, "");
    row("https://u:p@id.example", "issuer-malformed", true, "");
    row("http://id.example", "plain-http", true, "https://id.example");
    row("http://id.example:8080/a", "plain-http", true, "https://id.example:8080/a");
    row("http://127.0.0.1.evil.example", "plain-http", true, "https://127.0.0.1.evil.example");
    row("http://localhost.evil.example", "plain-http", true, "https://localhost.evil.example");
    row("http://192.168.0.1", "plain-http", true, "https://192.168.0.1");
    row(" https://id.example", "white-space", false, "https://id.example");
    row("https://id.example/.well-known/openid-configuration", "issuer-is-discovery", false, "https://id.example");
    row("https://id.example/a/.well-known/openid-configuration", "issuer-is-discovery", false, "https://id.example/a");
    row("https://id.example/.well-known/oauth-authorization-server/a", "issuer-is-discovery", false,
        "https://id.example/a");
}

void TestLintIssuer::lint_issuer()
{
    QFETCH(QString, issuer);
    QFETCH(QString, code);
    QFETCH(bool, isError);
    QFETCH(QString, value);
    const Profile profile = issuerProfile(issuer);
    QCOMPARE(codes(profile), QStringList{QStringLiteral("issuer:") + code});
    const Finding found = findings(profile).first();
    QCOMPARE(found.severity, isError ? Severity::Error : Severity::Warning);
    QCOMPARE(found.value, value);
}

void TestLintIssuer::lint_plainHttpThatIsAllowed()
{
    Profile profile = issuerProfile(QStringLiteral("http://id.example"));
    profile.connection.allowPlainHttp = true;
    QCOMPARE(codes(profile), QStringList());
}

void TestLintIssuer::lint_otherFieldsOfAnIssuer()
{
    Profile profile = issuerProfile();
    profile.audience = QStringLiteral("https://api/ ");
    profile.scope = QStringLiteral("\u200Bread");
    profile.parameters = {{QStringLiteral("client_secret"), QStringLiteral("x")}, {QStringLiteral("a "), {}}};
    QCOMPARE(codes(profile),
             (QStringList{QStringLiteral("audience:white-space"), QStringLiteral("scope:white-space"),
                          QStringLiteral("parameters:secret-in-parameter"), QStringLiteral("parameters:white-space")}));
}

QTEST_GUILESS_MAIN(TestLintIssuer)
#include "tst_lintissuer.moc"
