// SPDX-License-Identifier: Apache-2.0
// What the window puts on the clipboard, and what it leaves there.
#include "controls/plainlabel.h"
#include "controls/secretfield.h"
#include "controls/statusnote.h"
#include "ui/window/windowfixture.h"
#include "window/statusbar.h"

#include <QAction>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>

using namespace assayer;

namespace {

const QString hint = QStringLiteral("x-kde-passwordManagerHint");

void getToken(WindowFixture& fixture)
{
    fixture.window->getToken();
    QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->session().isRunning() && fixture.window->session().hasInspection(),
                             20'000);
}

QString said(const WindowFixture& fixture)
{
    return fixture.find<controls::PlainLabel>("said")->fullText();
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
        QVERIFY(said(fixture).contains(QStringLiteral("30 s")));
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
        QVERIFY(said(fixture).contains(QStringLiteral("30 s")));
        fixture.window.reset();
        QVERIFY(clipboard->text().isEmpty());
    }

    void message_hidesNoState_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("wide") << 1360;
        QTest::newRow("narrow") << 1024;
    }
    void message_hidesNoState()
    {
        QFETCH(int, width);
        WindowFixture fixture;
        fixture.window->resize(width, 700);
        getToken(fixture);
        auto* state = fixture.find<controls::StatusNote>("status");
        const QString before = state->accessibleName();
        QVERIFY(before.startsWith(QStringLiteral("200")));
        const int needed = state->sizeHint().width();
        fixture.find<QAction>("copyTokenAction")->trigger();
        QCoreApplication::processEvents();
        QVERIFY(!said(fixture).isEmpty());
        QVERIFY(state->isVisible());
        QCOMPARE(state->accessibleName(), before);
        QVERIFY(state->width() >= needed);
        const auto* message = fixture.find<controls::PlainLabel>("said");
        QVERIFY(message->isVisible() && !message->isElided());
        QVERIFY(!message->geometry().intersects(state->geometry()));
    }

    void message_goesAfterAWhile()
    {
        window::StatusBar bar(new controls::StatusNote, QStringLiteral("promise"));
        bar.resize(120, 30);
        bar.show();
        bar.say(QStringLiteral("a sentence that is longer than the bar"), std::chrono::milliseconds(1));
        const auto* promise = bar.findChild<controls::PlainLabel*>(QStringLiteral("promise"));
        QVERIFY(promise->isHidden());
        QTRY_VERIFY(bar.said().isEmpty());
        QVERIFY(promise->isVisible());
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
