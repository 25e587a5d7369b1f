// SPDX-License-Identifier: Apache-2.0
#include "controls/primarybutton.h"

#include "style/draw.h"
#include "style/fonts.h"
#include "style/style.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPainter>
#include <QStyleOptionButton>

#include <algorithm>

namespace assayer::controls {

namespace {
constexpr int side = 14;
constexpr int hintGap = 7;
} // namespace

PrimaryButton::PrimaryButton(const QString& text, QWidget* parent)
    : QPushButton(parent)
    , m_action(text)
{
    style::setLarge(this);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QPushButton::clicked, this, [this] {
        if (m_busy)
            Q_EMIT cancelRequested();
        else
            Q_EMIT requested();
    });
    refresh();
}

void PrimaryButton::setShortcutHint(const QKeySequence& key)
{
    m_hint = key.toString(QKeySequence::NativeText);
    m_hint.replace(QStringLiteral("Return"), QStringLiteral("↵")).replace(QStringLiteral("Enter"), QStringLiteral("↵"));
    refresh();
}

void PrimaryButton::setActionText(const QString& text)
{
    m_action = text;
    refresh();
}

void PrimaryButton::setBusy(bool busy, const QString& cancelText)
{
    m_busy = busy;
    m_cancel = cancelText;
    refresh();
}

void PrimaryButton::refresh()
{
    if (m_cancel.isEmpty())
        m_cancel = QCoreApplication::translate("assayer", "Cancel");
    style::setButtonRole(this, m_busy ? style::ButtonRole::Secondary : style::ButtonRole::Primary);
    setText(m_busy ? m_cancel : m_action);
    setAccessibleName(text());
    updateGeometry();
    QPushButton::update();
}

int PrimaryButton::widthOf(const QString& text, const QString& hint) const
{
    const QFontMetrics strong(style::strongFont(font()));
    const int hintWidth = hint.isEmpty() ? 0 : hintGap + QFontMetrics(style::noteFont(font())).horizontalAdvance(hint);
    return 2 * side + strong.size(Qt::TextShowMnemonic, text).width() + hintWidth;
}

QSize PrimaryButton::sizeHint() const
{
    const int width = std::max(widthOf(m_action, m_hint), widthOf(m_cancel, {}));
    return {width, QPushButton::sizeHint().height()};
}

void PrimaryButton::changeEvent(QEvent* event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

void PrimaryButton::paintEvent(QPaintEvent* event)
{
    if (m_busy || m_hint.isEmpty()) {
        QPushButton::paintEvent(event);
        return;
    }
    QStyleOptionButton option;
    initStyleOption(&option);
    QPainter painter(this);
    style()->drawControl(QStyle::CE_PushButtonBevel, &option, &painter, this);
    const style::Palette& palette = style::paletteOf(this);
    int x = (width() - widthOf(m_action, m_hint)) / 2 + side;
    const QFont strong = style::strongFont(font());
    painter.setFont(strong);
    painter.setPen(isEnabled() ? palette.onAccent : palette.muted);
    const int flags = Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine | style::mnemonicFlag(this);
    painter.drawText(QRect(x, 0, width() - x, height()), flags, m_action);
    x += QFontMetrics(strong).size(Qt::TextShowMnemonic, m_action).width() + hintGap;
    painter.setFont(style::noteFont(font()));
    painter.setPen(isEnabled() ? palette.onAccentMuted : palette.muted);
    painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft, m_hint);
}

} // namespace assayer::controls
