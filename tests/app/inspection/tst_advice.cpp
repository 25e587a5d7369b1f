// SPDX-License-Identifier: Apache-2.0
#include "inspecting.h"

#include "inspection/words.h"

#include <algorithm>

using namespace assayer::inspection;
using namespace assayer::inspection::testing;
using namespace assayer::checks::testing;
using assayer::checks::CheckId;
using assayer::checks::Snapshot;
using assayer::profile::TokenVersion;

namespace {

struct Case {
    QString name, check, expected;
    QByteArray claims, manifests;
    QStringList says, silent;
};

QByteArray filled(QByteArray text)
{
    return withIds(text.trimmed()
                       .replace("@v1", "https://sts.windows.net/@tenant/")
                       .replace("@v2", "https://login.microsoftonline.com/@tenant/v2.0"));
}

QStringList parts(const QByteArray& cell)
{
    QStringList texts;
    for (const QString& text : QString::fromUtf8(filled(cell)).split(QStringLiteral("&&"), Qt::SkipEmptyParts))
        texts += text.trimmed();
    return texts;
}

QList<Case> cases()
{
    QFile table(QStringLiteral(ASSAYER_SOURCE_DIR "/tests/data/inspection/advice.txt"));
    if (!table.open(QIODevice::ReadOnly))
        qFatal("no table of advice");
    QList<Case> rows;
    for (const QByteArray& line : table.readAll().split('\n')) {
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const QList<QByteArray> cells = line.split('|');
        if (cells.size() != 7)
            qFatal("not seven cells: %s", line.constData());
        rows += Case{QString::fromUtf8(cells[0].trimmed()),
                     QString::fromUtf8(cells[1].trimmed()),
                     QString::fromUtf8(filled(cells[2])),
                     filled(cells[3]),
                     filled(cells[4]),
                     parts(cells[5]),
                     parts(cells[6])};
    }
    return rows;
}

void expectIn(Snapshot& snapshot, const QString& name, const QString& value)
{
    auto& expected = snapshot.expectations;
    const QStringList values = value.split(u',', Qt::SkipEmptyParts);
    if (name == QLatin1String("aud")) {
        expected.audiences = values;
    } else if (name == QLatin1String("roles")) {
        expected.roles = values;
    } else if (name == QLatin1String("match")) {
        expected.roleMatch =
            value == QLatin1String("any") ? assayer::profile::RoleMatch::Any : assayer::profile::RoleMatch::All;
    } else if (name == QLatin1String("iss")) {
        expected.issuer = values.value(0);
        expected.moreIssuers = values.mid(1);
    } else if (name == QLatin1String("ver")) {
        expected.tokenVersion = value == QLatin1String("1.0") ? TokenVersion::V1 : TokenVersion::V2;
    } else if (name == QLatin1String("client")) {
        expected.client = value;
    } else if (name == QLatin1String("tenant")) {
        expected.tenant = value;
    } else if (name == QLatin1String("asked")) {
        snapshot.requestedResource = value;
    } else if (name == QLatin1String("sig")) {
        snapshot.verification.status = assayer::jose::SignatureStatus::Invalid;
        snapshot.verification.cause = value;
    } else if (name == QLatin1String("profile")) {
        snapshot.profile = entraProfile();
        snapshot.profile->authority.kind = assayer::profile::AuthorityKind::Issuer;
        snapshot.profile->authority.issuer = value;
    } else {
        qFatal("nothing to expect: %s", qUtf8Printable(name));
    }
}

Words wordsOf(const Case& row)
{
    Snapshot snapshot = snapshotWith(row.claims);
    for (const QString& field : row.expected.split(u';', Qt::SkipEmptyParts))
        expectIn(snapshot, field.section(u'=', 0, 0).trimmed(), field.section(u'=', 1));
    if (!row.manifests.isEmpty())
        snapshot.manifests = manifestsIn(row.manifests);
    const Inspection inspection = inspectionOf(snapshot);
    for (const auto& result : inspection.checklist.results) {
        if (assayer::checks::toName(result.id) == row.check)
            return wordsFor(result, inspection);
    }
    qFatal("no check %s", qUtf8Printable(row.check));
}

/// All that is said, with the fields that a fix would change.
QString textOf(const Words& words)
{
    QString text = words.summary + u'\n' + words.why;
    for (const Fix& fix : words.fixes)
        text += u'\n' + toName(fix.side) + QStringLiteral(": ") + fix.text +
                QStringLiteral(" [%1=%2]").arg(fix.field, fix.value);
    return text;
}

} // namespace

/// Advice for one case after another: what it has to say, and what would be wrong there.
class AdviceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void advice_fitsTheCase_data()
    {
        QTest::addColumn<int>("row");
        int number = 0;
        for (const Case& row : cases())
            QTest::newRow(row.name.toUtf8().constData()) << number++;
    }
    void advice_fitsTheCase()
    {
        QFETCH(int, row);
        const Case wanted = cases().at(row);
        const QString text = textOf(wordsOf(wanted));
        for (const QString& part : wanted.says)
            QVERIFY2(text.contains(part), qPrintable(part + QStringLiteral("\nis not in\n") + text));
        for (const QString& part : wanted.silent)
            QVERIFY2(!text.contains(part), qPrintable(part + QStringLiteral("\nis in\n") + text));
    }

    // Where the registration is right already, a new token is the way, and the API's settings are the detour.
    void oldToken_isSaidBeforeTheSettings()
    {
        const QList<Case> all = cases();
        const auto row = std::find_if(all.begin(), all.end(), [](const Case& each) {
            return each.name == QLatin1String("v1 issuer although the manifest says 2");
        });
        QVERIFY(row != all.end());
        const QString text = textOf(wordsOf(*row));
        QVERIFY(text.contains(QLatin1String("Accept both issuers")));
        QVERIFY2(text.indexOf(QLatin1String("Get a new token")) < text.indexOf(QLatin1String("Accept both issuers")),
                 qPrintable(text));
    }
};

QTEST_GUILESS_MAIN(AdviceTest)
#include "tst_advice.moc"
