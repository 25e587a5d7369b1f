// SPDX-License-Identifier: Apache-2.0
#include "ui/window/workspacefixture.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QTest>

using namespace assayer;

namespace {

/// a.json is open.
struct Fixture : WorkspaceFixture {
    Fixture()
    {
        put(QStringLiteral("a.json"), namedProfile(QStringLiteral("a")));
        put(QStringLiteral("b.json"), namedProfile(QStringLiteral("b")));
        openRow(QStringLiteral("a.json"));
        QTRY_VERIFY(row(QStringLiteral("b.json")).isValid());
    }
    [[nodiscard]] QMenu* menu() const { return window->findChild<QMenu*>(QStringLiteral("sideMenu")); }
    /// As the right button does: it marks the row, then asks for the menu.
    void rightClick(const QString& below) const
    {
        const QPoint position = list()->visualRect(row(below)).center();
        QTest::mouseClick(list()->viewport(), Qt::RightButton, {}, position);
        QContextMenuEvent event(QContextMenuEvent::Mouse, position, list()->viewport()->mapToGlobal(position));
        QCoreApplication::sendEvent(list()->viewport(), &event);
    }
};

} // namespace

class TestSideBar : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nameTypedInTheRow_endsItsEditorOnce()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("closeEditor|commitData")));
        Fixture fixture;
        fixture.list()->setFocus();
        fixture.act("renameProfileAction");
        auto* editor = fixture.list()->viewport()->findChild<QLineEdit*>();
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("renamed"));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_VERIFY(fixture.row(QStringLiteral("renamed.json")).isValid());
        QTRY_VERIFY(!fixture.list()->viewport()->findChild<QLineEdit*>());
        QCOMPARE(fixture.window->desk().key(), fixture.path(QStringLiteral("renamed.json")));
        QVERIFY(fixture.dialogs.told.isEmpty());
    }

    void foldersOpenedInTwoWindows_areBothRemembered()
    {
        Fixture fixture;
        const QString first = fixture.folder.filePath(QStringLiteral("first"));
        const QString second = fixture.folder.filePath(QStringLiteral("second"));
        const QString third = fixture.folder.filePath(QStringLiteral("third"));
        for (const QString& folder : {first, second, third})
            QVERIFY(QDir().mkpath(folder));
        const auto open = [&fixture](window::MainWindow& window, const QString& folder) {
            fixture.dialogs.folder = folder;
            window.openFolder();
        };
        open(*fixture.window, first);
        window::MainWindow other(fixture.environment);
        other.show();
        open(other, second);
        open(*fixture.window, third);
        // One closes what both have.
        auto* list = other.findChild<QTreeView*>(QStringLiteral("profileList"));
        list->setCurrentIndex(WorkspaceFixture::rowOf(other, first));
        other.closeFolder();
        other.close();
        fixture.reopen();
        QVERIFY(WorkspaceFixture::rowOf(*fixture.window, second).isValid());
        QVERIFY(WorkspaceFixture::rowOf(*fixture.window, third).isValid());
        QVERIFY(!WorkspaceFixture::rowOf(*fixture.window, first).isValid());
    }

    void environmentsChosenInTwoWindows_areBothRemembered()
    {
        Fixture fixture;
        const QString beside = fixture.folder.filePath(QStringLiteral("beside"));
        QVERIFY(QDir().mkpath(beside));
        window::Workspaces one(fixture.environment.home, fixture.settings);
        one.open(beside);
        window::Workspaces other(fixture.environment.home, fixture.settings);
        one.chooseEnvironment(*one.places().at(0), QStringLiteral("dev"));
        other.chooseEnvironment(*other.places().at(1), QStringLiteral("test"));
        QCOMPARE(other.chosenEnvironment(*other.places().at(0)), QString());
        const window::Workspaces later(fixture.environment.home, fixture.settings);
        QCOMPARE(later.chosenEnvironment(*later.places().at(0)), QStringLiteral("dev"));
        QCOMPARE(later.chosenEnvironment(*later.places().at(1)), QStringLiteral("test"));
    }

    void menu_meansTheRowUnderIt()
    {
        Fixture fixture;
        fixture.rightClick(QStringLiteral("b.json"));
        QVERIFY(fixture.menu());
        QVERIFY(fixture.menu()->actions().contains(
            fixture.window->findChild<QAction*>(QStringLiteral("deleteProfileAction"))));
        fixture.act("deleteProfileAction");
        QCOMPARE(fixture.dialogs.deletions.size(), 1);
        QCOMPARE(fixture.dialogs.deletions.first().name, QStringLiteral("b"));
    }

    /// Where leaving the open profile is refused, the row under the menu is not the marked one.
    void menu_doesNotComeOverAnotherRow()
    {
        Fixture fixture;
        fixture.setTenant(QStringLiteral("typed"));
        fixture.dialogs.unsaved = dialogs::Dialogs::Unsaved::Cancel;
        fixture.rightClick(QStringLiteral("b.json"));
        QCOMPARE(fixture.side()->markedKey(), fixture.path(QStringLiteral("a.json")));
        QVERIFY(!fixture.menu());
        fixture.rightClick(QStringLiteral("a.json"));
        QVERIFY(fixture.menu());
    }
};

QTEST_MAIN(TestSideBar)
#include "tst_sidebar.moc"
