// SPDX-License-Identifier: Apache-2.0
#include "app/inspection/inspecting.h"

#include "formats/apisettings.h"
#include "inspection/words.h"

using namespace assayer;
using namespace assayer::checks::testing;
using checks::CheckId;
using checks::Status;
using inspection::Inspection;

/// With an API's own settings the verdict, the cause and the words are what that API does.
class SettingsVerdictTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void api_isAnsweredFor_data();
    void api_isAnsweredFor();
    void refusal_isInItsWords_data();
    void refusal_isInItsWords();
    void fixes_nameThatMiddlewareAlone_data();
    void fixes_nameThatMiddlewareAlone();
    void contradictoryClaim_hasNoAnswer_data();
    void contradictoryClaim_hasNoAnswer();
    void keyOfAnotherIssuer_isSeenByMicrosoftsValidator_data();
    void keyOfAnotherIssuer_isSeenByMicrosoftsValidator();
    void callerInAnotherClaim_isSaid();
    void unknownMiddleware_hasNoWords();
    void microsoftsOwnToken_isRefusedAtTheSignature();
    void microsoftsOtherName_isRefusedWhereTextIsCompared();
    void unseenConverter_isSaidInTheAnswer();
    void audience_isJudgedByTheTokensVersion_data();
    void audience_isJudgedByTheTokensVersion();
    void laterFault_isSaidToComeLater();
    void tokenText_isFilledInOnce();
};

namespace {

const QByteArray identityWeb = R"({"AzureAd":{"Instance":"https://login.microsoftonline.com/","TenantId":"@tenant",
    "ClientId":"@api"}})";
const QByteArray jwtBearer =
    R"({"Jwt":{"Authority":"https://login.microsoftonline.com/@tenant/v2.0","Audience":"@api"}})";
const QByteArray express = R"({"issuerBaseURL":"https://login.microsoftonline.com/@tenant/v2.0","audience":"@api"})";
const QByteArray passport = R"({"identityMetadata":
    "https://login.microsoftonline.com/@tenant/v2.0/.well-known/openid-configuration","clientID":"@api"})";
const QByteArray spring = "spring.security.oauth2.resourceserver.jwt.issuer-uri="
                          "https://login.microsoftonline.com/@tenant/v2.0\n"
                          "spring.security.oauth2.resourceserver.jwt.audiences=@api\n";
const QByteArray validateJwt =
    "<validate-jwt><openid-config url='https://login.microsoftonline.com/@tenant/v2.0/.well-known/"
    "openid-configuration'/><audiences><audience>@api</audience></audiences></validate-jwt>";
const QByteArray validateEntra = "<validate-azure-ad-token tenant-id='@tenant'/>";

/// Settings with one more member in their innermost object.
QByteArray with(QByteArray settings, const QByteArray& member)
{
    const qsizetype end = settings.indexOf('}');
    return settings.insert(end, ',' + member);
}

Inspection judged(const QByteArray& settings, const QByteArray& claims, const QByteArray& header = plainHeader,
                  const QStringList& roles = {}, const QString& signature = {})
{
    checks::Snapshot snapshot = snapshotWith(withIds(claims), header);
    const auto read = formats::readApiSettings(withIds(settings));
    if (!read) {
        qFatal("%s", qUtf8Printable(read.error().sentence));
    }
    snapshot.expectations = formats::expectationsFor(*read, snapshot.token.claimText(u"iss"), client);
    snapshot.expectations.roles = roles;
    if (!signature.isEmpty()) {
        snapshot.verification.status = jose::SignatureStatus::Invalid;
        snapshot.verification.cause = signature;
    }
    Inspection inspection = inspection::testing::inspectionOf(snapshot);
    // As the window keeps what it read.
    inspection.profile->expectations = snapshot.expectations;
    return inspection;
}

QString decisiveCause(const Inspection& inspection)
{
    const auto& decisive = inspection.checklist.decisive;
    return decisive ? inspection.checklist.find(*decisive)->cause : QString();
}

inspection::Words decisiveWords(const Inspection& inspection)
{
    const auto& decisive = inspection.checklist.decisive;
    return inspection::wordsFor(*inspection.checklist.find(*decisive), inspection);
}

} // namespace

void SettingsVerdictTest::api_isAnsweredFor_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QByteArray>("claims");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QStringList>("roles");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char* name, const QByteArray& settings, const char* claims, const char* verdict,
                        const char* cause, const QByteArray& header = plainHeader, const QStringList& roles = {}) {
        QTest::newRow(name) << settings << QByteArray(claims) << header << roles << QString::fromLatin1(verdict)
                            << QString::fromLatin1(cause);
    };
    row("Identity.Web, neither roles nor scp", identityWeb, "{'roles':null}", "fail", "roles.absent");
    row("Identity.Web, empty roles", identityWeb, "{'roles':[]}", "fail", "roles.absent");
    row("Identity.Web, the role that is asked for is missing", identityWeb, "{'roles':null}", "fail", "roles.absent",
        plainHeader, {role});
    row("Identity.Web, any role", identityWeb, "{'roles':['x']}", "pass", "");
    row("Identity.Web, by ACL", with(identityWeb, "\"AllowWebApiToBeAuthorizedByACL\":true"), "{'roles':null}", "pass",
        "");
    row("ASP.NET Core, no roles", jwtBearer, "{'roles':null}", "pass", "");
    const QByteArray accessToken = R"({"typ":"at+jwt","alg":"RS256","kid":"k"})";
    const QByteArray mediaType = R"({"typ":"application/AT+JWT","alg":"RS256","kid":"k"})";
    row("strict, JWT", with(express, "\"strict\":true"), "{}", "fail", "kind.other");
    row("strict, no typ", with(express, "\"strict\":true"), "{}", "fail", "kind.other", R"({"alg":"RS256","kid":"k"})");
    row("strict, at+jwt", with(express, "\"strict\":true"), "{}", "pass", "", accessToken);
    row("strict, as media type", with(express, "\"strict\":true"), "{}", "pass", "", mediaType);
    row("strict, wrong audience first", with(express, "\"strict\":true"), "{'aud':'@billing'}", "fail",
        "audience.other");
    row("not strict", express, "{}", "pass", "");
    row("passport with scope", with(passport, "\"scope\":[\"x\"]"), "{}", "fail", "roles.scope-name");
    row("passport with scope, and roles asked for", with(passport, "\"scope\":[\"x\"]"), "{}", "fail",
        "roles.scope-name", plainHeader, {role});
    row("API Management, another client",
        "<validate-azure-ad-token tenant-id='@tenant'><client-application-ids><application-id>@other</application-id>"
        "</client-application-ids></validate-azure-ad-token>",
        "{}", "fail", "client.other-client");
    row("passport, several audiences", passport, "{'aud':['@api','x']}", "fail", "audience.multiple");
    row("passport, several audiences of its own client", passport, "{'aud':['@api','x'],'azp':'@api'}", "pass", "");
    row("Express, several audiences", express, "{'aud':['@api','x']}", "pass", "");
    row("passport without scope", passport, "{}", "pass", "");
    row("Spring without a converter", spring, "{}", "warning", "roles.other", plainHeader, {role});
    row("Spring without a converter, role missing", spring, "{'roles':null}", "fail", "roles.absent", plainHeader,
        {role});
    row("Spring that maps roles", spring + "spring.security.oauth2.resourceserver.jwt.authorities-claim-name=roles\n",
        "{}", "pass", "", plainHeader, {role});
    row("Spring that maps groups", spring + "spring.security.oauth2.resourceserver.jwt.authorities-claim-name=groups\n",
        "{}", "warning", "roles.other", plainHeader, {role});
    row("Spring, no role asked for", spring, "{}", "pass", "");
    const QByteArray anyTime = with(jwtBearer, R"("TokenValidationParameters":{"ValidateLifetime":false})");
    row("expired, not looked at", anyTime, "{'exp':1790000001}", "pass", "");
    row("not yet valid, not looked at", anyTime, "{'nbf':1790003000}", "pass", "");
    row("without exp, not looked at", anyTime, "{'exp':null}", "pass", "");
    row("exp that is no date", anyTime, "{'exp':'x'}", "fail", "lifetime.malformed");
    row("expired, looked at", jwtBearer, "{'exp':1790000001}", "fail", "lifetime.expired");
    row("without exp, optional", with(jwtBearer, R"("TokenValidationParameters":{"RequireExpirationTime":false})"),
        "{'exp':null}", "pass", "");
    row("expired, exp optional", with(jwtBearer, R"("TokenValidationParameters":{"RequireExpirationTime":false})"),
        "{'exp':1790000001}", "fail", "lifetime.expired");
    row("APIM without exp, optional",
        QByteArray(validateJwt).replace("<validate-jwt>", "<validate-jwt require-expiration-time='false'>"),
        "{'exp':null}", "pass", "");
    row("Spring without exp", spring, "{'exp':null}", "pass", "");
    row("jose without exp",
        "jwtVerify(t, k, {issuer: 'https://login.microsoftonline.com/@tenant/v2.0', audience: '@api'})", "{'exp':null}",
        "pass", "");
    row("jose that requires it",
        "jwtVerify(t, k, {issuer: 'https://login.microsoftonline.com/@tenant/v2.0', audience: '@api', "
        "requiredClaims: ['exp']})",
        "{'exp':null}", "fail", "lifetime.missing");
    row("jose that requires another claim",
        "jwtVerify(t, k, {issuer: 'https://login.microsoftonline.com/@tenant/v2.0', audience: '@api', "
        "requiredClaims: ['sub']})",
        "{'exp':null}", "pass", "");
    row("jose, an audience that begins with a slash",
        "{\"issuer\": \"https://login.microsoftonline.com/@tenant/v2.0\", \"audience\": \"/apis/orders\"}",
        "{'aud':'/apis/orders'}", "pass", "");
    row("ASP.NET Core's schemes, another tenant",
        "{\"Authentication\":{\"Schemes\":{\"Bearer\":{\"Authority\":"
        "\"https://login.microsoftonline.com/@tenant2/v2.0\",\"ValidAudience\":\"@api\"}}}}",
        "{}", "fail", "issuer.tenant");
    const auto policyAsking = [](const char* claim, const char* value) {
        return QByteArray(validateJwt)
            .replace("</validate-jwt>", QByteArray("<required-claims><claim name='") + claim + "' match='any'><value>" +
                                            value + "</value></claim></required-claims></validate-jwt>");
    };
    row("APIM, the caller in azp, a v2 token", policyAsking("azp", "@client"), "{}", "pass", "");
    row("APIM, the caller in appid, a v2 token", policyAsking("appid", "@client"), "{}", "fail",
        "version.v2-instead-of-v1");
    row("APIM, the caller in azp, a v1 token", policyAsking("azp", "@client"),
        "{'ver':'1.0','azp':null,'appid':'@client'}", "fail", "version.v1-instead-of-v2");
    row("APIM, the caller in appid, a v1 token", policyAsking("appid", "@client"),
        "{'ver':'1.0','azp':null,'appid':'@client'}", "pass", "");
    row("APIM, another caller in azp", policyAsking("azp", "@other"), "{}", "fail", "client.other-client");
    row("APIM of another authority, the caller in azp",
        QByteArray(policyAsking("azp", "@client"))
            .replace("https://login.microsoftonline.com/@tenant/v2.0", "https://sso.contoso.example/realms/orders"),
        "{'iss':'https://sso.contoso.example/realms/orders','tid':null,'ver':null}", "pass", "");
    const QByteArray callers = QByteArray(validateEntra)
                                   .replace("/>", "><client-application-ids><application-id>@client</application-id>"
                                                  "</client-application-ids></validate-azure-ad-token>");
    row("APIM's list of callers, v2", callers, "{}", "pass", "");
    row("APIM's list of callers, v1", callers, "{'ver':'1.0','azp':null,'appid':'@client'}", "pass", "");
    const QByteArray twoAudiences =
        "<validate-jwt><audiences><audience>api://a</audience></audiences><required-claims><claim name='aud'><value>"
        "api://b</value></claim></required-claims></validate-jwt>";
    row("APIM, an audience of each list", twoAudiences, "{'aud':['api://a','api://b']}", "pass", "");
    row("APIM, an audience of one list alone", twoAudiences, "{'aud':['api://a']}", "fail", "audience.other");
    row("APIM, aud in required-claims", policyAsking("aud", "@api"), "{}", "pass", "");
    for (const QByteArray& settings : {jwtBearer, spring, express, passport, validateJwt}) {
        row(qPrintable(QStringLiteral("iss and tid differ, ") + QString::fromUtf8(settings.left(30))), settings,
            "{'tid':'@tenant2'}", "fail", "issuer.tenant");
    }
    row("iss and tid differ, Identity.Web", identityWeb, "{'tid':'@tenant2'}", "fail", "issuer.tenant");
    row("tid is right, iss is not", spring, "{'iss':'https://login.microsoftonline.com/@tenant2/v2.0'}", "fail",
        "issuer.tenant");
    row("jsonwebtoken, expired",
        "jwt.verify(t, k, {issuer: 'https://login.microsoftonline.com/@tenant/v2.0', "
        "audience: '@api', ignoreExpiration: true})",
        "{'exp':1790000001}", "pass", "");
    row("jsonwebtoken, not yet valid",
        "jwt.verify(t, k, {issuer: 'https://login.microsoftonline.com/@tenant/v2.0', "
        "audience: '@api', ignoreExpiration: true})",
        "{'nbf':1790003000}", "fail", "lifetime.not-yet-valid");
}

void SettingsVerdictTest::api_isAnsweredFor()
{
    QFETCH(QByteArray, settings);
    QFETCH(QByteArray, claims);
    QFETCH(QByteArray, header);
    QFETCH(QStringList, roles);
    QFETCH(QString, verdict);
    QFETCH(QString, cause);
    const Inspection inspection = judged(settings, claims, header, roles);
    QCOMPARE(decisiveCause(inspection), cause);
    QCOMPARE(checks::toName(inspection.checklist.verdict), verdict);
    const QString sentence = inspection::verdictOf(inspection).sentence;
    QVERIFY2(verdict != u"fail" || sentence.contains(u"will reject"), qUtf8Printable(sentence));
    QVERIFY2(verdict != u"warning" || sentence.contains(u"may accept"), qUtf8Printable(sentence));
    QVERIFY2(verdict != u"pass" || !sentence.contains(u"reject"), qUtf8Printable(sentence));
}

void SettingsVerdictTest::refusal_isInItsWords_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QByteArray>("claims");
    QTest::addColumn<QStringList>("roles");
    QTest::addColumn<QString>("signature");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const QByteArray& settings, const char* claims, int status, const char* words,
                        const QStringList& roles = {}, const char* signature = "") {
        QTest::newRow(name) << settings << QByteArray(claims) << roles << QString::fromLatin1(signature) << status
                            << QString::fromUtf8(words);
    };
    const QStringList asked{role};
    row("ASP.NET Core audience", jwtBearer, "{'aud':'api://x'}", 401,
        "error_description=\"The audience 'api://x' is invalid\"");
    row("ASP.NET Core audience, log", jwtBearer, "{'aud':'api://x'}", 401,
        "IDX10214: Audience validation failed. Audiences: 'api://x'.");
    row("ASP.NET Core issuer", jwtBearer, "{'iss':'https://i.example'}", 401,
        "The issuer 'https://i.example' is invalid");
    row("ASP.NET Core expired", jwtBearer, "{'exp':1790000001}", 401, "The token expired at '09/21/2026 14:13:21'");
    row("ASP.NET Core not yet", jwtBearer, "{'nbf':1790003000}", 401,
        "The token is not valid before '09/21/2026 15:03:20'");
    row("ASP.NET Core signature", jwtBearer, "{}", 401, "The signature is invalid", {}, "bad");
    row("ASP.NET Core key", jwtBearer, "{}", 401, "The signature key was not found", {}, "key-not-found");
    row("ASP.NET Core role", jwtBearer, "{'roles':['x']}", 403, "403, without header and body", asked);
    row("Identity.Web, no roles", identityWeb, "{'roles':null}", 401, "IDW10201");
    row("Identity.Web, no roles, one asked for", identityWeb, "{'roles':null}", 401, "IDW10201", asked);
    row("Identity.Web, another role", identityWeb, "{'roles':['x']}", 403, "IDW10202", asked);
    row("Identity.Web issuer", identityWeb, "{'iss':'https://i.example/v2.0'}", 401, "IDX40001");
    row("Identity.Web audience", identityWeb, "{'aud':'api://x'}", 401, "The audience 'api://x' is invalid");
    row("Spring issuer", spring, "{'iss':'https://i.example'}", 401,
        "An error occurred while attempting to decode the Jwt: The iss claim is not valid");
    row("Spring audience", spring, "{'aud':'api://x'}", 401, "The aud claim is not valid");
    row("Spring expired", spring, "{'exp':1790000001}", 401, "Jwt expired at 2026-09-21T14:13:21Z");
    row("Spring roles", spring, "{}", 403, "insufficient_scope", asked);
    row("Express audience", express, "{'aud':'api://x'}", 401, "realm=\"api\"");
    row("Express audience, words", express, "{'aud':'api://x'}", 401, "Unexpected 'aud' value");
    row("Express issuer", express, "{'iss':'https://i.example'}", 401, "Unexpected 'iss' value");
    row("Express typ", with(express, "\"strict\":true"), "{}", 401, "Unexpected 'typ' value");
    row("passport audience", passport, "{'aud':'api://x'}", 401, "jwt audience is invalid");
    row("passport, several audiences", passport, "{'aud':['@api','api://x']}", 401,
        "mulitple audience in token is not allowed");
    row("passport scope", with(passport, "\"scope\":[\"x\"]"), "{}", 401, "scope is not found in token");
    row("API Management audience", validateJwt, "{'aud':'api://x'}", 401, "\"statusCode\":401");
    row("Identity.Web, iss and tid differ", identityWeb, "{'tid':'@tenant2'}", 401, "IDX40004");
    row("ASP.NET Core, no issuer", jwtBearer, "{'iss':null}", 401, "IDX10211");
    row("Identity.Web, no issuer", identityWeb, "{'iss':null}", 401, "The issuer '(null)' is invalid");
    row("Spring, no issuer", spring, "{'iss':null}", 401, "The iss claim is not valid");
    row("API Management, a token for Graph", validateEntra, "{'aud':'@graph'}", 401, "\"statusCode\":401", {},
        "graph-nonce");
}

void SettingsVerdictTest::refusal_isInItsWords()
{
    QFETCH(QByteArray, settings);
    QFETCH(QByteArray, claims);
    QFETCH(QStringList, roles);
    QFETCH(QString, signature);
    QFETCH(int, status);
    QFETCH(QString, words);
    const Inspection inspection = judged(settings, claims, plainHeader, roles, signature);
    const auto answer = decisiveWords(inspection).answer;
    QVERIFY(answer);
    QCOMPARE(answer->status, status);
    QVERIFY(answer->first);
    const QString lines = inspection::linesOf(*answer).join(u'\n');
    QVERIFY2(lines.contains(words), qUtf8Printable(lines));
    QVERIFY2(!lines.contains(QLatin1String("{exp")) && !lines.contains(QLatin1String("{aud")), qUtf8Printable(lines));
}

void SettingsVerdictTest::fixes_nameThatMiddlewareAlone_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QByteArray>("claims");
    QTest::addColumn<QString>("setting");
    const auto row = [](const char* name, const QByteArray& settings, const char* claims, const char* setting) {
        QTest::newRow(name) << settings << QByteArray(claims) << QString::fromLatin1(setting);
    };
    row("Identity.Web", identityWeb, "{'aud':'api://x'}", "\"AzureAd\": {");
    row("Identity.Web, several", identityWeb, "{'aud':'api://x'}", "\"ValidAudiences\": [\"");
    row("ASP.NET Core", jwtBearer, "{'aud':'api://x'}", "TokenValidationParameters.ValidAudiences");
    row("Spring", spring, "{'aud':'api://x'}", "spring.security.oauth2.resourceserver.jwt.audiences=");
    row("Express", express, "{'aud':'api://x'}", "auth({");
    row("passport", passport, "{'aud':'api://x'}", "new BearerStrategy({");
    row("API Management", validateJwt, "{'aud':'api://x'}", "<audience>api://x</audience>");
    row("issuer at Identity.Web", identityWeb,
        "{'iss':'https://login.microsoftonline.com/@tenant2/v2.0','tid':'@tenant2'}", "\"ValidIssuers\": [");
    row("issuer at Spring", spring, "{'iss':'https://sts.windows.net/@tenant'}", "JwtClaimValidator");
    row("skew at Express", express, "{'exp':1790000999}", "clockTolerance: 5");
}

void SettingsVerdictTest::fixes_nameThatMiddlewareAlone()
{
    QFETCH(QByteArray, settings);
    QFETCH(QByteArray, claims);
    QFETCH(QString, setting);
    const Inspection inspection = judged(settings, claims);
    QString texts;
    for (const inspection::Fix& fix : decisiveWords(inspection).fixes) {
        texts += fix.text + u'\n';
    }
    QVERIFY2(texts.contains(setting), qUtf8Printable(texts));
    int named = 0;
    for (const char* name : {"ASP.NET Core: ", "Microsoft.Identity.Web: ", "Spring: ", "API Management: ",
                             "express-oauth2-jwt-bearer: ", "passport-azure-ad: "}) {
        named += texts.contains(QLatin1String(name)) ? 1 : 0;
    }
    QVERIFY2(named == 1, qUtf8Printable(texts));
}

void SettingsVerdictTest::contradictoryClaim_hasNoAnswer_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QByteArray>("claims");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char* name, const QByteArray& settings, const char* claims, const char* cause) {
        QTest::newRow(name) << settings << QByteArray(claims) << QString::fromLatin1(cause);
    };
    row("a second audience", spring,
        "={'iss':'https://login.microsoftonline.com/@tenant/v2.0','aud':'@api','aud':'x',"
        "'exp':1790004500}",
        "audience.other");
    row("an audience that is a number", spring, "{'aud':7}", "audience.other");
    row("a second issuer", jwtBearer,
        "={'iss':'https://login.microsoftonline.com/@tenant/v2.0','iss':'x','aud':'@api',"
        "'exp':1790004500}",
        "issuer.other");
    row("roles that are a number", validateJwt, "{'roles':7}", "roles.other");
}

/// What a middleware makes of such a claim is its parser's business, and not known.
void SettingsVerdictTest::contradictoryClaim_hasNoAnswer()
{
    QFETCH(QByteArray, settings);
    QFETCH(QByteArray, claims);
    QFETCH(QString, cause);
    const Inspection inspection = judged(settings, claims, plainHeader, {role});
    for (const checks::Result& result : inspection.checklist.results) {
        if (result.cause == cause) {
            QCOMPARE(result.status, Status::Fail);
            QVERIFY(!inspection::wordsFor(result, inspection).answer);
            return;
        }
    }
    QFAIL("no such cause");
}

void SettingsVerdictTest::keyOfAnotherIssuer_isSeenByMicrosoftsValidator_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<bool>("seen");
    QTest::newRow("Identity.Web") << identityWeb << true;
    QTest::newRow("ASP.NET Core") << jwtBearer << false;
    QTest::newRow("Spring") << spring << false;
    QTest::newRow("Express") << express << false;
    QTest::newRow("API Management") << validateJwt << false;
}

void SettingsVerdictTest::keyOfAnotherIssuer_isSeenByMicrosoftsValidator()
{
    QFETCH(QByteArray, settings);
    QFETCH(bool, seen);
    const Inspection inspection = judged(settings, "{}", plainHeader, {}, QStringLiteral("key-issuer"));
    QCOMPARE(decisiveCause(inspection), QStringLiteral("signature.key-issuer"));
    QCOMPARE(inspection.checklist.verdict, Status::Fail);
    const inspection::Words words = decisiveWords(inspection);
    QCOMPARE(words.why.contains(QLatin1String("does not compare the two")), !seen);
    QVERIFY(seen || !words.answer);
}

void SettingsVerdictTest::callerInAnotherClaim_isSaid()
{
    const Inspection inspection = judged(
        "<validate-jwt><openid-config url='https://login.microsoftonline.com/@tenant/v2.0/.well-known/"
        "openid-configuration'/><audiences><audience>@api</audience></audiences><required-claims><claim name='appid'>"
        "<value>@client</value></claim></required-claims></validate-jwt>",
        "{}");
    QString texts;
    for (const inspection::Fix& fix : decisiveWords(inspection).fixes)
        texts += fix.text + u'\n';
    QVERIFY2(texts.contains(QLatin1String("asks for appid in required-claims, let it ask for azp")),
             qUtf8Printable(texts));
    QVERIFY(decisiveWords(inspection).answer);
    QVERIFY(inspection::verdictOf(inspection).sentence.contains(QLatin1String("will reject")));
}

void SettingsVerdictTest::unknownMiddleware_hasNoWords()
{
    const Inspection inspection = inspection::testing::inspectionOf(snapshotWith("{'aud':'x'}"));
    QVERIFY(!decisiveWords(inspection).answer);
}

void SettingsVerdictTest::microsoftsOwnToken_isRefusedAtTheSignature()
{
    const Inspection inspection = judged(jwtBearer, "{'aud':'@graph'}", plainHeader, {}, QStringLiteral("graph-nonce"));
    const auto words = [&inspection](CheckId id) {
        return inspection::wordsFor(*inspection.checklist.find(id), inspection);
    };
    QCOMPARE(inspection.checklist.find(CheckId::Signature)->status, Status::Warning);
    QCOMPARE(decisiveCause(inspection), QStringLiteral("audience.microsoft-graph"));
    QVERIFY(words(CheckId::Signature).answer->first);
    QVERIFY(words(CheckId::Signature).answer->challenge.contains(QLatin1String("The signature is invalid")));
    QVERIFY(!words(CheckId::Audience).answer->first);
    const Inspection alone = judged(validateEntra, "{'aud':'@graph'}", plainHeader, {}, QStringLiteral("graph-nonce"));
    QCOMPARE(alone.checklist.verdict, Status::Warning);
    const QString sentence = inspection::verdictOf(alone).sentence;
    QVERIFY2(sentence.contains(QLatin1String("will reject")), qUtf8Printable(sentence));
}

void SettingsVerdictTest::microsoftsOtherName_isRefusedWhereTextIsCompared()
{
    const QByteArray settings = R"({"Jwt":{"Authority":"https://sts.windows.net/@tenant/",
        "Audience":"https://management.azure.com/"}})";
    const char* claims = "{'aud':'https://management.core.windows.net/','iss':'https://sts.windows.net/@tenant/',"
                         "'ver':'1.0'}";
    Inspection inspection = judged(settings, claims);
    QCOMPARE(decisiveCause(inspection), QStringLiteral("audience.resource-alias"));
    QCOMPARE(inspection.checklist.verdict, Status::Warning);
    QVERIFY(decisiveWords(inspection).answer->challenge.contains(QLatin1String("The audience '")));
    QVERIFY(inspection::verdictOf(inspection).sentence.contains(QLatin1String("will reject")));
    // Nobody knows who compares.
    inspection.expectations.middleware.reset();
    QVERIFY(!decisiveWords(inspection).answer);
    QVERIFY(inspection::verdictOf(inspection).sentence.contains(QLatin1String("may accept")));
}

void SettingsVerdictTest::unseenConverter_isSaidInTheAnswer()
{
    const Inspection inspection = judged(spring, "{}", plainHeader, {role});
    const auto answer = decisiveWords(inspection).answer;
    QVERIFY(answer);
    const QString line = inspection::linesOf(*answer).first();
    QVERIFY2(line.startsWith(QLatin1String("Unless a converter in its code maps roles, Spring Security answers: 403")),
             qUtf8Printable(line));
    const auto missing = decisiveWords(judged(spring, "{'roles':null}", plainHeader, {role})).answer;
    QVERIFY(missing && missing->unless.isEmpty());
}

void SettingsVerdictTest::audience_isJudgedByTheTokensVersion_data()
{
    QTest::addColumn<QByteArray>("claims");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char* name, const char* claims, const char* cause) {
        QTest::newRow(name) << QByteArray(claims) << QString::fromLatin1(cause);
    };
    row("v2, the client ID", "{}", "");
    row("v2, the URI", "{'aud':'api://@api'}", "audience.guid-vs-uri");
    row("v1, the URI", "{'aud':'api://@api','ver':'1.0'}", "");
    row("v1, the client ID", "{'ver':'1.0'}", "audience.guid-vs-uri");
    row("no version", "{'aud':'api://@api','ver':null}", "");
}

void SettingsVerdictTest::audience_isJudgedByTheTokensVersion()
{
    QFETCH(QByteArray, claims);
    QFETCH(QString, cause);
    const Inspection inspection = judged(identityWeb, claims);
    // Both stay, for the next token.
    QCOMPARE(inspection.expectations.audiences, (QStringList{api, QStringLiteral("api://") + api}));
    const checks::Result& audience = *inspection.checklist.find(CheckId::Audience);
    QCOMPARE(audience.cause, cause);
    for (const inspection::Fix& fix : inspection::wordsFor(audience, inspection).fixes)
        QVERIFY2(fix.field != QLatin1String("expectations.audiences"), qUtf8Printable(fix.text));
}

void SettingsVerdictTest::laterFault_isSaidToComeLater()
{
    const Inspection inspection = judged(jwtBearer, "{'aud':'api://x','iss':'https://i.example'}");
    const auto answerOf = [&inspection](CheckId id) {
        return inspection::wordsFor(*inspection.checklist.find(id), inspection).answer;
    };
    QVERIFY(answerOf(CheckId::Audience)->first);
    QVERIFY(!answerOf(CheckId::Issuer)->first);
    QVERIFY(inspection::linesOf(*answerOf(CheckId::Issuer)).first().startsWith(QLatin1String("Once")));
    QVERIFY(!answerOf(CheckId::Lifetime));
}

void SettingsVerdictTest::tokenText_isFilledInOnce()
{
    const Inspection inspection = judged(jwtBearer, "{'aud':'{iss}\\n{kid}{aud}'}");
    QCOMPARE(decisiveWords(inspection).answer->challenge,
             QStringLiteral("Bearer error=\"invalid_token\", error_description=\"The audience '{iss}\\n{kid}{aud}' is "
                            "invalid\""));
}

QTEST_GUILESS_MAIN(SettingsVerdictTest)
#include "tst_settingsverdict.moc"
