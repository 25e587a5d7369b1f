// SPDX-License-Identifier: Apache-2.0
#include "inspecting.h"

#include "inspection/answerwords.h"

using namespace assayer::inspection;
using namespace assayer::inspection::testing;
using namespace assayer::checks::testing;
using assayer::checks::Agreement;
using assayer::checks::readApiAnswer;
using assayer::checks::Snapshot;

namespace {

/// «side: text field=value», a line each.
QString linesOf(const QList<Fix>& fixes)
{
    QString lines;
    for (const Fix& fix : fixes) {
        lines += toName(fix.side) + QStringLiteral(": ") + fix.text + u' ' + fix.field + u'=' + fix.value + u'\n';
    }
    return lines;
}

} // namespace

/// What to do, where an API's answer and the token at hand say it together.
class AnswerAdviceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signatureOfMicrosofts_isSaidForWhatItIs_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("changes");
        QTest::addColumn<bool>("nonce");
        QTest::addColumn<int>("agreement");
        QTest::addColumn<QString>("words");
        QTest::addColumn<bool>("ownResource");
        const auto row = [](const char* name, const char* answer, const char* changes, bool nonce, Agreement agreement,
                            const char* words, bool ownResource) {
            QTest::newRow(name) << QByteArray(answer) << QByteArray(changes) << nonce << int(agreement)
                                << QString::fromUtf8(words) << ownResource;
        };
        constexpr auto graph = "{'aud':'https://graph.microsoft.com'}";
        for (const char* answer :
             {"Bearer error=\"invalid_token\", error_description=\"The signature is invalid\"",
              "Bearer error=\"invalid_token\", error_description=\"The signature key was not found\"",
              "IDX10511: Signature validation failed.", "IDX10503: Signature validation failed.",
              "Signed JWT rejected: Invalid signature"}) {
            row(answer, answer, graph, true, Agreement::Agrees, "for Microsoft Graph, with a nonce in its header",
                true);
        }
        row("Graph without a nonce", "The signature is invalid", graph, false, Agreement::Unchecked,
            "the token is for Microsoft Graph", true);
        row("a nonce, but whose?", "The signature is invalid", "{}", true, Agreement::Agrees, "header has a nonce",
            true);
        row("another issuer's", "The signature is invalid", "{'iss':'https://idp.example/','tid':null,'ver':null}",
            true, Agreement::Unchecked, "nothing is known", false);
        row("neither", "The signature is invalid", "{}", false, Agreement::Unchecked, "nothing is known", false);
        row("unsigned", "IDX10504", graph, true, Agreement::Unchecked, "for Microsoft Graph, and no other", true);
        row("the client's own", "The signature is invalid", "{'aud':'@client'}", false, Agreement::Unchecked,
            "nothing is known", false);
    }
    void signatureOfMicrosofts_isSaidForWhatItIs()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, changes);
        QFETCH(bool, nonce);
        QFETCH(int, agreement);
        QFETCH(QString, words);
        QFETCH(bool, ownResource);
        const QByteArray header = nonce ? R"({"typ":"JWT","nonce":"n","alg":"RS256","kid":"k"})" : plainHeader;
        Snapshot snapshot = snapshotWith(withIds(changes), header);
        snapshot.verification = {};
        snapshot.expectations.audiences.clear();
        const Inspection inspection = inspectionOf(snapshot);
        const AnswerView view = wordsFor(readApiAnswer(QString::fromUtf8(answer)), &inspection);
        QCOMPARE(int(view.findings.first().agreement), agreement);
        QVERIFY2(view.sentence.contains(words), qPrintable(view.sentence));
        QCOMPARE(std::ranges::any_of(view.fixes,
                                     [](const Fix& fix) { return fix.text.contains(QLatin1String("your own API")); }),
                 ownResource);
        QVERIFY(!ownResource || view.findings.first().advice.isEmpty());
    }

    void expectationsNamed_areDiagnosed_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("changes");
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QString>("never");
        const auto row = [](const char* name, const char* answer, const char* changes, const char* wanted,
                            const char* never) {
            QTest::newRow(name) << QByteArray(answer) << withIds(changes) << QString::fromUtf8(withIds(wanted))
                                << QString::fromUtf8(withIds(never));
        };
        constexpr auto v1 =
            "={'aud':'api://@api','iss':'https://sts.windows.net/@tenant/','ver':'1.0','appid':'@client',"
            "'tid':'@tenant','exp':1790003600,'iat':1790000000}";
        row("the other version's issuer",
            "IDX10205: Issuer validation failed. Issuer: "
            "'https://sts.windows.net/6f1c2a5e-0b7d-4c39-9d41-2f8e5a7b1c60/'. "
            "Did not match: validationParameters.ValidIssuer: 'null' or validationParameters.ValidIssuers: "
            "'https://login.microsoftonline.com/6f1c2a5e-0b7d-4c39-9d41-2f8e5a7b1c60/v2.0'",
            v1, "api: Accept both issuers.", "expectations.");
        row("another tenant's issuer",
            "IDX10205: Issuer validation failed. Issuer: "
            "'https://sts.windows.net/6f1c2a5e-0b7d-4c39-9d41-2f8e5a7b1c60/'. "
            "Did not match: validationParameters.ValidIssuer: "
            "'https://sts.windows.net/a3d9e7b1-4c62-4f08-b5e9-7d1c0f2a8b34/' or …",
            v1, "«@tenant2»", "expectations.");
        row("another API's audience",
            "IDX10214: Audience validation failed. Audiences: 'api://x'. Did not match: "
            "validationParameters.ValidAudience: 'api://y' or validationParameters.ValidAudiences: 'null'.",
            "{'aud':'api://x','ver':'1.0'}", "resource=api://y", "expectations.");
        // A v2 token has the client ID whatever is asked for.
        row("the client ID of a v2 token",
            "IDX10214: Audience validation failed. Audiences: 'b7a0d2c4-5e31-4f6b-8a90-13c7e2d4f5a6'. Did not match: "
            "validationParameters.ValidAudience: 'api://b7a0d2c4-5e31-4f6b-8a90-13c7e2d4f5a6' or …",
            "{'aud':'@api','ver':'2.0'}", "api: ", "resource=api://@api");
        row("Microsoft Graph's audience",
            "IDX10214: Audience validation failed. Audiences: 'https://graph.microsoft.com'. Did not match: "
            "validationParameters.ValidAudience: 'api://y' or …",
            "{'aud':'https://graph.microsoft.com','ver':'1.0'}", "resource=api://y", "ValidAudiences");
    }
    void expectationsNamed_areDiagnosed()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, changes);
        QFETCH(QString, wanted);
        QFETCH(QString, never);
        Snapshot snapshot = snapshotWith(changes);
        snapshot.expectations = {};
        const Inspection inspection = inspectionOf(snapshot);
        const AnswerView view = wordsFor(readApiAnswer(QString::fromUtf8(answer)), &inspection);
        QCOMPARE(int(view.findings.first().agreement), int(Agreement::Agrees));
        const QString all = linesOf(view.fixes);
        QVERIFY2(all.contains(wanted), qPrintable(all));
        QVERIFY2(!all.contains(never), qPrintable(all));
    }

    void expectationsNamed_countBeforeThoseOfTheForm()
    {
        Snapshot snapshot = snapshotWith("{'aud':'api://x','ver':'1.0'}");
        snapshot.expectations = {};
        snapshot.expectations.audiences = QStringList{QStringLiteral("api://z")};
        const Inspection inspection = inspectionOf(snapshot);
        const AnswerView view = wordsFor(
            readApiAnswer(QStringLiteral("IDX10214: Audience validation failed. Audiences: 'api://x'. Did not match: "
                                         "validationParameters.ValidAudience: 'api://y' or …")),
            &inspection);
        const QString all = linesOf(view.fixes);
        QVERIFY2(all.contains(QLatin1String("resource=api://y")), qPrintable(all));
        QVERIFY2(!all.contains(QLatin1String("resource=api://z")), qPrintable(all));
        QVERIFY2(all.contains(QLatin1String("expectations.audiences=api://y")), qPrintable(all));
        QCOMPARE(all.count(QLatin1String("expectations.audiences=")), 1);
    }

    void ownClientsAudience_isNotForTheApi_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("changes");
        QTest::addColumn<QStringList>("expected");
        QTest::addColumn<bool>("own");
        const QByteArray named = "The audience '" + client.toUtf8() + "' is invalid";
        QTest::newRow("named") << named << withIds("{'aud':'@client'}") << QStringList() << true;
        QTest::newRow("not named") << QByteArray("The audience is invalid") << withIds("{'aud':'api://@client'}")
                                   << QStringList() << true;
        QTest::newRow("another API") << QByteArray("The audience is invalid") << QByteArray("{'aud':'api://x'}")
                                     << QStringList() << false;
        QTest::newRow("an app that calls itself")
            << named << withIds("{'aud':'@client'}") << QStringList{client} << false;
    }
    void ownClientsAudience_isNotForTheApi()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, changes);
        QFETCH(QStringList, expected);
        QFETCH(bool, own);
        Snapshot snapshot = snapshotWith(changes);
        snapshot.expectations.audiences = expected;
        const Inspection inspection = inspectionOf(snapshot);
        const AnswerView view = wordsFor(readApiAnswer(QString::fromUtf8(answer)), &inspection);
        const QString all = view.sentence + u'\n' + linesOf(view.fixes);
        QVERIFY2(all.contains(QLatin1String("the client asked for a token for itself")) == own, qPrintable(all));
        QVERIFY2(all.contains(QLatin1String("ID of the client itself")) == own, qPrintable(all));
        QVERIFY2(all.contains(QLatin1String("ValidAudiences")) != own, qPrintable(all));
    }

    void advice_isGivenOnce()
    {
        const AnswerView audience = wordsFor(
            readApiAnswer(QStringLiteral("{\"message\":\"AKV10022: Invalid audience. Expected https://vault.azure.net, "
                                         "found: https://management.azure.com/.\"}")),
            nullptr);
        QCOMPARE(audience.fixes.size(), 1);
        QCOMPARE(audience.fixes.first().value, QStringLiteral("https://vault.azure.net"));
        QVERIFY(audience.findings.first().words.endsWith(QLatin1String("https://management.azure.com/")));
        const AnswerView issuer =
            wordsFor(readApiAnswer(QStringLiteral("{\"message\":\"AKV10032: Invalid issuer. Expected one of "
                                                  "https://sts.windows.net/a/, found https://sts.windows.net/b/.\"}")),
                     nullptr);
        QVERIFY2(issuer.findings.first().words.endsWith(QLatin1String("https://sts.windows.net/b/")),
                 qPrintable(issuer.findings.first().words));
    }
};

QTEST_GUILESS_MAIN(AnswerAdviceTest)

#include "tst_answeradvice.moc"
