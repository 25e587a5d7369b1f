// SPDX-License-Identifier: Apache-2.0
// Every text that the core asks to have translated is filed for the translators under the context that it is asked for.
#include "app/inspection/inspecting.h"
#include "translationrecord.h"

#include "entra/manifest.h"
#include "formats/apisettings.h"
#include "inspection/explained.h"
#include "inspection/ladderwords.h"
#include "inspection/prediction.h"
#include "inspection/render.h"
#include "inspection/report.h"
#include "inspection/words.h"
#include "oauth/lint.h"

#include <QDir>

using namespace assayer;
using namespace assayer::checks::testing;
using namespace assayer::inspection::testing;

namespace {

void tellTables()
{
    for (const char* table : {"audience", "client", "issuer", "kind", "lifetime", "roles", "tenant", "version"}) {
        for (const Row& row : rowsOf(table)) {
            checks::Snapshot snapshot = snapshotOf(row);
            snapshot.expectations.roles = row.expected;
            snapshot.expectations.audiences = row.expected;
            const inspection::Inspection inspection = inspectionOf(snapshot);
            for (const checks::Result& result : inspection.checklist.results)
                (void)inspection::wordsFor(result, inspection);
            (void)inspection::laddersOf(inspection);
            (void)inspection::verdictOf(inspection);
        }
    }
}

/// What is said of every claim that is known.
void meanClaims()
{
    QFile file(QStringLiteral(ASSAYER_SOURCE_DIR "/resources/entra/claims.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    for (const auto& claim : QJsonDocument::fromJson(file.readAll()).array()) {
        const QString name = claim[QStringLiteral("name")].toString();
        for (const auto section : {jose::Section::Header, jose::Section::Payload})
            (void)inspection::useOf(section, name, checks::Family::Entra);
    }
}

/// Causes that no table has a token for.
void tellCauses()
{
    const inspection::Inspection inspection = inspectionOf(snapshotWith("{}"));
    for (const checks::Cause& cause : checks::causes) {
        checks::Result result;
        result.id = cause.check;
        result.cause = cause.text();
        result.status = checks::Status::Fail;
        (void)inspection::wordsFor(result, inspection);
    }
}

void explainCodes()
{
    QFile file(QStringLiteral(ASSAYER_SOURCE_DIR "/resources/entra/errors.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray codes = QJsonDocument::fromJson(file.readAll()).array();
    QVERIFY(codes.size() >= 136);
    for (const auto& code : codes)
        (void)inspection::explainAnswer(QString::number(code[QStringLiteral("code")].toInt()), nullptr, now);
    for (const char* text : {"", "nonsense", "<html>", "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\n\r\n",
                             "{\"error\":\"invalid_client\"}", "IDX10214: Audience validation failed.",
                             "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer error=\"invalid_token\"\r\n\r\n"}) {
        const auto answer = inspection::explainAnswer(QString::fromLatin1(text), nullptr, now);
        (void)inspection::toText(answer);
    }
}

void readNonsense()
{
    for (const char* text : {"", "{", "[1]", "<a>", "<policies><inbound/></policies>", "a: &b\n  - *c", "nonsense"}) {
        (void)formats::readApiSettings(text);
        (void)entra::parseManifest(text);
    }
}

void reportAll()
{
    checks::Snapshot snapshot = snapshotWith("{'roles':null,'aud':'api://elsewhere'}");
    snapshot.manifests = manifestsIn(withIds("{@manifestOfApi,@declaresRole};{@listOfClient,\"value\":[]}"));
    const inspection::Inspection inspection = inspectionOf(snapshot);
    for (const auto format :
         {inspection::ReportFormat::Markdown, inspection::ReportFormat::Text, inspection::ReportFormat::Json})
        (void)inspection::report(inspection, format, inspection::Naming::Pseudonyms);
    (void)entra::lintManifest(snapshot.manifests.first());
    (void)entra::whyNoRoleValue(QStringLiteral("a b"));
    profile::Profile profile = entraProfile();
    (void)oauth::lint(profile, {});
    for (const char* resource : {"", ".default", "api://orders", "https://graph.microsoft.com"}) {
        profile.resources = {QString::fromLatin1(resource)};
        (void)inspection::predict(profile);
        (void)oauth::lint(profile, {});
    }
}

} // namespace

class TranslationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void text_isFiledWhereItIsSought()
    {
        const TranslationRecord record;
        tellTables();
        tellCauses();
        explainCodes();
        meanClaims();
        readNonsense();
        reportAll();
        compareFiled(record.asked(), 1100);
    }
};

QTEST_GUILESS_MAIN(TranslationsTest)
#include "tst_translations.moc"
