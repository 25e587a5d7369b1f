// SPDX-License-Identifier: Apache-2.0
#include "app/cli/program.h"
#include "app/cli/terminal.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/stat.h>
#include <unistd.h>

class SecretsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void file_endsBeforeItsFinalLineBreak_data();
    void file_endsBeforeItsFinalLineBreak();
    void file_readableByOthers_isWarnedOf_data();
    void file_readableByOthers_isWarnedOf();
    void unusableSource_isExplained_data();
    void unusableSource_isExplained();
    void device_isBounded();
    void fifo_isReadAndCanBeInterrupted();
    void environment_givesTheSecret();
    void prompt_hidesWhatIsTyped();
    void prompt_restoresTheTerminalAfterASignal();
    void token_canBePastedIntoTheTerminal();
    void noTerminal_isWrongUsage();

private:
    [[nodiscard]] QString file(const QString& name, const QByteArray& content) const;
    [[nodiscard]] QString foreignProfile() const;
    QTemporaryDir m_folder;
};

namespace {

/// The demo secret, which is public.
const QByteArray demo = "dem8Q~practice-tenant-only.not_a_secret~";

} // namespace

QString SecretsTest::file(const QString& name, const QByteArray& content) const
{
    const QString path = m_folder.filePath(name);
    program::writeFile(path, content);
    return path;
}

/// A profile that has no secret of its own to fall back on.
QString SecretsTest::foreignProfile() const
{
    return file("foreign.json", "{\"schema\":1,\"name\":\"foreign\\u001b\",\"client_id\":\"c\",\"scope\":\"s\","
                                "\"authority\":{\"kind\":\"issuer\",\"issuer\":\"http://127.0.0.1:1\"}}");
}

void SecretsTest::file_endsBeforeItsFinalLineBreak_data()
{
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("code");
    QTest::newRow("none") << QByteArray() << 0;
    QTest::newRow("LF") << QByteArray("\n") << 0;
    QTest::newRow("CR LF") << QByteArray("\r\n") << 0;
    QTest::newRow("two") << QByteArray("\n\n") << 3;
    QTest::newRow("space") << QByteArray(" \n") << 3;
}

void SecretsTest::file_endsBeforeItsFinalLineBreak()
{
    QFETCH(QByteArray, after);
    QFETCH(int, code);
    const auto outcome = program::run({"get", "practice", "--secret-file", file("secret", demo + after)});
    QVERIFY2(outcome.code == code, qUtf8Printable(outcome.said));
    QVERIFY(!outcome.output.contains(demo));
}

void SecretsTest::file_readableByOthers_isWarnedOf_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<bool>("warned");
    QTest::newRow("0600") << 0600 << false;
    QTest::newRow("0400") << 0400 << false;
    QTest::newRow("0644") << 0644 << true;
    QTest::newRow("0640") << 0640 << true;
}

void SecretsTest::file_readableByOthers_isWarnedOf()
{
    QFETCH(int, mode);
    QFETCH(bool, warned);
    QFile::remove(m_folder.filePath("secret"));
    const QString path = file("secret", demo);
    QCOMPARE(::chmod(QFile::encodeName(path).constData(), static_cast<mode_t>(mode)), 0);
    const auto outcome = program::run({"get", "practice", "--secret-file", path, "--format", "json"});
    QVERIFY2(outcome.code == 0, qUtf8Printable(outcome.said));
    QCOMPARE(outcome.errors.contains("chmod 600"), warned);
    QVERIFY2(!outcome.json().isEmpty(), "the warning is among the machine's output");
}

void SecretsTest::unusableSource_isExplained_data()
{
    QTest::addColumn<QStringList>("source");
    QTest::newRow("missing file") << QStringList{"--secret-file", "/nowhere/secret"};
    QTest::newRow("folder") << QStringList{"--secret-file", "/tmp"};
    QTest::newRow("empty file") << QStringList{"--secret-file", "/dev/null"};
    QTest::newRow("line break alone") << QStringList{"--secret-file", file("empty", "\n")};
    QTest::newRow("large file") << QStringList{"--secret-file", file("large", QByteArray(70'000, 'x'))};
    QTest::newRow("unset variable") << QStringList{"--secret-env", "ASSAYER_TEST_UNSET"};
    QTest::newRow("no variable's name") << QStringList{"--secret-env", "A=B"};
}

void SecretsTest::unusableSource_isExplained()
{
    QFETCH(QStringList, source);
    const auto outcome = program::run(QStringList{"get", "practice", "--format", "json"} + source);
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    QVERIFY2(outcome.json().contains("error"), qUtf8Printable(outcome.said));
}

void SecretsTest::device_isBounded()
{
    const auto outcome = program::run({"get", "practice", "--secret-file", "/dev/zero", "--format", "json"});
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    QVERIFY2(outcome.output.contains("input-too-large"), qUtf8Printable(outcome.said));
}

void SecretsTest::fifo_isReadAndCanBeInterrupted()
{
    const QString path = m_folder.filePath("fifo");
    QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    QProcess reader;
    program::prepare(reader, {"get", "practice", "--secret-file", path});
    reader.start();
    QFile writer(path);
    QVERIFY(writer.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    writer.write(demo + '\n');
    writer.close();
    auto outcome = program::finish(reader);
    QVERIFY2(outcome.code == 0, qUtf8Printable(outcome.said));

    QProcess stuck;
    program::prepare(stuck, {"get", "practice", "--secret-file", path, "--format", "json"});
    stuck.start();
    QVERIFY(writer.open(QIODevice::WriteOnly | QIODevice::Unbuffered)); // returns once the reader is there
    QCOMPARE(::kill(static_cast<pid_t>(stuck.processId()), SIGINT), 0);
    outcome = program::finish(stuck);
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    QVERIFY(outcome.json().contains("error"));
}

void SecretsTest::environment_givesTheSecret()
{
    const auto outcome = program::run({"get", "practice", "--secret-env", "ASSAYER_TEST_SECRET"}, {},
                                      {{"ASSAYER_TEST_SECRET", QString::fromLatin1(demo)}});
    QVERIFY2(outcome.code == 0, qUtf8Printable(outcome.said));
    QVERIFY(!outcome.output.contains(demo));
}

void SecretsTest::prompt_hidesWhatIsTyped()
{
    Terminal terminal;
    QProcess process;
    program::prepare(process, {"get", foreignProfile(), "--format", "json"});
    terminal.attachTo(process);
    process.start();
    process.closeWriteChannel();
    QByteArray shown;
    QTRY_VERIFY((shown += terminal.shown()).contains("not shown"));
    QVERIFY(!terminal.echoes());
    QVERIFY2(!shown.contains('\x1b'), "the profile's name is shown raw");
    terminal.type("typed-secret\n");
    const auto outcome = program::finish(process);
    shown += terminal.shown();
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said)); // nobody listens there
    QVERIFY(terminal.echoes());
    QVERIFY(!shown.contains("typed"));
    QVERIFY(!outcome.output.contains("typed-secret") && !outcome.errors.contains("typed-secret"));
}

void SecretsTest::prompt_restoresTheTerminalAfterASignal()
{
    Terminal terminal;
    QProcess process;
    program::prepare(process, {"get", foreignProfile(), "--format", "json"});
    terminal.attachTo(process);
    process.start();
    QByteArray shown;
    QTRY_VERIFY((shown += terminal.shown()).contains("not shown"));
    QVERIFY(!terminal.echoes());
    terminal.type("half of a sec\x03");
    const auto outcome = program::finish(process);
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    QVERIFY(terminal.echoes());
    QVERIFY(outcome.json().contains("error"));
}

void SecretsTest::token_canBePastedIntoTheTerminal()
{
    Terminal terminal;
    QProcess process;
    program::prepare(process, {"inspect", "--format", "json"});
    process.setStandardInputFile(terminal.path());
    terminal.attachTo(process);
    process.start();
    QByteArray shown;
    QTRY_VERIFY((shown += terminal.shown()).contains("Ctrl+D"));
    // Longer than the line that a terminal keeps by itself.
    const QByteArray claims = "{\"long\":\"" + QByteArray(6000, 'x') + "\",\"azp\":\"pasted\"}";
    const QByteArray token = program::hmacToken("{\"alg\":\"HS256\"}", claims, "key");
    for (qsizetype at = 0; at < token.size(); at += 1000) {
        terminal.type(token.mid(at, 1000));
    }
    terminal.type("\n\x04");
    const auto outcome = program::finish(process);
    QVERIFY2(outcome.output.contains("pasted"), qUtf8Printable(outcome.said));
    QVERIFY(!terminal.shown().contains("eyJ"));
    QVERIFY(terminal.echoes());
}

void SecretsTest::noTerminal_isWrongUsage()
{
    const auto outcome = program::run({"get", foreignProfile(), "--format", "json"});
    QVERIFY2(outcome.code == 2, qUtf8Printable(outcome.said));
    QVERIFY(outcome.errors.contains("--secret-file"));
    QVERIFY(outcome.output.isEmpty());
}

QTEST_GUILESS_MAIN(SecretsTest)
#include "tst_secrets.moc"
