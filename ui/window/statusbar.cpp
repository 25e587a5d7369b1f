// SPDX-License-Identifier: Apache-2.0
#include "window/statusbar.h"

#include "controls/accessible.h"
#include "controls/plainlabel.h"
#include "controls/statusnote.h"
#include "style/fonts.h"
#include "style/palette.h"

#include <QPainter>

namespace assayer::window {

using controls::PlainLabel;

StatusBar::StatusBar(controls::StatusNote* state, const QString& promise, QWidget* parent)
    : QStatusBar(parent)
    , m_state(state)
    , m_said(new PlainLabel)
    , m_promise(new PlainLabel(promise))
{
    setSizeGripEnabled(false);
    setContentsMargins(10, 0, 10, 0);
    m_said->setObjectName(QStringLiteral("said"));
    m_said->setFontRole(style::FontRole::Note);
    m_said->setOverflow(PlainLabel::Overflow::ElideRight);
    m_promise->setObjectName(QStringLiteral("promise"));
    m_promise->setMuted(true);
    m_promise->setFontRole(style::FontRole::Note);
    addWidget(m_state);
    addWidget(m_said, 1);
    addPermanentWidget(m_promise);
    m_over.setSingleShot(true);
    connect(&m_over, &QTimer::timeout, this, [this] {
        m_said->setText({});
        arrange();
    });
}

void StatusBar::say(const QString& sentence, std::chrono::milliseconds duration)
{
    m_said->setText(sentence);
    arrange();
    if (!sentence.isEmpty())
        controls::announce(m_said);
    m_over.start(duration);
}

QString StatusBar::said() const
{
    return m_said->fullText();
}

void StatusBar::arrange()
{
    // In a narrow window what always holds gives way to what is news; the state never does.
    constexpr int gaps = 48;
    const int wanted = m_state->sizeHint().width() + m_said->wholeWidth() + m_promise->wholeWidth() + gaps;
    m_promise->setVisible(said().isEmpty() || wanted <= width());
}

void StatusBar::resizeEvent(QResizeEvent* event)
{
    QStatusBar::resizeEvent(event);
    arrange();
}

void StatusBar::paintEvent(QPaintEvent* event)
{
    {
        const style::Palette& palette = style::paletteOf(this);
        QPainter painter(this);
        painter.fillRect(rect(), palette.surface);
        painter.fillRect(0, 0, width(), 1, palette.line);
    }
    QStatusBar::paintEvent(event);
}

} // namespace assayer::window
