// SPDX-License-Identifier: Apache-2.0
#include "entra/errorcode.h"
#include "inspection/words.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace assayer::inspection;
using assayer::oauth::AuthorityError;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Explanation explained(const AuthorityError& error)
{
    Inspection inspection;
    inspection.refusal = error;
    return explain(inspection);
}

AuthorityError answered(int status, const char* error, const char* shape = "")
{
    AuthorityError answer;
    answer.httpStatus = status;
    answer.error = QLatin1String(error);
    answer.shape = QLatin1String(shape);
    answer.sentence = *shape ? QStringLiteral("The shape in words.") : QString();
    return answer;
}

} // namespace

class ExplanationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKnownCode_isExplained()
    {
        const QJsonArray rows =
            QJsonDocument::fromJson(contentOf(QStringLiteral(ASSAYER_SOURCE_DIR "/resources/entra/errors.json")))
                .array();
        QVERIFY(rows.size() >= 136);
        for (const QJsonValue& row : rows) {
            AuthorityError error = answered(400, "invalid_request");
            error.code = row[u"code"].toInteger();
            const Explanation explanation = explained(error);
            const QByteArray name = QByteArray::number(*error.code);
            QVERIFY2(explanation.sentence.contains(QLatin1String("AADSTS") + QLatin1String(name)), name);
            QVERIFY2(explanation.why.contains(row[u"cause"].toString()), name);
            QVERIFY2(explanation.steps.size() > row[u"fix"].toArray().size(), name);
            QVERIFY2(explanation.why.startsWith(QLatin1String("Possibly: ")) == !row[u"verified"].toBool(), name);
        }
    }

    void secretCode_pointsToTheSecret()
    {
        AuthorityError error = answered(401, "invalid_client");
        error.code = 7000215;
        QCOMPARE(explained(error).field, QStringLiteral("clientSecret"));
    }

    void ourRequest_isNotToldToDoWhatItDid_data()
    {
        QTest::addColumn<qint64>("code");
        QTest::addColumn<QString>("advice");
        QTest::addColumn<QString>("done");
        QTest::newRow("secret") << qint64(7000215) << "Percent-encode the secret"
                                << "Not at fault here: the secret was sent percent-encoded.";
        QTest::newRow("older secret") << qint64(70002) << "Percent-encode the secret"
                                      << "the secret was sent percent-encoded";
        QTest::newRow("scope") << qint64(70011) << "Percent-encode the scope"
                               << "the scope was sent percent-encoded";
        QTest::newRow("form") << qint64(900144) << "Send form-urlencoded"
                              << "the request was sent form-urlencoded";
        QTest::newRow("Content-Type") << qint64(7000216) << "Check Content-Type"
                                      << "the Content-Type was";
        QTest::newRow("POST") << qint64(900561) << "Use POST"
                              << "the request was a POST";
        QTest::newRow("grant") << qint64(70003) << "Use grant_type"
                               << "said grant_type=client_credentials";
        QTest::newRow("a user's number") << qint64(50076) << "check that the request asks"
                                         << "and the request said";
    }
    void ourRequest_isNotToldToDoWhatItDid()
    {
        QFETCH(qint64, code);
        QFETCH(QString, advice);
        QFETCH(QString, done);
        Inspection inspection;
        inspection.refusal = answered(400, "invalid_request");
        inspection.refusal->code = code;
        const QString alone = explain(inspection).steps.join(u'\n');
        QVERIFY2(alone.contains(advice) && !alone.contains(done), qPrintable(alone));
        inspection.request.emplace();
        const QString ours = explain(inspection).steps.join(u'\n');
        QVERIFY2(!ours.contains(advice) && ours.contains(done), qPrintable(ours));
    }

    /// Whatever the number: what this program sent is said, and not advised.
    void noCode_advisesWhatOurRequestDid()
    {
        QFile file(QStringLiteral(ASSAYER_SOURCE_DIR "/resources/entra/errors.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray codes = QJsonDocument::fromJson(file.readAll()).array();
        QVERIFY(codes.size() >= 136);
        for (const QJsonValue& row : codes) {
            Inspection inspection;
            inspection.refusal = answered(400, "invalid_request");
            inspection.refusal->code = row[u"code"].toInteger();
            inspection.request.emplace();
            for (const QString& step : explain(inspection).steps) {
                const bool said = step.startsWith(QLatin1String("Not at fault here: ")) ||
                                  step.contains(QLatin1String("and the request said "));
                for (const char* done : {"grant_type", "ercent-encode", "form-urlencoded", "Use POST"}) {
                    QVERIFY2(said || !step.contains(QLatin1String(done)),
                             qPrintable(QString::number(*inspection.refusal->code) + u' ' + step));
                }
            }
        }
    }

    void rawBasic_isSaidNotToBeEncoded()
    {
        Inspection inspection;
        inspection.refusal = answered(401, "invalid_client");
        inspection.refusal->code = 7000215;
        inspection.request.emplace();
        inspection.request->placement = assayer::profile::SecretPlacement::BasicRaw;
        const QString steps = explain(inspection).steps.join(u'\n');
        QVERIFY2(!steps.contains(QLatin1String("was sent percent-encoded")), qPrintable(steps));
        QVERIFY2(steps.contains(QLatin1String("Basic header as it is")), qPrintable(steps));
    }

    void authorityByName_hasNoUrlToCorrect()
    {
        Inspection inspection;
        inspection.refusal = answered(200, "", "html");
        QCOMPARE(explain(inspection).field, QStringLiteral("issuer"));
        inspection.profile = assayer::profile::Profile();
        inspection.profile->authority.kind = assayer::profile::AuthorityKind::Issuer;
        QCOMPARE(explain(inspection).field, QStringLiteral("issuer"));
        for (const auto kind : {assayer::profile::AuthorityKind::Entra, assayer::profile::AuthorityKind::Practice}) {
            inspection.profile->authority.kind = kind;
            QCOMPARE(explain(inspection).field, QStringLiteral("authority"));
        }
    }

    void unknownCode_isClassedByItsError()
    {
        AuthorityError error = answered(400, "invalid_scope");
        error.code = 999999999;
        const Explanation explanation = explained(error);
        QCOMPARE(explanation.why, explained(answered(400, "invalid_scope")).why);
        QVERIFY(explanation.steps.join(u' ').contains(
            QLatin1String("https://login.microsoftonline.com/error?code=999999999")));
    }

    void oauthErrors_areExplainedAnywhere_data()
    {
        QTest::addColumn<QByteArray>("error");
        for (const char* error :
             {"invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type",
              "invalid_scope", "invalid_target", "access_denied", "temporarily_unavailable", "server_error"})
            QTest::newRow(error) << QByteArray(error);
    }
    void oauthErrors_areExplainedAnywhere()
    {
        QFETCH(QByteArray, error);
        const Explanation explanation = explained(answered(400, error.constData()));
        QVERIFY(explanation.sentence.contains(QLatin1String(error)));
        QVERIFY(!explanation.why.isEmpty());
        QVERIFY(explanation.why != explained(answered(400, "strange")).why);
        QVERIFY(!explanation.steps.isEmpty());
    }

    void answersThatAreNoOAuth_areSaidForWhatTheyAre_data()
    {
        QTest::addColumn<QByteArray>("shape");
        for (const char* shape : {"html", "redirect", "empty-body", "not-json", "not-oauth", "no-token"})
            QTest::newRow(shape) << QByteArray(shape);
    }
    void answersThatAreNoOAuth_areSaidForWhatTheyAre()
    {
        QFETCH(QByteArray, shape);
        const Explanation explanation = explained(answered(200, "", shape.constData()));
        QCOMPARE(explanation.sentence, QStringLiteral("The shape in words."));
        QVERIFY(!explanation.why.isEmpty());
        QVERIFY(!explanation.steps.isEmpty());
    }

    void busyAuthority_saysHowLongToWait()
    {
        AuthorityError error = answered(429, "", "empty-body");
        error.retryAfterSeconds = 130;
        const Explanation explanation = explained(error);
        QVERIFY2(explanation.steps.join(u' ').contains(QLatin1String("2 min")),
                 qPrintable(explanation.steps.join(u' ')));
        QVERIFY(explanation.why.contains(QLatin1String("too often")));
        QVERIFY(explained(answered(503, "", "html")).why.contains(QLatin1String("not at fault")));
    }

    void text_decidesNothing()
    {
        AuthorityError plain = answered(400, "invalid_request");
        AuthorityError talking = plain;
        talking.description = QStringLiteral("Invalid client secret is provided, tenant not found, too many requests");
        QCOMPARE(explained(talking), explained(plain));
    }

    void failure_keepsItsSentenceAndField()
    {
        Inspection inspection;
        inspection.failure = assayer::support::Error{QStringLiteral("tls"), QStringLiteral("No TLS."),
                                                     QStringLiteral("expired"), QStringLiteral("issuer")};
        const Explanation explanation = explain(inspection);
        QCOMPARE(explanation.sentence, QStringLiteral("No TLS."));
        QCOMPARE(explanation.field, QStringLiteral("issuer"));
        QVERIFY(explanation.why.contains(QLatin1String("expired")));
        QVERIFY(!explanation.steps.isEmpty());
        QCOMPARE(explain(Inspection()), Explanation());
    }
};

QTEST_GUILESS_MAIN(ExplanationTest)
#include "tst_explanation.moc"
