// SPDX-License-Identifier: Apache-2.0
#include "models/profilelistmodel.h"
#include "ui/models/printedtree.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace assayer::models;

namespace {

QList<ProfileGroup> sample()
{
    return {{QStringLiteral("Practice tenant"),
             {{QStringLiteral("example"), QStringLiteral("web app"), QStringLiteral("the worked example"), {}}}},
            {QStringLiteral("Profiles"),
             {{QStringLiteral("/a.json"), QStringLiteral("A"), QStringLiteral("v2"), QStringLiteral("pass")},
              {QStringLiteral("/b.json"), QStringLiteral("B"), QStringLiteral("v1"), {}}}}};
}

} // namespace

class TestProfileListModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void model_isSound()
    {
        ProfileListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(printedTree(model), QString());
        model.setGroups(sample());
        QCOMPARE(printedTree(model), QStringLiteral("Practice tenant\n  web app\nProfiles\n  A\n  B\n"));
        model.setGroups({});
        QCOMPARE(model.rowCount(), 0);
    }

    void newVerdict_resetsNothing()
    {
        ProfileListModel model;
        model.setGroups(sample());
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QList<ProfileGroup> groups = sample();
        groups[1].entries[1].status = QStringLiteral("fail");
        model.setGroups(groups);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(model.indexOfKey(QStringLiteral("/b.json")).data(StatusRole).toString(), QStringLiteral("fail"));
        groups[1].entries.removeFirst();
        model.setGroups(groups);
        QCOMPARE(reset.count(), 1);
        QVERIFY(!model.indexOfKey(QStringLiteral("/a.json")).isValid());
    }

    void groups_cannotBeSelected()
    {
        ProfileListModel model;
        model.setGroups(sample());
        QVERIFY(!(model.index(0, 0).flags() & Qt::ItemIsSelectable));
        QVERIFY(model.indexOfKey(QStringLiteral("example")).flags() & Qt::ItemIsSelectable);
    }
};

QTEST_GUILESS_MAIN(TestProfileListModel)
#include "tst_profilelistmodel.moc"
