// SPDX-License-Identifier: Apache-2.0
#include "controls/statusnote.h"

#include "controls/accessible.h"
#include "controls/plainlabel.h"
#include "style/draw.h"
#include "style/fonts.h"
#include "style/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace assayer::controls {

class StatusNote::Dot final : public QWidget {
public:
    explicit Dot(QWidget* parent)
        : QWidget(parent)
    {
        fit();
    }
    void set(style::State state)
    {
        m_state = state;
        update();
    }

protected:
    void changeEvent(QEvent* event) override
    {
        QWidget::changeEvent(event);
        if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
            fit();
    }
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const style::Palette& palette = style::paletteOf(this);
        const QColor colour = style::colour(m_state, palette);
        const double inset = width() * 2.5 / dotSize;
        const QRectF disc = QRectF(rect()).adjusted(inset, inset, -inset, -inset);
        if (m_state == style::State::Pass)
            style::drawPanel(&painter, disc, disc.width() / 2, colour);
        else if (m_state == style::State::Fail)
            style::paintIcon(&painter, rect(), QStringLiteral("cross"), colour);
        else if (m_state == style::State::Warning)
            style::paintIcon(&painter, rect(), QStringLiteral("warning"), colour);
        else
            style::drawPanel(&painter, disc, disc.width() / 2, {}, colour, 1.5);
    }

private:
    static constexpr int dotSize = 14;
    void fit()
    {
        const int size = style::scaled(dotSize, this);
        setFixedSize(size, size);
    }
    style::State m_state = style::State::Neutral;
};

StatusNote::StatusNote(QWidget* parent)
    : QWidget(parent)
    , m_dot(new Dot(this))
    , m_text(new PlainLabel({}, this))
{
    setAccessibleRole(this, QAccessible::StaticText);
    m_text->setFontRole(style::FontRole::Note);
    m_text->setMuted(true);
    m_text->setOverflow(PlainLabel::Overflow::ElideRight);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(m_dot);
    row->addWidget(m_text, 1);
}

void StatusNote::setWraps()
{
    m_text->setOverflow(PlainLabel::Overflow::Wrap);
    layout()->setAlignment(m_dot, Qt::AlignTop);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void StatusNote::set(style::State state, const QString& text)
{
    m_dot->set(state);
    m_text->setText(text);
    const bool told = state == style::State::Warning || state == style::State::Fail;
    const QString said = told ? style::word(state) + QStringLiteral(", ") + m_text->fullText() : m_text->fullText();
    setAccessibleName(text.isEmpty() ? QString() : said);
    m_dot->setVisible(!text.isEmpty());
}

} // namespace assayer::controls
