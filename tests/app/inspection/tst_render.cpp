// SPDX-License-Identifier: Apache-2.0
#include "inspecting.h"

#include "inspection/render.h"

using namespace assayer::inspection;
using namespace assayer::inspection::testing;
using namespace assayer::checks::testing;
using assayer::checks::Snapshot;
using assayer::support::json::Value;

namespace {

const QByteArray canary = "Q2FuYXJ5U2lnbmF0dXJlVGhhdE11c3ROb3RMZWFr";

QByteArray jsonText(const Inspection& inspection)
{
    return assayer::support::json::write(toJson(inspection), assayer::support::json::Layout::Indented);
}

QStringList namesOf(const Value& object)
{
    QStringList names;
    for (const auto& member : object.members())
        names += member.name;
    return names;
}

Inspection refused()
{
    assayer::oauth::AuthorityError error;
    error.httpStatus = 401;
    error.error = QStringLiteral("invalid_client");
    error.description = QStringLiteral("AADSTS7000215: Invalid client secret provided.\u202E\x1b[2J");
    error.code = 7000215;
    error.traceId = QStringLiteral("trace");
    error.correlationId = QStringLiteral("correlation");
    error.timestamp = QStringLiteral("2026-09-21 13:33:20Z");
    Inspection inspection;
    inspection.refusal = error;
    inspection.at = now;
    return inspection;
}

void compareSilent(const Inspection& inspection, const QByteArray& secret)
{
    QVERIFY(!jsonText(inspection).contains(secret));
    QVERIFY(!toText(inspection, Colour::Off).toUtf8().contains(secret));
    QVERIFY(!toText(inspection, Colour::On).toUtf8().contains(secret));
}

} // namespace

class RenderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void json_hasTheContractsMembers()
    {
        Snapshot snapshot = snapshotWith("{'aud':'api://orders/'}");
        snapshot.expectations.audiences = QStringList{QStringLiteral("api://orders")};
        const Value root = toJson(inspectionOf(snapshot));
        for (const char* name : {"verdict", "checks", "kind", "header", "claims", "problems", "error", "exchanges"})
            QVERIFY2(namesOf(root).contains(QLatin1String(name)), name);
        QCOMPARE(root.find(u"verdict")->text(), QStringLiteral("fail"));
        QCOMPARE(root.find(u"kind")->text(), QStringLiteral("jws"));
        const Value& meanings = *root.find(u"meanings");
        QCOMPARE(meanings.find(u"claims")->find(u"azpacr")->find(u"meaning")->text(), QStringLiteral("client secret"));
        QVERIFY(meanings.find(u"claims")->find(u"roles")->find(u"use")->text().contains(QLatin1String("may decide")));
        QVERIFY(meanings.find(u"header")->find(u"alg")->find(u"meaning")->text().startsWith(QLatin1String("RSA")));
        QCOMPARE(int(root.find(u"error")->kind()), int(assayer::support::json::Kind::Null));
        const auto& checks = root.find(u"checks")->items();
        QCOMPARE(checks.size(), size_t(9));
        const Value& audience = checks[3];
        QCOMPARE(audience.find(u"id")->text(), QStringLiteral("audience"));
        QCOMPARE(audience.find(u"status")->text(), QStringLiteral("fail"));
        QCOMPARE(audience.find(u"cause")->text(), QStringLiteral("audience.trailing-slash"));
        QCOMPARE(audience.find(u"expected")->items().at(0).text(), QStringLiteral("api://orders"));
        QCOMPARE(audience.find(u"actual")->items().at(0).text(), QStringLiteral("api://orders/"));
        QVERIFY(!audience.find(u"why")->text().isEmpty());
        QVERIFY(!audience.find(u"fix")->items().empty());
        for (const Value& fix : audience.find(u"fix")->items())
            QCOMPARE(namesOf(fix), (QStringList{QStringLiteral("side"), QStringLiteral("text"), QStringLiteral("field"),
                                                QStringLiteral("value")}));
        QCOMPARE(int(checks[0].find(u"cause")->kind()), int(assayer::support::json::Kind::Null));
    }

    void claims_areAsIssued()
    {
        const QByteArray claims = quotedJson("{'z':1e2,'aud':'a','aud':'b','n':-0,'big':12345678901234567890}");
        const Inspection inspection = inspectionOf(snapshotOf(tokenOf(plainHeader, claims)));
        QCOMPARE(assayer::support::json::write(*toJson(inspection).find(u"claims")), claims);
        const Value root = toJson(inspection);
        const auto& problems = root.find(u"problems")->items();
        QCOMPARE(problems.size(), size_t(1));
        QCOMPARE(problems[0].find(u"code")->text(), QStringLiteral("duplicate-member"));
        QVERIFY(toText(inspection, Colour::Off).contains(QLatin1String("twice")));
    }

    void signature_isNeverThere_data()
    {
        QTest::addColumn<QByteArray>("compact");
        const QByteArray header = assayer::jose::base64url::encode(plainHeader);
        const QByteArray claims = assayer::jose::base64url::encode(claimsWith("{}"));
        const auto carrying = [&](const QByteArray& name) {
            return tokenOf(plainHeader,
                           quotedJson("{'" + name + "':'Bearer " + header + '.' + claims + '.' + canary + "'}"))
                .compact;
        };
        QTest::newRow("its own") << QByteArray(header + '.' + claims + '.' + canary);
        QTest::newRow("repeated in a claim")
            << tokenOf(plainHeader, quotedJson("{'aud':'" + canary + "'}"), canary).compact;
        QTest::newRow("a token in a claim") << carrying("at");
        QTest::newRow("a token in the audience") << carrying("aud");
        QTest::newRow("a token as issuer") << carrying("iss");
        QTest::newRow("a token in the header")
            << tokenOf(quotedJson("{'alg':'RS256','kid':'" + header + '.' + claims + '.' + canary + "'}"),
                       claimsWith("{}"))
                   .compact;
        QTest::newRow("encrypted") << QByteArray("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..aXY." + canary + ".dGFn");
        QTest::newRow("opaque") << canary;
        QTest::newRow("damaged") << QByteArray(header + ".e30!." + canary);
        QTest::newRow("with something behind") << QByteArray(header + '.' + claims + '.' + canary + ".x");
    }
    void signature_isNeverThere()
    {
        QFETCH(QByteArray, compact);
        Snapshot snapshot = snapshotOf(assayer::jose::takeApart(compact));
        snapshot.verification.keyId = snapshot.token.headerText(u"kid");
        compareSilent(inspectionOf(snapshot), canary);
        snapshot.expectations = {};
        compareSilent(inspectionOf(snapshot), canary);
    }

    void answersToken_isMasked()
    {
        Inspection inspection = refused();
        assayer::http::Exchange exchange;
        exchange.response.emplace();
        exchange.response->body = "{\"x\":\"eyJhbGciOiJSUzI1NiJ9.e30." + canary + "\"}";
        exchange.request.form = {{QStringLiteral("client_secret"), QString(), true, 40}};
        inspection.exchanges = {exchange};
        compareSilent(inspection, canary);
        const Value root = toJson(inspection);
        const Value& field = root.find(u"exchanges")->items().at(0).find(u"request")->find(u"form")->items().at(0);
        QCOMPARE(int(field.find(u"value")->kind()), int(assayer::support::json::Kind::Null));
        QVERIFY(field.find(u"secret")->toBoolean());
    }

    void refusal_hasItsRows()
    {
        const Value root = toJson(refused());
        const Value& error = *root.find(u"error");
        QCOMPARE(error.find(u"error")->text(), QStringLiteral("invalid_client"));
        QVERIFY(error.find(u"description")->text().startsWith(QLatin1String("AADSTS7000215")));
        QCOMPARE(error.find(u"aadsts")->text(), QStringLiteral("AADSTS7000215"));
        QCOMPARE(error.find(u"trace_id")->text(), QStringLiteral("trace"));
        QCOMPARE(error.find(u"correlation_id")->text(), QStringLiteral("correlation"));
        QCOMPARE(error.find(u"http_status")->toInteger(), std::optional<qint64>(401));
        QCOMPARE(error.find(u"field")->text(), QStringLiteral("clientSecret"));
        QVERIFY(!error.find(u"explanation")->text().isEmpty());
        QVERIFY(!error.find(u"steps")->items().empty());
        QCOMPARE(int(root.find(u"kind")->kind()), int(assayer::support::json::Kind::Null));
        QCOMPARE(root.find(u"verdict")->text(), QStringLiteral("unchecked"));
    }

    void failure_isAnErrorToo()
    {
        Inspection inspection;
        inspection.failure = assayer::support::Error{QStringLiteral("plain-http"), QStringLiteral("Not sent."),
                                                     QStringLiteral("detail"), QStringLiteral("issuer")};
        const Value root = toJson(inspection);
        QCOMPARE(root.find(u"error")->find(u"code")->text(), QStringLiteral("plain-http"));
        QCOMPARE(root.find(u"error")->find(u"field")->text(), QStringLiteral("issuer"));
        QVERIFY(toText(inspection, Colour::Off).contains(QLatin1String("Not sent")));
    }

    void text_isSafeOnATerminal()
    {
        Snapshot snapshot = snapshotWith("{'aud':'\\u202E\\u001b[31mx\\n\\r','na\\u0007me':'\\u200B'}");
        const QString text = toText(inspectionOf(snapshot), Colour::Off) + toText(refused(), Colour::Off);
        for (const QChar character : text)
            QVERIFY2(character == u'\n' || (character.unicode() >= 0x20 && character != QChar(0x7f) &&
                                            character != QChar(0x202E) && character != QChar(0x200B)),
                     qPrintable(QString::number(character.unicode(), 16)));
        QVERIFY(text.contains(QLatin1String("\\u{202E}")));
    }

    void colour_isOnlyWhereAsked()
    {
        const Inspection inspection = inspectionOf(snapshotWith("{'exp':1}"));
        QVERIFY(!toText(inspection, Colour::Off).contains(QChar(0x1b)));
        const QString coloured = toText(inspection, Colour::On);
        QVERIFY(coloured.contains(QLatin1String("\x1b[31m")));
        QString plain = coloured;
        QCOMPARE(plain.remove(QRegularExpression(QStringLiteral("\x1b\\[[0-9]+m"))), toText(inspection, Colour::Off));
    }

    void text_endsWithALineBreakAndSaysWhyAndFix()
    {
        Snapshot snapshot = snapshotWith("{'aud':'api://orders/','ver':'1.0'}");
        snapshot.expectations.audiences = QStringList{QStringLiteral("api://orders")};
        const QString text = toText(inspectionOf(snapshot), Colour::Off);
        QVERIFY(text.endsWith(u'\n'));
        for (const char* part : {"✕ Orders API will reject", "✕ Audience", "✓ Signature", "why ", "fix ",
                                 "request: ", "ValidAudiences", "[resource = api://orders]", "exp "})
            QVERIFY2(text.contains(QString::fromUtf8(part)), part);
    }

    void redirect_isShownWithItsTarget()
    {
        Inspection inspection = refused();
        assayer::http::Exchange exchange;
        exchange.response = assayer::http::ResponseRecord();
        exchange.response->status = 307;
        exchange.response->redirectTarget = QUrl(QStringLiteral("https://elsewhere.example/token"));
        inspection.exchanges = {exchange};
        QVERIFY(toText(inspection, Colour::Off).contains(QLatin1String("to https://elsewhere.example/token")));
        QVERIFY(jsonText(inspection).contains("\"redirect_target\": \"https://elsewhere.example/token\""));
    }

    void remarksAboutTheAnswer_areShown()
    {
        Inspection inspection = inspectionOf(snapshotWith("{}"));
        inspection.grant = assayer::oauth::TokenGrant();
        inspection.grant->remarks = QStringList{QStringLiteral("There are two tokens.")};
        QVERIFY(toText(inspection, Colour::Off).contains(QLatin1String("There are two tokens.")));
        QVERIFY(jsonText(inspection).contains("There are two tokens."));
    }

    void hugeClaims_areCut()
    {
        const QByteArray huge(200'000, 'x');
        const QString text =
            toText(inspectionOf(snapshotWith("{'aud':'" + huge + "','x':['" + huge + "']}")), Colour::Off);
        QVERIFY2(text.size() < 20'000, qPrintable(QString::number(text.size())));
    }
};

QTEST_GUILESS_MAIN(RenderTest)
#include "tst_render.moc"
