// SPDX-License-Identifier: Apache-2.0
#include "inspecting.h"

#include "inspection/words.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace assayer::inspection;
using namespace assayer::inspection::testing;
using namespace assayer::checks::testing;
using assayer::checks::Cause;
using assayer::checks::causes;
using assayer::checks::CheckId;
using assayer::checks::Checklist;
using assayer::checks::judge;
using assayer::checks::Result;
using assayer::checks::Snapshot;
using assayer::checks::Status;
using assayer::profile::TokenVersion;

Q_DECLARE_METATYPE(const assayer::checks::Cause*)

namespace {

const QString evil = QStringLiteral("evil\u202E\u200B\x1b[31m%1");

/// A result whose every text comes from outside.
Result hostileResult(const Cause& cause, Status status)
{
    Result result;
    result.id = cause.check;
    result.status = status;
    result.cause = cause.text();
    result.claim = QStringLiteral("exp");
    result.expected = QStringList{evil, QStringLiteral("expected-2")};
    result.actual = QStringList{evil, QStringLiteral("actual-2")};
    for (const char* name : {"audience",        "expectation", "resource",  "cloud",
                             "expectedCloud",   "client",      "app",       "profile",
                             "called",          "count",       "missing",   "present",
                             "alike",           "rbac",        "elsewhere", "kid",
                             "keyIssuer",       "keySource",   "detail",    "tokenIssuer",
                             "algorithm",       "tenant",      "tid",       "expected",
                             "expectedTenant",  "claim",       "oid",       "type",
                             "damage",          "nbf",         "exp",       "role",
                             "roleId",          "api",         "apiName",   "apiPrincipal",
                             "clientPrincipal", "declaredAs",  "name"})
        result.arguments.insert(QLatin1String(name), evil);
    return result;
}

QStringList textsOf(const Words& words)
{
    QStringList texts{words.title, words.summary, words.why};
    for (const Fix& fix : words.fixes)
        texts += fix.text;
    return texts;
}

void compareSound(const Words& words, const Cause& cause)
{
    QVERIFY2(!words.title.isEmpty(), cause.name);
    QVERIFY2(!words.summary.isEmpty(), cause.name);
    QVERIFY2(words.why.size() > 20, cause.name);
    QVERIFY2(!words.fixes.isEmpty(), cause.name);
    for (const Fix& fix : words.fixes) {
        QVERIFY2(!fix.text.isEmpty(), cause.name);
        QVERIFY2(fix.value.isEmpty() || !fix.field.isEmpty(), cause.name);
    }
}

/// Every row of every table, judged and put into words.
struct Told {
    QString name;
    Snapshot snapshot;
    Result result;
    Words words;
};

void expectIn(Snapshot& snapshot, CheckId id, const QStringList& expected)
{
    auto& expectations = snapshot.expectations;
    if (id == CheckId::Audience)
        expectations.audiences = expected;
    else if (id == CheckId::Issuer)
        expectations.issuer = expected.value(0);
    else if (id == CheckId::Roles)
        expectations.roles = expected;
    else if (id == CheckId::Client)
        expectations.client = expected.value(0);
    else if (id == CheckId::Tenant)
        expectations.tenant = expected.value(0);
    else if (id == CheckId::Version)
        expectations.tokenVersion = expected.isEmpty()                         ? std::optional<TokenVersion>()
                                    : expected.first() == QLatin1String("1.0") ? TokenVersion::V1
                                                                               : TokenVersion::V2;
}

QList<Told> toldOf(CheckId id)
{
    QList<Told> all;
    for (const Row& row : rowsOf(toName(id).toLatin1().constData())) {
        Told told{row.name, snapshotOf(row), {}, {}};
        expectIn(told.snapshot, id, row.expected);
        told.snapshot.others = {{QStringLiteral("Billing"), {QStringLiteral("api://billing"), billingApi}}};
        const Inspection inspection = inspectionOf(told.snapshot);
        told.result = *inspection.checklist.find(id);
        told.words = wordsFor(told.result, inspection);
        all += told;
    }
    return all;
}

/// Whether the check passes once the offered change of an expectation is made.
bool passesWith(const Told& told, const Fix& fix)
{
    Snapshot changed = told.snapshot;
    const QStringList value = fix.value.split(u'\n', Qt::SkipEmptyParts);
    expectIn(changed, told.result.id, value);
    return judge(changed).find(told.result.id)->status == Status::Pass;
}

} // namespace

class WordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCause_hasWords_data()
    {
        QTest::addColumn<const Cause*>("cause");
        for (const Cause& cause : causes)
            QTest::newRow(cause.name) << &cause;
    }
    void everyCause_hasWords()
    {
        QFETCH(const Cause*, cause);
        const Inspection inspection = inspectionOf(snapshotWith("{}"));
        for (const Status status : {Status::Fail, Status::Warning, Status::Unchecked}) {
            const Words words = wordsFor(hostileResult(*cause, status), inspection);
            compareSound(words, *cause);
            for (const QString& text : textsOf(words)) {
                // What came from outside is visible, and is no format of ours.
                QVERIFY2(!text.contains(QChar(0x202E)) && !text.contains(QChar(0x200B)) && !text.contains(QChar(0x1b)),
                         qPrintable(text));
                QVERIFY2(!text.contains(QRegularExpression(QStringLiteral("(?<!\\[31m)%[1-9]"))), qPrintable(text));
            }
        }
    }

    void everyCause_hasItsOwnWords()
    {
        const Inspection inspection = inspectionOf(snapshotWith("{}"));
        QHash<QString, QString> seen;
        for (const Cause& cause : causes) {
            Result result = hostileResult(cause, Status::Fail);
            result.arguments.remove(QStringLiteral("elsewhere"));
            result.arguments.remove(QStringLiteral("rbac"));
            const Words words = wordsFor(result, inspection);
            const QString key = words.title + words.why;
            QVERIFY2(!seen.contains(key),
                     qPrintable(seen.value(key) + QLatin1String(" = ") + QLatin1String(cause.name)));
            seen.insert(key, cause.text());
        }
    }

    void mismatch_namesTheTwoThings()
    {
        for (const CheckId id : {CheckId::Audience, CheckId::Issuer}) {
            for (const Told& told : toldOf(id)) {
                if (told.result.status != Status::Fail || told.result.cause.endsWith(QLatin1String(".other")) ||
                    told.result.cause == QLatin1String("audience.absent") ||
                    told.result.arguments.contains(QStringLiteral("reason")))
                    continue;
                // The two texts, or the parts of them that differ: tenants, clouds, domains.
                QVERIFY2(told.words.why.count(u'«') >= 2, qPrintable(told.name + u'\n' + told.words.why));
            }
        }
    }

    void offeredExpectation_makesTheCheckPass()
    {
        int offered = 0;
        for (const CheckId id :
             {CheckId::Audience, CheckId::Issuer, CheckId::Client, CheckId::Tenant, CheckId::Version}) {
            for (const Told& told : toldOf(id)) {
                for (const Fix& fix : told.words.fixes) {
                    if (!fix.field.startsWith(QLatin1String("expectations.")) || fix.value.isEmpty())
                        continue;
                    ++offered;
                    // An authority's forged or contradicting token is not to be made to pass.
                    QVERIFY2(passesWith(told, fix), qPrintable(told.name + u'\n' + fix.text));
                }
            }
        }
        QVERIFY2(offered > 60, qPrintable(QString::number(offered)));
    }

    void mismatchedAudience_hasFixesForBothSides()
    {
        // Where nothing is to be changed at the API or the request, by the nature of the cause.
        const QSet<QString> callers{QStringLiteral("audience.id-token"), QStringLiteral("audience.exchange-assertion")};
        for (const Told& told : toldOf(CheckId::Audience)) {
            if (told.result.status != Status::Fail || told.result.arguments.contains(QStringLiteral("reason")) ||
                callers.contains(told.result.cause))
                continue;
            QSet<Side> sides;
            for (const Fix& fix : told.words.fixes)
                sides.insert(fix.side);
            QVERIFY2(sides.contains(Side::Request), qPrintable(told.name));
            QVERIFY2(sides.size() >= 2 || told.result.cause == QLatin1String("audience.cloud"), qPrintable(told.name));
        }
    }

    void apiSettings_holdTheAudience()
    {
        Snapshot snapshot = snapshotWith("{'aud':'api://a&<\\\\/','ver':'1.0'}");
        snapshot.expectations.audiences = QStringList{QStringLiteral("api://a&<\\")};
        const Inspection inspection = inspectionOf(snapshot);
        const Words words = wordsFor(*inspection.checklist.find(CheckId::Audience), inspection);
        const auto api =
            std::find_if(words.fixes.begin(), words.fixes.end(), [](const Fix& fix) { return fix.side == Side::Api; });
        QVERIFY(api != words.fixes.end());
        QVERIFY2(api->text.contains(QLatin1String("ValidAudiences = new[] { \"api://a&<\\\\\", \"api://a&<\\\\/\" };")),
                 qPrintable(api->text));
        QVERIFY(api->text.contains(QLatin1String("spring.security.oauth2.resourceserver.jwt.audiences=")));
        QVERIFY(api->text.contains(QLatin1String("<audience>api://a&amp;&lt;\\/</audience>")));
    }

    void versionAdvice_warns()
    {
        Snapshot snapshot = snapshotWith("{}");
        snapshot.expectations.audiences = QStringList{QStringLiteral("api://") + api};
        const Inspection inspection = inspectionOf(snapshot);
        const Words words = wordsFor(*inspection.checklist.find(CheckId::Audience), inspection);
        const auto advice = std::find_if(words.fixes.begin(), words.fixes.end(), [](const Fix& fix) {
            return fix.text.contains(QLatin1String("requestedAccessTokenVersion"));
        });
        QVERIFY(advice != words.fixes.end());
        QVERIFY(advice->text.contains(QLatin1String("every client of that API")));
        QVERIFY(advice->text.contains(QLatin1String("first")));
        QVERIFY(advice->text.contains(api));
    }

    // Nobody looked at a key: none can be said to be there, and none that the token does not name has a name.
    void malformedToken_isNotBlamedOnAKey()
    {
        for (const char* compact : {"a.b.c", "e30.e30.c2ln", "eyJhbGciOjF9.e30.c2ln"}) {
            Snapshot snapshot = snapshotWith('~' + QByteArray(compact));
            snapshot.verification = assayer::jose::verify(snapshot.token, {});
            snapshot.verification.cause = QStringLiteral("bad");
            snapshot.verification.status = assayer::jose::SignatureStatus::Invalid;
            const Inspection inspection = inspectionOf(snapshot);
            const Words words = wordsFor(*inspection.checklist.find(CheckId::Signature), inspection);
            QVERIFY2(!words.why.contains(QLatin1String("(nothing)")), qPrintable(words.why));
            QVERIFY2(!words.why.contains(QLatin1String("is there")), qPrintable(words.why));
        }
    }

    void keyWithoutAName_isNotCalledNothing()
    {
        for (const char* cause : {"bad", "key-not-found", "weak-key"}) {
            Snapshot snapshot = snapshotWith("{}", "{'alg':'RS256'}");
            snapshot.verification.status = assayer::jose::SignatureStatus::Invalid;
            snapshot.verification.cause = QLatin1String(cause);
            snapshot.verification.keyBits = 2048;
            const Inspection inspection = inspectionOf(snapshot);
            const Words words = wordsFor(*inspection.checklist.find(CheckId::Signature), inspection);
            QVERIFY2(!words.why.contains(QLatin1String("(nothing)")), qPrintable(words.why));
        }
    }

    void verdict_namesWhereTheApiStops()
    {
        Snapshot snapshot = snapshotWith("{'aud':'api://x/','roles':null}");
        snapshot.expectations.audiences = QStringList{QStringLiteral("api://x")};
        const Verdict verdict = verdictOf(inspectionOf(snapshot));
        QCOMPARE(verdict.sentence, QStringLiteral("Orders API will reject this token"));
        QVERIFY2(verdict.reason.startsWith(QLatin1String("audience: ")), qPrintable(verdict.reason));
        QVERIFY2(verdict.reason.contains(QLatin1String("roles")), qPrintable(verdict.reason));
    }

    void verdict_ofADamagedTokenSaysSo()
    {
        const Verdict verdict = verdictOf(inspectionOf(snapshotWith("~eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJhIiwi.c2ln")));
        QCOMPARE(verdict.sentence, QStringLiteral("This token is damaged"));
        QVERIFY2(verdict.reason.startsWith(QStringLiteral("no API can read it")), qPrintable(verdict.reason));
    }

    void verdict_withoutATokenIsAHeadline_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("headline");
        QTest::addRow("a sentence") << "127.0.0.1 cannot be reached."
                                    << "127.0.0.1 cannot be reached";
        QTest::addRow("two sentences") << "It broke off. Nothing came."
                                       << "It broke off. Nothing came.";
        QTest::addRow("an ellipsis") << "Wait..."
                                     << "Wait...";
        QTest::addRow("nothing") << ""
                                 << "";
    }
    void verdict_withoutATokenIsAHeadline()
    {
        QFETCH(QString, sentence);
        Inspection inspection;
        inspection.failure = assayer::support::Error{QStringLiteral("connect"), sentence, {}, {}};
        QTEST(verdictOf(inspection).sentence, "headline");
    }

    void everyEndWithoutAToken_hasANextStep_data()
    {
        QTest::addColumn<QString>("code");
        for (const char* code : {"cancelled", "no-token", "connect", "deadline"})
            QTest::addRow("%s", code) << QString::fromLatin1(code);
    }
    void everyEndWithoutAToken_hasANextStep()
    {
        QFETCH(QString, code);
        Inspection inspection;
        inspection.failure = assayer::support::Error{code, QStringLiteral("It ended."), {}, {}};
        const Explanation explanation = explain(inspection);
        QVERIFY(!explanation.why.isEmpty() && explanation.why != QStringLiteral("It ended."));
        QVERIFY(!explanation.steps.isEmpty());
    }

    void verdict_promisesNothingThatWasNotChecked()
    {
        Snapshot snapshot = snapshotWith("{}");
        QCOMPARE(verdictOf(inspectionOf(snapshot)).sentence, QStringLiteral("Orders API will accept this token"));
        snapshot.verification = {};
        const Verdict verdict = verdictOf(inspectionOf(snapshot));
        QVERIFY(!verdict.sentence.contains(QLatin1String("accept")));
        QVERIFY(verdict.reason.contains(QLatin1String("signature")));
        QCOMPARE(verdictOf(Inspection()).sentence, QStringLiteral("There is no token yet"));
    }
};

QTEST_GUILESS_MAIN(WordsTest)
#include "tst_words.moc"
