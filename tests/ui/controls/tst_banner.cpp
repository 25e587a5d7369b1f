// SPDX-License-Identifier: Apache-2.0
#include "controls/banner.h"

#include "controls/emptystate.h"
#include "controls/plainlabel.h"
#include "controls/primarybutton.h"
#include "controls/statusnote.h"
#include "hostile.h"
#include "style/theme.h"
#include "support/visibletext.h"

#include <QAccessible>
#include <QLayout>
#include <QPushButton>
#include <QSignalSpy>
#include <QVBoxLayout>

using namespace assayer;
using namespace assayer::controls;

class tst_Banner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }
    void name_isTheWholeSentence();
    void name_saysTheState();
    void text_isLiteral_data() { hostileTexts(); }
    void text_isLiteral();
    void role_isNotification();
    void sentence_isCompleteWhereNarrow();
    void lines_keepTheirHeightWhereLow();
    void emptyState_saysTheNextStep();
    void primaryButton_turnsIntoCancel();
    void statusNote_isSaid();

private:
    style::Theme m_theme{style::Theme::Choice::Light, style::Theme::Source::None};
};

void tst_Banner::name_isTheWholeSentence()
{
    Banner banner;
    banner.show(style::State::Fail, "Orders API will reject this token", "audience and 1 role do not match");
    QVERIFY(banner.accessibleName().contains("Orders API will reject this token: audience and 1 role do not match"));
    banner.show(style::State::Pass, "Accepted");
    QVERIFY(!banner.accessibleName().contains("audience"));
}

void tst_Banner::name_saysTheState()
{
    Banner banner;
    QSet<QString> names;
    for (const auto state : {style::State::Pass, style::State::Warning, style::State::Fail, style::State::Neutral}) {
        banner.show(state, "Sentence");
        names << banner.accessibleName();
    }
    QCOMPARE(names.size(), 4);
}

void tst_Banner::text_isLiteral()
{
    QFETCH(QString, text);
    Banner banner;
    banner.show(style::State::Fail, text, text);
    banner.resize(600, 80);
    QVERIFY(!banner.grab().isNull());
    for (const PlainLabel* label : banner.findChildren<PlainLabel*>())
        QCOMPARE(label->fullText(), support::visibleText(text));
    for (const char32_t c : banner.accessibleName().toUcs4())
        QVERIFY(!support::isInvisible(c));
    QVERIFY(banner.minimumSizeHint().width() < 400);
}

void tst_Banner::role_isNotification()
{
    Banner banner;
    banner.show(style::State::Fail, "Rejected");
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&banner);
    QVERIFY(spoken);
    QCOMPARE(spoken->role(), QAccessible::Notification);
    QVERIFY(spoken->text(QAccessible::Name).contains("Rejected"));
}

void tst_Banner::sentence_isCompleteWhereNarrow()
{
    QWidget window;
    Banner banner(&window);
    banner.add(new QPushButton("Copy report"));
    banner.show(style::State::Fail, "Orders API will reject this token", "audience and 1 role do not match");
    window.show();
    for (const int width : {1000, 500, 330}) {
        banner.resize(width, 46);
        QCoreApplication::processEvents();
        const int wanted = banner.hasHeightForWidth() ? banner.layout()->totalHeightForWidth(width) : 0;
        banner.resize(width, std::max(wanted, banner.sizeHint().height()));
        QCoreApplication::processEvents();
        for (const PlainLabel* label : banner.findChildren<PlainLabel*>()) {
            QVERIFY(!label->isElided());
            QVERIFY(banner.rect().contains(label->geometry()));
            const int needed =
                label->hasHeightForWidth() ? label->heightForWidth(label->width()) : label->sizeHint().height();
            QVERIFY2(label->height() >= needed - 1, qPrintable(QStringLiteral("%1 at %2: %3 < %4")
                                                                   .arg(label->objectName())
                                                                   .arg(width)
                                                                   .arg(label->height())
                                                                   .arg(needed)));
            if (!label->wordWrap())
                QVERIFY(label->width() >= label->fontMetrics().horizontalAdvance(label->fullText()));
        }
    }
}

void tst_Banner::lines_keepTheirHeightWhereLow()
{
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* banner = new Banner;
    banner->show(style::State::Fail, "Orders API will reject this token", "audience and 1 role do not match");
    banner->setReasonBelow(true);
    column->addWidget(banner);
    // Wants all the room there is.
    auto* rest = new QWidget;
    rest->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    column->addWidget(rest, 1);
    QFont large = window.font();
    for (const int size : {13, 15, 20}) {
        large.setPixelSize(size);
        window.setFont(large);
        window.resize(1200, 1);
        window.show();
        QCoreApplication::processEvents();
        window.resize(1200, 1);
        QCoreApplication::processEvents();
        for (const PlainLabel* label : banner->findChildren<PlainLabel*>())
            QVERIFY2(label->height() >= label->fontMetrics().height(),
                     qPrintable(QStringLiteral("%1 at %2: %3 < %4")
                                    .arg(label->objectName())
                                    .arg(size)
                                    .arg(label->height())
                                    .arg(label->fontMetrics().height())));
    }
}

void tst_Banner::emptyState_saysTheNextStep()
{
    EmptyState state("inbox", "No token yet", "Paste one with Ctrl+V.");
    QPushButton* button = state.addButton("Get token", true);
    QCOMPARE(state.accessibleName(), QStringLiteral("No token yet"));
    QCOMPARE(state.accessibleDescription(), QStringLiteral("Paste one with Ctrl+V."));
    state.show();
    QVERIFY(button->isVisible());
    state.clearButtons();
    QVERIFY(state.findChildren<QPushButton*>().isEmpty());
}

void tst_Banner::primaryButton_turnsIntoCancel()
{
    PrimaryButton button("Get token");
    button.setShortcutHint(QKeySequence(Qt::CTRL | Qt::Key_Return));
    button.show();
    const QSize size = button.sizeHint();
    QSignalSpy requested(&button, &PrimaryButton::requested);
    QSignalSpy cancelled(&button, &PrimaryButton::cancelRequested);
    button.click();
    button.setBusy(true);
    QCOMPARE(button.text(), QStringLiteral("Cancel"));
    QCOMPARE(button.sizeHint().width(), size.width());
    button.click();
    button.setBusy(false);
    QCOMPARE(button.text(), QStringLiteral("Get token"));
    QCOMPARE(requested.size(), 1);
    QCOMPARE(cancelled.size(), 1);
}

void tst_Banner::statusNote_isSaid()
{
    StatusNote note;
    note.set(style::State::Fail, "401 Unauthorized");
    QVERIFY(note.accessibleName().contains("401 Unauthorized"));
    QVERIFY(note.accessibleName().contains(style::word(style::State::Fail)));
}

QTEST_MAIN(tst_Banner)
#include "tst_banner.moc"
