// SPDX-License-Identifier: Apache-2.0
#include "app/cli/program.h"

#include <QTemporaryDir>
#include <QTest>

/// The stream around the answers, which tst_verifycases looks at.
class VerifyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lines_areAnsweredInOrder_data();
    void lines_areAnsweredInOrder();
    void answer_comesBeforeTheNextLine();
    void unreadableFile_isExplained_data();
    void unreadableFile_isExplained();
    void closedReader_isNoCrash();
    void fullDisk_isReported();

private:
    QTemporaryDir m_folder;
};

namespace {

const QByteArray cases =
    "{\"id\":\"b\",\"jws\":\"x\",\"jwk\":{}}\nnonsense\n{\"id\":\"a\",\"jws\":\"e30.e30.\",\"jwk\":{}}";

} // namespace

void VerifyTest::lines_areAnsweredInOrder_data()
{
    const QString path = m_folder.filePath("cases.jsonl");
    program::writeFile(path, cases);
    QTest::addColumn<QString>("path");
    QTest::newRow("file") << path;
    QTest::newRow("standard input") << "-";
}

void VerifyTest::lines_areAnsweredInOrder()
{
    QFETCH(QString, path);
    const auto outcome = program::run({"verify", "--cases", path}, cases);
    QVERIFY2(outcome.code == 0, qUtf8Printable(outcome.said));
    const QList<QByteArray> answers = outcome.output.split('\n');
    QCOMPARE(answers.size(), 4);
    QVERIFY(answers[0].startsWith("{\"id\":\"b\",\"verdict\":\"invalid\""));
    QVERIFY(answers[1].contains("\"line\":2"));
    QVERIFY(answers[2].startsWith("{\"id\":\"a\",\"verdict\":\"invalid\""));
    QVERIFY(answers[3].isEmpty());
}

void VerifyTest::answer_comesBeforeTheNextLine()
{
    QProcess process;
    program::prepare(process, {"verify", "--cases", "-"});
    process.start();
    for (const char* id : {"1", "2"}) {
        process.write(QByteArray("{\"id\":") + id + ",\"jws\":\"x\",\"jwk\":{}}\n");
        QByteArray answer;
        QTRY_VERIFY((answer += process.readAllStandardOutput()).endsWith('\n'));
        QVERIFY(answer.startsWith(QByteArray("{\"id\":") + id));
    }
    process.closeWriteChannel();
    QCOMPARE(program::finish(process).code, 0);
}

void VerifyTest::unreadableFile_isExplained_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("missing") << "/nowhere/cases.jsonl";
    QTest::newRow("folder") << "/tmp";
}

void VerifyTest::unreadableFile_isExplained()
{
    QFETCH(QString, path);
    const auto outcome = program::run({"verify", "--cases", path});
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    QVERIFY(!outcome.errors.isEmpty());
}

void VerifyTest::closedReader_isNoCrash()
{
    QProcess process;
    program::prepare(process, {"verify", "--cases", "-"});
    process.start();
    QVERIFY(process.waitForStarted());
    process.closeReadChannel(QProcess::StandardOutput);
    process.write(QByteArray("{\"id\":1}\n").repeated(10'000));
    process.closeWriteChannel();
    const auto outcome = program::finish(process);
    QVERIFY(!outcome.crashed);
    QVERIFY2(outcome.errors.isEmpty(), qUtf8Printable(outcome.said));
}

void VerifyTest::fullDisk_isReported()
{
    QProcess process;
    program::prepare(process, {"verify", "--cases", "-"});
    process.setStandardOutputFile(QStringLiteral("/dev/full"));
    process.start();
    process.write(cases);
    process.closeWriteChannel();
    const auto outcome = program::finish(process);
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    QVERIFY2(!outcome.errors.isEmpty(), qUtf8Printable(outcome.said));
}

QTEST_GUILESS_MAIN(VerifyTest)
#include "tst_verify.moc"
