// SPDX-License-Identifier: Apache-2.0
// What the window puts on the clipboard, and what it leaves there.
#include "controls/secretfield.h"
#include "ui/window/windowfixture.h"

#include <QAction>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QStatusBar>

using namespace assayer;

namespace {

const QString hint = QStringLiteral("x-kde-passwordManagerHint");

void getToken(WindowFixture& fixture)
{
    fixture.window->getToken();
    QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->session().isRunning() && fixture.window->session().hasInspection(),
                             20'000);
}

} // namespace

class TestCopies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QGuiApplication::clipboard()->setText(QStringLiteral("before")); }

    void liveToken_goesWithTheWindow()
    {
        WindowFixture fixture;
        getToken(fixture);
        fixture.find<QAction>("copyTokenAction")->trigger();
        const QClipboard* clipboard = fixture.environment.clipboard;
        QCOMPARE(clipboard->text().count(u'.'), 2);
        QVERIFY(clipboard->mimeData()->hasFormat(hint));
        QVERIFY(fixture.window->statusBar()->currentMessage().contains(QStringLiteral("30 s")));
        fixture.window.reset();
        QVERIFY(clipboard->text().isEmpty());
    }

    void secret_goesWithTheWindow()
    {
        WindowFixture fixture;
        auto* field = fixture.find<controls::SecretField>("clientSecret");
        QTest::keyClick(field->copyButton(), Qt::Key_Space);
        const QClipboard* clipboard = fixture.environment.clipboard;
        QCOMPARE(clipboard->text().toUtf8(), field->secret().reveal().toByteArray());
        QVERIFY(clipboard->mimeData()->hasFormat(hint));
        QVERIFY(fixture.window->statusBar()->currentMessage().contains(QStringLiteral("30 s")));
        fixture.window.reset();
        QVERIFY(clipboard->text().isEmpty());
    }

    void report_stays()
    {
        WindowFixture fixture;
        getToken(fixture);
        fixture.find<QAction>("copyTokenAction")->trigger();
        fixture.find<QAction>("copyReportAction")->trigger();
        const QClipboard* clipboard = fixture.environment.clipboard;
        const QString report = clipboard->text();
        QVERIFY(!report.isEmpty() && !clipboard->mimeData()->hasFormat(hint));
        fixture.window.reset();
        QCOMPARE(clipboard->text(), report);
    }
};

QTEST_MAIN(TestCopies)
#include "tst_copies.moc"
