// SPDX-License-Identifier: Apache-2.0
#include "controls/plainlabel.h"
#include "panels/checkdetail.h"

#include <QTest>

#include <algorithm>

using namespace assayer;
using controls::PlainLabel;

namespace {

models::ChecklistModel::Entry passing()
{
    models::ChecklistModel::Entry entry;
    entry.result.status = checks::Status::Pass;
    entry.words.summary = QStringLiteral("v2 token");
    return entry;
}

models::ChecklistModel::Entry failing(inspection::Side side)
{
    models::ChecklistModel::Entry entry;
    entry.result.status = checks::Status::Fail;
    entry.words.why = QStringLiteral("The API expects another audience.");
    entry.words.fixes = {
        {side, QStringLiteral("Expect it."), QStringLiteral("expectations.audiences"), QStringLiteral("api://x")}};
    return entry;
}

struct Fixture {
    explicit Fixture(const models::ChecklistModel::Entry& entry)
    {
        detail.resize(420, 300);
        detail.show();
        detail.setEntry(&entry);
        QVERIFY(QTest::qWaitForWindowExposed(&detail));
    }
    [[nodiscard]] const PlainLabel* label(const QString& part) const
    {
        const auto labels = detail.findChildren<PlainLabel*>();
        const auto found =
            std::ranges::find_if(labels, [&part](const PlainLabel* label) { return label->fullText().contains(part); });
        return found == labels.end() ? nullptr : *found;
    }
    panels::CheckDetail detail;
};

} // namespace

class TestCheckDetail : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fix_saysWhereItIsMade_data()
    {
        QTest::addColumn<int>("side");
        QTest::addColumn<QString>("words");
        // Of the request as of what is expected: the profile has both.
        QTest::newRow("ours") << int(inspection::Side::Request) << "in this profile: Expect it.";
        QTest::newRow("API") << int(inspection::Side::Api) << "at the API: Expect it.";
    }
    void fix_saysWhereItIsMade()
    {
        QFETCH(int, side);
        QFETCH(QString, words);
        const Fixture fixture(failing(static_cast<inspection::Side>(side)));
        QVERIFY(fixture.label(words));
    }

    void whyAndFix_beginAtOnePlace()
    {
        const Fixture fixture(failing(inspection::Side::Api));
        const PlainLabel* why = fixture.label(QStringLiteral("another audience"));
        const PlainLabel* fix = fixture.label(QStringLiteral("Expect it."));
        QVERIFY(why && fix);
        QCOMPARE(fix->mapTo(&fixture.detail, QPoint()).x(), why->mapTo(&fixture.detail, QPoint()).x());
    }

    void leastHeight_isNoMoreThanOneLineNeeds()
    {
        const Fixture fixture(passing());
        QVERIFY(fixture.detail.minimumSizeHint().height() <= fixture.detail.heightForWidth(fixture.detail.width()));
    }
};

QTEST_MAIN(TestCheckDetail)
#include "tst_checkdetail.moc"
