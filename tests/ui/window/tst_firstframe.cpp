// SPDX-License-Identifier: Apache-2.0
#include "ui/window/windowfixture.h"

#include <QAbstractItemView>
#include <QImage>
#include <QLineEdit>
#include <QMenuBar>
#include <QSignalSpy>

using namespace assayer;

namespace {

/// What the window has painted by its first frame; a grab paints anew, but nothing may have changed since.
QImage firstFrame(window::MainWindow& window)
{
    QImage frame;
    QObject::connect(&window, &window::MainWindow::firstFrameDrawn, &window, [&] { frame = window.grab().toImage(); });
    window.resize(1360, 860);
    window.show();
    (void)QTest::qWaitFor([&frame] { return !frame.isNull(); });
    return frame;
}

} // namespace

class TestFirstFrame : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme.install(); }

    /// A start is measured up to it, so what a person sees must be there, not come after.
    void firstFrame_isWhatStays_data()
    {
        QTest::addColumn<bool>("example");
        QTest::newRow("worked example") << true;
        QTest::newRow("untitled profile") << false;
    }
    void firstFrame_isWhatStays()
    {
        QFETCH(bool, example);
        WindowFixture fixture;
        if (!example)
            fixture.environment.example.reset();
        fixture.settings.clear();
        window::MainWindow window(fixture.environment);
        const QImage first = firstFrame(window);
        QVERIFY(!first.isNull());
        QTRY_VERIFY(window.findChild<QWidget*>(QStringLiteral("rolesPage")));
        QTRY_VERIFY(window.findChild<QWidget*>(QStringLiteral("manifestPage")));
        QCoreApplication::processEvents();
        const QImage settled = window.grab().toImage();
        if (first != settled) {
            first.save(QStringLiteral("firstframe-first.png"));
            settled.save(QStringLiteral("firstframe-settled.png"));
        }
        QVERIFY(first == settled);
    }

    void pages_areMadeBehindIt()
    {
        WindowFixture fixture;
        window::MainWindow window(fixture.environment);
        const auto isThere = [&window](const char* name) {
            return window.findChild<QWidget*>(QLatin1String(name)) != nullptr;
        };
        for (const char* page : {"exchangePanel", "answerPage", "rolesPage", "ladderPanel", "manifestPage"})
            QVERIFY2(!isThere(page), page);
        (void)firstFrame(window);
        for (const char* page : {"exchangePanel", "answerPage", "rolesPage", "ladderPanel", "manifestPage"})
            QTRY_VERIFY2(isThere(page), page);
    }

    void pageAskedForBefore_isThere()
    {
        WindowFixture fixture;
        window::MainWindow window(fixture.environment);
        window.showPage(window::MainWindow::Page::Roles);
        QVERIFY(window.findChild<QWidget*>(QStringLiteral("rolesPage")));
        window.showExchange();
        QVERIFY(window.findChild<QWidget*>(QStringLiteral("exchangePanel")));
        window.copyCurl();
    }

    void widthsOfAPageThatNobodySaw_areKept()
    {
        WindowFixture fixture;
        auto* list = fixture.find<QAbstractItemView>("exchange");
        QVERIFY(list);
        fixture.window->close();
        const QString columns = fixture.settings.value(QStringLiteral("window/exchangeColumns")).toString();
        const QString kept = columns.isEmpty() ? QStringLiteral("0.1,0.2,0.3,0.4") : columns;
        fixture.settings.setValue(QStringLiteral("window/exchangeColumns"), kept);
        window::MainWindow unseen(fixture.environment);
        unseen.close();
        QCOMPARE(fixture.settings.value(QStringLiteral("window/exchangeColumns")).toString(), kept);
    }

private:
    style::Theme m_theme{style::Theme::Choice::Light, style::Theme::Source::None};
};

QTEST_MAIN(TestFirstFrame)
#include "tst_firstframe.moc"
