// SPDX-License-Identifier: Apache-2.0
#include "ui/window/windowfixture.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QSet>

using namespace assayer;

namespace {

void getToken(const WindowFixture& fixture)
{
    QTest::keyClick(fixture.window.get(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->session().isRunning() && fixture.window->session().hasInspection(),
                             20'000);
    for (int pass = 0; pass < 5; ++pass)
        QCoreApplication::processEvents();
}

bool isWithin(const QWidget* widget, const QWidget* parent)
{
    return widget && (widget == parent || parent->isAncestorOf(widget));
}

/// The widgets that Tab reaches, in order, from the one that has the focus until it comes round.
QList<QWidget*> tabChain(const WindowFixture& fixture)
{
    QList<QWidget*> chain;
    constexpr int more = 300;
    for (int step = 0; step < more; ++step) {
        QTest::keyClick(fixture.window->focusWidget(), Qt::Key_Tab);
        QWidget* now = fixture.window->focusWidget();
        if (chain.contains(now))
            break;
        chain << now;
    }
    return chain;
}

} // namespace

/// Everything by key: panes, controls, menus.
class TestKeyboard : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void f6_goesRoundThePanes()
    {
        WindowFixture fixture;
        getToken(fixture);
        fixture.find<QWidget>("tenant")->setFocus();
        const QStringList panes{QStringLiteral("checklistPanel"), QStringLiteral("pages"),
                                QStringLiteral("profilesPanel"), QStringLiteral("requestPanel")};
        for (const QString& pane : panes + panes) {
            QTest::keyClick(fixture.window.get(), Qt::Key_F6);
            const QWidget* focus = fixture.window->focusWidget();
            QVERIFY2(isWithin(focus, fixture.find<QWidget>(qPrintable(pane))),
                     qPrintable(pane + QStringLiteral(", but ") + (focus ? focus->objectName() : QString())));
        }
        QTest::keyClick(fixture.window.get(), Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(isWithin(fixture.window->focusWidget(), fixture.find<QWidget>("profilesPanel")));
    }

    void f6_startsWhereTheFocusIs()
    {
        WindowFixture fixture;
        getToken(fixture);
        fixture.find<QWidget>("token")->setFocus();
        QTest::keyClick(fixture.window.get(), Qt::Key_F6);
        QVERIFY(isWithin(fixture.window->focusWidget(), fixture.find<QWidget>("profilesPanel")));
    }

    void tab_reachesEveryControl_data()
    {
        QTest::addColumn<bool>("refused");
        QTest::newRow("accepted") << false;
        QTest::newRow("refused") << true;
    }
    void tab_reachesEveryControl()
    {
        QFETCH(bool, refused);
        WindowFixture fixture;
        if (refused)
            fixture.window->session().setSecret(support::Secret::fromText(QStringLiteral("wrong")));
        getToken(fixture);
        const QList<QWidget*> chain = tabChain(fixture);
        for (QWidget* widget : fixture.window->findChildren<QWidget*>()) {
            const bool wants = widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) &&
                               !widget->focusProxy() && widget->window() == fixture.window.get();
            if (wants && !qobject_cast<QMenu*>(widget) && !qobject_cast<QMenuBar*>(widget))
                QVERIFY2(chain.contains(widget),
                         qPrintable(QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName()));
        }
    }

    void focus_canBeSeen()
    {
        WindowFixture fixture;
        getToken(fixture);
        QWidget* window = fixture.window.get();
        for (QWidget* widget : tabChain(fixture)) {
            widget->setFocus(Qt::TabFocusReason);
            QCoreApplication::processEvents();
            if (auto* edit = qobject_cast<QLineEdit*>(widget)) {
                // A selection or a caret is not yet a frame.
                edit->deselect();
                edit->setReadOnly(true);
            }
            const QRect place = QRect(widget->mapTo(window, QPoint(0, 0)), widget->size())
                                    .adjusted(-4, -4, 4, 4)
                                    .intersected(window->rect());
            const QImage with = window->grab(place).toImage();
            widget->clearFocus();
            QCoreApplication::processEvents();
            const QImage without = window->grab(place).toImage();
            if (auto* edit = qobject_cast<QLineEdit*>(widget))
                edit->setReadOnly(false);
            QVERIFY2(with != without,
                     qPrintable(QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName()));
        }
    }

    void action_hasAKeyOrALetter()
    {
        WindowFixture fixture;
        QSet<QString> keys;
        for (QAction* top : fixture.window->menuBar()->actions()) {
            QVERIFY2(top->text().contains(u'&'), qPrintable(top->text()));
            QSet<QChar> letters;
            for (const QAction* action : top->menu()->actions()) {
                if (action->isSeparator())
                    continue;
                const qsizetype at = action->text().indexOf(u'&');
                QVERIFY2(at >= 0, qPrintable(action->text()));
                const QChar letter = action->text().at(at + 1).toLower();
                QVERIFY2(!letters.contains(letter), qPrintable(action->text()));
                letters.insert(letter);
                for (const QKeySequence& key : action->shortcuts()) {
                    QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
                    keys.insert(key.toString());
                }
            }
        }
        for (const char* key : {"Ctrl+Return", "Ctrl+V", "Ctrl+F", "Ctrl+K", "F6", "Esc"})
            QVERIFY2(keys.contains(QLatin1String(key)), key);
    }

    void escape_closesTheFindBar()
    {
        WindowFixture fixture;
        getToken(fixture);
        QTest::keyClick(fixture.window.get(), Qt::Key_F, Qt::ControlModifier);
        auto* find = fixture.find<QWidget>("findInToken");
        QVERIFY(find->isVisible());
        QTest::keyClick(fixture.window->focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!find->isVisible());
        QCOMPARE(fixture.window->focusWidget(), fixture.find<QWidget>("token"));
    }
};

QTEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
