// SPDX-License-Identifier: Apache-2.0
#include "inspecting.h"

#include "inspection/way.h"

using namespace assayer::inspection;
using namespace assayer::inspection::testing;
using namespace assayer::checks::testing;

namespace {

void addExchange(Inspection& inspection, assayer::http::Purpose purpose)
{
    assayer::http::Exchange exchange;
    exchange.purpose = purpose;
    inspection.exchanges += exchange;
}

Inspection got(const char* changes)
{
    auto snapshot = snapshotWith(changes);
    snapshot.profile = entraProfile();
    Inspection inspection = inspectionOf(snapshot);
    inspection.grant.emplace();
    addExchange(inspection, assayer::http::Purpose::Token);
    return inspection;
}

QString statesOf(const Way& way)
{
    QStringList states;
    for (const Station& station : way.stations) {
        states += toName(station.state);
    }
    return states.join(u' ');
}

} // namespace

class WayTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void checks_decideWhereItBreaks_data()
    {
        QTest::addColumn<QByteArray>("changes");
        QTest::addColumn<QString>("states");
        QTest::addColumn<QString>("passage");
        const auto row = [](const char* name, const char* changes, const char* states, const char* passage) {
            QTest::newRow(name) << QByteArray(changes) << QString::fromLatin1(states) << QString::fromLatin1(passage);
        };
        row("good", "{}", "passed passed passed passed", "");
        row("audience", "{'aud':'api://x'}", "passed passed passed broken", "audience");
        row("audience and roles", "{'aud':'api://x','roles':null}", "passed passed passed broken", "audience, roles");
        row("issuer", "{'iss':'https://other.example'}", "passed passed passed broken", "issuer");
        row("expired", "{'exp':1789990000}", "passed passed broken not-reached", "lifetime");
        row("expired comes first", "{'exp':1789990000,'aud':'x'}", "passed passed broken not-reached", "lifetime");
        row("a user's, for another API",
            "{'aud':'https://graph.microsoft.com','scp':'User.Read','idtyp':'user','roles':null}",
            "passed passed passed broken", "audience, roles, kind");
        row("a user's, for this API", "{'scp':'User.Read','idtyp':'user'}", "passed passed broken not-reached", "kind");
        row("unreadable", "~not a token", "passed passed broken not-reached", "kind");
    }
    void checks_decideWhereItBreaks()
    {
        QFETCH(QByteArray, changes);
        QFETCH(QString, passage);
        const Way way = wayOf(got(changes.constData()));
        QTEST(statesOf(way), "states");
        QCOMPARE(way.broken() != nullptr, !passage.isEmpty());
        if (way.broken()) {
            QVERIFY2(way.broken()->passage.startsWith(passage), qPrintable(way.broken()->passage));
            QVERIFY(way.broken()->check.has_value());
        }
    }

    void stations_sayWhatTheyAre()
    {
        const Way way = wayOf(got("{'aud':'api://x'}"));
        QCOMPARE(way.stations.size(), 4);
        QCOMPARE(way.stations[0].title, QStringLiteral("Orders worker"));
        QCOMPARE(way.stations[0].line, QStringLiteral("4c8b…3b2a"));
        QCOMPARE(way.stations[1].title, QStringLiteral("Entra ID"));
        QCOMPARE(way.stations[1].line, QStringLiteral("6f1c…1c60, v2.0"));
        QCOMPARE(way.stations[1].whole, tenant);
        QCOMPARE(way.stations[2].line, QStringLiteral("v2.0, 1 role"));
        QCOMPARE(way.stations[2].passage, QStringLiteral("signed"));
        QCOMPARE(way.stations[3].title, QStringLiteral("Orders API"));
        QCOMPARE(way.stations[3].line, QStringLiteral("expects ") + api);
        QVERIFY2(way.text.contains(QStringLiteral("Orders API: breaks here, audience")), qPrintable(way.text));
    }

    void editSinceThen_isNotShownAsAsked()
    {
        Inspection inspection = got("{}");
        inspection.asked = inspection.profile->authority;
        inspection.profile->authority.version = assayer::profile::EndpointVersion::V1;
        inspection.profile->authority.tenant = QStringLiteral("edited.example");
        QCOMPARE(wayOf(inspection).stations[1].title, QStringLiteral("Entra ID"));
        QCOMPARE(wayOf(inspection).stations[1].line, QStringLiteral("6f1c…1c60, v2.0"));
        QVERIFY(!wayOf(inspection).text.contains(QLatin1String("edited")));
        inspection.asked->kind = assayer::profile::AuthorityKind::Issuer;
        inspection.asked->issuer = QStringLiteral("https://asked.example/a");
        QCOMPARE(wayOf(inspection).stations[1].title, QStringLiteral("asked.example"));
    }

    void authority_hasAName_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("line");
        QTest::addRow("a domain") << "contoso.onmicrosoft.com"
                                  << "contoso.onmicrosoft.com"
                                  << "Entra ID, v2.0";
        QTest::addRow("a number") << tenant << "Entra ID"
                                  << "6f1c…1c60, v2.0";
        QTest::addRow("of another cloud") << "usgov"
                                          << "Entra ID, US Government"
                                          << "6f1c…1c60, v2.0";
        QTest::addRow("practice") << "practice"
                                  << "Practice tenant"
                                  << "6f1c…1c60, v2.0";
        QTest::addRow("issuer") << "https://login.example.com/realms/shop"
                                << "login.example.com"
                                << "authority by its issuer";
    }
    void authority_hasAName()
    {
        using assayer::profile::AuthorityKind;
        QFETCH(QString, change);
        Inspection inspection;
        inspection.profile = entraProfile();
        auto& authority = inspection.profile->authority;
        const bool other = change == u"usgov" || change == u"practice" || change.startsWith(u"https:");
        if (!other)
            authority.tenant = change;
        else if (change == u"usgov")
            authority.cloud = change;
        else if (change == u"practice")
            authority.kind = AuthorityKind::Practice;
        else {
            authority.kind = AuthorityKind::Issuer;
            authority.issuer = change;
        }
        const Station station = wayOf(inspection).stations[1];
        QTEST(station.title, "title");
        QTEST(station.line, "line");
        QCOMPARE(station.whole, authority.kind == AuthorityKind::Issuer ? authority.issuer : authority.tenant);
    }

    void failure_isSaidWhereItHappened_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("sent");
        QTest::addColumn<QString>("states");
        QTest::addRow("nothing to read") << "no-token" << false << "unknown unknown broken not-reached";
        QTest::addRow("no answer") << "connect" << true << "passed broken not-reached not-reached";
        QTest::addRow("stopped") << "cancelled" << true << "passed unknown unknown unknown";
        QTest::addRow("stopped before anything was sent") << "cancelled" << false << "unknown unknown unknown unknown";
    }
    void failure_isSaidWhereItHappened()
    {
        QFETCH(QString, code);
        QFETCH(bool, sent);
        Inspection inspection;
        inspection.profile = entraProfile();
        inspection.failure = assayer::support::Error{code, QStringLiteral("It ended."), {}, {}};
        if (sent)
            addExchange(inspection, assayer::http::Purpose::Token);
        const Way way = wayOf(inspection);
        QTEST(statesOf(way), "states");
        QStringList lines;
        for (const Station& station : way.stations)
            lines << station.line;
        QCOMPARE(lines.count(QStringLiteral("It ended")), 1);
    }

    void failure_doesNotRepeatTheStationsName()
    {
        Inspection inspection;
        inspection.profile = entraProfile();
        inspection.profile->authority.kind = assayer::profile::AuthorityKind::Issuer;
        inspection.profile->authority.issuer = QStringLiteral("https://login.example.com/realm");
        inspection.failure = assayer::support::Error{"connect", "login.example.com cannot be reached.", {}, {}};
        addExchange(inspection, assayer::http::Purpose::Discovery);
        const Station station = wayOf(inspection).stations[1];
        QCOMPARE(station.title, QStringLiteral("login.example.com"));
        QCOMPARE(station.line, QStringLiteral("cannot be reached"));
    }

    void refusal_breaksAtTheAuthority()
    {
        Inspection inspection;
        inspection.profile = entraProfile();
        inspection.refusal.emplace();
        inspection.refusal->code = 7000215;
        addExchange(inspection, assayer::http::Purpose::Token);
        const Way way = wayOf(inspection);
        QCOMPARE(statesOf(way), QStringLiteral("passed broken not-reached not-reached"));
        QCOMPARE(way.stations[1].line, QStringLiteral("refused: AADSTS7000215"));
    }

    void failure_breaksWhereItHappened()
    {
        Inspection inspection;
        inspection.profile = entraProfile();
        inspection.failure = assayer::support::Error{"missing", "The client ID is missing.", {}, "clientId"};
        QCOMPARE(statesOf(wayOf(inspection)), QStringLiteral("broken not-reached not-reached not-reached"));
        addExchange(inspection, assayer::http::Purpose::Discovery);
        QCOMPARE(statesOf(wayOf(inspection)), QStringLiteral("unknown broken not-reached not-reached"));
        addExchange(inspection, assayer::http::Purpose::Token);
        QCOMPARE(statesOf(wayOf(inspection)), QStringLiteral("passed broken not-reached not-reached"));
    }

    void nothingYet_isUnknown()
    {
        QCOMPARE(statesOf(wayOf(Inspection())), QStringLiteral("unknown unknown unknown unknown"));
        QVERIFY(!wayOf(Inspection()).text.isEmpty());
    }

    void broughtToken_knowsNoClientAndNoAuthority()
    {
        Inspection inspection = inspectionOf(snapshotWith("{}"));
        inspection.profile.reset();
        QCOMPARE(statesOf(wayOf(inspection)), QStringLiteral("unknown passed passed passed"));
        inspection.verification.status = assayer::jose::SignatureStatus::Unchecked;
        QCOMPARE(statesOf(wayOf(inspection)), QStringLiteral("unknown unknown unknown passed"));
    }

    void apisAnswer_breaksAtTheApi()
    {
        const auto answer =
            assayer::checks::readApiAnswer(QStringLiteral("Bearer error=\"invalid_token\", "
                                                          "error_description=\"The audience is invalid\""));
        const Way way = wayOf(got("{}"), &answer);
        QCOMPARE(statesOf(way), QStringLiteral("passed passed passed broken"));
        QCOMPARE(way.stations[3].line, QStringLiteral("answered: The audience is invalid"));
    }

    void apiThatAnswered_wasReached()
    {
        const auto answer = assayer::checks::readApiAnswer(
            QStringLiteral("IDX10223: Lifetime validation failed. The token is expired."));
        const Way way = wayOf(got("{'exp':1}"), &answer);
        QCOMPARE(way.stations[3].state, WayState::Broken);
        QVERIFY2(!way.text.contains(QLatin1String("not reached")), qPrintable(way.text));
    }

    void hostileText_isVisibleAndShort()
    {
        Inspection inspection = got("{'ver':'2.0\\u202e','aud':'x'}");
        inspection.profile->name = QStringLiteral("a\u202Eb → ") + QString(10'000, u'x');
        inspection.expectations.audiences = {QString(10'000, u'y')};
        const Way way = wayOf(inspection);
        QVERIFY(!way.text.contains(QChar(0x202E)));
        QVERIFY2(way.text.size() < 1200, qPrintable(QString::number(way.text.size())));
    }

    void signature_isNeverThere()
    {
        const QByteArray signature = "Q2FuYXJ5U2lnbmF0dXJlVGhhdE11c3ROb3RMZWFr";
        auto snapshot = snapshotOf(tokenOf(plainHeader, claimsWith(R"({"ver":")" + signature + R"("})"), signature));
        QVERIFY(!wayOf(inspectionOf(snapshot)).text.contains(QString::fromLatin1(signature)));
    }
};

QTEST_GUILESS_MAIN(WayTest)
#include "tst_way.moc"
