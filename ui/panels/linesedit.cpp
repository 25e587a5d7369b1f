// SPDX-License-Identifier: Apache-2.0
#include "panels/linesedit.h"

#include "style/draw.h"
#include "style/fonts.h"

#include <QEvent>
#include <QPainter>
#include <QScopedValueRollback>

#include <algorithm>

namespace assayer::panels {

LinesEdit::LinesEdit(QWidget* parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    setViewportMargins(4, 1, 2, 1);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    style::setFontRole(this, style::FontRole::Value);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        fit();
        if (!m_setting)
            Q_EMIT edited();
    });
    fit();
}

QStringList LinesEdit::lines() const
{
    return toPlainText().split(u'\n', Qt::SkipEmptyParts);
}

void LinesEdit::setLines(const QStringList& wanted)
{
    if (lines() == wanted)
        return;
    const QScopedValueRollback<bool> setting(m_setting, true);
    setPlainText(wanted.join(u'\n'));
}

QSize LinesEdit::sizeHint() const
{
    return {QPlainTextEdit::sizeHint().width(), height()};
}

QSize LinesEdit::minimumSizeHint() const
{
    return {style::scaled(120, this), height()};
}

void LinesEdit::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

bool LinesEdit::event(QEvent* event)
{
    // The frame belongs to the area around the viewport, which paintEvent() never sees.
    if (event->type() == QEvent::Paint) {
        QPainter painter(this);
        const style::Palette& palette = style::paletteOf(this);
        style::drawPanel(&painter, rect(), style::controlRadius, palette.field, palette.line);
        if (hasFocus())
            style::drawFocusRing(&painter, rect(), style::controlRadius, palette);
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QPlainTextEdit::event(event);
}

void LinesEdit::fit()
{
    constexpr int most = 4;
    const int shown = std::clamp(blockCount(), 1, most);
    setVerticalScrollBarPolicy(blockCount() > most ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    const int one = style::scaled(28, this);
    const int height = one + (shown - 1) * fontMetrics().lineSpacing();
    document()->setDocumentMargin(std::max(2, (one - 2 - fontMetrics().lineSpacing()) / 2));
    if (height != minimumHeight() || height != maximumHeight())
        setFixedHeight(height);
}

} // namespace assayer::panels
