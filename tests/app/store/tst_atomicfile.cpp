// SPDX-License-Identifier: Apache-2.0
#include "app/store/files.h"
#include "app/store/smalldisk.h"
#include "store/atomicfile.h"

#include <QFileInfo>
#include <QTest>

#include <sys/stat.h>

using namespace assayer;
using namespace assayer::test;

class AtomicFileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_disk = SmallDisk::mounted(); }
    void write_replacesTheWhole_data();
    void write_replacesTheWhole();
    void write_makesTheFilePrivate();
    void write_leavesNothingElseBehind_data();
    void write_leavesNothingElseBehind();
    void write_takesTheLongestName_data();
    void write_takesTheLongestName();
    void write_failsWithoutHarm_data();
    void write_failsWithoutHarm();
    void lastLook_canLeaveTheOldFile();
    void fullDisk_keepsTheOldFile_data();
    void fullDisk_keepsTheOldFile();
    void read_refuses_data();
    void read_refuses();

private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    QTemporaryDir m_folder;
    std::unique_ptr<SmallDisk> m_disk;
};

namespace {

int modeOf(const QString& path)
{
    struct stat facts {};
    return ::stat(QFile::encodeName(path).constData(), &facts) == 0 ? static_cast<int>(facts.st_mode & 07777) : -1;
}

} // namespace

void AtomicFileTest::write_replacesTheWhole_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("longer") << QByteArray("old") << QByteArray(300'000, 'n');
    QTest::newRow("shorter") << QByteArray(300'000, 'o') << QByteArray("new");
    QTest::newRow("empty") << QByteArray("old") << QByteArray();
    QTest::newRow("binary") << QByteArray("old") << QByteArray("\0\xff\r\n\x1a", 5);
}

void AtomicFileTest::write_replacesTheWhole()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    for (const QByteArray& bytes : {before, after}) {
        const auto written = store::writeFile(path("file"), bytes);
        QVERIFY2(written, written ? "" : qUtf8Printable(written.error().sentence));
        QCOMPARE(contentOf(path("file")), bytes);
        QCOMPARE(store::readFile(path("file"), 1 << 20).value(), bytes);
    }
}

void AtomicFileTest::write_makesTheFilePrivate()
{
    put(path("open"), "x");
    QCOMPARE(::chmod(QFile::encodeName(path("open")).constData(), 0666), 0);
    for (const char* name : {"open", "fresh"}) {
        QVERIFY(store::writeFile(path(QString::fromLatin1(name)), "y"));
        QCOMPARE(modeOf(path(QString::fromLatin1(name))), 0600);
    }
}

void AtomicFileTest::write_leavesNothingElseBehind_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("short") << "a";
    QTest::newRow("as long as can be") << QString(255, u'a');
}

void AtomicFileTest::write_leavesNothingElseBehind()
{
    QFETCH(QString, name);
    QTemporaryDir folder;
    const QString file = folder.filePath(name);
    QVERIFY(store::writeFile(file, "1"));
    QVERIFY(!store::writeFile(file, "2", [] { return support::failure("no", "no"); }));
    QCOMPARE(contentOf(file), "1");
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList{name});
}

void AtomicFileTest::write_takesTheLongestName_data()
{
    QTest::addColumn<QString>("name");
    for (const int length : {247, 248, 249, 254, 255}) {
        QTest::addRow("%d bytes", length) << QString(length - 5, u'x') + QStringLiteral(".json");
    }
    QTest::newRow("of letters of two bytes") << QString(125, QChar(0xfc)) + QStringLiteral(".json");
}

void AtomicFileTest::write_takesTheLongestName()
{
    QFETCH(QString, name);
    for (const QByteArray& bytes : {QByteArray("old"), QByteArray(300'000, 'n')}) {
        const auto written = store::writeFile(path(name), bytes);
        QVERIFY2(written, written ? "" : qUtf8Printable(written.error().sentence + written.error().detail));
        QCOMPARE(contentOf(path(name)), bytes);
        QCOMPARE(modeOf(path(name)), 0600);
    }
}

void AtomicFileTest::write_failsWithoutHarm_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("code");
    put(path("elsewhere"), "old");
    QVERIFY(QFile::link(path("elsewhere"), path("link")));
    QVERIFY(QDir().mkpath(path("folder")));
    QTest::newRow("link") << path("link") << "is-a-link";
    QTest::newRow("dangling link") << path("dangling") << "is-a-link";
    QVERIFY(QFile::link(path("nowhere"), path("dangling")));
    QTest::newRow("folder") << path("folder") << "not-writable";
    QTest::newRow("no such folder") << path("none/file") << "not-writable";
    QTest::newRow("below a file") << path("elsewhere/file") << "not-writable";
    QTest::newRow("name too long") << path(QString(300, 'x')) << "not-writable";
    QTest::newRow("proc") << "/proc/file"
                          << "not-writable";
}

void AtomicFileTest::write_failsWithoutHarm()
{
    QFETCH(QString, target);
    QFETCH(QString, code);
    const auto written = store::writeFile(target, "new");
    QVERIFY(!written);
    QCOMPARE(written.error().code, code);
    QVERIFY(!written.error().sentence.isEmpty());
    QCOMPARE(contentOf(path("elsewhere")), "old");
    QVERIFY(!QFile::exists(path("nowhere")));
}

void AtomicFileTest::lastLook_canLeaveTheOldFile()
{
    put(path("looked"), "old");
    const auto written = store::writeFile(path("looked"), "new", [&]() -> support::Result<void> {
        return contentOf(path("looked")) == "old" ? support::failure("conflict", "Changed.") : support::Result<void>();
    });
    QCOMPARE(written.error().code, "conflict");
    QCOMPARE(contentOf(path("looked")), "old");
}

void AtomicFileTest::fullDisk_keepsTheOldFile_data()
{
    QTest::addColumn<int>("left");
    QTest::addColumn<int>("size");
    QTest::newRow("nothing left") << 0 << 100;
    QTest::newRow("a page left, two needed") << 4096 << 5000;
    QTest::newRow("a page left, many needed") << 4096 << 60'000;
    QTest::newRow("larger than the disk") << 0 << 200'000;
}

void AtomicFileTest::fullDisk_keepsTheOldFile()
{
    if (!m_disk) {
        QSKIP("No right to mount a small file system, not even in a user namespace.");
    }
    QFETCH(int, left);
    QFETCH(int, size);
    const QString file = m_disk->path() + QStringLiteral("/profile.json");
    const QByteArray old(3000, 'o');
    m_disk->empty();
    QVERIFY(store::writeFile(file, old));
    m_disk->fill(left);
    const auto written = store::writeFile(file, QByteArray(size, 'n'));
    QVERIFY(!written);
    QCOMPARE(written.error().code, "disk-full");
    QVERIFY(written.error().sentence.contains("profile.json"));
    QCOMPARE(contentOf(file), old);
    QCOMPARE(QDir(m_disk->path()).entryList(QDir::Files | QDir::Hidden), QStringList({"filler", "profile.json"}));
    m_disk->empty();
    QVERIFY(store::writeFile(file, QByteArray(3000, 'n')));
    QCOMPARE(contentOf(file), QByteArray(3000, 'n'));
}

void AtomicFileTest::read_refuses_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("code");
    put(path("eleven"), "12345678901");
    QCOMPARE(::mkfifo(QFile::encodeName(path("fifo")).constData(), 0600), 0);
    QVERIFY(QFile::link(path("eleven"), path("link to it")));
    QTest::newRow("absent") << path("none") << "absent";
    QTest::newRow("folder") << m_folder.path() << "no-file";
    QTest::newRow("pipe") << path("fifo") << "no-file";
    QTest::newRow("device") << "/dev/zero"
                            << "no-file";
    QTest::newRow("link") << path("link to it") << "is-a-link";
    QTest::newRow("too large") << path("eleven") << "too-large";
    QTest::newRow("endless in /proc") << "/proc/self/maps"
                                      << "too-large";
}

void AtomicFileTest::read_refuses()
{
    QFETCH(QString, target);
    QFETCH(QString, code);
    const auto read = store::readFile(target, 10);
    QVERIFY(!read);
    QCOMPARE(read.error().code, code);
}

QTEST_GUILESS_MAIN(AtomicFileTest)
#include "tst_atomicfile.moc"
