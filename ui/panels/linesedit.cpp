// SPDX-License-Identifier: Apache-2.0
#include "panels/linesedit.h"

#include "style/fonts.h"

#include <QEvent>
#include <QScopedValueRollback>

#include <algorithm>

namespace assayer::panels {

LinesEdit::LinesEdit(QWidget* parent)
    : TextField(parent)
{
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
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
    TextField::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

void LinesEdit::fit()
{
    constexpr int most = 4;
    const int shown = std::clamp(blockCount(), 1, most);
    setVerticalScrollBarPolicy(blockCount() > most ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    const int one = style::scaled(28, this);
    const int height = one + (shown - 1) * fontMetrics().lineSpacing();
    const int margin = std::max(2, (one - 2 - fontMetrics().lineSpacing()) / 2);
    document()->setDocumentMargin(margin);
    constexpr int besideText = 9; // as in a field of one line
    setViewportMargins(besideText - margin, 1, besideText - 1, 1);
    if (height != minimumHeight() || height != maximumHeight())
        setFixedHeight(height);
}

} // namespace assayer::panels
