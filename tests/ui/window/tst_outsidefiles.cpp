// SPDX-License-Identifier: Apache-2.0
#include "store/folderlock.h"
#include "ui/window/workspacefixture.h"

#include <QTest>

using namespace assayer;
using Answer = dialogs::Dialogs::ConflictAnswer;

namespace {

/// A profile that lies in no workspace is open, and changed in the form.
struct Fixture : WorkspaceFixture {
    Fixture()
    {
        QVERIFY(QDir().mkpath(QFileInfo(file).path()));
        write(profile::write(profile));
        window->openFile(file);
        setTenant(QStringLiteral("ours"));
    }
    void write(const QByteArray& bytes) const
    {
        QFile open(file);
        QVERIFY(open.open(QIODevice::WriteOnly));
        QCOMPARE(open.write(bytes), bytes.size());
    }
    [[nodiscard]] QByteArray text(const QString& name) const
    {
        QFile open(QFileInfo(file).dir().filePath(name));
        return open.open(QIODevice::ReadOnly) ? open.readAll() : QByteArray();
    }
    [[nodiscard]] QString tenantOnDisk() const
    {
        return profile::parse(text(QStringLiteral("a.json"))).value_or(profile::Profile()).authority.tenant;
    }
    [[nodiscard]] QStringList files() const
    {
        return QFileInfo(file).dir().entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }

    profile::Profile profile = namedProfile(QStringLiteral("a"));
    QString file = folder.filePath(QStringLiteral("elsewhere/a.json"));
};

} // namespace

class TestOutsideFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void save_leavesNothingBesideTheFile()
    {
        Fixture fixture;
        fixture.window->saveProfile();
        QCOMPARE(fixture.tenantOnDisk(), QStringLiteral("ours"));
        QCOMPARE(fixture.files(), QStringList{QStringLiteral("a.json")});
        QVERIFY(fixture.dialogs.told.isEmpty());
    }

    void save_waitsForTheOtherWindows()
    {
        Fixture fixture;
        fixture.put(QStringLiteral(".assayer/lock"), QByteArray());
        {
            const auto other =
                store::FolderLock::take(fixture.path(QStringLiteral(".assayer/lock")), std::chrono::milliseconds(100));
            QVERIFY(other);
            fixture.window->saveProfile();
        }
        QCOMPARE(fixture.dialogs.told.size(), 1);
        QCOMPARE(fixture.dialogs.told.first().code, QStringLiteral("locked"));
        QVERIFY(fixture.tenantOnDisk() != QLatin1String("ours"));
        QVERIFY(fixture.window->isWindowModified());
        fixture.window->saveProfile();
        QCOMPARE(fixture.tenantOnDisk(), QStringLiteral("ours"));
    }

    /// There it can be saved all the same.
    void save_needsNoWorkspaceOfTheUsers()
    {
        Fixture fixture;
        QVERIFY(QDir(fixture.environment.home).removeRecursively());
        QFile inTheWay(fixture.environment.home);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        fixture.window->saveProfile();
        QCOMPARE(fixture.tenantOnDisk(), QStringLiteral("ours"));
    }

    void unreadableFile_isSetAside()
    {
        Fixture fixture;
        fixture.write("<<<<<<< HEAD\n{");
        fixture.dialogs.conflict = Answer::Ours;
        fixture.window->saveProfile();
        QCOMPARE(fixture.dialogs.conflicts.size(), 1);
        QCOMPARE(fixture.tenantOnDisk(), QStringLiteral("ours"));
        QCOMPARE(fixture.files().size(), 2);
        QCOMPARE(fixture.text(QStringLiteral("a (unreadable).json")), QByteArray("<<<<<<< HEAD\n{"));
    }

    void unreadableFileThatIsChosenForSaving_isSetAside()
    {
        Fixture fixture;
        fixture.dialogs.path = QFileInfo(fixture.file).dir().filePath(QStringLiteral("notes.json"));
        QFile notes(fixture.dialogs.path);
        QVERIFY(notes.open(QIODevice::WriteOnly));
        notes.write("{\"not\": \"ours\"}");
        notes.close();
        fixture.window->saveProfileAs();
        // The dialog for files has asked about that one.
        QVERIFY(fixture.dialogs.conflicts.isEmpty());
        QCOMPARE(fixture.window->desk().key(), fixture.dialogs.path);
        QCOMPARE(fixture.text(QStringLiteral("notes (unreadable).json")), QByteArray("{\"not\": \"ours\"}"));
    }

    void hiddenFile_isSavedToo()
    {
        Fixture fixture;
        fixture.dialogs.path = QFileInfo(fixture.file).dir().filePath(QStringLiteral(".profile: x.json"));
        fixture.window->saveProfileAs();
        QVERIFY(fixture.dialogs.told.isEmpty());
        QVERIFY(profile::parse(fixture.text(QStringLiteral(".profile: x.json"))));
    }

    void deletedFile_isAskedAbout()
    {
        Fixture fixture;
        QVERIFY(QFile::remove(fixture.file));
        fixture.window->saveProfile();
        QCOMPARE(fixture.dialogs.conflicts.size(), 1);
        QVERIFY(fixture.dialogs.conflicts.first().removed);
        QVERIFY(fixture.files().isEmpty());
        fixture.dialogs.conflict = Answer::Ours;
        fixture.window->saveProfile();
        QCOMPARE(fixture.tenantOnDisk(), QStringLiteral("ours"));
    }
};

QTEST_MAIN(TestOutsideFiles)
#include "tst_outsidefiles.moc"
