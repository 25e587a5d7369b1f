// SPDX-License-Identifier: Apache-2.0
#include "controls/column.h"

#include <QCoreApplication>
#include <QEvent>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace assayer::controls {

namespace {

/// Longer than any layout takes, shorter than it takes a person to scroll elsewhere.
constexpr int settlingMilliseconds = 300;

} // namespace

/// QScrollArea takes the preferred height for the least where a layout has height for width: this one has no layout of
/// its own, and says what its only child needs.
class Column::Holder final : public QWidget {
public:
    Holder()
        : m_inner(new QWidget(this))
        , m_layout(new QVBoxLayout(m_inner))
    {
        m_inner->installEventFilter(this);
    }
    [[nodiscard]] QVBoxLayout* inner() const { return m_layout; }
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        const int across = m_layout->minimumSize().width();
        const int room = std::max(across, width());
        return {across, m_layout->hasHeightForWidth() ? m_layout->minimumHeightForWidth(room)
                                                      : m_layout->minimumSize().height()};
    }
    [[nodiscard]] QSize sizeHint() const override { return m_layout->sizeHint(); }

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        QWidget::resizeEvent(event);
        m_inner->resize(size());
        updateGeometry();
    }
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::LayoutRequest) {
            updateGeometry();
            // Without a layout nothing else tells the scroll area.
            QCoreApplication::postEvent(this, new QEvent(QEvent::LayoutRequest));
        }
        return QWidget::eventFilter(watched, event);
    }

private:
    QWidget* m_inner;
    QVBoxLayout* m_layout;
};

Column::Column(QWidget* parent)
    : QScrollArea(parent)
    , m_holder(new Holder)
    , m_column(m_holder->inner())
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    setWidget(m_holder);
    m_holder->setAutoFillBackground(false);
    m_settling.setSingleShot(true);
    m_settling.setInterval(settlingMilliseconds);
    connect(&m_settling, &QTimer::timeout, this, [this] {
        if (m_revealed)
            m_revealed->removeEventFilter(this);
        m_revealed = nullptr;
    });
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &Column::scrollToRevealed);
}

void Column::reveal(QWidget* part)
{
    if (m_revealed)
        m_revealed->removeEventFilter(this);
    m_revealed = part;
    part->installEventFilter(this);
    m_settling.start();
    scrollToRevealed();
}

void Column::scrollToRevealed()
{
    if (!m_revealed)
        return;
    QTimer::singleShot(0, m_revealed, [this, part = m_revealed] {
        if (part && part == m_revealed)
            ensureWidgetVisible(part);
    });
}

bool Column::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_revealed && (event->type() == QEvent::Move || event->type() == QEvent::Resize)) {
        // Each step of the layout may be followed by another.
        m_settling.start();
        scrollToRevealed();
    }
    return QScrollArea::eventFilter(watched, event);
}

QSize Column::sizeHint() const
{
    return m_holder->sizeHint();
}

QSize Column::minimumSizeHint() const
{
    const QSize needed = m_holder->minimumSizeHint();
    constexpr int leastHeight = 200;
    return {needed.width() + verticalScrollBar()->sizeHint().width(), std::min(needed.height(), leastHeight)};
}

} // namespace assayer::controls
