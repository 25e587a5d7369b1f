// SPDX-License-Identifier: Apache-2.0
#include "inspecting.h"

#include "inspection/prediction.h"

using namespace assayer::inspection;
using namespace assayer::checks::testing;
using assayer::profile::AuthorityKind;
using assayer::profile::EndpointVersion;
using assayer::profile::Profile;
namespace entra = assayer::entra;

namespace {

const QString uri = QStringLiteral("https://contoso.example/orders");
const QString v1Issuer = QStringLiteral("https://sts.windows.net/") + tenant + u'/';
const QString v2Issuer = QStringLiteral("https://login.microsoftonline.com/") + tenant + QStringLiteral("/v2.0");

Profile asking(const QString& resource, EndpointVersion endpoint = EndpointVersion::V2)
{
    Profile profile = entraProfile();
    profile.authority.version = endpoint;
    profile.resources = {resource};
    return profile;
}

/// The API's registration with that requestedAccessTokenVersion; 0: null.
entra::Manifest registration(int version)
{
    entra::Manifest manifest;
    manifest.appId = api;
    manifest.identifierUris = {uri, QStringLiteral("api://") + api};
    if (version > 0) {
        manifest.requestedAccessTokenVersion = version;
    }
    return manifest;
}

PredictedClaim claimOf(const Prediction& prediction, const char* name)
{
    const PredictedClaim* claim = prediction.find(QString::fromLatin1(name));
    return claim ? *claim : PredictedClaim();
}

assayer::jose::Jwt tokenWith(const char* changes)
{
    return tokenOf(plainHeader, claimsWith(withIds(changes)));
}

} // namespace

class PredictionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ofSeveralManifests_theRegistrationDecides()
    {
        entra::Manifest principal = registration(0);
        principal.kind = entra::ManifestKind::ServicePrincipal;
        entra::Manifest stranger = registration(1);
        stranger.appId = client;
        stranger.identifierUris = {};
        for (const auto& manifests : {QList{principal, stranger, registration(2)}, QList{registration(2), principal}}) {
            const Prediction prediction = predictFrom(asking(uri), manifests);
            QCOMPARE(claimOf(prediction, "ver").values, QStringList{QStringLiteral("2.0")});
            QCOMPARE(claimOf(prediction, "ver").certainty, Certainty::Known);
        }
        QVERIFY(claimOf(predictFrom(asking(uri), {principal}), "ver").values.isEmpty());
        QCOMPARE(predictFrom(asking(uri), {stranger}).remark, QString());
    }

    void entra_isPredicted_data()
    {
        QTest::addColumn<QString>("resource");
        QTest::addColumn<int>("endpoint");
        QTest::addColumn<int>("manifest");       // −1: none
        QTest::addColumn<QStringList>("values"); // ver, aud, iss; alternatives parted by |
        QTest::addColumn<QStringList>("certainties");
        const auto row = [](const char* name, const QString& resource, int endpoint, int manifest,
                            const QStringList& values, const QStringList& certainties) {
            QTest::newRow(name) << resource << endpoint << manifest << values << certainties;
        };
        const QString either = v1Issuer + u'|' + v2Issuer;
        const QStringList known{"known", "known", "known"};
        const QStringList usual{"known", "likely", "known"};
        row("v2 API by its URI", uri, 2, 2, {"2.0", api, v2Issuer}, known);
        row("v2 API by its client ID", api, 2, 2, {"2.0", api, v2Issuer}, known);
        row("v2 API at the v1 endpoint", uri, 1, 2, {"2.0", api, v2Issuer}, known);
        row("v1 API at the v2 endpoint", uri, 2, 1, {"1.0", uri, v1Issuer}, usual);
        row("version null is 1", uri, 2, 0, {"1.0", uri, v1Issuer}, usual);
        row("v1 API by its client ID", api, 1, 1, {"1.0", api, v1Issuer}, usual);
        row("the slash is kept", uri + u'/', 1, 1, {"1.0", uri + u'/', v1Issuer}, usual);
        row(".default typed at v2", uri + QStringLiteral("/.default"), 2, 1, {"1.0", uri, v1Issuer}, usual);
        row(".default typed at v1 stays", uri + QStringLiteral("/.default"), 1, -1, {"", "", either},
            {"unknown", "unknown", "likely"});
        row("no manifest, URI", uri, 2, -1, {"", "", either}, {"unknown", "unknown", "likely"});
        row("no manifest, client ID", api, 2, -1, {"", api, either}, {"unknown", "likely", "likely"});
        row("no manifest, api:// and client ID", QStringLiteral("api://") + api, 2, -1,
            {"", QStringLiteral("api://") + api + u'|' + api, either}, {"unknown", "likely", "likely"});
        row("no manifest, api:// and tenant", QStringLiteral("api://") + tenant, 2, -1, {"", "", either},
            {"unknown", "unknown", "likely"});
        row("Graph", QStringLiteral("https://graph.microsoft.com"), 2, -1,
            {"1.0", QStringLiteral("https://graph.microsoft.com|00000003-0000-0000-c000-000000000000"), v1Issuer},
            {"likely", "likely", "likely"});
        row("a scope without a resource is Graph", QStringLiteral(".default"), 2, -1,
            {"1.0", QStringLiteral("https://graph.microsoft.com|00000003-0000-0000-c000-000000000000"), v1Issuer},
            {"likely", "likely", "likely"});
        row("Graph by its app ID", QStringLiteral("00000003-0000-0000-c000-000000000000"), 2, -1,
            {"1.0", QStringLiteral("00000003-0000-0000-c000-000000000000"), v1Issuer}, {"likely", "likely", "likely"});
        row("token exchange", QStringLiteral("api://AzureADTokenExchange"), 2, -1,
            {"2.0", QStringLiteral("fb60f99c-7a34-4190-8149-302f77469936"), v2Issuer}, {"likely", "likely", "likely"});
    }
    void entra_isPredicted()
    {
        QFETCH(QString, resource);
        QFETCH(int, endpoint);
        QFETCH(int, manifest);
        QFETCH(QStringList, values);
        QFETCH(QStringList, certainties);
        const entra::Manifest registered = registration(manifest);
        const Prediction prediction =
            predict(asking(resource, endpoint == 1 ? EndpointVersion::V1 : EndpointVersion::V2),
                    manifest < 0 ? nullptr : &registered);
        const char* const names[] = {"ver", "aud", "iss"};
        for (int i = 0; i < 3; ++i) {
            const PredictedClaim claim = claimOf(prediction, names[i]);
            QCOMPARE(claim.values.join(u'|'), values.at(i));
            QCOMPARE(toName(claim.certainty), certainties.at(i));
            QVERIFY(!claim.why.isEmpty());
            QCOMPARE(claim.values.isEmpty(), claim.inWords() == QLatin1String("unknown"));
        }
    }

    void foreignManifest_isLeftAside()
    {
        entra::Manifest other = registration(2);
        other.appId = billingApi;
        other.identifierUris = {QStringLiteral("https://contoso.example/billing")};
        const Prediction prediction = predict(asking(uri), &other);
        QVERIFY(!prediction.remark.isEmpty());
        QCOMPARE(claimOf(prediction, "ver").certainty, Certainty::Unknown);
        const entra::Manifest own = registration(2);
        QVERIFY(predict(asking(uri.toUpper() + u'/'), &own).remark.isEmpty());
    }

    void servicePrincipal_knowsTheClientIdAlone()
    {
        entra::Manifest principal = registration(0);
        principal.kind = entra::ManifestKind::ServicePrincipal;
        const Prediction prediction = predict(asking(uri), &principal);
        QCOMPARE(claimOf(prediction, "ver").certainty, Certainty::Unknown);
        QCOMPARE(claimOf(prediction, "aud").values, (QStringList{uri, api}));
    }

    void issuer_isUnknownWhereTheTenantIsADomain()
    {
        Profile profile = asking(uri);
        const entra::Manifest manifest = registration(2);
        profile.authority.tenant = QStringLiteral("contoso.example");
        QCOMPARE(claimOf(predict(profile, &manifest), "iss").certainty, Certainty::Unknown);
        profile.authority.tenant = tenant;
        profile.authority.cloud = QStringLiteral("germany-delos");
        QCOMPARE(claimOf(predict(profile, &manifest), "iss").certainty, Certainty::Unknown);
        profile.authority.cloud = QStringLiteral("china");
        QCOMPARE(claimOf(predict(profile, &manifest), "iss").values.first(),
                 QStringLiteral("https://login.partner.microsoftonline.cn/%1/v2.0").arg(tenant));
        profile.authority.tenant = tenant.toUpper();
        QVERIFY(claimOf(predict(profile, &manifest), "iss").values.first().contains(tenant));
        profile.authority.kind = AuthorityKind::Practice;
        QCOMPARE(claimOf(predict(profile, &manifest), "iss").certainty, Certainty::Unknown);
        QCOMPARE(claimOf(predict(profile, &manifest, QUrl(QStringLiteral("http://127.0.0.1:9"))), "iss").values.first(),
                 QStringLiteral("http://127.0.0.1:9/%1/v2.0").arg(tenant));
    }

    void otherAuthority_isPredictedByTheRequest()
    {
        Profile profile;
        profile.authority.kind = AuthorityKind::Issuer;
        QVERIFY(predict(profile).claims.isEmpty());
        profile.authority.issuer = QStringLiteral("https://shop.example/realms/shop");
        QCOMPARE(claimOf(predict(profile), "aud").certainty, Certainty::Unknown);
        QCOMPARE(claimOf(predict(profile), "iss").values, QStringList{profile.authority.issuer});
        profile.audience = QStringLiteral("https://orders.example/");
        QCOMPARE(claimOf(predict(profile), "aud").values, QStringList{profile.audience});
        QCOMPARE(claimOf(predict(profile), "ver").certainty, Certainty::Unknown);
    }

    void nothingAsked_predictsNothing() { QVERIFY(predict(asking(QString())).claims.isEmpty()); }

    void difference_isPointedOut_data()
    {
        QTest::addColumn<QString>("resource");
        QTest::addColumn<int>("manifest");
        QTest::addColumn<QByteArray>("changes");
        QTest::addColumn<QString>("claims");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const QString& resource, int manifest, const char* changes,
                            const char* claims, const char* words) {
            QTest::newRow(name) << resource << manifest << QByteArray(changes) << QString::fromLatin1(claims)
                                << QString::fromUtf8(words);
        };
        const auto v1 = "{'ver':'1.0','aud':'@uri','iss':'https://sts.windows.net/@tenant/'}";
        row("as predicted", uri, 2, "{}", "", "");
        row("as predicted, v1", uri, 1, v1, "", "");
        row("v1 from the v2 endpoint", uri, -1, v1, "ver", "does not choose the token's version");
        row("v2 from the v2 endpoint", uri, -1, "{}", "", "");
        row("v1 though the manifest says 2", uri, 2, v1, "ver,aud,iss", "manifest was changed");
        row("v2 though the manifest says 1", uri, 1, "{}", "ver,aud,iss", "follows from the token's version");
        row("one slash", uri, 1, "{'ver':'1.0','aud':'@uri/','iss':'https://sts.windows.net/@tenant/'}", "aud",
            "final slash alone");
        row("letter case", uri, 1,
            "{'ver':'1.0','aud':'https://contoso.example/Orders','iss':'https://sts.windows.net/@tenant/'}", "aud",
            "letter case alone");
        row("use_guid", uri, 1, "{'ver':'1.0','aud':'@api','iss':'https://sts.windows.net/@tenant/'}", "aud",
            "use_guid");
        row("other tenant", uri, 2, "{'iss':'https://login.microsoftonline.com/@tenant2/v2.0'}", "iss",
            "another tenant");
        row("other API", uri, 2, "{'aud':'@billing'}", "aud", "another API than the manifest's");
        row("no audience", uri, 2, "{'aud':null}", "aud", "no such claim");
        row("one of several", uri, 2, "{'aud':['x','@api']}", "", "");
        row("hostile", uri, 2, "{'aud':'a\\nb\\u202e'}", "aud", "«a\\nb\\u{202E}»");
    }
    void difference_isPointedOut()
    {
        QFETCH(QString, resource);
        QFETCH(int, manifest);
        QFETCH(QByteArray, changes);
        QFETCH(QString, words);
        const entra::Manifest registered = registration(manifest);
        const auto surprises = surprisesOf(predict(asking(resource), manifest < 0 ? nullptr : &registered),
                                           tokenWith(changes.constData()));
        QStringList claims;
        QString sentences;
        for (const Surprise& surprise : surprises) {
            claims += surprise.claim;
            sentences += surprise.sentence + u'\n';
        }
        QTEST(claims.join(u','), "claims");
        QVERIFY2(sentences.contains(words), qPrintable(sentences));
    }

    void everySampleToken_isAsPredicted_data()
    {
        QTest::addColumn<QString>("resource");
        QTest::addColumn<int>("manifest");
        QTest::addColumn<QString>("cloud");
        QTest::addColumn<QString>("surprises");
        const auto row = [](const char* sample, const QString& resource, int manifest, const char* cloud = "public",
                            const char* surprises = "") {
            QTest::newRow(sample) << resource << manifest << QString::fromLatin1(cloud)
                                  << QString::fromLatin1(surprises);
        };
        const QString ownUri = QStringLiteral("api://") + api;
        for (const char* sample : {"v2-app-only", "v2-app-only-idtyp", "v2-app-only-no-roles", "v2-app-only-two-roles",
                                   "v2-app-only-expired", "v2-app-only-not-yet-valid", "v2-app-only-unknown-kid",
                                   "v2-app-only-tampered", "v2-app-only-tampered-base", "v2-delegated"}) {
            row(sample, ownUri, 2);
        }
        row("v1-app-only", ownUri, 1);
        row("v1-app-only-certificate", ownUri, 1);
        row("v1-app-only-guid-aud", api, 1);
        row("v1-app-only-trailing-slash", uri + u'/', 1);
        row("v2-app-only-own-client-id", client, -1);
        row("v2-app-only-wrong-tenant", ownUri, 2, "public", "iss");
        row("graph-app-only", QStringLiteral("https://graph.microsoft.com"), -1);
        row("arm-app-only", QStringLiteral("https://management.azure.com/"), -1, "public");
        row("aad-graph-app-only", QStringLiteral("00000002-0000-0000-c000-000000000000"), -1);
        row("fic-assertion-audience", QStringLiteral("api://AzureADTokenExchange"), -1);
        row("usgov-v2-app-only", ownUri, 2, "usgov");
        row("china-v1-app-only", ownUri, 1, "china");
    }
    void everySampleToken_isAsPredicted()
    {
        QFETCH(QString, resource);
        QFETCH(int, manifest);
        QFETCH(QString, cloud);
        QFile file(QStringLiteral(ASSAYER_SHARED_DIR "/facts/entra/samples/tokens/%1.jwt")
                       .arg(QLatin1String(QTest::currentDataTag())));
        if (!file.open(QIODevice::ReadOnly)) {
            QSKIP("the shared samples are not beside this checkout");
        }
        const auto token = assayer::jose::takeApart(file.readAll().trimmed());
        Profile profile =
            asking(resource, token.claimText(u"ver") == u"1.0" ? EndpointVersion::V1 : EndpointVersion::V2);
        profile.authority.cloud = cloud;
        const entra::Manifest registered = registration(manifest);
        QStringList claims;
        for (const Surprise& surprise : surprisesOf(predict(profile, manifest < 0 ? nullptr : &registered), token)) {
            claims += surprise.claim;
        }
        QTEST(claims.join(u','), "surprises");
    }
};

QTEST_GUILESS_MAIN(PredictionTest)
#include "tst_prediction.moc"
