// SPDX-License-Identifier: Apache-2.0
#include "checks/apianswer.h"
#include "jose/base64url.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace assayer::checks;

namespace {

QStringList faults(const ApiAnswer& answer)
{
    QStringList list;
    for (const auto& finding : answer.findings) {
        list.append(finding.fault);
    }
    return list;
}

assayer::jose::Jwt token(const QByteArray& payload)
{
    using assayer::jose::base64url::encode;
    return assayer::jose::takeApart(encode("{\"alg\":\"RS256\"}") + '.' + encode(payload) + ".c2ln");
}

Checklist with(CheckId id, Status status)
{
    Checklist checklist;
    Result result;
    result.id = id;
    result.status = status;
    checklist.results = {result};
    return checklist;
}

} // namespace

class tst_ApiAnswer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everySampleChallenge_isRecognised()
    {
        QFile file(QStringLiteral(ASSAYER_SHARED_DIR "/facts/entra/samples/api-challenges.json"));
        if (!file.open(QIODevice::ReadOnly)) {
            QSKIP("the shared samples are not beside this checkout");
        }
        const auto cases = QJsonDocument::fromJson(file.readAll()).array();
        QVERIFY(cases.size() >= 18);
        const QMap<QString, QString> expected{{QStringLiteral("audience"), QStringLiteral("audience")},
                                              {QStringLiteral("expired"), QStringLiteral("lifetime")},
                                              {QStringLiteral("kid unknown"), QStringLiteral("signature")},
                                              {QStringLiteral("issuer"), QStringLiteral("issuer")},
                                              {QStringLiteral("no token read"), QStringLiteral("no-token")},
                                              {QStringLiteral("role or policy"), QStringLiteral("roles")}};
        for (const auto& value : cases) {
            const auto sample = value.toObject();
            QString text = QStringLiteral("HTTP/1.1 %1\r\n").arg(sample[u"status"].toInt());
            if (sample[u"www_authenticate"].isString()) {
                text += QStringLiteral("WWW-Authenticate: %1\r\n").arg(sample[u"www_authenticate"].toString());
            }
            text += QStringLiteral("\r\n") + QString::fromUtf8(QJsonDocument(sample[u"body"].toObject()).toJson());
            const ApiAnswer answer = readApiAnswer(text);
            const QString meaning = sample[u"meaning"].toString();
            QVERIFY2(!answer.findings.isEmpty(),
                     qPrintable(sample[u"middleware"].toString() + QStringLiteral(": ") + meaning));
            if (expected.contains(meaning)) {
                QVERIFY2(faults(answer).contains(expected[meaning]), qPrintable(meaning + faults(answer).join(u',')));
            }
        }
    }
    void line_isRecognised_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char* name, const char* text, QStringList expected) {
            QTest::newRow(name) << QString::fromUtf8(text) << expected;
        };
        row("nothing", "", {});
        row("chatter", "the weather is fine", {});
        row("header value alone", "Bearer error=\"invalid_token\", error_description=\"The audience 'x' is invalid\"",
            {QStringLiteral("audience")});
        row("log line", "IDX10214: Audience validation failed. Audiences: 'a'. Did not match",
            {QStringLiteral("audience")});
        row("longer number is another", "IDX102145", {});
        row("IDW", "IDW10201: Neither scope nor roles claim was found in the bearer token.", {QStringLiteral("roles")});
        row("AKV audience",
            "AKV10022: Invalid audience. Expected https://vault.azure.net, found: https://management.azure.com/.",
            {QStringLiteral("audience")});
        row("bare 403", "403", {QStringLiteral("roles")});
        row("two faults",
            "Bearer error=\"invalid_token\", error_description=\"The audience 'a' is invalid; The issuer 'b' is "
            "invalid\"",
            {QStringLiteral("audience"), QStringLiteral("issuer")});
        row("curl -v", "< HTTP/2 401\n< www-authenticate: Bearer\n", {QStringLiteral("no-token")});
        row("4010 is no status", "4010 apples", {});
    }
    void line_isRecognised()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, expected);
        QCOMPARE(faults(readApiAnswer(text)), expected);
    }
    void keyVault_offersTenantAndResource()
    {
        const ApiAnswer answer = readApiAnswer(
            QStringLiteral("WWW-Authenticate: Bearer "
                           "authorization=\"https://login.windows.net/6f1c2a5e-0b7d-4c39-9d41-2f8e5a7b1c60\", "
                           "resource=\"https://vault.azure.net\""));
        QCOMPARE(answer.tenant, QStringLiteral("6f1c2a5e-0b7d-4c39-9d41-2f8e5a7b1c60"));
        QCOMPARE(answer.resource, QStringLiteral("https://vault.azure.net"));
        QCOMPARE(answer.findings.size(), 1);
    }
    void challenge_namesTheResource_data()
    {
        QTest::addColumn<QString>("challenge");
        QTest::addColumn<QString>("resource");
        const auto row = [](const char* challenge, const char* resource) {
            QTest::newRow(challenge) << QString::fromLatin1(challenge) << QString::fromLatin1(resource);
        };
        row("Bearer authorization=\"https://l.example/t\", scope=\"https://vault.azure.net/.default\"",
            "https://vault.azure.net");
        row("Bearer authorization_uri=\"https://l.example/t\", scope=\"openid https://management.azure.com//.default\"",
            "https://management.azure.com/");
        row("Bearer authorization=\"https://l.example/t\", resource=\"https://r\", scope=\"https://x/.default\"",
            "https://r");
        row("Bearer authorization=\"https://l.example/t\", scope=\"read:orders\"", "");
        row("Bearer realm=\"api\", error=\"insufficient_scope\", scope=\"https://x/.default\"", "");
    }
    void challenge_namesTheResource()
    {
        QFETCH(QString, challenge);
        QTEST(readApiAnswer(challenge).resource, "resource");
    }
    void joined_withTheTokenAtHand()
    {
        const auto jwt = token("{\"aud\":\"api://a\",\"iss\":\"https://i\"}");
        const auto says = readApiAnswer(QStringLiteral("The audience 'api://a' is invalid")).findings.first();
        QCOMPARE(join(says, jwt, with(CheckId::Audience, Status::Fail)).agreement, Agreement::Agrees);
        QCOMPARE(join(says, jwt, with(CheckId::Audience, Status::Pass)).agreement, Agreement::Disagrees);
        QCOMPARE(join(says, jwt, with(CheckId::Audience, Status::Unchecked)).agreement, Agreement::Unchecked);
        QCOMPARE(join(says, jwt, {}).agreement, Agreement::Unchecked);
        const auto other = readApiAnswer(QStringLiteral("The audience 'api://b' is invalid")).findings.first();
        QCOMPARE(join(other, jwt, with(CheckId::Audience, Status::Fail)).agreement, Agreement::OtherToken);
        const auto null = readApiAnswer(QStringLiteral("The audience '(null)' is invalid")).findings.first();
        QCOMPARE(join(null, jwt, with(CheckId::Audience, Status::Fail)).agreement, Agreement::Agrees);
    }
    void expiryOfAnotherToken_isSeen_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("same");
        QTest::newRow(".NET, this") << QStringLiteral("The token expired at '09/21/2026 13:28:20'") << true;
        QTest::newRow(".NET, another") << QStringLiteral("The token expired at '09/20/2026 13:33:20'") << false;
        QTest::newRow("Spring, this") << QStringLiteral("Jwt expired at 2026-09-21T13:28:20Z") << true;
        QTest::newRow("Spring, another") << QStringLiteral("Jwt expired at 2026-09-20T13:33:20Z") << false;
        QTest::newRow("no time") << QStringLiteral("Jwt expired at noon") << true;
    }
    void expiryOfAnotherToken_isSeen()
    {
        QFETCH(QString, text);
        QFETCH(bool, same);
        const auto says = readApiAnswer(text).findings.first();
        const auto joined = join(says, token("{\"exp\":1789997300}"), with(CheckId::Lifetime, Status::Fail));
        QCOMPARE(joined.agreement, same ? Agreement::Agrees : Agreement::OtherToken);
    }
    void silence_meansAMissingPermission_onlyWhereThereIsNone()
    {
        const auto says = readApiAnswer(QStringLiteral("Bearer error=\"invalid_token\"")).findings.first();
        const auto passes = with(CheckId::Roles, Status::Pass);
        QCOMPARE(join(says, token("{\"aud\":\"a\"}"), passes).agreement, Agreement::Agrees);
        // What fails here is a better reason than the permission that it may not have looked for.
        QCOMPARE(join(says, token("{\"aud\":\"a\"}"), with(CheckId::Lifetime, Status::Fail)).agreement,
                 Agreement::Unchecked);
        QCOMPARE(join(says, token("{\"roles\":[\"R\"]}"), passes).agreement, Agreement::Unchecked);
        QCOMPARE(join(says, token("{\"scp\":\"s\"}"), passes).agreement, Agreement::Unchecked);
    }
};

QTEST_GUILESS_MAIN(tst_ApiAnswer)
#include "tst_apianswer.moc"
