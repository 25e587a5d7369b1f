// SPDX-License-Identifier: Apache-2.0
#include "models/profiletreemodel.h"
#include "ui/models/printedtree.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace assayer::models;
using Kind = ProfileRow::Kind;

namespace {

QList<ProfileRow> sample()
{
    return {{Kind::Group, 0, "practice", "Practice tenant", {}, {}, true},
            {Kind::Profile, 1, "example", "web app", "the worked example", {}, true},
            {Kind::Group, 0, "/team", "My profiles"},
            {Kind::Folder, 1, "/team/prod", "prod"},
            {Kind::Profile, 2, "/team/prod/a.json", "A", "v2", "pass"},
            {Kind::Folder, 2, "/team/prod/eu", "eu"},
            {Kind::Profile, 3, "/team/prod/eu/c.json", "C", "v2"},
            {Kind::Profile, 1, "/team/b.json", "B", "v1"},
            {Kind::Broken, 1, "/team/broken.json", "broken.json", "not JSON"},
            {Kind::Group, 0, "/teamer", "worker"},
            {Kind::Note, 1, "note:/worker", "No profiles yet"}};
}

} // namespace

class TestProfileTreeModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void model_isSound()
    {
        ProfileTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(printedTree(model), QString());
        model.setRows(sample());
        QCOMPARE(printedTree(model), QStringLiteral("Practice tenant\n  web app\nMy profiles\n  prod\n    A\n    eu\n"
                                                    "      C\n  B\n  broken.json\nworker\n  No profiles yet\n"));
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }

    void whatChangesInPlace_resetsNothing()
    {
        ProfileTreeModel model;
        model.setRows(sample());
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QList<ProfileRow> rows = sample();
        rows[7].status = QStringLiteral("fail");
        model.setRows(rows);
        model.setStatus("/team/prod/a.json", "warning");
        model.setText("example", "other", "changed, not saved");
        model.setStatus("/not/there", "pass");
        QCOMPARE(reset.count(), 0);
        QCOMPARE(changed.count(), 3);
        QCOMPARE(model.indexOfKey("/team/b.json").data(StatusRole).toString(), QStringLiteral("fail"));
        QCOMPARE(model.indexOfKey("/team/prod/a.json").data(StatusRole).toString(), QStringLiteral("warning"));
        QCOMPARE(model.indexOfKey("example").data(SummaryRole).toString(), QStringLiteral("changed, not saved"));
        rows.remove(7);
        model.setRows(rows);
        QCOMPARE(reset.count(), 1);
        QVERIFY(!model.indexOfKey("/team/b.json").isValid());
    }

    void late_isAskedWhenItIsOpened()
    {
        ProfileTreeModel model;
        QList<ProfileRow> rows{{Kind::Group, 0, "/team", "My profiles"},
                               {Kind::Folder, 1, "/team/prod", "prod", {}, {}, false, true},
                               {Kind::Folder, 1, "/team/test", "test", {}, {}, false, true}};
        QStringList asked;
        QString name = QStringLiteral("C");
        model.setInside([&](const QString& key) -> QList<ProfileRow> {
            asked << key;
            if (key == QLatin1String("/team/prod"))
                return {{Kind::Folder, 2, "/team/prod/eu", "eu", {}, {}, false, true},
                        {Kind::Profile, 2, "/team/prod/a.json", "A"}};
            return key == QLatin1String("/team/prod/eu")
                       ? QList<ProfileRow>{{Kind::Profile, 3, "/team/prod/eu/c.json", name}}
                       : QList<ProfileRow>();
        });
        model.setRows(rows);
        QVERIFY(asked.isEmpty());
        QVERIFY(model.hasChildren(model.indexOfKey("/team/prod")));
        QVERIFY(!model.indexOfKey("/team/prod/a.json").isValid());

        const QPersistentModelIndex test = model.indexOfKey("/team/test");
        QCOMPARE(model.reach("/team/prod/eu/c.json").data().toString(), QStringLiteral("C"));
        QCOMPARE(asked, (QStringList{"/team/prod", "/team/prod/eu"}));
        QVERIFY(!model.reach("/team/prod/not.json").isValid());
        QVERIFY(!model.reach("/elsewhere/not.json").isValid());
        QCOMPARE(test.data().toString(), QStringLiteral("test"));
        QCOMPARE(printedTree(model), QStringLiteral("My profiles\n  prod\n    eu\n      C\n    A\n  test\n"));

        // The rows come again, as they do after every change on the disk: what was open stays, with what is new in it.
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        name = QStringLiteral("D");
        model.setRows(rows);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(model.indexOfKey("/team/prod/eu/c.json").data().toString(), QStringLiteral("D"));
        // Which asks for whatever can be asked for.
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        rows.removeLast();
        model.setRows(rows);
        QCOMPARE(reset.count(), 1);
        QCOMPARE(printedTree(model), QStringLiteral("My profiles\n  prod\n    eu\n      D\n    A\n"));
    }

    void name_isSentOnAndNotTaken()
    {
        ProfileTreeModel model;
        model.setRows(sample());
        QSignalSpy renamed(&model, &ProfileTreeModel::renameRequested);
        const QModelIndex b = model.indexOfKey("/team/b.json");
        QVERIFY(!model.setData(b, " C \n"));
        QCOMPARE(renamed.count(), 1);
        QCOMPARE(renamed.first().at(1).toString(), QStringLiteral("C"));
        QCOMPARE(b.data().toString(), QStringLiteral("B"));
        QVERIFY(!model.setData(b, "  "));
        QVERIFY(!model.setData(b, "B"));
        QVERIFY(!model.setData(model.indexOfKey("example"), "mine"));
        QVERIFY(!model.setData(model.indexOfKey("/team"), "mine"));
        QVERIFY(!model.setData(model.indexOfKey("/team/broken.json"), "mine"));
        QCOMPARE(renamed.count(), 1);
    }

    void drag_goesToAPlaceOfItsWorkspace_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("into");
        QTest::addColumn<bool>("possible");
        QTest::newRow("into a folder") << "/team/b.json"
                                       << "/team/prod" << true;
        QTest::newRow("into a deeper one") << "/team/b.json"
                                           << "/team/prod/eu" << true;
        QTest::newRow("up to the workspace") << "/team/prod/a.json"
                                             << "/team" << true;
        QTest::newRow("a folder") << "/team/prod/eu"
                                  << "/team" << true;
        QTest::newRow("a broken file") << "/team/broken.json"
                                       << "/team/prod" << true;
        QTest::newRow("where it is") << "/team/b.json"
                                     << "/team" << false;
        QTest::newRow("a folder into itself") << "/team/prod"
                                              << "/team/prod" << false;
        QTest::newRow("a folder below itself") << "/team/prod"
                                               << "/team/prod/eu" << false;
        QTest::newRow("onto a profile") << "/team/b.json"
                                        << "/team/prod/a.json" << false;
        QTest::newRow("another workspace") << "/team/b.json"
                                           << "/teamer" << false;
        QTest::newRow("the practice tenant") << "/team/b.json"
                                             << "practice" << false;
        QTest::newRow("something else") << "/not/there"
                                        << "/team" << false;
    }
    void drag_goesToAPlaceOfItsWorkspace()
    {
        QFETCH(QString, key);
        QFETCH(QString, into);
        QFETCH(bool, possible);
        ProfileTreeModel model;
        model.setRows(sample());
        QSignalSpy moved(&model, &ProfileTreeModel::moveRequested);
        const QModelIndex row = model.indexOfKey(key);
        std::unique_ptr<QMimeData> data(row.isValid() ? model.mimeData({row}) : new QMimeData);
        const QModelIndex place = model.indexOfKey(into);
        QCOMPARE(model.canDropMimeData(data.get(), Qt::MoveAction, -1, -1, place), possible);
        QVERIFY(!model.dropMimeData(data.get(), Qt::MoveAction, -1, -1, place));
        QCOMPARE(moved.count(), possible ? 1 : 0);
        if (possible)
            QCOMPARE(moved.first(), (QVariantList{key, into}));
    }

    void row_isSpokenWithAllThatIsKnown()
    {
        ProfileTreeModel model;
        model.setRows(sample());
        const auto spoken = [&model](const char* key) {
            return model.indexOfKey(QLatin1String(key)).data(Qt::AccessibleTextRole).toString();
        };
        QCOMPARE(spoken("/team/prod/a.json"), QStringLiteral("A, v2, last verdict: pass"));
        QCOMPARE(spoken("/team/b.json"), QStringLiteral("B, v1"));
        QCOMPARE(spoken("/team/broken.json"), QStringLiteral("broken.json, cannot be read: not JSON"));
        QCOMPARE(spoken("/team/prod"), QStringLiteral("prod"));
    }

    void outsideText_isLiteral()
    {
        ProfileTreeModel model;
        model.setRows({{Kind::Group, 0, "/w", "<b>w</b>\n\u202E"}});
        const QString shown = model.index(0, 0).data().toString();
        QVERIFY(!shown.contains(u'\n'));
        QVERIFY(!shown.contains(QChar(0x202E)));
        QVERIFY(shown.startsWith(QLatin1String("<b>w</b>")));
    }
};

QTEST_GUILESS_MAIN(TestProfileTreeModel)
#include "tst_profiletreemodel.moc"
