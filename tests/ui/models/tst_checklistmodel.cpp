// SPDX-License-Identifier: Apache-2.0
#include "models/checklistmodel.h"
#include "ui/models/printedtree.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace assayer;
using checks::CheckId;
using checks::Status;
using models::ChecklistModel;

namespace {

checks::Result result(CheckId id, Status status, const QString& cause = {}, const QString& claim = {})
{
    checks::Result made;
    made.id = id;
    made.status = status;
    made.cause = cause;
    made.claim = claim;
    return made;
}

inspection::Inspection sample()
{
    inspection::Inspection inspection;
    checks::Result audience =
        result(CheckId::Audience, Status::Fail, QStringLiteral("audience.other"), QStringLiteral("aud"));
    audience.expected = {QStringLiteral("api://orders")};
    audience.actual = {QStringLiteral("api://other")};
    checks::Result roles =
        result(CheckId::Roles, Status::Fail, QStringLiteral("roles.missing"), QStringLiteral("roles"));
    roles.items = {{QStringLiteral("Orders.Read"), Status::Pass, {}},
                   {QStringLiteral("Orders.Write"), Status::Fail, QStringLiteral("roles.missing")}};
    inspection.checklist.results = {result(CheckId::Signature, Status::Pass), audience, roles,
                                    result(CheckId::Tenant, Status::Unchecked, QStringLiteral("tenant.not-expected"))};
    inspection.checklist.verdict = Status::Fail;
    return inspection;
}

} // namespace

class TestChecklistModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void model_isSound()
    {
        ChecklistModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(printedTree(model), QString());
        QCOMPARE(model.tally(), QString());
        model.setInspection(sample());
        QCOMPARE(model.rowCount(), 4);
        model.setInspection(sample());
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void lifetime_isThatOfTheMoment()
    {
        inspection::Inspection inspection = sample();
        checks::Result lifetime = result(CheckId::Lifetime, Status::Pass, {}, QStringLiteral("exp"));
        for (const auto& [name, value] :
             {std::pair("now", "1000"), std::pair("late", "-4620"), std::pair("early", "-60"), std::pair("nbf", "940")})
            lifetime.arguments.insert(QLatin1String(name), QLatin1String(value));
        inspection.checklist.results << lifetime;
        ChecklistModel model;
        model.setNow(1000);
        model.setInspection(inspection);
        const auto said = [&model] { return model.indexOf(CheckId::Lifetime).data(models::SummaryRole).toString(); };
        QCOMPARE(said(), QStringLiteral("valid now, 1 h 17 min left of 1 h 18 min"));
        QSignalSpy changed(&model, &ChecklistModel::dataChanged);
        model.setNow(1000);
        QCOMPARE(changed.size(), 0);
        model.setNow(1061);
        QCOMPARE(said(), QStringLiteral("valid now, 1 h 15 min left of 1 h 18 min"));
        QCOMPARE(changed.size(), 1);
        model.setNow(900'000); // over, but nobody judged it yet
        QVERIFY2(said().startsWith(QStringLiteral("valid now, 0 s left")), qPrintable(said()));
    }

    void tree_hasChecksAndTheirItems()
    {
        ChecklistModel model;
        model.setInspection(sample());
        const QModelIndex roles = model.indexOf(CheckId::Roles);
        QCOMPARE(model.rowCount(roles), 2);
        const QModelIndex write = model.index(1, 0, roles);
        QCOMPARE(write.data().toString(), QStringLiteral("Orders.Write"));
        QCOMPARE(write.data(models::StatusRole).toString(), QStringLiteral("fail"));
        QCOMPARE(write.data(ChecklistModel::CauseRole).toString(), QStringLiteral("roles.missing"));
        QVERIFY(!write.data(models::SummaryRole).toString().isEmpty());
        QCOMPARE(write.siblingAtColumn(ChecklistModel::StatusColumn).data().toString(), QStringLiteral("fail"));
        QCOMPARE(model.entryAt(write)->result.id, CheckId::Roles);
        QVERIFY(printedTree(model).contains(QStringLiteral("\n  Orders.Write |")));
    }

    void status_isSaidInWords()
    {
        ChecklistModel model;
        model.setInspection(sample());
        const QModelIndex audience = model.indexOf(CheckId::Audience);
        QVERIFY(audience.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("fail")));
        QVERIFY(audience.data(Qt::AccessibleTextRole).toString().startsWith(audience.data().toString()));
        QCOMPARE(model.tally(), QStringLiteral("1 pass · 2 fail · 1 not checked"));
    }

    void claim_leadsToItsCheck()
    {
        ChecklistModel model;
        model.setInspection(sample());
        QCOMPARE(model.indexOfClaim(QStringLiteral("aud")), model.indexOf(CheckId::Audience));
        QVERIFY(!model.indexOfClaim(QStringLiteral("nonce")).isValid());
        QVERIFY(!model.indexOfClaim(QString()).isValid());
    }

    void path_findsTheRowAgain()
    {
        ChecklistModel model;
        model.setInspection(sample());
        const QModelIndex write = model.index(1, 0, model.indexOf(CheckId::Roles));
        const QString path = write.data(models::PathRole).toString();
        model.setInspection(sample());
        QCOMPARE(model.indexOfPath(path).data().toString(), QStringLiteral("Orders.Write"));
        QVERIFY(!model.indexOfPath(QStringLiteral("nothing")).isValid());
    }

    void hostileItem_isOneVisibleLine()
    {
        inspection::Inspection inspection = sample();
        inspection.checklist.results[2].items[1].text = QStringLiteral("a\n<b>\u202Eb") + QString(5000, u'x');
        ChecklistModel model;
        model.setInspection(inspection);
        const QString shown = model.index(1, 0, model.indexOf(CheckId::Roles)).data().toString();
        QVERIFY(!shown.contains(u'\n'));
        QVERIFY(!shown.contains(QChar(0x202E)));
        QVERIFY(shown.contains(QStringLiteral("<b>")));
        QVERIFY(shown.size() < 600);
    }
};

QTEST_GUILESS_MAIN(TestChecklistModel)
#include "tst_checklistmodel.moc"
