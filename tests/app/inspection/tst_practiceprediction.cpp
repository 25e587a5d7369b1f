// SPDX-License-Identifier: Apache-2.0
#include "app/practice/sitetest.h"

#include "inspection/prediction.h"

using namespace assayer;
using namespace assayer::test;
using namespace assayer::inspection;

/// What the practice tenant issues is what was predicted of it.
class PracticePredictionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void token_isAsPredicted_data()
    {
        QTest::addColumn<QString>("resource");
        QTest::addColumn<int>("endpoint");
        QTest::addColumn<bool>("manifest");
        const auto row = [](const QByteArray& resource) {
            for (const int endpoint : {1, 2}) {
                for (const bool manifest : {false, true}) {
                    QTest::addRow("%s at v%d, %s", resource.constData(), endpoint, manifest ? "manifest" : "without")
                        << QString::fromLatin1(resource) << endpoint << manifest;
                }
            }
        };
        row("api://" + webApi);
        row(webApi);
        row("https://practice.example/legacy");
        row("https://practice.example/legacy/");
        row("5b90d7e4-16f3-4c82-9ae7-d03b8f52c641");
        row("https://practice.example/reports");
        row("https://graph.microsoft.com");
    }
    void token_isAsPredicted()
    {
        QFETCH(QString, resource);
        QFETCH(int, endpoint);
        QFETCH(bool, manifest);
        const auto directory = practice::Directory::builtIn();
        const practice::Application* registered = directory->tenant(QString::fromLatin1(tenantId))->resource(resource);
        QVERIFY(registered);
        entra::Manifest api;
        api.appId = registered->clientId;
        api.identifierUris = registered->identifierUris;
        api.requestedAccessTokenVersion = registered->tokenVersion;

        profile::Profile profile;
        profile.authority.kind = profile::AuthorityKind::Practice;
        profile.authority.tenant = QString::fromLatin1(tenantId);
        profile.authority.version = endpoint == 1 ? profile::EndpointVersion::V1 : profile::EndpointVersion::V2;
        profile.resources = {resource};
        const auto prediction = predict(profile, manifest ? &api : nullptr, QUrl(base));
        for (const Surprise& surprise : surprisesOf(prediction, m_site.tokenFor(resource.toLatin1(), endpoint))) {
            // Without the manifest the endpoint's version is all that one could have gone by.
            QVERIFY2(!manifest && surprise.claim == u"ver" && surprise.predicted.isEmpty(),
                     qPrintable(surprise.sentence));
            QVERIFY(registered->tokenVersion != endpoint);
        }
    }

private:
    PracticeSite m_site;
};

QTEST_GUILESS_MAIN(PracticePredictionTest)
#include "tst_practiceprediction.moc"
