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
            {Kind::Group, 0, "/work", "My profiles"},
            {Kind::Folder, 1, "/work/prod", "prod"},
            {Kind::Profile, 2, "/work/prod/a.json", "A", "v2", "pass"},
            {Kind::Folder, 2, "/work/prod/eu", "eu"},
            {Kind::Profile, 3, "/work/prod/eu/c.json", "C", "v2"},
            {Kind::Profile, 1, "/work/b.json", "B", "v1"},
            {Kind::Broken, 1, "/work/broken.json", "broken.json", "not JSON"},
            {Kind::Group, 0, "/worker", "worker"},
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
        model.setStatus("/work/prod/a.json", "warning");
        model.setText("example", "other", "changed, not saved");
        model.setStatus("/not/there", "pass");
        QCOMPARE(reset.count(), 0);
        QCOMPARE(changed.count(), 3);
        QCOMPARE(model.indexOfKey("/work/b.json").data(StatusRole).toString(), QStringLiteral("fail"));
        QCOMPARE(model.indexOfKey("/work/prod/a.json").data(StatusRole).toString(), QStringLiteral("warning"));
        QCOMPARE(model.indexOfKey("example").data(SummaryRole).toString(), QStringLiteral("changed, not saved"));
        rows.remove(7);
        model.setRows(rows);
        QCOMPARE(reset.count(), 1);
        QVERIFY(!model.indexOfKey("/work/b.json").isValid());
    }

    void name_isSentOnAndNotTaken()
    {
        ProfileTreeModel model;
        model.setRows(sample());
        QSignalSpy renamed(&model, &ProfileTreeModel::renameRequested);
        const QModelIndex b = model.indexOfKey("/work/b.json");
        QVERIFY(!model.setData(b, " C \n"));
        QCOMPARE(renamed.count(), 1);
        QCOMPARE(renamed.first().at(1).toString(), QStringLiteral("C"));
        QCOMPARE(b.data().toString(), QStringLiteral("B"));
        QVERIFY(!model.setData(b, "  "));
        QVERIFY(!model.setData(b, "B"));
        QVERIFY(!model.setData(model.indexOfKey("example"), "mine"));
        QVERIFY(!model.setData(model.indexOfKey("/work"), "mine"));
        QVERIFY(!model.setData(model.indexOfKey("/work/broken.json"), "mine"));
        QCOMPARE(renamed.count(), 1);
    }

    void drag_goesToAPlaceOfItsWorkspace_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("into");
        QTest::addColumn<bool>("possible");
        QTest::newRow("into a folder") << "/work/b.json"
                                       << "/work/prod" << true;
        QTest::newRow("into a deeper one") << "/work/b.json"
                                           << "/work/prod/eu" << true;
        QTest::newRow("up to the workspace") << "/work/prod/a.json"
                                             << "/work" << true;
        QTest::newRow("a folder") << "/work/prod/eu"
                                  << "/work" << true;
        QTest::newRow("a broken file") << "/work/broken.json"
                                       << "/work/prod" << true;
        QTest::newRow("where it is") << "/work/b.json"
                                     << "/work" << false;
        QTest::newRow("a folder into itself") << "/work/prod"
                                              << "/work/prod" << false;
        QTest::newRow("a folder below itself") << "/work/prod"
                                               << "/work/prod/eu" << false;
        QTest::newRow("onto a profile") << "/work/b.json"
                                        << "/work/prod/a.json" << false;
        QTest::newRow("another workspace") << "/work/b.json"
                                           << "/worker" << false;
        QTest::newRow("the practice tenant") << "/work/b.json"
                                             << "practice" << false;
        QTest::newRow("something else") << "/not/there"
                                        << "/work" << false;
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
        QCOMPARE(spoken("/work/prod/a.json"), QStringLiteral("A, v2, last verdict: pass"));
        QCOMPARE(spoken("/work/b.json"), QStringLiteral("B, v1"));
        QCOMPARE(spoken("/work/broken.json"), QStringLiteral("broken.json, cannot be read: not JSON"));
        QCOMPARE(spoken("/work/prod"), QStringLiteral("prod"));
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
