// SPDX-License-Identifier: Apache-2.0
#include "store/keychain.h"
#include "ui/window/workspacefixture.h"

#include <QTest>

using namespace assayer;

namespace {

constexpr auto unsignedToken = "eyJhbGciOiJub25lIn0.eyJhdWQiOiJhIn0.";

/// a.json is open. A person copies files outside of the program, with the ids in them.
struct Fixture : WorkspaceFixture {
    Fixture()
    {
        put(QStringLiteral("a.json"), namedProfile(QStringLiteral("a")));
        openRow(QStringLiteral("a.json"));
    }
    void copyTo(const QString& target) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(target).path()));
        QVERIFY(QFile::copy(path(QStringLiteral("a.json")), target));
    }
    void copyBeside(const QString& below) const
    {
        copyTo(path(below));
        QTRY_VERIFY(row(below).isValid());
    }
    /// The copy asks another tenant.
    void copyElsewhere(const QString& below) const
    {
        profile::Profile copy = onDisk(QStringLiteral("a.json"));
        copy.authority.tenant = QStringLiteral("elsewhere.example");
        put(below, copy);
        QTRY_VERIFY(row(below).isValid());
    }
    [[nodiscard]] QString verdict(const QString& below) const { return row(below).data(models::StatusRole).toString(); }
    void keep(const QString& secret) const
    {
        typeSecret(secret);
        window->saveProfile();
    }
    void remove(const QString& below)
    {
        list()->setCurrentIndex(row(below));
        dialogs.deletion = {true, true};
        act("deleteProfileAction");
        QTRY_VERIFY(!row(below).isValid());
    }
    [[nodiscard]] QString secret() const { return QString::fromUtf8(window->session().secret().reveal()); }
    [[nodiscard]] const dialogs::DeleteQuestion& question() const { return dialogs.deletions.last(); }
};

} // namespace

class TestCopiedProfiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void verdict_isNotTheCopysToo()
    {
        Fixture fixture;
        fixture.window->session().inspect(unsignedToken);
        QTRY_COMPARE(fixture.verdict(QStringLiteral("a.json")), QStringLiteral("fail"));
        fixture.copyBeside(QStringLiteral("prod/b.json"));
        QCOMPARE(fixture.verdict(QStringLiteral("prod/b.json")), QStringLiteral("unchecked"));
        QCOMPARE(fixture.verdict(QStringLiteral("a.json")), QStringLiteral("fail"));
        fixture.reopen();
        QTRY_VERIFY(fixture.row(QStringLiteral("prod/b.json")).isValid());
        QCOMPARE(fixture.verdict(QStringLiteral("prod/b.json")), QStringLiteral("unchecked"));
        QCOMPARE(fixture.verdict(QStringLiteral("a.json")), QStringLiteral("fail"));
    }

    void verdictsOfTwoWindows_areKept()
    {
        Fixture fixture;
        fixture.put(QStringLiteral("b.json"), namedProfile(QStringLiteral("b")));
        QTRY_VERIFY(fixture.row(QStringLiteral("b.json")).isValid());
        {
            window::MainWindow other(fixture.environment);
            other.show();
            QTRY_VERIFY(WorkspaceFixture::rowOf(other, fixture.path(QStringLiteral("b.json"))).isValid());
            auto* tree = other.findChild<QTreeView*>(QStringLiteral("profileList"));
            tree->setCurrentIndex(WorkspaceFixture::rowOf(other, fixture.path(QStringLiteral("b.json"))));
            QTRY_COMPARE(other.session().profile().name, QStringLiteral("b"));
            other.session().inspect(unsignedToken);
            QTRY_VERIFY(other.session().hasInspection());
        }
        fixture.window->session().inspect(unsignedToken);
        QTRY_COMPARE(fixture.verdict(QStringLiteral("a.json")), QStringLiteral("fail"));
        fixture.reopen();
        QTRY_COMPARE(fixture.verdict(QStringLiteral("b.json")), QStringLiteral("fail"));
        QCOMPARE(fixture.verdict(QStringLiteral("a.json")), QStringLiteral("fail"));
    }

    void verdictOfTheCopy_isNotTheOthers()
    {
        Fixture fixture;
        fixture.copyBeside(QStringLiteral("b.json"));
        fixture.openRow(QStringLiteral("b.json"));
        fixture.window->session().inspect(unsignedToken);
        QTRY_COMPARE(fixture.verdict(QStringLiteral("b.json")), QStringLiteral("fail"));
        QCOMPARE(fixture.verdict(QStringLiteral("a.json")), QStringLiteral("unchecked"));
    }

    void verdict_comesAlongAgainOnceTheCopyIsGone()
    {
        Fixture fixture;
        fixture.window->session().inspect(unsignedToken);
        QTRY_COMPARE(fixture.verdict(QStringLiteral("a.json")), QStringLiteral("fail"));
        fixture.copyBeside(QStringLiteral("b.json"));
        QVERIFY(QFile::remove(fixture.path(QStringLiteral("b.json"))));
        QTRY_VERIFY(!fixture.row(QStringLiteral("b.json")).isValid());
        QVERIFY(QFile::rename(fixture.path(QStringLiteral("a.json")), fixture.path(QStringLiteral("z.json"))));
        QTRY_COMPARE(fixture.verdict(QStringLiteral("z.json")), QStringLiteral("fail"));
    }

    void deletion_leavesTheOthersSecret_data()
    {
        QTest::addColumn<QString>("copy"); // below the fixture's folder
        QTest::newRow("in the same workspace") << "profiles/prod/b.json";
        QTest::newRow("in a workspace that is open beside it") << "beside/b.json";
        QTest::newRow("in no workspace") << "elsewhere/b.json";
    }
    void deletion_leavesTheOthersSecret()
    {
        QFETCH(QString, copy);
        Fixture fixture;
        fixture.keep(QStringLiteral("of-both"));
        copy = fixture.folder.filePath(copy);
        fixture.copyTo(copy);
        fixture.dialogs.folder = fixture.folder.filePath(QStringLiteral("beside"));
        QVERIFY(QDir().mkpath(fixture.dialogs.folder));
        fixture.act("openFolderAction");
        if (copy.contains(QLatin1String("elsewhere")))
            fixture.window->openFile(copy);
        QTRY_VERIFY(WorkspaceFixture::rowOf(*fixture.window, copy).isValid());
        fixture.remove(QStringLiteral("a.json"));
        QVERIFY(!fixture.question().mayHaveSecret);
        QVERIFY(fixture.question().sharesSecret);
        fixture.list()->setCurrentIndex(WorkspaceFixture::rowOf(*fixture.window, copy));
        QCOMPARE(fixture.window->desk().key(), copy);
        QTRY_COMPARE(fixture.secret(), QStringLiteral("of-both"));
        // It is its own alone by now.
        if (copy.contains(QLatin1String("elsewhere")))
            return;
        fixture.act("deleteProfileAction");
        QVERIFY(fixture.question().mayHaveSecret);
        QVERIFY(!fixture.question().sharesSecret);
    }

    void deletionOfAFolder_leavesWhatIsUsedElsewhere()
    {
        Fixture fixture;
        fixture.keep(QStringLiteral("of-both"));
        fixture.copyBeside(QStringLiteral("prod/b.json"));
        fixture.remove(QStringLiteral("prod"));
        QVERIFY(fixture.question().sharesSecret);
        QVERIFY(!fixture.question().mayHaveSecret);
        fixture.list()->setCurrentIndex(WorkspaceFixture::rowOf(*fixture.window, window::ProfileBook::exampleKey));
        fixture.openRow(QStringLiteral("a.json"));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("of-both"));
    }

    void folderWithBoth_takesTheSecret()
    {
        Fixture fixture;
        fixture.keep(QStringLiteral("of-both"));
        fixture.copyBeside(QStringLiteral("prod/b.json"));
        fixture.copyBeside(QStringLiteral("prod/c.json"));
        QVERIFY(QFile::remove(fixture.path(QStringLiteral("a.json"))));
        fixture.list()->setCurrentIndex(WorkspaceFixture::rowOf(*fixture.window, window::ProfileBook::exampleKey));
        QTRY_VERIFY(!fixture.row(QStringLiteral("a.json")).isValid());
        fixture.remove(QStringLiteral("prod"));
        QVERIFY(!fixture.question().sharesSecret);
        QVERIFY(fixture.question().mayHaveSecret);
        fixture.act("undoDeleteAction");
        QTRY_VERIFY(fixture.row(QStringLiteral("prod/b.json")).isValid());
        fixture.openRow(QStringLiteral("prod/b.json"));
        QTRY_COMPARE(fixture.window->secret().state().is, window::SecretState::Is::Nothing);
    }

    void workspaceInAnother_makesNoCopies()
    {
        Fixture fixture;
        fixture.put(QStringLiteral("inner/b.json"), namedProfile(QStringLiteral("b")));
        fixture.dialogs.folder = fixture.path(QStringLiteral("inner"));
        fixture.act("openFolderAction");
        fixture.openRow(QStringLiteral("inner/b.json"));
        fixture.window->session().inspect(unsignedToken);
        QTRY_COMPARE(fixture.verdict(QStringLiteral("inner/b.json")), QStringLiteral("fail"));
        QVERIFY(
            QFile::rename(fixture.path(QStringLiteral("inner/b.json")), fixture.path(QStringLiteral("inner/c.json"))));
        QTRY_COMPARE(fixture.verdict(QStringLiteral("inner/c.json")), QStringLiteral("fail"));
        fixture.remove(QStringLiteral("inner/c.json"));
        QVERIFY(!fixture.question().sharesSecret);
    }

    void secretOfACopyThatGoesElsewhere_isKeptApart()
    {
        Fixture fixture;
        fixture.keep(QStringLiteral("of-a"));
        fixture.copyElsewhere(QStringLiteral("b.json"));
        const QString id = fixture.onDisk(QStringLiteral("a.json")).id;
        fixture.openRow(QStringLiteral("b.json"));
        QTRY_COMPARE(fixture.window->secret().state().is, window::SecretState::Is::OtherDestination);
        QVERIFY(fixture.secret().isEmpty());
        const QString note = fixture.window->secret().note().text;
        QVERIFY2(note.contains(QLatin1String("a.json")) && note.contains(QLatin1String("id of its own")),
                 qPrintable(note));
        fixture.keep(QStringLiteral("of-b"));
        QCOMPARE(fixture.onDisk(QStringLiteral("a.json")).id, id);
        QVERIFY(!fixture.onDisk(QStringLiteral("b.json")).id.isEmpty());
        QVERIFY(fixture.onDisk(QStringLiteral("b.json")).id != id);
        QVERIFY(!fixture.window->isWindowModified());
        fixture.openRow(QStringLiteral("a.json"));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("of-a"));
        fixture.openRow(QStringLiteral("b.json"));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("of-b"));
    }

    void secretOfTheOneThatMovesOn_isLeftToTheCopy()
    {
        Fixture fixture;
        fixture.keep(QStringLiteral("of-both"));
        fixture.copyBeside(QStringLiteral("b.json"));
        fixture.setTenant(QStringLiteral("elsewhere.example"));
        QVERIFY(fixture.secret().isEmpty());
        fixture.keep(QStringLiteral("of-a"));
        QVERIFY(fixture.onDisk(QStringLiteral("a.json")).id != fixture.onDisk(QStringLiteral("b.json")).id);
        fixture.openRow(QStringLiteral("b.json"));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("of-both"));
        fixture.openRow(QStringLiteral("a.json"));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("of-a"));
    }

    void emptiedSecret_isLeftToTheCopy()
    {
        Fixture fixture;
        fixture.keep(QStringLiteral("of-both"));
        fixture.copyBeside(QStringLiteral("b.json"));
        fixture.openRow(QStringLiteral("b.json"));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("of-both"));
        fixture.secretEdit()->clear();
        fixture.window->saveProfile();
        QVERIFY(fixture.secret().isEmpty());
        fixture.openRow(QStringLiteral("a.json"));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("of-both"));
        fixture.openRow(QStringLiteral("b.json"));
        QTRY_COMPARE(fixture.window->secret().state().is, window::SecretState::Is::Nothing);
    }

    void newSecretForTheSame_isThatOfBoth()
    {
        Fixture fixture;
        fixture.keep(QStringLiteral("old"));
        fixture.copyBeside(QStringLiteral("b.json"));
        fixture.keep(QStringLiteral("new"));
        QCOMPARE(fixture.onDisk(QStringLiteral("a.json")).id, fixture.onDisk(QStringLiteral("b.json")).id);
        fixture.openRow(QStringLiteral("b.json"));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("new"));
    }

    void saveWithoutANewSecret_changesNoId()
    {
        Fixture fixture;
        fixture.keep(QStringLiteral("of-a"));
        fixture.copyElsewhere(QStringLiteral("b.json"));
        const QString id = fixture.onDisk(QStringLiteral("a.json")).id;
        fixture.window->saveProfile();
        fixture.keep(QStringLiteral("renewed"));
        QCOMPARE(fixture.onDisk(QStringLiteral("a.json")).id, id);
        fixture.openRow(QStringLiteral("b.json"));
        QTRY_COMPARE(fixture.window->secret().state().is, window::SecretState::Is::OtherDestination);
        fixture.window->saveProfile();
        QCOMPARE(fixture.onDisk(QStringLiteral("b.json")).id, id);
        fixture.openRow(QStringLiteral("a.json"));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("renewed"));
    }

    void sharedSecret_isSaidBesideIt()
    {
        Fixture fixture;
        fixture.keep(QStringLiteral("of-both"));
        QVERIFY(!fixture.window->secret().note().text.contains(QLatin1String("same id")));
        fixture.copyBeside(QStringLiteral("b.json"));
        QTRY_VERIFY(fixture.window->secret().note().text.contains(QLatin1String("same id")));
        fixture.act("duplicateProfileAction");
        QVERIFY(!fixture.window->secret().note().text.contains(QLatin1String("same id")));
    }
};

QTEST_MAIN(TestCopiedProfiles)
#include "tst_copiedprofiles.moc"
