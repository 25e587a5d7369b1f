// SPDX-License-Identifier: Apache-2.0
#include "window/profilebook.h"

#include "panels/profilespanel.h"
#include "support/manyprofiles.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

#include <algorithm>

using namespace assayer;
using models::ProfileRow;
using window::ProfileBook;
using Kind = ProfileRow::Kind;

namespace {

/// A book over a workspace of so many profiles, all of them listed, and the side bar over it.
struct Shelf {
    Shelf(int count, int inFolder)
    {
        fillWithProfiles(root.path(), count, inFolder);
        workspaces.begin();
        panel.setInside([this](const QString& key) { return book.rowsIn(key); });
        book.setOpen({ProfileBook::untitledKey, {}, window::OpenProfile::State::Saved});
        listed = QTest::qWaitFor([this] { return workspaces.home().listed; }, 20'000);
    }
    /// Opens it, as the window does.
    void open(const QString& key)
    {
        book.setOpen({key, profile::workedExample(), window::OpenProfile::State::Saved});
        panel.setCurrent(key);
        panel.setRows(book.rows());
    }
    [[nodiscard]] QString key(const QString& below) const { return workspaces.home().root() + u'/' + below; }

    QTemporaryDir root;
    QTemporaryDir other;
    QSettings settings{other.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    window::Workspaces workspaces{root.path(), settings};
    ProfileBook book{settings, workspaces};
    panels::ProfilesPanel panel;
    bool listed = false;
};

qsizetype countOf(const QList<ProfileRow>& rows, Kind kind)
{
    return std::ranges::count(rows, kind, &ProfileRow::kind);
}

QList<ProfileRow> lateOnes(const QList<ProfileRow>& rows)
{
    QList<ProfileRow> late = rows;
    late.removeIf([](const ProfileRow& row) { return !row.late; });
    return late;
}

} // namespace

class TestProfileBook : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void few_areListedAtOnce()
    {
        Shelf shelf(200, 100);
        QVERIFY(shelf.listed);
        const QList<ProfileRow> rows = shelf.book.rows();
        QCOMPARE(countOf(rows, Kind::Folder), 2);
        QVERIFY(countOf(rows, Kind::Profile) >= 200);
        QVERIFY(lateOnes(rows).isEmpty());
    }

    void many_areListedWhenTheirFolderIsOpened()
    {
        Shelf shelf(500, 100);
        QVERIFY(shelf.listed);
        const QList<ProfileRow> rows = shelf.book.rows();
        QCOMPARE(lateOnes(rows).size(), 5);
        QVERIFY(countOf(rows, Kind::Profile) < 3);
        const QList<ProfileRow> inside = shelf.book.rowsIn(shelf.key(QStringLiteral("team 2")));
        QCOMPARE(inside.size(), 100);
        QCOMPARE(inside.first().key, shelf.key(QStringLiteral("team 2/service 200.json")));
        QCOMPARE(inside.first().depth, 2);
        QVERIFY(shelf.book.rowsIn(QStringLiteral("/not/there")).isEmpty());
        QVERIFY(shelf.book.rowsIn(QStringLiteral("more:")).isEmpty());
    }

    void open_isMarkedInAClosedFolder()
    {
        Shelf shelf(500, 100);
        QVERIFY(shelf.listed);
        const QString key = shelf.key(QStringLiteral("team 3/service 321.json"));
        shelf.open(key);
        QCOMPARE(shelf.panel.markedKey(), key);
        // Sought and found, and back again.
        shelf.panel.setRows(shelf.book.found(QStringLiteral("service 12")));
        shelf.panel.setRows(shelf.book.rows());
        QCOMPARE(shelf.panel.markedKey(), key);
    }

    void openedFolder_staysOpenAfterASearch()
    {
        Shelf shelf(500, 100);
        QVERIFY(shelf.listed);
        shelf.panel.setRows(shelf.book.rows());
        shelf.panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&shelf.panel));
        auto* tree = shelf.panel.findChild<QTreeView*>(QStringLiteral("profileList"));
        const auto* model = qobject_cast<const models::ProfileTreeModel*>(tree->model());
        const QString folder = shelf.key(QStringLiteral("team 1"));
        tree->expand(model->indexOfKey(folder));
        QTRY_COMPARE(model->rowCount(model->indexOfKey(folder)), 100);
        shelf.panel.setRows(shelf.book.found(QStringLiteral("service 12")));
        shelf.panel.setRows(shelf.book.rows());
        QVERIFY(tree->isExpanded(model->indexOfKey(folder)));
        QTRY_COMPARE(model->rowCount(model->indexOfKey(folder)), 100);
        QVERIFY(!tree->isExpanded(model->indexOfKey(shelf.key(QStringLiteral("team 2")))));
    }

    void veryManyInOneFolder_standBehindARow()
    {
        Shelf shelf(1'200, 0);
        QVERIFY(shelf.listed);
        QList<ProfileRow> rows = shelf.book.rows();
        QCOMPARE(lateOnes(rows).size(), 1);
        const ProfileRow more = lateOnes(rows).first();
        QCOMPARE(more.name, QStringLiteral("200 more"));
        QVERIFY(more.fixed);
        const QList<ProfileRow> others = shelf.book.rowsIn(more.key);
        QCOMPARE(others.size(), 200);
        QCOMPARE(others.last().key, shelf.key(QStringLiteral("service 1199.json")));
        QCOMPARE(others.last().depth, more.depth + 1);
        // But the open one is to be seen.
        shelf.open(others.last().key);
        QCOMPARE(shelf.panel.markedKey(), others.last().key);
        QCOMPARE(lateOnes(shelf.book.rows()).first().name, QStringLiteral("199 more"));
        QCOMPARE(shelf.book.rowsIn(more.key).size(), 199);
    }
};

QTEST_MAIN(TestProfileBook)
#include "tst_profilebook.moc"
