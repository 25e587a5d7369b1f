// SPDX-License-Identifier: Apache-2.0
#include "controls/tabs.h"

#include "style/draw.h"
#include "style/fonts.h"
#include "support/visibletext.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyleOptionTab>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace assayer::controls {

namespace {
constexpr int tabHeight = 35;
constexpr int roomySide = 12;
constexpr int narrowSide = 7;
constexpr int mostAtLeast = 280; ///< more than that is not taken from others
constexpr int underline = 2;
constexpr int badgeGap = 7;
constexpr int fade = 18; ///< over a tab that is scrolled half out of sight

int badgeWidth(int count, const QFont& font)
{
    const QFontMetrics metrics(style::noteFont(font));
    return std::max(metrics.horizontalAdvance(QString::number(count)) + 16, metrics.height() + 6);
}
} // namespace

TabBar::TabBar(QWidget* parent)
    : QTabBar(parent)
    , m_side(roomySide)
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideNone);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    connect(this, &QTabBar::currentChanged, this, &TabBar::measureAgain);
}

int TabBar::add(const QString& text)
{
    const QString shown = support::visibleText(text);
    m_texts.append(shown);
    m_counts.append(0);
    const int index = addTab(QString(shown).replace(QLatin1Char('&'), QStringLiteral("&&")));
    setAccessibleTabName(index, shown);
    updateGeometry(); // the base class does not while it is hidden
    return index;
}

void TabBar::setCount(int index, int count)
{
    if (index < 0 || index >= m_counts.size() || m_counts.at(index) == count)
        return;
    m_counts[index] = count;
    m_widths.clear();
    chooseSide();
    const QString text = m_texts.at(index);
    setAccessibleTabName(index, count > 0 ? QStringLiteral("%1, %2").arg(text).arg(count) : text);
    // The base class measures a tab again only when its text is set.
    setTabText(index, tabText(index));
    update();
}

int TabBar::count(int index) const
{
    return m_counts.value(index);
}

int TabBar::textWidth(int index) const
{
    if (const auto known = m_widths.constFind(index); known != m_widths.constEnd())
        return *known;
    // As it is drawn: the gaps between the texts stay alike, whichever tab is the current one.
    const QFontMetrics metrics(index == currentIndex() ? style::strongFont(font()) : font());
    int width = metrics.horizontalAdvance(m_texts.value(index));
    if (m_counts.value(index) > 0)
        width += badgeGap + badgeWidth(m_counts.value(index), font());
    m_widths.insert(index, width);
    return width;
}

void TabBar::tabRemoved(int index)
{
    QTabBar::tabRemoved(index);
    m_widths.clear();
    m_texts.remove(index);
    if (index < m_counts.size())
        m_counts.remove(index);
    updateGeometry();
}

QSize TabBar::tabSizeHint(int index) const
{
    return {2 * m_side + textWidth(index), style::scaled(tabHeight, this)};
}

void TabBar::resizeEvent(QResizeEvent* event)
{
    const int before = m_side;
    chooseSide();
    if (m_side != before)
        setElideMode(Qt::ElideNone); // makes the base class measure the tabs again
    QTabBar::resizeEvent(event);
}

void TabBar::chooseSide()
{
    // Tighter tabs before any has to be scrolled to.
    int texts = 0;
    int tabs = 0;
    for (int index = 0; index < QTabBar::count(); ++index) {
        texts += isTabVisible(index) ? textWidth(index) : 0;
        tabs += isTabVisible(index) ? 1 : 0;
    }
    m_side = std::clamp(tabs > 0 ? (width() - texts) / (2 * tabs) : roomySide, narrowSide, roomySide);
}

void TabBar::measureAgain()
{
    m_widths.clear();
    chooseSide();
    setElideMode(Qt::ElideNone);
    update();
}

QSize TabBar::minimumSizeHint() const
{
    int tabs = 0;
    for (int index = 0; index < QTabBar::count(); ++index)
        tabs += isTabVisible(index) ? textWidth(index) + 2 * narrowSide : 0;
    const QSize least = QTabBar::minimumSizeHint();
    return {std::max(least.width(), std::min(tabs, style::scaled(mostAtLeast, this))), least.height()};
}

QSize TabBar::minimumTabSizeHint(int index) const
{
    return tabSizeHint(index);
}

void TabBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        m_widths.clear();
    QTabBar::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

void TabBar::paintTab(QPainter* painter, int index) const
{
    const style::Palette& palette = style::paletteOf(this);
    const QRect rect = tabRect(index);
    QStyleOptionTab option;
    initStyleOption(&option, index);
    const bool current = index == currentIndex();
    const bool enabled = isTabEnabled(index);
    const bool hover = enabled && (option.state & QStyle::State_MouseOver);
    QFont shown = font();
    shown.setBold(current);
    painter->setFont(shown);
    painter->setPen(current || hover ? palette.text : palette.muted);
    if (!enabled)
        painter->setPen(style::mixed(palette.muted, palette.surface, 0.4));
    const QRect text = rect.adjusted(m_side, 0, -m_side + 2, -underline);
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, m_texts.value(index));
    if (m_counts.value(index) > 0) {
        const int width = badgeWidth(m_counts.at(index), font());
        const int height = QFontMetrics(style::noteFont(font())).height() + 3;
        const int behind = text.left() + painter->fontMetrics().horizontalAdvance(m_texts.value(index)) + badgeGap;
        const QRect badge(behind, text.center().y() - height / 2 + 1, width, height);
        style::drawPanel(painter, badge, height / 2.0, palette.inset, palette.line);
        QFont small = style::noteFont(font());
        small.setBold(current);
        painter->setFont(small);
        painter->drawText(badge, Qt::AlignCenter, QString::number(m_counts.at(index)));
    }
    if (current) {
        painter->fillRect(rect.left(), rect.bottom() - underline + 1, rect.width(), underline, palette.accent);
        if (hasFocus() && style::hasKeyboardFocus(&option))
            style::drawFocusRing(painter, QRectF(rect).adjusted(2, 4, -2, -4), 5, palette);
    }
}

void TabBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    for (int index = 0; index < QTabBar::count(); ++index)
        if (isTabVisible(index))
            paintTab(&painter, index);
    paintFades(&painter);
}

void TabBar::paintFades(QPainter* painter) const
{
    int right = width();
    for (const QToolButton* arrow : findChildren<QToolButton*>(QString(), Qt::FindDirectChildrenOnly))
        right = arrow->isVisible() ? std::min(right, arrow->x()) : right;
    if (right == width() || QTabBar::count() == 0)
        return;
    const QColor ground = style::paletteOf(this).surface;
    QColor clear = ground;
    clear.setAlpha(0);
    const auto paint = [&](int from, int to) {
        QLinearGradient gradient(from, 0, to, 0);
        gradient.setColorAt(0, clear);
        gradient.setColorAt(1, ground);
        painter->fillRect(QRect(std::min(from, to), 0, fade, height() - underline), gradient);
    };
    if (tabRect(0).left() < 0)
        paint(fade, 0);
    if (tabRect(QTabBar::count() - 1).right() >= right)
        paint(right - fade, right);
}

PageStack::PageStack(QWidget* parent)
    : QWidget(parent)
    , m_bar(new TabBar(this))
    , m_stack(new LateStack(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(8, 0, 8, 0);
    head->addWidget(m_bar, 1);
    column->addLayout(head);
    column->addSpacing(1);
    column->addWidget(m_stack, 1);
    connect(m_bar, &QTabBar::currentChanged, this, [this](int index) {
        m_stack->setCurrentIndex(index);
        fit();
        Q_EMIT currentChanged(index);
    });
    connect(m_stack, &LateStack::pageMade, this, &PageStack::ignoreHidden);
}

int PageStack::add(QWidget* page, const QString& title)
{
    m_stack->addWidget(page);
    const int index = m_bar->add(title);
    fit();
    return index;
}

int PageStack::addLate(const QString& title, LateStack::Maker make)
{
    m_stack->addLate(std::move(make));
    const int index = m_bar->add(title);
    fit();
    return index;
}

void PageStack::makePage(int index)
{
    m_stack->makePage(index);
}

bool PageStack::makeNext()
{
    return m_stack->makeNext();
}

QWidget* PageStack::page(int index) const
{
    return m_stack->widget(index);
}

QWidget* PageStack::currentPage() const
{
    return m_stack->currentWidget();
}

int PageStack::currentIndex() const
{
    return m_bar->currentIndex();
}

void PageStack::setCurrentIndex(int index)
{
    m_bar->setCurrentIndex(index);
}

void PageStack::setCurrentPage(QWidget* page)
{
    m_bar->setCurrentIndex(m_stack->indexOf(page));
}

void PageStack::setCount(int index, int count)
{
    m_bar->setCount(index, count);
}

void PageStack::setFitsCurrentPage(bool fits)
{
    m_fits = fits;
    fit();
}

void PageStack::ignoreHidden()
{
    if (!m_fits)
        return;
    for (int index = 0; index < m_stack->count(); ++index) {
        const bool shown = index == m_stack->currentIndex();
        const auto policy = shown ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        m_stack->widget(index)->setSizePolicy(QSizePolicy::Preferred, policy);
    }
}

void PageStack::fit()
{
    if (!m_fits)
        return;
    ignoreHidden();
    m_stack->adjustSize();
    updateGeometry();
}

QSize PageStack::sizeHint() const
{
    if (!m_fits || !currentPage())
        return QWidget::sizeHint();
    const QSize page = currentPage()->sizeHint();
    int height = page.height();
    if (currentPage()->hasHeightForWidth() && width() > 0)
        height = currentPage()->heightForWidth(width());
    return {std::max(page.width(), m_bar->sizeHint().width()), m_bar->sizeHint().height() + 1 + height};
}

QSize PageStack::minimumSizeHint() const
{
    if (!m_fits || !currentPage())
        return QWidget::minimumSizeHint();
    const QSize page = currentPage()->minimumSizeHint().expandedTo(currentPage()->minimumSize());
    return {page.width(), m_bar->sizeHint().height() + 1 + page.height()};
}

void PageStack::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(0, m_bar->geometry().bottom() + 1, width(), 1, style::paletteOf(this).line);
}

} // namespace assayer::controls
