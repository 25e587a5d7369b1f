// SPDX-License-Identifier: Apache-2.0
#include "inspecting.h"

#include "inspection/answerwords.h"

using namespace assayer::inspection;
using namespace assayer::inspection::testing;
using namespace assayer::checks::testing;
using assayer::checks::Agreement;
using assayer::checks::CheckId;
using assayer::checks::readApiAnswer;
using assayer::checks::Snapshot;

namespace {

const QByteArray canary = "Q2FuYXJ5U2lnbmF0dXJlVGhhdE11c3ROb3RMZWFr";

QString responseOf(const QJsonObject& sample)
{
    QString text = QStringLiteral("HTTP/1.1 %1\r\n").arg(sample[u"status"].toInt());
    if (sample[u"www_authenticate"].isString()) {
        text += QStringLiteral("WWW-Authenticate: %1\r\n").arg(sample[u"www_authenticate"].toString());
    }
    return text + QStringLiteral("\r\n") + QString::fromUtf8(QJsonDocument(sample[u"body"].toObject()).toJson());
}

AnswerView worded(const char* answer, const QByteArray& changes)
{
    Snapshot snapshot = snapshotWith(changes);
    const Inspection inspection = inspectionOf(snapshot);
    return wordsFor(readApiAnswer(QString::fromUtf8(answer)), &inspection);
}

QStringList fieldsOf(const AnswerView& view)
{
    QStringList fields;
    for (const Fix& fix : view.fixes) {
        if (!fix.field.isEmpty()) {
            fields += fix.field + u'=' + fix.value;
        }
    }
    return fields;
}

} // namespace

class AnswerWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySampleChallenge_isWorded()
    {
        QFile file(QStringLiteral(ASSAYER_SHARED_DIR "/facts/entra/samples/api-challenges.json"));
        if (!file.open(QIODevice::ReadOnly)) {
            QSKIP("the shared samples are not beside this checkout");
        }
        const Inspection inspection = inspectionOf(snapshotWith("{}"));
        const auto samples = QJsonDocument::fromJson(file.readAll()).array();
        QVERIFY(samples.size() >= 18);
        for (const auto& value : samples) {
            const QJsonObject sample = value.toObject();
            const auto answer = readApiAnswer(responseOf(sample));
            const QString name =
                sample[u"middleware"].toString() + QStringLiteral(": ") + sample[u"meaning"].toString();
            const AnswerView alone = wordsFor(answer, nullptr);
            QVERIFY2(alone.recognised && !alone.findings.isEmpty(), qPrintable(name));
            for (const FindingView& finding : alone.findings) {
                QVERIFY2(!finding.title.isEmpty() && !finding.meaning.isEmpty() && !finding.words.isEmpty(),
                         qPrintable(name));
                QVERIFY2(finding.joined.isEmpty(), qPrintable(name));
            }
            const AnswerView joined = wordsFor(answer, &inspection);
            QVERIFY2(joined.sentence.size() > alone.sentence.size(), qPrintable(joined.sentence));
            for (const FindingView& finding : joined.findings) {
                QVERIFY2(!finding.joined.isEmpty(), qPrintable(name));
            }
        }
    }

    void answer_isJoinedWithTheToken_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("changes");
        QTest::addColumn<int>("agreement");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const char* answer, const char* changes, Agreement agreement,
                            const char* words) {
            QTest::newRow(name) << QByteArray(answer) << QByteArray(changes) << int(agreement)
                                << QString::fromUtf8(words);
        };
        constexpr auto audience = "Bearer error=\"invalid_token\", error_description=\"The audience 'api://x' is "
                                  "invalid\"";
        row("wrong audience", audience, "{'aud':'api://x'}", Agreement::Agrees, "the audience is wrong, and indeed");
        row("another token's audience", audience, "{}", Agreement::OtherToken, "not the token that was sent");
        row("no value named, wrong", "The audience is invalid", "{'aud':'api://x'}", Agreement::Agrees, "and indeed");
        row("no value named, right", "The audience is invalid", "{}", Agreement::Disagrees,
            "expects another audience than is expected here");
        row("expired", "The token is expired", "{'exp':1790000100}", Agreement::Agrees, "and indeed");
        row("expired only there", "The token is expired", "{}", Agreement::Disagrees, "clock");
        row("this expiry", "The token expired at '09/21/2026 13:28:20'", "{'exp':1789997300,'nbf':1789993000}",
            Agreement::Agrees, "and indeed");
        row("another expiry", "The token expired at '09/20/2026 13:33:20'", "{'exp':1790000100}", Agreement::OtherToken,
            "names the expiry");
        row("Spring's expiry", "Jwt expired at 2026-09-20T13:33:20Z", "{'exp':1790000100}", Agreement::OtherToken,
            "names the expiry");
        row("Spring's expiry in its header",
            "WWW-Authenticate: Bearer error=\"invalid_token\", error_description=\"Jwt expired at "
            "2026-09-20T13:33:20Z\", error_uri=\"x\"",
            "{'exp':1790000100}", Agreement::OtherToken, "names the expiry «2026-09-20T13:33:20Z»,");
        row("an expiry that is no time", "Jwt expired at noon", "{'exp':1790000100}", Agreement::Agrees, "and indeed");
        row("silent, no roles", "Bearer error=\"invalid_token\"", "{'roles':null}", Agreement::Agrees,
            "neither roles nor a scope");
        row("silent, all well", "Bearer error=\"invalid_token\"", "{}", Agreement::Unchecked, "nothing fails");
        row("silent, but we know", "Bearer error=\"invalid_token\"", "{'aud':'api://x'}", Agreement::Unchecked,
            "this fails: Audience");
        row("IDW10201", "IDW10201", "{'roles':null}", Agreement::Agrees, "neither roles nor a scope");
        row("IDW10201 with roles", "IDW10201", "{}", Agreement::Disagrees,
            "this token has the roles «Test.Application.Permission»");
        row("IDW10201 with other roles", "IDW10201", "{'roles':['Other']}", Agreement::Disagrees,
            "has the roles «Other»: another token was sent");
        row("IDW10201 with a scope", "IDW10201", "{'roles':null,'scp':'a b'}", Agreement::Disagrees,
            "has the scopes «a» and «b»: another token was sent");
        row("Graph misses permissions, none there", "NoPermissionsInAccessToken", "{'roles':null}", Agreement::Agrees,
            "neither roles nor a scope");
        row("Graph misses permissions that are there", "NoPermissionsInAccessToken", "{'roles':['User.Read.All']}",
            Agreement::Disagrees, "«User.Read.All»: /me was called");
        row("scope of an app's token", "IDW10203", "{}", Agreement::Agrees, "no scp");
        row("scope", "IDW10203", "{'scp':'a b'}", Agreement::Disagrees, "another scope");
        row("roles", "IDW10202", "{'roles':['Other']}", Agreement::Agrees, "and indeed");
        row("IDX10214 of this token",
            "IDX10214: Audience validation failed. Audiences: 'api://x'. Did not match: "
            "validationParameters.ValidAudience: 'api://y' or "
            "validationParameters.ValidAudiences: 'null'.",
            "{'aud':'api://x'}", Agreement::Agrees, "and indeed");
        row("IDX10214 of another token",
            "IDX10214: Audience validation failed. Audiences: 'api://x'. Did not match: "
            "validationParameters.ValidAudience: 'null' or …",
            "{}", Agreement::OtherToken, "names the audience «api://x»");
        row("IDX10205 of another token", "IDX10205: Issuer validation failed. Issuer: 'https://i/'. Did not match: …",
            "{}", Agreement::OtherToken, "names the issuer");
        row("IDX10214 that hides its values",
            "IDX10214: Audience validation failed. Audiences: '[PII of type "
            "'System.String' is hidden]'. Did not match …",
            "{'aud':'api://x'}", Agreement::Agrees, "and indeed");
        row("SharePoint, a secret", "Unsupported app only token.", "{'azpacr':'1'}", Agreement::Agrees,
            "with a secret");
        row("SharePoint, a secret, v1", "Unsupported app only token.", "{'azpacr':null,'appidacr':'1'}",
            Agreement::Agrees, "with a secret");
        row("SharePoint, a certificate", "Unsupported app only token.", "{'azpacr':'2'}", Agreement::Disagrees,
            "with a certificate");
        row("bare, all well", "HTTP/1.1 401\nWWW-Authenticate: Bearer\n", "{}", Agreement::Unchecked,
            "IncludeErrorDetails");
        row("bare, but we know", "HTTP/1.1 401\nWWW-Authenticate: Bearer\n", "{'aud':'api://x'}", Agreement::Unchecked,
            "this fails: Audience");
        row("no token", "HTTP/1.1 401\nWWW-Authenticate: Bearer\n", "{}", Agreement::Unchecked, "did not reach");
        row("metadata", "IDX20803", "{}", Agreement::Unchecked, "metadata");
    }
    void answer_isJoinedWithTheToken()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, changes);
        QFETCH(int, agreement);
        QFETCH(QString, words);
        const AnswerView view = worded(answer.constData(), changes);
        QVERIFY(view.recognised);
        QCOMPARE(int(view.findings.first().agreement), agreement);
        QVERIFY2(view.sentence.contains(words), qPrintable(view.sentence));
    }

    void answer_isJoined_whereNothingIsExpected_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("changes");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const char* answer, const char* changes, const char* words) {
            QTest::newRow(name) << QByteArray(answer) << QByteArray(changes) << QString::fromUtf8(words);
        };
        row("Key Vault's issuer",
            "AKV10032: Invalid issuer. Expected one of https://sts.windows.net/a/, https://sts.windows.net/b/, found "
            "https://sts.windows.net/y/.",
            "{'iss':'https://sts.windows.net/y/'}",
            "and indeed the token's issuer is «https://sts.windows.net/y/», and the API expects "
            "«https://sts.windows.net/a/» and «https://sts.windows.net/b/»");
        row("Key Vault's audience",
            "AKV10022: Invalid audience. Expected https://vault.azure.net, found: https://management.azure.com/.",
            "{'aud':'https://management.azure.com/'}", "and the API expects «https://vault.azure.net»");
        row("IDX10214",
            "IDX10214: Audience validation failed. Audiences: 'api://x'. Did not match: "
            "validationParameters.ValidAudience: 'null' or validationParameters.ValidAudiences: 'api://y, api://z'.",
            "{'aud':'api://x'}", "and the API expects «api://y» and «api://z»");
        row("IDX10214 that expects what the token has",
            "IDX10214: Audience validation failed. Audiences: 'api://x'. Did not match: "
            "validationParameters.ValidAudience: 'api://x' or …",
            "{'aud':'api://x'}", "no audience is expected here");
    }
    void answer_isJoined_whereNothingIsExpected()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, changes);
        QFETCH(QString, words);
        Snapshot snapshot = snapshotWith(changes);
        snapshot.expectations = {};
        Inspection inspection = inspectionOf(snapshot);
        const AnswerView view = wordsFor(readApiAnswer(QString::fromUtf8(answer)), &inspection);
        QVERIFY2(view.sentence.contains(words), qPrintable(view.sentence));
    }

    void advice_isNoneWhereItWouldBeWrong_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("changes"); ///< null: no token at hand
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QString>("never");
        const auto row = [](const char* name, const char* answer, const char* changes, const char* wanted,
                            const char* never) {
            QTest::newRow(name) << QByteArray(answer) << QByteArray(changes) << QString::fromUtf8(wanted)
                                << QString::fromUtf8(never);
        };
        constexpr auto invalid = "Bearer error=\"invalid_token\", error_description=\"The audience "
                                 "'https://graph.microsoft.com' is invalid\"";
        row("a token for Graph", invalid, "{'aud':'https://graph.microsoft.com'}", "Microsoft Graph", "ValidAudiences");
        row("a token for Graph, none at hand", invalid, nullptr, "request: Ask for your own", "ValidAudiences");
        row("a token for Graph, another at hand", invalid, "{}", "caller: Inspect the token", "ValidAudiences");
        row("a token for Graph by its app ID", "The audience '00000003-0000-0000-c000-000000000000' is invalid",
            nullptr, "request: Ask for your own", "ValidAudiences");
        row("an assertion", "The audience 'api://AzureADTokenExchange' is invalid", nullptr,
            "request: Ask for your own", "ValidAudiences");
        row("another API's token, none at hand", "The audience 'api://x' is invalid", nullptr, "ValidAudiences", "own");
        row("another API's token, another at hand", "The audience 'api://x' is invalid", "{}",
            "caller: Inspect the token", "api: ");
        row("another token's issuer", "The issuer 'https://i/' is invalid", "{}", "caller: Inspect the token", "api: ");
        row("an ID token", "The audience is invalid",
            "={'aud':'@client','iss':'https://login.microsoftonline.com/@tenant/"
            "v2.0','nonce':'n','sub':'s','ver':'2.0'}",
            "access_token", "ValidAudiences");
        row("permissions that are there", "IDW10201", "{}", "caller: Inspect the token that was really sent", "api: ");
        row("Graph's permissions that are there", "NoPermissionsInAccessToken", "{'roles':['User.Read.All']}",
            "caller: Call /users/{id}", "api: ");
        row("Key Vault says what to ask for",
            "AKV10022: Invalid audience. Expected https://vault.azure.net, found: https://management.azure.com/.",
            nullptr, "request: Ask for «https://vault.azure.net»", "your own");
        row("Graph says what to ask for", "Access token validation failure. Invalid audience.", nullptr,
            "request: Ask for https://graph.microsoft.com", "api: ");
        row("expired", "The token expired at '09/21/2026 13:28:20'", nullptr, "caller: Ask for a new token", "api: ");
        row("IDW10201 where no roles are expected", "IDW10201", "{'roles':null}", "role of the API", "Say which roles");
        row("SharePoint", "Unsupported app only token.", "{'azpacr':'1'}", "client: Give the client a certificate",
            "api: ");
        row("bare", "HTTP/1.1 401\nWWW-Authenticate: Bearer\n", "{}", "IncludeErrorDetails = true", "xx");
    }
    void advice_isNoneWhereItWouldBeWrong()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, changes);
        QFETCH(QString, wanted);
        QFETCH(QString, never);
        Snapshot snapshot = snapshotWith(withIds(changes));
        if (wanted.contains(QLatin1String("role"))) {
            snapshot.expectations.roles.clear();
        }
        const Inspection inspection = inspectionOf(snapshot);
        const AnswerView view =
            wordsFor(readApiAnswer(QString::fromUtf8(answer)), changes.isNull() ? nullptr : &inspection);
        QString all;
        for (const Fix& fix : view.fixes) {
            all += toName(fix.side) + QStringLiteral(": ") + fix.text + u'\n';
        }
        for (const FindingView& finding : view.findings) {
            all += finding.advice + u'\n';
        }
        QVERIFY2(all.contains(wanted), qPrintable(all));
        QVERIFY2(!all.contains(never), qPrintable(all));
    }

    void keyVault_isOfferedAsAFix()
    {
        const AnswerView view = worded("WWW-Authenticate: Bearer authorization=\"https://login.windows.net/"
                                       "a3d9e7b1-4c62-4f08-b5e9-7d1c0f2a8b34\", resource=\"https://vault.azure.net\"",
                                       "{}");
        QCOMPARE(fieldsOf(view), (QStringList{QStringLiteral("tenant=") + otherTenant,
                                              QStringLiteral("resource=https://vault.azure.net")}));
        const AnswerView message = worded("AKV10032: Invalid issuer. Expected one of https://sts.windows.net/"
                                          "a3d9e7b1-4c62-4f08-b5e9-7d1c0f2a8b34/, found https://sts.windows.net/x/.",
                                          "{}");
        QVERIFY(fieldsOf(message).contains(QStringLiteral("tenant=") + otherTenant));
        const AnswerView audience =
            worded("AKV10022: Invalid audience. Expected https://vault.azure.net, found: https://graph.microsoft.com.",
                   "{'aud':'https://graph.microsoft.com'}");
        QVERIFY(fieldsOf(audience).contains(QStringLiteral("resource=https://vault.azure.net")));
        const AnswerView newer = worded("WWW-Authenticate: Bearer authorization=\"https://login.microsoftonline.com/"
                                        "a3d9e7b1-4c62-4f08-b5e9-7d1c0f2a8b34\", "
                                        "scope=\"https://vault.azure.net/.default\"",
                                        "{}");
        QCOMPARE(fieldsOf(newer), fieldsOf(view));
        QVERIFY(!newer.findings.first().words.isEmpty());
    }

    void namedTenant_thatIsNone_isNotOffered()
    {
        const AnswerView view = worded("WWW-Authenticate: Bearer authorization=\"https://login.windows.net/a%20b\", "
                                       "resource=\"https://vault.azure.net\u202E\"",
                                       "{}");
        QCOMPARE(fieldsOf(view), QStringList());
    }

    void fixes_areTheChecksOwn()
    {
        const AnswerView view = worded("The audience is invalid", "{'aud':'api://x'}");
        QVERIFY(!view.fixes.isEmpty());
        const Inspection inspection = inspectionOf(snapshotWith("{'aud':'api://x'}"));
        const Words words = wordsFor(*inspection.checklist.find(CheckId::Audience), inspection);
        for (const Fix& fix : words.fixes) {
            QVERIFY2(view.fixes.contains(fix), qPrintable(fix.text));
        }
    }

    void severalFaults_areAllNamed()
    {
        const AnswerView view = worded("The audience 'api://x' is invalid; The issuer 'https://i/' is invalid",
                                       "{'aud':'api://x','iss':'https://i/'}");
        QCOMPARE(view.findings.size(), 2);
        QVERIFY(view.sentence.contains(QStringLiteral("audience is wrong, and that the issuer")));
    }

    void unknown_isSaidSo()
    {
        const AnswerView view = worded("the weather is fine", "{}");
        QVERIFY(!view.recognised);
        QVERIFY(!view.sentence.isEmpty());
        QVERIFY(worded("HTTP/1.1 400 Bad Request\n", "{}").sentence.contains(QStringLiteral("400")));
    }

    void hostileAnswer_isVisibleAndBounded()
    {
        const QByteArray answer =
            "The audience '" + QByteArray("\x1b[2J\xE2\x80\xAE") + QByteArray(60'000, 'a') + "' is invalid";
        const AnswerView view = worded(answer.constData(), "{}");
        QVERIFY(view.recognised);
        QVERIFY(view.sentence.size() < 2000);
        QVERIFY(view.findings.first().words.size() < 1000);
        for (const QString& text : {view.sentence, view.findings.first().words, view.findings.first().joined}) {
            QVERIFY(!text.contains(QChar(0x1b)) && !text.contains(QChar(0x202E)));
        }
    }

    void echoedToken_losesItsSignature()
    {
        const Inspection inspection =
            inspectionOf(snapshotOf(tokenOf(plainHeader, claimsWith("{'aud':'api://x'}"), canary)));
        const QString echo =
            QStringLiteral("The audience '%1' is invalid").arg(QString::fromUtf8(inspection.token->compact));
        const AnswerView view = wordsFor(readApiAnswer(echo), &inspection);
        for (const FindingView& finding : view.findings) {
            QVERIFY(!finding.words.contains(QString::fromUtf8(canary)));
            QVERIFY(!finding.joined.contains(QString::fromUtf8(canary)));
        }
        QVERIFY(!view.sentence.contains(QString::fromUtf8(canary)));
    }
};

QTEST_GUILESS_MAIN(AnswerWordsTest)

#include "tst_answerwords.moc"
