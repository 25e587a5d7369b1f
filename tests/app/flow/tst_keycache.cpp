// SPDX-License-Identifier: Apache-2.0
#include "flow/keycache.h"
#include "support/json.h"

#include <QTest>

using namespace assayer;

namespace {

const QUrl issuer(QStringLiteral("https://idp.example/.well-known/openid-configuration"));

/// An Ed25519 key of RFC 8037 under that name.
flow::KeyCache::Entry entryWith(const char* kid, qint64 fetchedAt)
{
    const QByteArray set = QByteArray(R"({"keys":[{"kty":"OKP","crv":"Ed25519","kid":")") + kid +
                           R"(","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]})";
    auto keys = jose::JwkSet::parse(set);
    return {keys ? std::move(*keys) : jose::JwkSet{}, QStringLiteral("https://idp.example"), QUrl(), fetchedAt};
}

} // namespace

class TestKeyCache : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fetch_isNeededWhereNothingIsKnown()
    {
        const flow::KeyCache cache;
        QCOMPARE(cache.find(issuer), nullptr);
        QVERIFY(cache.shouldFetch(issuer, QStringLiteral("a"), 1000));
    }

    void fetch_isNotNeededForAKnownKey()
    {
        flow::KeyCache cache;
        cache.store(issuer, entryWith("a", 1000));
        QVERIFY(cache.find(issuer)->keys.has(u"a"));
        QVERIFY(!cache.shouldFetch(issuer, QStringLiteral("a"), 1000 + 86399));
        QVERIFY(!cache.shouldFetch(issuer, QString(), 1001));
    }

    void unknownKey_isFetchedOnceInFiveMinutes()
    {
        flow::KeyCache cache;
        cache.store(issuer, entryWith("a", 1000));
        QVERIFY(cache.shouldFetch(issuer, QStringLiteral("b"), 1001));
        cache.noteAttempt(issuer, 1001);
        QVERIFY(!cache.shouldFetch(issuer, QStringLiteral("b"), 1002));
        QVERIFY(!cache.shouldFetch(issuer, QStringLiteral("c"), 1300));
        QVERIFY(cache.shouldFetch(issuer, QStringLiteral("b"), 1301));
        QVERIFY(!cache.shouldFetch(issuer, QStringLiteral("a"), 1301));
    }

    void issuers_areCountedApart()
    {
        const QUrl other(QStringLiteral("https://other.example/.well-known/openid-configuration"));
        flow::KeyCache cache;
        cache.store(issuer, entryWith("a", 1000));
        cache.store(other, entryWith("a", 1000));
        cache.noteAttempt(issuer, 1001);
        QVERIFY(cache.shouldFetch(other, QStringLiteral("b"), 1002));
    }

    void oldKeys_areFetchedAgain()
    {
        flow::KeyCache cache;
        cache.store(issuer, entryWith("a", 1000));
        QVERIFY(cache.shouldFetch(issuer, QStringLiteral("a"), 1000 + 86400));
    }

    void clockThatIsSetBack_doesNotLockKeysOut()
    {
        flow::KeyCache cache;
        cache.store(issuer, entryWith("a", 1000));
        cache.noteAttempt(issuer, 1001);
        QVERIFY(cache.shouldFetch(issuer, QStringLiteral("b"), 500));
    }
};

QTEST_GUILESS_MAIN(TestKeyCache)
#include "tst_keycache.moc"
