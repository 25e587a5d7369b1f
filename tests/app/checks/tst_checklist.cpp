// SPDX-License-Identifier: Apache-2.0
#include "checktesting.h"

#include <QSet>

using namespace assayer::checks;
using namespace assayer::checks::testing;
using assayer::profile::AuthorityKind;
using assayer::profile::TokenVersion;

class ChecklistTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void results_areNineInOrder()
    {
        const Checklist checklist = judge(snapshotWith("{}"));
        QCOMPARE(checklist.results.size(), 9);
        for (qsizetype i = 0; i < 9; ++i) {
            QCOMPARE(int(checklist.results[i].id), int(i));
            QVERIFY2(checklist.results[i].status == Status::Pass, qPrintable(toName(checklist.results[i].id)));
            QVERIFY(checklist.results[i].cause.isEmpty());
        }
        QCOMPARE(checklist.verdict, Status::Pass);
        QVERIFY(!checklist.decisive);
    }

    void nothingKnown_leavesNothingChecked()
    {
        Snapshot snapshot;
        snapshot.now = now;
        const Checklist checklist = judge(snapshot);
        QCOMPARE(checklist.results.size(), 9);
        QCOMPARE(checklist.verdict, Status::Fail);
        QCOMPARE(checklist.decisive, CheckId::Kind);
        for (const Result& result : checklist.results) {
            QVERIFY(result.status != Status::Pass);
        }
    }

    void middleware_decidesWhichFaultIsNamedFirst_data()
    {
        QTest::addColumn<QByteArray>("claims");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QString>("usual");
        QTest::addColumn<QString>("spring");
        const QByteArray jwt = "JWT";
        QTest::newRow("audience and issuer") << QByteArray("{'aud':'x','iss':'y'}") << jwt << "audience"
                                             << "issuer";
        QTest::newRow("times, audience, issuer")
            << QByteArray("{'aud':'x','iss':'y','exp':1,'nbf':0}") << jwt << "lifetime"
            << "lifetime";
        QTest::newRow("audience and roles") << QByteArray("{'aud':'x','roles':null}") << jwt << "audience"
                                            << "audience";
        QTest::newRow("a user's token of the usual type")
            << QByteArray("{'scp':'a','sub':'x','exp':1,'nbf':0}") << jwt << "lifetime"
            << "lifetime";
        QTest::newRow("a type that Spring refuses")
            << QByteArray("{'cnf':{'jkt':'x'},'exp':1,'nbf':0}") << QByteArray("pop") << "lifetime"
            << "kind";
    }
    void middleware_decidesWhichFaultIsNamedFirst()
    {
        using assayer::profile::Middleware;
        QFETCH(QByteArray, claims);
        QFETCH(QByteArray, type);
        QFETCH(QString, usual);
        QFETCH(QString, spring);
        Snapshot snapshot = snapshotWith(claims, "{\"alg\":\"RS256\",\"kid\":\"k\",\"typ\":\"" + type + "\"}");
        const auto decisive = [&snapshot](std::optional<Middleware> middleware) {
            snapshot.expectations.middleware = middleware;
            const auto found = judge(snapshot).decisive;
            return found ? toName(*found) : QString();
        };
        QCOMPARE(decisive(std::nullopt), usual);
        QCOMPARE(decisive(Middleware::AspNetCore), usual);
        QCOMPARE(decisive(Middleware::EasyAuth), usual);
        QCOMPARE(decisive(Middleware::Spring), spring);
    }

    void decisive_isWhereTheApiStops_data()
    {
        QTest::addColumn<QByteArray>("claims");
        QTest::addColumn<bool>("signature");
        QTest::addColumn<QString>("wanted");
        QTest::newRow("everything wrong")
            << QByteArray("{'aud':'x','exp':1,'roles':null,'iss':'y'}") << false << "signature";
        QTest::newRow("all but the signature")
            << QByteArray("{'aud':'x','exp':1,'nbf':0,'roles':null,'iss':'y'}") << true << "lifetime";
        QTest::newRow("audience before issuer")
            << QByteArray("{'aud':'x','roles':null,'iss':'y'}") << true << "audience";
        QTest::newRow("issuer before roles") << QByteArray("{'roles':null,'iss':'y'}") << true << "issuer";
        QTest::newRow("roles before version") << QByteArray("{'roles':null,'ver':'1.0'}") << true << "roles";
        QTest::newRow("a user's token") << QByteArray("{'scp':'a','sub':'x'}") << true << "kind";
        QTest::newRow("tenant")
            << QByteArray("{'iss':'https://login.microsoftonline.com/@tenant/v2.0','ver':'1.0','azp':null,'appid':'x'}")
            << true << "client";
    }
    void decisive_isWhereTheApiStops()
    {
        QFETCH(QByteArray, claims);
        QFETCH(bool, signature);
        QFETCH(QString, wanted);
        Snapshot snapshot = snapshotWith(withIds(claims));
        if (!signature) {
            snapshot.verification.status = assayer::jose::SignatureStatus::Invalid;
            snapshot.verification.cause = QStringLiteral("bad");
        }
        const Checklist checklist = judge(snapshot);
        QCOMPARE(checklist.verdict, Status::Fail);
        QVERIFY(checklist.decisive);
        QCOMPARE(toName(*checklist.decisive), wanted);
    }

    void warning_isTheVerdictIfNothingFails()
    {
        Snapshot snapshot = snapshotWith("{'exp':1790000990}");
        QCOMPARE(judge(snapshot).verdict, Status::Warning);
        QCOMPARE(judge(snapshot).decisive, CheckId::Lifetime);
    }

    void expectations_comeFromTheProfile()
    {
        assayer::profile::Profile profile = entraProfile();
        assayer::profile::Expectations resolved = resolveExpectations(profile, {});
        QCOMPARE(resolved.client, client);
        QCOMPARE(resolved.tenant, tenant);
        QCOMPARE(resolved.issuer,
                 QStringLiteral("https://login.microsoftonline.com/") + tenant + QStringLiteral("/v2.0"));
        profile.expectations.tokenVersion = TokenVersion::V1;
        QCOMPARE(resolveExpectations(profile, {}).issuer, QStringLiteral("https://sts.windows.net/") + tenant + u'/');
        profile.expectations.client = QStringLiteral("c");
        profile.expectations.tenant = otherTenant;
        profile.expectations.issuer = QStringLiteral("i");
        resolved = resolveExpectations(profile, {});
        QCOMPARE(resolved.client, QStringLiteral("c"));
        QCOMPARE(resolved.tenant, otherTenant);
        QCOMPARE(resolved.issuer, QStringLiteral("i"));
    }

    void otherAuthority_expectsItsIssuerAndNoTenant()
    {
        assayer::profile::Profile profile = entraProfile();
        profile.authority = {};
        profile.authority.kind = AuthorityKind::Issuer;
        profile.authority.issuer = QStringLiteral("https://issuer.example/");
        const assayer::profile::Expectations resolved = resolveExpectations(profile, {});
        QCOMPARE(resolved.issuer, QStringLiteral("https://issuer.example/"));
        QVERIFY(resolved.tenant.isEmpty());
    }

    void tenantByDomain_expectsNoIssuer()
    {
        assayer::profile::Profile profile = entraProfile();
        profile.authority.tenant = QStringLiteral("contoso.onmicrosoft.com");
        const assayer::profile::Expectations resolved = resolveExpectations(profile, {});
        QVERIFY(resolved.issuer.isEmpty());
        QVERIFY(resolved.tenant.isEmpty());
    }

    void causes_areNamedByTheirCheck_andOnce()
    {
        QSet<QString> names;
        for (const Cause& cause : causes) {
            QVERIFY(QString(cause.text()).startsWith(toName(cause.check) + u'.'));
            QVERIFY2(!names.contains(cause.text()), cause.name);
            names.insert(cause.text());
        }
    }
};

QTEST_GUILESS_MAIN(ChecklistTest)
#include "tst_checklist.moc"
