// SPDX-License-Identifier: Apache-2.0
#include "checktesting.h"

#include "jose/verification.h"

#include <QDir>

using namespace assayer::checks;
using namespace assayer::checks::testing;

namespace {

const QString shared = QStringLiteral(ASSAYER_SHARED_DIR "/facts/entra/samples/");

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The key set that the samples' README names for that token.
assayer::jose::JwkSet keysFor(const assayer::jose::Jwt& token)
{
    const QString issuer = token.claimText(u"iss");
    const QString set = issuer.contains(QLatin1String("b2clogin"))        ? QStringLiteral("b2c-policy")
                        : token.claimText(u"ver") == QLatin1String("1.0") ? QStringLiteral("v1-tenant")
                                                                          : QStringLiteral("v2-tenant");
    const QByteArray json = contentOf(shared + QStringLiteral("discovery/jwks-%1.json").arg(set));
    return assayer::jose::JwkSet::parse(json).value_or(assayer::jose::JwkSet());
}

/// The tokens of the tenant's own cloud are judged as its profile expects them, others by what the row says.
Snapshot sampleSnapshot(const QStringList& cells)
{
    Snapshot snapshot;
    snapshot.token =
        assayer::jose::takeApart(contentOf(shared + QStringLiteral("tokens/%1.jwt").arg(cells[0])).trimmed());
    snapshot.verification = assayer::jose::verify(snapshot.token, keysFor(snapshot.token));
    snapshot.now = now;
    snapshot.profile = entraProfile();
    if (cells[1].startsWith(QLatin1String("https:"))) {
        snapshot.profile->authority = {};
        snapshot.profile->authority.kind = assayer::profile::AuthorityKind::Issuer;
        snapshot.profile->authority.issuer = cells[1];
    } else {
        snapshot.profile->authority.cloud = cells[1];
    }
    snapshot.profile->clientId = cells[2];
    snapshot.profile->expectations.audiences = cells[3].split(u';', Qt::SkipEmptyParts);
    snapshot.profile->expectations.roles = cells[4].split(u';', Qt::SkipEmptyParts);
    snapshot.expectations = resolveExpectations(*snapshot.profile, {});
    return snapshot;
}

QString summaryOf(const Result& result)
{
    if (result.status == Status::Pass) {
        return QStringLiteral("ok");
    }
    const QString mark = result.status == Status::Warning     ? QStringLiteral("!")
                         : result.status == Status::Unchecked ? QStringLiteral("?")
                                                              : QString();
    return mark + result.cause.section(u'.', 1);
}

QList<QStringList> rows()
{
    QList<QStringList> rows;
    for (const QByteArray& line :
         contentOf(QStringLiteral(ASSAYER_SOURCE_DIR "/tests/data/checks/samples.txt")).split('\n')) {
        QStringList cells = QString::fromUtf8(withIds(line)).split(u'|');
        if (cells.size() == 14 && !line.startsWith('#')) {
            for (QString& cell : cells) {
                cell = cell.trimmed();
            }
            rows += cells;
        }
    }
    return rows;
}

} // namespace

/// Every token of the samples, judged as their index says.
class SamplesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!QDir(shared).exists()) {
            QSKIP("The shared samples are not beside this checkout.");
        }
    }

    void sample_isJudgedAsItsIndexSays_data()
    {
        QTest::addColumn<QStringList>("cells");
        for (const QStringList& cells : rows()) {
            QTest::newRow(cells[0].toLatin1().constData()) << cells;
        }
    }
    void sample_isJudgedAsItsIndexSays()
    {
        QFETCH(QStringList, cells);
        const Checklist checklist = judge(sampleSnapshot(cells));
        QStringList found;
        for (const Result& result : checklist.results) {
            found += summaryOf(result);
        }
        QCOMPARE(found.join(QStringLiteral(" | ")), cells.mid(5).join(QStringLiteral(" | ")));
    }

    void everySample_isThere()
    {
        QSet<QString> judged;
        for (const QStringList& cells : rows()) {
            judged.insert(cells[0]);
        }
        for (const QFileInfo& file : QDir(shared + QStringLiteral("tokens")).entryInfoList({QStringLiteral("*.jwt")})) {
            QVERIFY2(judged.contains(file.completeBaseName()), qPrintable(file.fileName()));
        }
    }

    void clientAssertions_areNoTokens()
    {
        for (const QFileInfo& file :
             QDir(shared + QStringLiteral("client-assertions")).entryInfoList({QStringLiteral("*.jwt")})) {
            const auto token = assayer::jose::takeApart(contentOf(file.filePath()).trimmed());
            QCOMPARE(judge(snapshotOf(token)).find(CheckId::Kind)->cause, QStringLiteral("kind.client-assertion"));
        }
    }
};

QTEST_GUILESS_MAIN(SamplesTest)
#include "tst_samples.moc"
