// SPDX-License-Identifier: Apache-2.0
#include "models/laddermodel.h"
#include "models/manifestmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace assayer;
using namespace assayer::models;

namespace {

entra::Manifest manifestWith(const QList<entra::AppRole>& roles)
{
    entra::Manifest manifest;
    manifest.appId = QStringLiteral("c2e84b60-7a1d-4f39-b5d8-3e9f06a7c148");
    manifest.displayName = QStringLiteral("Orders <b>API</b>\n\u202E");
    manifest.appRoles = roles;
    return manifest;
}

entra::AppRole role(const QString& value, const QString& member = QStringLiteral("Application"), bool enabled = true)
{
    return {QStringLiteral("7d2f0000-0000-4000-8000-0000000000c1"), value, value, {member}, enabled};
}

} // namespace

/// The models of the app manifest page and of the ladder.
class TestManifestModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void manifests_holdTheirFindings()
    {
        ManifestModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        // A space in a value, and one id twice.
        model.setManifests(
            {manifestWith({role(QStringLiteral("Read All")), role(QStringLiteral("Write.All"))}), manifestWith({})});
        QCOMPARE(model.rowCount(), 2);
        const QModelIndex first = model.index(0, 0);
        QVERIFY(model.rowCount(first) >= 1);
        QCOMPARE(first.data(StatusRole).toString(), QStringLiteral("warning"));
        const QModelIndex finding = model.index(0, 0, first);
        QCOMPARE(finding.parent(), first);
        QCOMPARE(ManifestModel::manifestAt(finding), 0);
        QCOMPARE(ManifestModel::manifestAt(model.index(1, 0)), 1);
        QCOMPARE(ManifestModel::manifestAt({}), -1);
        QCOMPARE(model.rowCount(finding), 0);
        QVERIFY(!first.data().toString().contains(u'\n'));
        QVERIFY(!first.data().toString().contains(QChar(0x202E)));
        model.setManifests({});
        QCOMPARE(model.rowCount(), 0);
    }

    void roles_areTickedAndUnticked()
    {
        DeclaredRolesModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const QList<entra::Manifest> manifests{
            manifestWith({role(QStringLiteral("A")), role(QStringLiteral("B")),
                          role(QStringLiteral("People.Only"), QStringLiteral("User")), role(QString())})};
        model.setRoles(manifests, {QStringLiteral("B"), QStringLiteral("Gone")});
        QCOMPARE(model.rowCount(), 3); // A, B, and the expected one that none declares
        QSignalSpy edited(&model, &DeclaredRolesModel::expectedEdited);
        QVERIFY(model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(edited.takeFirst().first().toStringList(),
                 QStringList({QStringLiteral("B"), QStringLiteral("Gone"), QStringLiteral("A")}));
        QVERIFY(model.setData(model.index(2, 0), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(edited.takeFirst().first().toStringList(), QStringList({QStringLiteral("B"), QStringLiteral("A")}));
        QVERIFY(model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole)); // as it is: nothing to send
        QVERIFY(edited.isEmpty());
        QVERIFY(!model.setData(model.index(0, 0), QStringLiteral("x"), Qt::EditRole));
        QVERIFY(!model.setData({}, Qt::Checked, Qt::CheckStateRole));
    }

    void rung_saysItsStateInWords()
    {
        LadderModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        inspection::LadderView ladder;
        ladder.rungs = {{QStringLiteral("declared"), checks::RungState::Holds, QStringLiteral("Declared"), {}},
                        {QStringLiteral("granted"), checks::RungState::Broken, QStringLiteral("Granted"), {}},
                        {QStringLiteral("issued"), checks::RungState::Unknown, QStringLiteral("Issued"), {}},
                        {QStringLiteral("requested"), checks::RungState::Skipped, QStringLiteral("Requested"), {}}};
        model.setLadder(ladder);
        QStringList states;
        QSet<QString> spoken;
        for (int row = 0; row < model.rowCount(); ++row) {
            states << model.index(row, 0).data(StatusRole).toString();
            spoken << model.index(row, 0).data(Qt::AccessibleTextRole).toString().section(u',', 1);
        }
        QCOMPARE(states.join(u' '), QStringLiteral("pass fail unchecked unchecked"));
        QCOMPARE(spoken.size(), 4); // not known and not needed are told apart in words
        model.setLadder({});
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestManifestModel)
#include "tst_manifestmodel.moc"
