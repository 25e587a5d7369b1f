// SPDX-License-Identifier: Apache-2.0
#include "oauth/lint.h"

#include <QTest>

using namespace assayer;
using oauth::Finding;
using oauth::Severity;
using profile::AuthorityKind;
using profile::EndpointVersion;
using profile::Profile;

namespace {

const QString goodSecret = QStringLiteral("abc8Q~Zx.0-_yT");
const QString tenantId = QStringLiteral("6f1c2a5e-0b7d-4c39-9d41-2f8e5a7b1c60");
const QString apiId = QStringLiteral("b7a0d2c4-5e31-4f6b-8a90-13c7e2d4f5a6");

Profile goodProfile(EndpointVersion version = EndpointVersion::V2)
{
    Profile profile;
    profile.authority.version = version;
    profile.authority.tenant = tenantId;
    profile.clientId = QStringLiteral("4c8b1f6d-2a3e-47d5-b9c0-7e6f5d4c3b2a");
    profile.resources = {QStringLiteral("api://") + apiId};
    return profile;
}

Profile issuerProfile(const QString& issuer = QStringLiteral("https://id.example/"))
{
    Profile profile;
    profile.authority.kind = AuthorityKind::Issuer;
    profile.authority.issuer = issuer;
    profile.clientId = QStringLiteral("any client");
    return profile;
}

QStringList codes(const Profile& profile, const QString& secret = goodSecret)
{
    QStringList list;
    for (const Finding& finding : oauth::lint(profile, support::Secret::fromText(secret))) {
        list.append(finding.field + u':' + finding.code);
    }
    return list;
}

/// The one finding of that code, or an empty one.
Finding finding(const Profile& profile, const QString& code, const QString& secret = goodSecret)
{
    for (const Finding& found : oauth::lint(profile, support::Secret::fromText(secret))) {
        if (found.code == code) {
            return found;
        }
    }
    return {};
}

} // namespace

class TestLint : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lint_isSilentWhereNothingIsWrong_data();
    void lint_isSilentWhereNothingIsWrong();
    void lint_tenant_data();
    void lint_tenant();
    void lint_client_data();
    void lint_client();
    void lint_secret_data();
    void lint_secret();
    void lint_neverRepeatsTheSecret_data();
    void lint_neverRepeatsTheSecret();
    void lint_resource_data();
    void lint_resource();
    void lint_twoResources();
    void lint_cloud();
    void lint_offersValuesThatAreFine();
};

void TestLint::lint_isSilentWhereNothingIsWrong_data()
{
    QTest::addColumn<Profile>("profile");
    QTest::newRow("v2") << goodProfile();
    QTest::newRow("v1") << goodProfile(EndpointVersion::V1);
    QTest::newRow("worked example") << profile::workedExample();
    QTest::newRow("issuer") << issuerProfile();
    Profile many = issuerProfile();
    many.resources = {QStringLiteral("urn:a"), QStringLiteral("urn:b")};
    many.scope = QStringLiteral("Orders.Read openid");
    many.parameters = {{QStringLiteral("organization"), QStringLiteral(" x ")}};
    QTest::newRow("issuer with everything") << many;
    QTest::newRow("http on loopback") << issuerProfile(QStringLiteral("http://127.0.0.1:3000"));
    QTest::newRow("http on localhost") << issuerProfile(QStringLiteral("http://localhost:3000/x"));
    Profile domain = goodProfile();
    domain.authority.tenant = QStringLiteral("contoso.onmicrosoft.com");
    QTest::newRow("tenant by domain") << domain;
}

void TestLint::lint_isSilentWhereNothingIsWrong()
{
    QFETCH(Profile, profile);
    QCOMPARE(codes(profile), QStringList());
}

void TestLint::lint_tenant_data()
{
    QTest::addColumn<QString>("tenant");
    QTest::addColumn<QStringList>("expected");
    QTest::addColumn<QString>("value");
    const auto row = [](const QString& tenant, const QStringList& expected, const QString& value) {
        QTest::newRow(qPrintable(QStringLiteral("«%1»").arg(tenant))) << tenant << expected << value;
    };
    const QString common = QStringLiteral("tenant:tenant-common");
    const QString malformed = QStringLiteral("tenant:tenant-malformed");
    const QString space = QStringLiteral("tenant:white-space");
    row({}, {QStringLiteral("tenant:missing")}, {});
    row(QStringLiteral("common"), {common}, {});
    row(QStringLiteral("Organizations"), {common}, {});
    row(QStringLiteral("CONSUMERS"), {common}, {});
    row(QStringLiteral("9188040D-6c67-4c5b-b112-36a304b66dad"), {common}, {});
    row(QStringLiteral("contoso"), {malformed}, {});
    row(QStringLiteral("commons"), {malformed}, {});
    row(QStringLiteral("common.contoso.com"), {}, {});
    row(QStringLiteral("00000000-0000-0000-0000-000000000000"), {malformed}, {});
    row(QStringLiteral("{%1}").arg(tenantId), {malformed}, tenantId);
    row(QStringLiteral("https://sts.windows.net/%1/").arg(tenantId), {malformed}, tenantId);
    row(QStringLiteral("%1/v2.0").arg(tenantId), {malformed}, tenantId);
    row(QStringLiteral("%1 %2").arg(tenantId, apiId), {malformed}, {});
    row(QStringLiteral("x") + tenantId, {malformed}, tenantId);
    row(tenantId + QStringLiteral("00"), {malformed}, {});
    row(tenantId + u' ', {space}, tenantId);
    row(QStringLiteral("\n") + tenantId, {space}, tenantId);
    row(QStringLiteral("\u00A0%1\u200B").arg(tenantId), {space}, tenantId);
    row(QStringLiteral(" common "), {space, common}, QStringLiteral("common"));
    row(QStringLiteral("  "), {space, QStringLiteral("tenant:missing")}, {});
    row(QStringLiteral("conto\u200Bso.com"), {QStringLiteral("tenant:invisible-character"), malformed}, {});
}

void TestLint::lint_tenant()
{
    QFETCH(QString, tenant);
    QFETCH(QStringList, expected);
    QFETCH(QString, value);
    for (const AuthorityKind kind : {AuthorityKind::Entra, AuthorityKind::Practice}) {
        Profile profile = goodProfile();
        profile.authority.kind = kind;
        profile.authority.tenant = tenant;
        QCOMPARE(codes(profile), expected);
        if (!expected.isEmpty()) {
            QCOMPARE(finding(profile, expected.first().section(u':', 1)).value, value);
        }
    }
}

void TestLint::lint_client_data()
{
    QTest::addColumn<Profile>("profile");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* name, Profile profile, const QString& client, const QStringList& expected) {
        profile.clientId = client;
        QTest::newRow(name) << profile << expected;
    };
    const QString notGuid = QStringLiteral("clientId:client-not-guid");
    row("none", goodProfile(), {}, {QStringLiteral("clientId:missing")});
    row("a name", goodProfile(), QStringLiteral("web app"), {notGuid});
    row("a name elsewhere", issuerProfile(), QStringLiteral("web app"), {});
    row("none elsewhere", issuerProfile(), {}, {QStringLiteral("clientId:missing")});
    row("space", goodProfile(), QStringLiteral(" %1").arg(apiId), {QStringLiteral("clientId:white-space")});
    row("space elsewhere", issuerProfile(), QStringLiteral("a "), {QStringLiteral("clientId:white-space")});
    row("App ID URI", goodProfile(), QStringLiteral("api://%1").arg(apiId), {notGuid});
    row("the tenant", goodProfile(), tenantId.toUpper(), {QStringLiteral("clientId:client-is-tenant")});
    row("the resource's GUID", goodProfile(), apiId, {});
    row("inner control", issuerProfile(), QStringLiteral("a\tb"), {QStringLiteral("clientId:invisible-character")});
}

void TestLint::lint_client()
{
    QFETCH(Profile, profile);
    QFETCH(QStringList, expected);
    QCOMPARE(codes(profile), expected);
}

void TestLint::lint_secret_data()
{
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* name, const QString& secret, const QStringList& found) {
        QStringList expected;
        for (const QString& code : found) {
            expected.append(QStringLiteral("clientSecret:") + code);
        }
        QTest::newRow(name) << secret << expected;
    };
    const QString guid = QStringLiteral("0b6f1c9e-3d5a-4e7c-8f21-6a9b0c1d2e3f");
    const QString isGuid = QStringLiteral("secret-is-guid");
    const QString space = QStringLiteral("white-space");
    const QString placeholder = QStringLiteral("secret-is-placeholder");
    row("empty", {}, {QStringLiteral("missing")});
    row("today's form", QStringLiteral("abc8Q~0123456789.-_abcdefghijklmnopqrstu"), {});
    row("old form", QStringLiteral("q8+/abcdefghijklmnopqrstuvwxyz0123456789AB="), {});
    row("inner space", QStringLiteral("correct horse"), {});
    row("secret's ID", guid, {isGuid});
    row("secret's ID, upper", guid.toUpper(), {isGuid});
    row("secret's ID and a line break", guid + u'\n', {space, isGuid});
    row("no GUID: too long", guid + u'0', {});
    row("no GUID: no hyphens", QString(guid).remove(u'-'), {});
    row("no GUID: braces", QStringLiteral("{%1}").arg(guid), {});
    row("line break", goodSecret + u'\n', {space});
    row("space before", u' ' + goodSecret, {space});
    row("no-break space", goodSecret + QChar(0xA0), {space});
    row("zero-width space", QChar(0x200B) + goodSecret, {space});
    row("byte order mark", QChar(0xFEFF) + goodSecret, {space});
    row("inner line break", QStringLiteral("a\nb"), {QStringLiteral("invisible-character")});
    row("NUL", QStringLiteral("a") + QChar(0) + u'b', {QStringLiteral("invisible-character")});
    row("stars", QStringLiteral("********"), {placeholder});
    row("bullets", QStringLiteral("••••••"), {placeholder});
    row("two stars", QStringLiteral("**"), {});
    row("stars and more", QStringLiteral("***x"), {});
}

void TestLint::lint_secret()
{
    QFETCH(QString, secret);
    QFETCH(QStringList, expected);
    QCOMPARE(codes(goodProfile(), secret), expected);
    QCOMPARE(codes(issuerProfile(), secret), expected);
}

void TestLint::lint_neverRepeatsTheSecret_data()
{
    QTest::addColumn<QString>("secret");
    QTest::newRow("white space") << " canary-1f ";
    QTest::newRow("control") << "canary\x01-1f";
    QTest::newRow("guid") << "ca9a41ff-3d5a-4e7c-8f21-6a9b0c1d2e3f";
}

void TestLint::lint_neverRepeatsTheSecret()
{
    QFETCH(QString, secret);
    const QList<Finding> findings = oauth::lint(goodProfile(), support::Secret::fromText(secret));
    QVERIFY(!findings.isEmpty());
    for (const Finding& found : findings) {
        const QString all = found.sentence + found.fixText + found.value;
        QVERIFY(!all.contains(secret.trimmed().left(6)));
        QVERIFY(found.value.isEmpty());
        QVERIFY(!found.sentence.isEmpty() && !found.fixText.isEmpty());
    }
}

void TestLint::lint_resource_data()
{
    QTest::addColumn<bool>("v1");
    QTest::addColumn<QString>("resource");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("value");
    const auto row = [](bool v1, const QString& resource, const char* code, const QString& value) {
        QTest::newRow(qPrintable((v1 ? QStringLiteral("v1 «%1»") : QStringLiteral("v2 «%1»")).arg(resource)))
            << v1 << resource << QString::fromLatin1(code) << value;
    };
    const QString api = QStringLiteral("api://") + apiId;
    const QString graph = QStringLiteral("https://graph.microsoft.com");
    const char* const none = "";
    row(false, {}, "missing", {});
    row(true, {}, "missing", {});
    row(true, api + QStringLiteral("/.default"), "default-in-v1", api);
    row(true, graph + QStringLiteral("//.default"), "default-in-v1", graph + u'/');
    row(true, api, none, {});
    row(true, api + QStringLiteral("/default"), none, {});
    row(false, api + QStringLiteral("/.default"), none, {});
    row(false, QStringLiteral("https://management.azure.com/"), none, {});
    row(false, QStringLiteral("https://management.azure.com//.default"), none, {});
    row(false, apiId, none, {});
    row(false, graph, none, {});
    row(false, QStringLiteral("https://analysis.windows.net/powerbi/api"), none, {});
    row(false, QStringLiteral("https://contoso.onmicrosoft.com/orders"), none, {});
    row(false, QStringLiteral("https://contoso.com/orders.api"), none, {});
    row(false, QStringLiteral("https://acct.blob.core.windows.net/container"), none, {});
    row(false, QStringLiteral("api://contoso.com/orders"), none, {});
    row(false, QStringLiteral("api://%1/orders").arg(tenantId), none, {});
    row(false, QStringLiteral("api://%1/Orders.Read").arg(tenantId), none, {});
    row(false, api + QStringLiteral(" urn:b"), "two-resources", {});
    row(false, api + u' ' + graph + QStringLiteral("/.default"), "two-resources", {});
    row(false, api + u',' + graph, "two-resources", {});
    row(true, api + u';' + graph, "two-resources", {});
    row(false, api + u'\n' + graph, "two-resources", {});
    row(false, graph + QStringLiteral("/User.Read.All"), "named-permission", graph);
    row(false, graph + QStringLiteral("/Mail.Send"), "named-permission", graph);
    row(false, graph + QStringLiteral("/User.Read.All/.default"), "named-permission", graph);
    row(true, graph + QStringLiteral("/User.Read.All"), "named-permission", graph);
    row(false, api + QStringLiteral("/Test.Application.Permission"), "named-permission", api);
    row(false, api + QStringLiteral("/access_as_user"), "named-permission", api);
    row(false, apiId + QStringLiteral("/anything"), "named-permission", apiId);
    row(false, QStringLiteral("https://management.azure.com/user_impersonation"), "named-permission",
        QStringLiteral("https://management.azure.com"));
    row(false, QStringLiteral("https://contoso.com/api/Orders.Read.All"), "named-permission",
        QStringLiteral("https://contoso.com/api"));
    row(false, QStringLiteral("openid"), "named-permission", {});
    row(false, QStringLiteral("offline_access"), "named-permission", {});
    row(false, QStringLiteral(".default"), "default-alone", {});
    row(false, QStringLiteral("/.default"), "default-alone", {});
    row(false, u' ' + api, "white-space", api);
    row(true, api + u'\t', "white-space", api);
    row(false, QStringLiteral("api://or\u200Bders"), "invisible-character", {});
}

void TestLint::lint_resource()
{
    QFETCH(bool, v1);
    QFETCH(QString, resource);
    QFETCH(QString, code);
    QFETCH(QString, value);
    Profile profile = goodProfile(v1 ? EndpointVersion::V1 : EndpointVersion::V2);
    profile.resources = {resource};
    QStringList found;
    for (const Finding& each : oauth::lint(profile, support::Secret::fromText(goodSecret))) {
        QCOMPARE(each.field, QStringLiteral("resource"));
        QCOMPARE(each.severity, Severity::Warning);
        found.append(each.code);
    }
    // A line break between two resources is both.
    found.removeAll(resource.contains(u'\n') ? QStringLiteral("invisible-character") : QString());
    QCOMPARE(found, code.isEmpty() ? QStringList() : QStringList{code});
    QCOMPARE(finding(profile, code).value, value);
}

void TestLint::lint_twoResources()
{
    Profile profile = goodProfile();
    profile.resources = {QStringLiteral("urn:a"), QStringLiteral("urn:b")};
    QCOMPARE(codes(profile), QStringList{QStringLiteral("resource:two-resources")});
    profile.resources = {QStringLiteral("urn:a"), QString()};
    QCOMPARE(codes(profile), QStringList());
    profile.resources.clear();
    QCOMPARE(codes(profile), QStringList{QStringLiteral("resource:missing")});
}

void TestLint::lint_cloud()
{
    Profile profile = goodProfile();
    profile.authority.cloud = QStringLiteral("mars");
    QCOMPARE(codes(profile), QStringList{QStringLiteral("cloud:unknown-cloud")});
    QCOMPARE(finding(profile, QStringLiteral("unknown-cloud")).severity, Severity::Error);
    profile.authority.cloud = QStringLiteral("germany-black-forest");
    QCOMPARE(codes(profile), QStringList{QStringLiteral("cloud:cloud-closed")});
    profile.authority.kind = AuthorityKind::Practice;
    QCOMPARE(codes(profile), QStringList());
}

/// A value that is offered must not be found fault with in its turn.
void TestLint::lint_offersValuesThatAreFine()
{
    const QString api = QStringLiteral("api://") + apiId;
    for (const QString& resource : {api + QStringLiteral("/access_as_user"), QStringLiteral(" %1 ").arg(api),
                                    QStringLiteral("https://graph.microsoft.com/User.Read")}) {
        Profile profile = goodProfile();
        profile.resources = {resource};
        const QList<Finding> findings = oauth::lint(profile, support::Secret::fromText(goodSecret));
        QCOMPARE(findings.size(), 1);
        profile.resources = {findings.first().value};
        QCOMPARE(codes(profile), QStringList());
    }
}

QTEST_GUILESS_MAIN(TestLint)
#include "tst_lint.moc"
