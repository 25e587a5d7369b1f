// SPDX-License-Identifier: Apache-2.0
// What happens to profiles when things break off, fill up or come together.
#include "app/store/files.h"
#include "app/store/smalldisk.h"
#include "store/workspace.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace assayer;
using namespace assayer::test;
using profile::Profile;
using store::Workspace;

class CrashTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_disk = SmallDisk::mounted(); }
    void truncation_atEveryByteIsNoticed_data();
    void truncation_atEveryByteIsNoticed();
    void kill_leavesOldOrNew();
    void twoProcesses_loseNothing();
    void fullDisk_leavesOldOrNew();

private:
    std::unique_ptr<SmallDisk> m_disk;
};

namespace {

Profile counter()
{
    Profile profile = profile::workedExample();
    profile.name = QStringLiteral("counter");
    profile.authority.kind = profile::AuthorityKind::Issuer;
    profile.expectations.skewSeconds = 0;
    return profile;
}

/// Where a sync costs nothing, as nobody cuts the power here.
QString scratch()
{
    const QString memory = QStringLiteral("/dev/shm");
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/assayer-");
}

void start(QProcess& process, const QString& root, const QString& path, int count, const QString& name)
{
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QStringLiteral(WORKSPACE_CLIENT), {root, path, QString::number(count), name});
}

} // namespace

void CrashTest::truncation_atEveryByteIsNoticed_data()
{
    QTest::addColumn<QByteArray>("whole");
    QTest::newRow("as the program writes it") << profile::write(counter());
    // As other programs do, which sort the members.
    QTest::newRow("sorted") << QByteArray(
        R"({"authority":{"issuer":"https://a.example","kind":"issuer"},"client_id":"c","id":"id-1","name":)"
        R"("Orders with a long name","resource":"api://orders","schema":1})");
}

void CrashTest::truncation_atEveryByteIsNoticed()
{
    QFETCH(QByteArray, whole);
    QTemporaryDir root(scratch());
    const Workspace workspace(root.path());
    const auto saved = workspace.create({}, counter()).value();
    for (qsizetype length = 0; length < whole.lastIndexOf('}'); ++length) {
        QFile file(root.filePath(saved.path));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(whole.left(length)) == length);
        file.close();
        const auto listing = workspace.list().value();
        QVERIFY2(listing.profiles.isEmpty(), qPrintable(QString::number(length)));
        QCOMPARE(listing.broken.size(), 1);
        QCOMPARE(listing.broken.first().path, saved.path);
        QVERIFY(!listing.broken.first().error.sentence.isEmpty());
        // A new profile of the same name stands beside it.
        if (length % 97 == 0) {
            const auto beside = workspace.create({}, counter()).value();
            QVERIFY(beside.path != saved.path);
            QVERIFY(workspace.remove(beside.path));
        }
        QCOMPARE(contentOf(root.filePath(saved.path)), whole.left(length));
    }
}

void CrashTest::kill_leavesOldOrNew()
{
    QTemporaryDir root(scratch());
    const Workspace workspace(root.path(), std::chrono::seconds(1));
    const auto saved = workspace.create({}, counter()).value();
    int last = 0;
    for (int round = 0; round < 25; ++round) {
        QProcess process;
        start(process, root.path(), saved.path, 200, QStringLiteral("word "));
        QByteArray said;
        // At another moment each time: behind so many saves, and some way into the next.
        while (said.count('\n') < 1 + round * 7) {
            QVERIFY(process.waitForReadyRead(20'000));
            said += process.readAllStandardOutput();
        }
        QElapsedTimer into;
        for (into.start(); into.nsecsElapsed() < round * 100'000;) {
        }
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGKILL), 0);
        QVERIFY(process.waitForFinished());
        said += process.readAllStandardOutput();
        const int told = said.trimmed().split('\n').last().toInt();
        const auto loaded = workspace.load(saved.path);
        QVERIFY2(loaded, loaded ? "" : qUtf8Printable(loaded.error().sentence));
        const int now = loaded->profile.expectations.skewSeconds;
        QVERIFY2(now == told || now == told + 1, qPrintable(QStringLiteral("%1 after %2").arg(now).arg(told)));
        QVERIFY(now > last);
        last = now;
        const auto listing = workspace.list().value();
        QCOMPARE(listing.profiles.size(), 1);
        QVERIFY(listing.broken.isEmpty());
        // The dead one's lock holds nobody up.
        QVERIFY(workspace.createFolder({}, QStringLiteral("f%1").arg(round)));
    }
}

void CrashTest::twoProcesses_loseNothing()
{
    QTemporaryDir root(scratch());
    const Workspace workspace(root.path());
    const auto saved = workspace.create({}, counter()).value();
    QProcess one;
    QProcess two;
    start(one, root.path(), saved.path, 200, QStringLiteral("one "));
    start(two, root.path(), saved.path, 200, QStringLiteral("two "));
    int looked = 0;
    while (one.state() != QProcess::NotRunning || two.state() != QProcess::NotRunning) {
        const auto loaded = workspace.load(saved.path);
        QVERIFY2(loaded, loaded ? "" : qUtf8Printable(loaded.error().sentence));
        ++looked;
        QCoreApplication::processEvents();
    }
    QVERIFY(looked > 10);
    QCOMPARE(one.exitCode(), 0);
    QCOMPARE(two.exitCode(), 0);
    QCOMPARE(workspace.load(saved.path)->profile.expectations.skewSeconds, 400);
}

void CrashTest::fullDisk_leavesOldOrNew()
{
    if (!m_disk) {
        QSKIP("No right to mount a small file system, not even in a user namespace.");
    }
    const Workspace workspace(m_disk->path());
    auto saved = workspace.create({}, counter()).value();
    const auto removable = workspace.create({}, counter()).value();
    int written = 0;
    int refused = 0;
    // Every save is larger than the last, until there is no room for it beside the old one.
    for (int i = 1; i <= 40; ++i) {
        Profile larger = saved.value;
        larger.scope = QString(i * 1500, u'x');
        const auto result = workspace.save(saved.path, larger, saved.revision);
        if (result) {
            saved = *result;
            ++written;
        } else {
            QCOMPARE(result.error().error.code, "disk-full");
            ++refused;
        }
        const auto loaded = workspace.load(saved.path);
        QVERIFY2(loaded, loaded ? "" : qUtf8Printable(loaded.error().sentence));
        QCOMPARE(loaded->profile, saved.value);
    }
    QVERIFY(written > 5 && refused > 5);
    m_disk->fill();
    QCOMPARE(workspace.create({}, counter()).error().code, "disk-full");
    QCOMPARE(workspace.list()->profiles.size(), 2);
    QVERIFY(workspace.list()->broken.isEmpty());
    Profile renamed = removable.value;
    renamed.name = QStringLiteral("renamed");
    QVERIFY(!workspace.save(removable.path, renamed, removable.revision));
    QCOMPARE(workspace.load(removable.path)->profile, removable.value);
}

QTEST_GUILESS_MAIN(CrashTest)
#include "tst_crash.moc"
