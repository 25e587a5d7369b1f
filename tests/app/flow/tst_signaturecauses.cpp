// SPDX-License-Identifier: Apache-2.0
#include "signaturecases.h"

using namespace assayer;
using test::signatures::Case;

Q_DECLARE_METATYPE(Case)

/// From a token and keys to the check's answer: each cause where it belongs, and not where it only nearly does.
class TestSignatureCauses : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_script.reset(); }

    void cause_isFound_data();
    void cause_isFound();
    void everyCause_hasCasesAndNearMisses();

private:
    [[nodiscard]] std::optional<checks::Result> resultOf(const Case& input);

    test::Scripted m_script;
    const QList<Case> m_cases = test::signatures::all();
};

std::optional<checks::Result> TestSignatureCauses::resultOf(const Case& input)
{
    if (input.found) {
        checks::Snapshot snapshot = checks::testing::snapshotWith("{}");
        snapshot.verification = *input.found;
        return *checks::judge(snapshot).find(checks::CheckId::Signature);
    }
    flow::Brought brought;
    brought.text = input.token;
    brought.profile = m_script.entraProfile();
    if (!input.given.isEmpty())
        brought.keys = *jose::JwkSet::parse(input.given);
    if (!input.published.isEmpty()) {
        brought.fetch = flow::Fetch::Allowed;
        m_script.answerEntra(input.token, input.published.first());
        for (const QByteArray& keys : input.published.mid(1)) {
            for (const char* version : {"", "/v2.0"})
                m_script.transport->answer(QUrl(test::login + QStringLiteral("keys") + QLatin1String(version)), keys);
        }
    }
    const auto inspection = test::finished(*flow::inspectToken(m_script.surroundings(), std::move(brought)));
    if (!inspection)
        return std::nullopt;
    return test::checkOf(*inspection, checks::CheckId::Signature);
}

void TestSignatureCauses::cause_isFound_data()
{
    QTest::addColumn<Case>("input");
    for (const Case& input : m_cases) {
        const QString about = input.nearMiss.isEmpty() ? input.cause : QStringLiteral("not ") + input.nearMiss;
        QTest::newRow(qPrintable(about + QStringLiteral(": ") + input.name)) << input;
    }
}

void TestSignatureCauses::cause_isFound()
{
    QFETCH(Case, input);
    const auto result = resultOf(input);
    QVERIFY(result);
    checks::testing::compareCause(*result, input.cause);
}

void TestSignatureCauses::everyCause_hasCasesAndNearMisses()
{
    QList<checks::testing::Row> rows;
    for (const Case& input : m_cases)
        rows += checks::testing::Row{input.name, input.cause, input.nearMiss, {}, {}};
    checks::testing::compareCoverage(checks::CheckId::Signature, rows);
}

QTEST_GUILESS_MAIN(TestSignatureCauses)
#include "tst_signaturecauses.moc"
