// SPDX-License-Identifier: Apache-2.0
#include "scripted.h"

using namespace assayer;
using namespace assayer::test;

/// How a run ends when it is cancelled or deleted.
class TestRunEnd : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_script.reset(); }

    void cancel_endsWithWhatThereIs_data();
    void cancel_endsWithWhatThereIs();
    void cancel_beforeTheFirstStep();
    void cancel_whileAHostIsToBeConfirmed();
    void deleting_isSilent();
    void deleting_insideASignalIsSafe_data();
    void deleting_insideASignalIsSafe();

private:
    Scripted m_script;
};

void TestRunEnd::cancel_endsWithWhatThereIs_data()
{
    QTest::addColumn<QUrl>("held");
    QTest::addColumn<int>("exchanges");
    QTest::addColumn<bool>("hasToken");
    QTest::newRow("discovery") << discoveryUrl << 1 << false;
    QTest::newRow("token") << tokenUrl << 2 << false;
    QTest::newRow("keys") << keysUrl << 3 << true;
}

void TestRunEnd::cancel_endsWithWhatThereIs()
{
    QFETCH(QUrl, held);
    QFETCH(int, exchanges);
    QFETCH(bool, hasToken);
    m_script.transport->hold(held);
    m_script.answerAll(m_script.key.token(claims()));
    const auto run = m_script.runOf(m_script.issuerProfile());
    QSignalSpy ends(run.get(), &flow::Run::finished);
    std::optional<inspection::Inspection> inspection;
    connect(run.get(), &flow::Run::finished, this, [&](const inspection::Inspection& found) { inspection = found; });
    run->start();
    QTRY_COMPARE(m_script.transport->count(held), 1);
    QCOMPARE(ends.size(), 0);
    run->cancel();
    run->cancel();
    QVERIFY(ends.wait(200) || ends.size() == 1);
    QCOMPARE(inspection->exchanges.size(), exchanges);
    QCOMPARE(inspection->token.has_value(), hasToken);
    if (hasToken) {
        QCOMPARE(checkOf(*inspection, checks::CheckId::Signature).status, checks::Status::Unchecked);
    } else {
        QCOMPARE(inspection->failure->code, QStringLiteral("cancelled"));
    }
    QCoreApplication::processEvents();
    QCOMPARE(ends.size(), 1);
}

void TestRunEnd::cancel_beforeTheFirstStep()
{
    m_script.answerAll(m_script.key.token(claims()));
    const auto run = m_script.runOf(m_script.issuerProfile());
    QSignalSpy ends(run.get(), &flow::Run::finished);
    run->start();
    run->cancel();
    QTRY_COMPARE(ends.size(), 1);
    QCOMPARE(m_script.transport->requests().size(), 0);
}

void TestRunEnd::cancel_whileAHostIsToBeConfirmed()
{
    m_script.answerDiscovery(QUrl(QStringLiteral("https://tokens.example/token")));
    const auto run = m_script.runOf(m_script.issuerProfile());
    QSignalSpy ends(run.get(), &flow::Run::finished);
    QSignalSpy asked(run.get(), &flow::Run::hostConfirmationNeeded);
    run->start();
    QTRY_COMPARE(asked.size(), 1);
    run->cancel();
    run->confirmHost(true);
    QTRY_COMPARE(ends.size(), 1);
    QCOMPARE(m_script.transport->requests().size(), 1);
}

void TestRunEnd::deleting_isSilent()
{
    m_script.transport->hold(discoveryUrl);
    auto run = m_script.runOf(m_script.issuerProfile());
    int ends = 0;
    connect(run.get(), &flow::Run::finished, this, [&ends] { ++ends; });
    run->start();
    QTRY_COMPARE(m_script.transport->requests().size(), 1);
    run.reset();
    QCOMPARE(m_script.transport->call(0), nullptr);
    QCoreApplication::processEvents();
    QCOMPARE(ends, 0);
}

void TestRunEnd::deleting_insideASignalIsSafe_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("stageChanged") << 0;
    QTest::newRow("hostConfirmationNeeded") << 1;
    QTest::newRow("finished") << 2;
}

void TestRunEnd::deleting_insideASignalIsSafe()
{
    QFETCH(int, signal);
    m_script.answerDiscovery(signal == 1 ? QUrl(QStringLiteral("https://tokens.example/token")) : tokenUrl);
    m_script.transport->answer(tokenUrl, grantOf(m_script.key.token(claims())));
    m_script.transport->answer(keysUrl, m_script.key.keySet());
    auto run = m_script.runOf(m_script.issuerProfile());
    const auto drop = [&run] { run.reset(); };
    if (signal == 0)
        connect(run.get(), &flow::Run::stageChanged, this, drop);
    else if (signal == 1)
        connect(run.get(), &flow::Run::hostConfirmationNeeded, this, drop);
    else
        connect(run.get(), &flow::Run::finished, this, drop);
    run->start();
    QTRY_VERIFY(!run);
    QCoreApplication::processEvents();
}

QTEST_GUILESS_MAIN(TestRunEnd)
#include "tst_runend.moc"
