// SPDX-License-Identifier: Apache-2.0
#include "app/flow/flowtest.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>

using namespace assayer;
using namespace assayer::test;

namespace {

const QString folder = QStringLiteral(ASSAYER_SOURCE_DIR "/tests/interop");
const QString orders = QStringLiteral("https://orders.example/");
const QByteArray bodySecret = "body secret +&=%/~8Q";
const QByteArray basicSecret = "basic secret +&=%/~8Q:";

QString nodeProgram()
{
    const QString chosen = qEnvironmentVariable("ASSAYER_NODE");
    return chosen.isEmpty() ? QStandardPaths::findExecutable(QStringLiteral("node")) : chosen;
}

} // namespace

/// Against npm oidc-provider, an authority that we did not write.
class TestOidcProvider : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init() { m_cache = std::make_unique<flow::KeyCache>(); }

    void token_isVerified_data();
    void token_isVerified();
    void secret_isAcceptedWhereverItIs_data();
    void secret_isAcceptedWhereverItIs();
    void refusal_isTakenApart_data();
    void refusal_isTakenApart();
    void audiences_anyOfSeveralWillDo_data();
    void audiences_anyOfSeveralWillDo();
    void roles_areCompared_data();
    void roles_areCompared();
    void expiredToken_fails();
    void withoutResource_theTokenIsOpaque();
    void broughtToken_isVerifiedByDiscovery();
    void wrongIssuer_isNoticedBeforeTheSecretGoes_data();
    void wrongIssuer_isNoticedBeforeTheSecretGoes();

private:
    [[nodiscard]] profile::Profile profileFor(const QString& resource) const
    {
        profile::Profile profile;
        profile.authority.kind = profile::AuthorityKind::Issuer;
        profile.authority.issuer = m_issuer;
        profile.clientId = QStringLiteral("by-body");
        profile.resources = {orders + resource};
        profile.expectations.audiences = profile.resources;
        return profile;
    }
    [[nodiscard]] flow::Surroundings surroundings(const support::Clock& clock)
    {
        return {&m_client, m_cache.get(), &clock, {}};
    }
    [[nodiscard]] std::optional<inspection::Inspection> get(const profile::Profile& profile,
                                                            const QByteArray& secret = bodySecret)
    {
        return finished(*flow::getToken(surroundings(m_clock), profile, support::Secret(QByteArray(secret))));
    }

    QProcess m_authority;
    QString m_issuer;
    support::SystemClock m_clock;
    http::Client m_client;
    std::unique_ptr<flow::KeyCache> m_cache;
};

void TestOidcProvider::initTestCase()
{
    const QString node = nodeProgram();
    QVERIFY2(!node.isEmpty(), "node is not installed; tests/run.sh installs it");
    QVERIFY2(QDir(folder + QStringLiteral("/node_modules/oidc-provider")).exists(),
             "tests/interop/node_modules is missing: run npm ci in tests/interop, or tests/run.sh");
    m_authority.setWorkingDirectory(folder);
    m_authority.start(node, {QStringLiteral("authority.mjs")});
    QVERIFY2(m_authority.waitForStarted(), qPrintable(m_authority.errorString()));
    while (m_issuer.isEmpty() && (m_authority.canReadLine() || m_authority.waitForReadyRead(90'000))) {
        const QByteArray line = m_authority.readLine().trimmed();
        if (line.startsWith("http"))
            m_issuer = QString::fromLatin1(line);
    }
    QVERIFY2(!m_issuer.isEmpty(),
             ("authority.mjs printed no issuer: " + m_authority.readAllStandardError()).constData());
}

void TestOidcProvider::cleanupTestCase()
{
    m_authority.closeWriteChannel();
    if (!m_authority.waitForFinished(5000))
        m_authority.kill();
    m_authority.waitForFinished();
}

void TestOidcProvider::token_isVerified_data()
{
    QTest::addColumn<QString>("algorithm");
    for (const char* algorithm : {"RS256", "PS256", "ES256", "EdDSA"})
        QTest::newRow(algorithm) << QString::fromLatin1(algorithm);
}

void TestOidcProvider::token_isVerified()
{
    QFETCH(QString, algorithm);
    const auto inspection = get(profileFor(algorithm.toLower()));
    QVERIFY(inspection);
    QVERIFY2(inspection->token, qPrintable(inspection->failure ? inspection->failure->sentence : QString()));
    QCOMPARE(inspection->verification.status, jose::SignatureStatus::Valid);
    QCOMPARE(inspection->verification.algorithm, algorithm);
    QVERIFY(inspection->verification.keySource.startsWith(m_issuer));
    QCOMPARE(inspection->checklist.verdict, checks::Status::Pass);
    for (const checks::CheckId id : {checks::CheckId::Kind, checks::CheckId::Signature, checks::CheckId::Issuer,
                                     checks::CheckId::Audience, checks::CheckId::Lifetime, checks::CheckId::Client})
        QVERIFY2(checkOf(*inspection, id).status == checks::Status::Pass,
                 qPrintable(checks::toName(id) + QLatin1Char(' ') + checkOf(*inspection, id).cause));
    QCOMPARE(leakIn(*inspection, bodySecret, inspection->token->compact), QByteArray());
}

void TestOidcProvider::secret_isAcceptedWhereverItIs_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<int>("placement");
    QTest::addColumn<QString>("error");
    const auto row = [](const char* name, const char* client, const QByteArray& secret,
                        profile::SecretPlacement placement, const char* error) {
        QTest::newRow(name) << QString::fromLatin1(client) << secret << static_cast<int>(placement)
                            << QString::fromLatin1(error);
    };
    row("body", "by-body", bodySecret, profile::SecretPlacement::Body, "");
    row("Basic", "by-basic", basicSecret, profile::SecretPlacement::Basic, "");
    // This authority decodes, as RFC 6749 has it: what is not encoded reaches it as another secret.
    row("raw Basic", "by-basic", basicSecret, profile::SecretPlacement::BasicRaw, "invalid_client");
    row("body where Basic is registered", "by-basic", basicSecret, profile::SecretPlacement::Body, "");
}

void TestOidcProvider::secret_isAcceptedWhereverItIs()
{
    QFETCH(QString, client);
    QFETCH(QByteArray, secret);
    QFETCH(int, placement);
    QFETCH(QString, error);
    profile::Profile profile = profileFor(QStringLiteral("rs256"));
    profile.clientId = client;
    profile.placement = static_cast<profile::SecretPlacement>(placement);
    const auto inspection = get(profile, secret);
    QVERIFY(inspection);
    if (error.isEmpty()) {
        QCOMPARE(inspection->checklist.verdict, checks::Status::Pass);
        return;
    }
    QVERIFY(inspection->refusal);
    QVERIFY2(inspection->refusal->error.startsWith(QLatin1String("invalid_")), qPrintable(inspection->refusal->error));
    QCOMPARE(leakIn(*inspection, secret, {}), QByteArray());
}

void TestOidcProvider::refusal_isTakenApart_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QString>("scope");
    QTest::addColumn<QStringList>("resources");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    const QStringList one{orders + QStringLiteral("rs256")};
    QTest::newRow("wrong secret") << "by-body" << QByteArray("Wr0ng~Canary") << "" << one << 401 << "invalid_client";
    QTest::newRow("wrong Basic secret") << "by-basic" << QByteArray("Wr0ng~Canary") << "" << one << 401
                                        << "invalid_client";
    QTest::newRow("unknown client") << "nobody" << bodySecret << "" << one << 401 << "invalid_client";
    QTest::newRow("unknown resource") << "by-body" << bodySecret << ""
                                      << QStringList{QStringLiteral("https://nope.example")} << 400 << "invalid_target";
    QTest::newRow("two resources") << "by-body" << bodySecret << ""
                                   << QStringList{one.first(), orders + QStringLiteral("ps256")} << 400
                                   << "invalid_target";
    QTest::newRow("scope not the client's")
        << "by-basic" << basicSecret << "orders.write" << one << 400 << "invalid_scope";
}

void TestOidcProvider::refusal_isTakenApart()
{
    QFETCH(QString, client);
    QFETCH(QByteArray, secret);
    QFETCH(QString, scope);
    QFETCH(QStringList, resources);
    QFETCH(int, status);
    QFETCH(QString, error);
    profile::Profile profile = profileFor({});
    profile.clientId = client;
    profile.scope = scope;
    profile.resources = resources;
    if (client == QLatin1String("by-basic"))
        profile.placement = profile::SecretPlacement::Basic;
    const auto inspection = get(profile, secret);
    QVERIFY(inspection);
    QVERIFY(!inspection->token);
    QVERIFY(inspection->refusal);
    QCOMPARE(inspection->refusal->error, error);
    QCOMPARE(inspection->refusal->httpStatus, status);
    QVERIFY(!inspection->refusal->description.isEmpty());
    QCOMPARE(leakIn(*inspection, secret, {}), QByteArray());
}

void TestOidcProvider::audiences_anyOfSeveralWillDo_data()
{
    QTest::addColumn<QString>("audience");
    QTest::addColumn<bool>("passes");
    QTest::newRow("first") << "https://other.example" << true;
    QTest::newRow("second") << orders + QStringLiteral("rs256/several") << true;
    QTest::newRow("third") << "urn:third" << true;
    QTest::newRow("none of them") << "https://nope.example" << false;
}

void TestOidcProvider::audiences_anyOfSeveralWillDo()
{
    QFETCH(QString, audience);
    QFETCH(bool, passes);
    profile::Profile profile = profileFor(QStringLiteral("rs256/several"));
    profile.expectations.audiences = {audience};
    const auto inspection = get(profile);
    QVERIFY(inspection && inspection->token);
    QCOMPARE(inspection->token->claimList(u"aud").size(), 3);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Audience).status,
             passes ? checks::Status::Pass : checks::Status::Fail);
}

void TestOidcProvider::roles_areCompared_data()
{
    QTest::addColumn<QString>("resource");
    QTest::addColumn<QStringList>("roles");
    QTest::addColumn<int>("match");
    QTest::addColumn<QString>("cause");
    const auto all = static_cast<int>(profile::RoleMatch::All);
    const auto any = static_cast<int>(profile::RoleMatch::Any);
    const QString with = QStringLiteral("es256");
    const QString read = QStringLiteral("Orders.Read.All");
    QTest::newRow("one") << with << QStringList{read} << all << "";
    QTest::newRow("both") << with << QStringList{read, QStringLiteral("Orders.Write.All")} << all << "";
    QTest::newRow("all, one is missing") << with << QStringList{read, QStringLiteral("Orders.Delete")} << all
                                         << "roles.missing";
    QTest::newRow("any, one is missing") << with << QStringList{read, QStringLiteral("Orders.Delete")} << any << "";
    QTest::newRow("no roles") << "es256/without-roles" << QStringList{read} << all << "roles.absent";
}

void TestOidcProvider::roles_areCompared()
{
    QFETCH(QString, resource);
    QFETCH(QStringList, roles);
    QFETCH(int, match);
    QFETCH(QString, cause);
    profile::Profile profile = profileFor(resource);
    profile.expectations.roles = roles;
    profile.expectations.roleMatch = static_cast<profile::RoleMatch>(match);
    const auto inspection = get(profile);
    QVERIFY(inspection && inspection->token);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Roles).cause, cause);
    QCOMPARE(inspection->checklist.verdict, cause.isEmpty() ? checks::Status::Pass : checks::Status::Fail);
}

void TestOidcProvider::expiredToken_fails()
{
    const support::FixedClock later(m_clock.now() + 100'000);
    const auto inspection = finished(*flow::getToken(surroundings(later), profileFor(QStringLiteral("ps256")),
                                                     support::Secret(QByteArray(bodySecret))));
    QVERIFY(inspection && inspection->token);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Lifetime).cause, QStringLiteral("lifetime.expired"));
    QCOMPARE(checkOf(*inspection, checks::CheckId::Signature).status, checks::Status::Pass);
}

void TestOidcProvider::withoutResource_theTokenIsOpaque()
{
    profile::Profile profile = profileFor({});
    profile.resources.clear();
    profile.scope = QStringLiteral("orders.read");
    const auto inspection = get(profile);
    QVERIFY(inspection && inspection->token);
    QCOMPARE(inspection->token->kind, jose::TokenKind::Opaque);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Kind).cause, QStringLiteral("kind.opaque"));
    QCOMPARE(leakIn(*inspection, bodySecret, inspection->token->compact), QByteArray());
}

void TestOidcProvider::broughtToken_isVerifiedByDiscovery()
{
    const auto got = get(profileFor(QStringLiteral("eddsa")));
    QVERIFY(got && got->token);
    flow::Brought brought;
    brought.text = "Bearer " + got->token->compact;
    brought.expectations.issuer = m_issuer;
    brought.fetch = flow::Fetch::Allowed;
    m_cache = std::make_unique<flow::KeyCache>();
    const auto inspection = finished(*flow::inspectToken(surroundings(m_clock), brought));
    QVERIFY(inspection);
    QCOMPARE(inspection->verification.status, jose::SignatureStatus::Valid);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Issuer).status, checks::Status::Pass);
}

void TestOidcProvider::wrongIssuer_isNoticedBeforeTheSecretGoes_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("code");
    QTest::newRow("slash") << "$"
                           << "/"
                           << "issuer-mismatch";
    QTest::newRow("other name") << "127.0.0.1"
                                << "localhost"
                                << "issuer-mismatch";
    QTest::newRow("path") << "$"
                          << "/nothing"
                          << "discovery";
}

void TestOidcProvider::wrongIssuer_isNoticedBeforeTheSecretGoes()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, code);
    profile::Profile profile = profileFor(QStringLiteral("rs256"));
    if (from == QLatin1String("$"))
        profile.authority.issuer += to;
    else
        profile.authority.issuer.replace(from, to);
    const auto inspection = get(profile);
    QVERIFY(inspection);
    QVERIFY(inspection->failure);
    QCOMPARE(inspection->failure->code, code);
    for (const http::Exchange& exchange : inspection->exchanges)
        QCOMPARE(exchange.purpose, http::Purpose::Discovery);
}

QTEST_GUILESS_MAIN(TestOidcProvider)
#include "tst_oidcprovider.moc"
