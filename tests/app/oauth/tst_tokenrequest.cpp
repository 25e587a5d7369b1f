// SPDX-License-Identifier: Apache-2.0
#include "oauth/tokenrequest.h"

#include "http/mask.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace assayer;
using oauth::TokenRequest;
using profile::AuthorityKind;
using profile::EndpointVersion;
using profile::Profile;
using profile::SecretPlacement;

namespace {

Profile entraProfile(EndpointVersion version, const QStringList& resources)
{
    Profile profile;
    profile.authority.version = version;
    profile.authority.tenant = QStringLiteral("contoso.com");
    profile.clientId = QStringLiteral("4c8b1f6d-2a3e-47d5-b9c0-7e6f5d4c3b2a");
    profile.resources = resources;
    return profile;
}

Profile issuerProfile()
{
    Profile profile;
    profile.authority.kind = AuthorityKind::Issuer;
    profile.authority.issuer = QStringLiteral("https://id.example");
    profile.clientId = QStringLiteral("cli:ent/é");
    return profile;
}

TokenRequest built(const Profile& profile)
{
    const auto endpoints = oauth::endpointsOf(profile.authority, {});
    const auto request = oauth::buildTokenRequest(profile, *endpoints);
    Q_ASSERT(request);
    return *request;
}

QByteArray authorization(const http::Request& request)
{
    return request.headers.isEmpty() ? QByteArray() : request.headers.first().secret.reveal().toByteArray();
}

const QString curlStub = QStringLiteral("#!/bin/sh\nfor word in \"$@\"; do printf '%s\\0' \"$word\"; done\n");

} // namespace

class TestTokenRequest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void build_namesTheResource_data();
    void build_namesTheResource();
    void build_sendsWhatOtherIssuersWant();
    void build_placesTheClient_data();
    void build_placesTheClient();
    void build_refusesTheImpossible_data();
    void build_refusesTheImpossible();
    void toHttp_putsTheSecretWhereItBelongs();
    void toHttp_encodesBasic_data();
    void toHttp_encodesBasic();
    void toHttp_masksWhatMayBeEchoed_data();
    void toHttp_masksWhatMayBeEchoed();
    void formEncoded_keepsOnlyTheUnreserved();
    void bodyPreview_hasNoSecret();
    void toCurl_isWhatAShellReads_data();
    void toCurl_isWhatAShellReads();
};

void TestTokenRequest::build_namesTheResource_data()
{
    QTest::addColumn<bool>("v1");
    QTest::addColumn<QStringList>("resources");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("requested");
    const QString start = QStringLiteral("grant_type=client_credentials&client_id=4c8b1f6d-2a3e-47d5-b9c0-7e6f5d4c3b2a"
                                         "&client_secret=••••");
    const auto row = [&start](const char* name, bool v1, const QStringList& resources, const char* target,
                              const char* requested) {
        QTest::newRow(name) << v1 << resources << start + QString::fromLatin1(target) << QString::fromLatin1(requested);
    };
    const QString api = QStringLiteral("api://orders");
    row("v2", false, {api}, "&scope=api%3A%2F%2Forders%2F.default", "api://orders");
    row("v2, GUID", false, {QStringLiteral("b7a0d2c4-5e31-4f6b-8a90-13c7e2d4f5a6")},
        "&scope=b7a0d2c4-5e31-4f6b-8a90-13c7e2d4f5a6%2F.default", "b7a0d2c4-5e31-4f6b-8a90-13c7e2d4f5a6");
    row("v2, final slash", false, {QStringLiteral("https://management.azure.com/")},
        "&scope=https%3A%2F%2Fmanagement.azure.com%2F%2F.default", "https://management.azure.com/");
    row("v2, default given", false, {api + QStringLiteral("/.default")}, "&scope=api%3A%2F%2Forders%2F.default",
        "api://orders");
    row("v2, default given behind a slash", false, {QStringLiteral("https://a//.default")},
        "&scope=https%3A%2F%2Fa%2F%2F.default", "https://a/");
    row("v2, default alone", false, {QStringLiteral(".default")}, "&scope=.default", ".default");
    row("v2, similar end", false, {QStringLiteral("api://x/a.default")}, "&scope=api%3A%2F%2Fx%2Fa.default%2F.default",
        "api://x/a.default");
    row("v2, nothing", false, {}, "", "");
    row("v2, empty", false, {QString()}, "", "");
    row("v2, two", false, {api, QStringLiteral("urn:b")}, "&scope=api%3A%2F%2Forders%2F.default%20urn%3Ab%2F.default",
        "api://orders");
    row("v2, white space is kept", false, {QStringLiteral(" api://orders")}, "&scope=%20api%3A%2F%2Forders%2F.default",
        " api://orders");
    row("v1", true, {api}, "&resource=api%3A%2F%2Forders", "api://orders");
    row("v1, final slash", true, {QStringLiteral("https://graph.windows.net/")},
        "&resource=https%3A%2F%2Fgraph.windows.net%2F", "https://graph.windows.net/");
    row("v1, default left in", true, {api + QStringLiteral("/.default")}, "&resource=api%3A%2F%2Forders%2F.default",
        "api://orders/.default");
    row("v1, nothing", true, {}, "", "");
}

void TestTokenRequest::build_namesTheResource()
{
    QFETCH(bool, v1);
    QFETCH(QStringList, resources);
    QFETCH(QString, body);
    QFETCH(QString, requested);
    const TokenRequest request = built(entraProfile(v1 ? EndpointVersion::V1 : EndpointVersion::V2, resources));
    QCOMPARE(oauth::bodyPreview(request), body);
    QCOMPARE(request.requested, requested);
    QCOMPARE(request.url.path(),
             v1 ? QStringLiteral("/contoso.com/oauth2/token") : QStringLiteral("/contoso.com/oauth2/v2.0/token"));
}

void TestTokenRequest::build_sendsWhatOtherIssuersWant()
{
    Profile profile = issuerProfile();
    QCOMPARE(oauth::bodyPreview(built(profile)),
             QStringLiteral("grant_type=client_credentials&client_id=cli%3Aent%2F%C3%A9&client_secret=••••"));
    profile.resources = {QStringLiteral("urn:a"), QStringLiteral("urn:b")};
    profile.audience = QStringLiteral("https://api/");
    profile.scope = QStringLiteral("read write");
    profile.parameters = {{QStringLiteral("organization"), QStringLiteral("o&=+ é")},
                          {QStringLiteral("a=b"), QString()}};
    const TokenRequest request = built(profile);
    QCOMPARE(oauth::bodyPreview(request),
             QStringLiteral("grant_type=client_credentials&client_id=cli%3Aent%2F%C3%A9&client_secret=••••"
                            "&resource=urn%3Aa&resource=urn%3Ab&audience=https%3A%2F%2Fapi%2F&scope=read%20write"
                            "&organization=o%26%3D%2B%20%C3%A9&a%3Db="));
    QCOMPARE(request.requested, QStringLiteral("urn:a"));
    QVERIFY(request.url.isEmpty());
    profile.resources.clear();
    QCOMPARE(built(profile).requested, QStringLiteral("https://api/"));
}

void TestTokenRequest::build_placesTheClient_data()
{
    QTest::addColumn<SecretPlacement>("placement");
    QTest::addColumn<QString>("body");
    QTest::newRow("body") << SecretPlacement::Body
                          << "grant_type=client_credentials&client_id=4c8b1f6d-2a3e-47d5-b9c0-7e6f5d4c3b2a"
                             "&client_secret=••••&resource=r";
    QTest::newRow("basic") << SecretPlacement::Basic << "grant_type=client_credentials&resource=r";
    QTest::newRow("raw") << SecretPlacement::BasicRaw << "grant_type=client_credentials&resource=r";
}

void TestTokenRequest::build_placesTheClient()
{
    QFETCH(SecretPlacement, placement);
    QFETCH(QString, body);
    Profile profile = entraProfile(EndpointVersion::V1, {QStringLiteral("r")});
    profile.placement = placement;
    QCOMPARE(oauth::bodyPreview(built(profile)), body);
}

void TestTokenRequest::build_refusesTheImpossible_data()
{
    QTest::addColumn<Profile>("profile");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("field");
    Profile noClient = entraProfile(EndpointVersion::V2, {QStringLiteral("r")});
    noClient.clientId.clear();
    QTest::newRow("no client") << noClient << "missing"
                               << "clientId";
    Profile noName = issuerProfile();
    noName.parameters = {{QString(), QStringLiteral("v")}};
    QTest::newRow("parameter without name") << noName << "missing"
                                            << "parameters";
    for (const QString& name : {QStringLiteral("grant_type"), QStringLiteral("client_id"),
                                QStringLiteral("client_secret"), QStringLiteral("client_assertion")}) {
        Profile twice = issuerProfile();
        twice.parameters = {{name, QStringLiteral("v")}};
        QTest::newRow(qPrintable(name)) << twice << "parameter-reserved"
                                        << "parameters";
    }
}

void TestTokenRequest::build_refusesTheImpossible()
{
    QFETCH(Profile, profile);
    QFETCH(QString, code);
    QFETCH(QString, field);
    const auto request = oauth::buildTokenRequest(profile, {});
    QVERIFY(!request);
    QCOMPARE(request.error().code, code);
    QCOMPARE(request.error().field, field);
}

void TestTokenRequest::toHttp_putsTheSecretWhereItBelongs()
{
    const support::Secret secret = support::Secret::fromText(QStringLiteral("s3cr~t value"));
    const http::Policy policy{std::chrono::milliseconds(1234), 99, http::PlainHttp::Allowed};
    Profile profile = entraProfile(EndpointVersion::V2, {QStringLiteral("r")});
    const http::Request inBody = oauth::toHttp(built(profile), secret, policy);
    QCOMPARE(inBody.method, QStringLiteral("POST"));
    QCOMPARE(inBody.purpose, http::Purpose::Token);
    QCOMPARE(inBody.policy.deadline, policy.deadline);
    QVERIFY(inBody.headers.isEmpty());
    QCOMPARE(inBody.form.size(), 4);
    for (const http::OutgoingValue& field : inBody.form) {
        const bool isSecret = field.name == u"client_secret";
        QCOMPARE(field.isSecret, isSecret);
        QCOMPARE(field.secret.reveal().toByteArray(), isSecret ? QByteArray("s3cr~t value") : QByteArray());
        QVERIFY(!field.value.contains(QStringLiteral("s3cr")));
    }
    profile.placement = SecretPlacement::Basic;
    const http::Request inHeader = oauth::toHttp(built(profile), secret, policy);
    QCOMPARE(inHeader.headers.size(), 1);
    QCOMPARE(inHeader.headers.first().name, QStringLiteral("Authorization"));
    QVERIFY(inHeader.headers.first().isSecret);
    QVERIFY(inHeader.headers.first().value.isEmpty());
    for (const http::OutgoingValue& field : inHeader.form) {
        QVERIFY(!field.isSecret && field.secret.isEmpty());
    }
}

void TestTokenRequest::toHttp_encodesBasic_data()
{
    QTest::addColumn<bool>("raw");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QByteArray>("decoded");
    QTest::newRow("plain") << false << "id"
                           << "Ab-_.~9" << QByteArray("id:Ab-_.~9");
    QTest::newRow("plain, raw") << true << "id"
                                << "Ab-_.~9" << QByteArray("id:Ab-_.~9");
    QTest::newRow("special") << false << "a:b c"
                             << "p+/=%&:é " << QByteArray("a%3Ab%20c:p%2B%2F%3D%25%26%3A%C3%A9%20");
    QTest::newRow("special, raw") << true << "a:b c"
                                  << "p+/=%&:é " << QByteArray("a:b c:p+/=%&:\xC3\xA9 ");
    QTest::newRow("no secret") << false << "id"
                               << "" << QByteArray("id:");
}

void TestTokenRequest::toHttp_encodesBasic()
{
    QFETCH(bool, raw);
    QFETCH(QString, id);
    QFETCH(QString, secret);
    QFETCH(QByteArray, decoded);
    Profile profile = issuerProfile();
    profile.clientId = id;
    profile.placement = raw ? SecretPlacement::BasicRaw : SecretPlacement::Basic;
    const http::Request request = oauth::toHttp(built(profile), support::Secret::fromText(secret), {});
    QCOMPARE(authorization(request), "Basic " + decoded.toBase64());
}

void TestTokenRequest::toHttp_masksWhatMayBeEchoed_data()
{
    QTest::addColumn<SecretPlacement>("placement");
    QTest::newRow("body") << SecretPlacement::Body;
    QTest::newRow("basic") << SecretPlacement::Basic;
    QTest::newRow("raw") << SecretPlacement::BasicRaw;
}

void TestTokenRequest::toHttp_masksWhatMayBeEchoed()
{
    QFETCH(SecretPlacement, placement);
    const QByteArray secret("se\"cr+t/\\<canary>&=");
    Profile profile = issuerProfile();
    profile.clientId = QStringLiteral("id");
    profile.placement = placement;
    const http::Request request = oauth::toHttp(built(profile), support::Secret(QByteArray(secret)), {});
    const http::Mask mask(request.masks);
    const QByteArray encoded = oauth::formEncoded(secret);
    for (const QByteArray& echo :
         {secret, encoded, secret.toBase64(), encoded.toBase64(), QByteArray("id:" + secret).toBase64(),
          QByteArray("id:" + encoded).toBase64(), QByteArray("se\\\"cr+t/\\\\<canary>&=")}) {
        const QByteArray masked = mask.applied(QByteArray("before [") + echo + QByteArray("] after"));
        QVERIFY2(!masked.contains(echo), echo.constData());
        QVERIFY2(masked.startsWith("before [") && masked.endsWith("] after"), masked.constData());
    }
}

void TestTokenRequest::formEncoded_keepsOnlyTheUnreserved()
{
    const QByteArray unreserved("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~");
    QCOMPARE(oauth::formEncoded(unreserved), unreserved);
    for (int byte = 0; byte < 256; ++byte) {
        const QByteArray one(1, static_cast<char>(byte));
        const QByteArray expected = unreserved.contains(one) ? one : '%' + one.toHex().toUpper();
        QCOMPARE(oauth::formEncoded(one), expected);
    }
    QCOMPARE(oauth::formEncoded(QByteArrayView()), QByteArray());
}

void TestTokenRequest::bodyPreview_hasNoSecret()
{
    const TokenRequest request = built(entraProfile(EndpointVersion::V2, {QStringLiteral("r")}));
    for (const TokenRequest::Part& part : request.form) {
        QVERIFY(!part.secret || part.value.isEmpty());
    }
}

void TestTokenRequest::toCurl_isWhatAShellReads_data()
{
    QTest::addColumn<SecretPlacement>("placement");
    QTest::addColumn<QString>("value");
    const char* const values[] = {"plain",        "it's",         "$HOME `id` $(id)", "a\"b\\c",  "a&b=c@d",
                                  "a\nb\x1B[31m", "@/etc/passwd", "--data x",         "'; id; '", "\xE2\x80\xAE z"};
    for (const char* value : values) {
        const QByteArray name = QByteArray(value).toPercentEncoding();
        QTest::newRow(("body " + name).constData()) << SecretPlacement::Body << QString::fromUtf8(value);
        QTest::newRow(("raw " + name).constData()) << SecretPlacement::BasicRaw << QString::fromUtf8(value);
    }
}

/// The command is run by a real shell, with a stub that prints its words in the place of cURL.
void TestTokenRequest::toCurl_isWhatAShellReads()
{
    QFETCH(SecretPlacement, placement);
    QFETCH(QString, value);
    const QString shell = QStandardPaths::findExecutable(QStringLiteral("sh"));
    if (shell.isEmpty()) {
        QSKIP("there is no POSIX shell");
    }
    Profile profile = issuerProfile();
    profile.placement = placement;
    profile.scope = value;
    profile.parameters = {{QStringLiteral("n=@"), value}};
    const QString command = oauth::toCurl(built(profile));
    QVERIFY(!command.contains(QChar(0x1B)) && !command.contains(QChar(0x202E)));

    QTemporaryDir folder;
    QFile stub(folder.filePath(QStringLiteral("curl")));
    QVERIFY(stub.open(QIODevice::WriteOnly) && stub.write(curlStub.toUtf8()) > 0);
    stub.close();
    QVERIFY(stub.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PATH"), folder.path() + u':' + environment.value(QStringLiteral("PATH")));
    environment.insert(QStringLiteral("CLIENT_SECRET"), QStringLiteral("pa ss'\"$x"));
    environment.insert(QStringLiteral("TOKEN_ENDPOINT"), QStringLiteral("https://id.example/token"));
    process.setProcessEnvironment(environment);
    process.start(shell, {QStringLiteral("-c"), command});
    QVERIFY(process.waitForFinished());
    const QList<QByteArray> words = process.readAllStandardOutput().split('\0');

    QVERIFY(words.contains("https://id.example/token"));
    const bool invisible = value.contains(u'\n') || value.contains(QChar(0x202E));
    const QByteArray utf8 = value.toUtf8();
    QVERIFY2(words.contains("scope=" + (invisible ? oauth::formEncoded(utf8) : utf8)), words.join('|').constData());
    QVERIFY(words.contains("n%3D%40=" + (invisible ? oauth::formEncoded(utf8) : utf8)));
    if (placement == SecretPlacement::Body) {
        QVERIFY(words.contains("client_secret=pa ss'\"$x"));
    } else {
        QVERIFY(words.contains("Authorization: Basic " + QByteArray("cli:ent/\xC3\xA9:pa ss'\"$x").toBase64()));
    }
}

QTEST_GUILESS_MAIN(TestTokenRequest)
#include "tst_tokenrequest.moc"
