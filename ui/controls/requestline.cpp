// SPDX-License-Identifier: Apache-2.0
#include "controls/requestline.h"

#include "controls/accessible.h"
#include "controls/plainlabel.h"
#include "style/draw.h"
#include "style/fonts.h"
#include "style/icons.h"
#include "support/visibletext.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QStyleOption>
#include <QToolTip>

#include <algorithm>

namespace assayer::controls {

namespace {

constexpr int side = 11;
constexpr int lineHeight = 30;
constexpr qsizetype most = 4096; // characters measured and drawn

} // namespace

RequestLine::RequestLine(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleRole(this, QAccessible::StaticText);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::ArrowCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    style::setFontRole(this, style::FontRole::Value);
    describe();
}

void RequestLine::setRequest(const QString& method, const QString& url, const QString& strong)
{
    m_method = support::visibleText(method);
    m_url = url;
    m_strong = support::visibleText(strong);
    m_problem.clear();
    describe();
}

void RequestLine::setProblem(const QString& sentence)
{
    m_problem = support::visibleText(sentence);
    m_method.clear();
    m_url.clear();
    describe();
}

QString RequestLine::text() const
{
    return m_problem.isEmpty() ? (m_method + QLatin1Char(' ') + support::visibleText(m_url)).trimmed() : m_problem;
}

bool RequestLine::isCut() const
{
    const QFontMetrics metrics = m_problem.isEmpty() ? fontMetrics() : QFontMetrics(QApplication::font());
    const int method = m_method.isEmpty() ? 0 : QFontMetrics(style::strongFont(font())).horizontalAdvance(m_method);
    const QString rest = m_problem.isEmpty() ? u' ' + support::visibleText(m_url.left(most)) : m_problem;
    return method + metrics.horizontalAdvance(rest.left(most)) > width() - 2 * side;
}

void RequestLine::copy() const
{
    if (!m_url.isEmpty())
        QApplication::clipboard()->setText(m_url);
}

void RequestLine::describe()
{
    setAccessibleName(m_problem.isEmpty() ? tr("Request: %1").arg(text()) : tr("No request yet: %1").arg(m_problem));
    update();
}

QSize RequestLine::sizeHint() const
{
    const int width = fontMetrics().horizontalAdvance(text().left(most)) + 2 * side;
    return {std::clamp(width, style::scaled(240, this), style::scaled(700, this)),
            std::max(style::scaled(lineHeight, this), fontMetrics().height() + 10)};
}

QSize RequestLine::minimumSizeHint() const
{
    return {style::scaled(140, this), sizeHint().height()};
}

void RequestLine::paintEvent(QPaintEvent*)
{
    const style::Palette& palette = style::paletteOf(this);
    QPainter painter(this);
    style::drawPanel(&painter, rect(), style::controlRadius, palette.inset, palette.line);
    QStyleOption option;
    option.initFrom(this);
    if (style::hasKeyboardFocus(&option))
        style::drawFocusRing(&painter, rect(), style::controlRadius, palette);
    const QRect room = rect().adjusted(side, 0, -side, 0);
    const int flags = Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine;
    if (!m_problem.isEmpty()) {
        painter.setFont(QApplication::font());
        painter.setPen(palette.muted);
        painter.drawText(room, flags, painter.fontMetrics().elidedText(m_problem, Qt::ElideRight, room.width()));
        return;
    }
    int x = room.left();
    const QFont strong = style::strongFont(font());
    painter.setFont(strong);
    painter.setPen(palette.text);
    painter.drawText(QRect(x, 0, room.width(), height()), flags, m_method);
    x += QFontMetrics(strong).horizontalAdvance(m_method) + fontMetrics().horizontalAdvance(QLatin1Char(' ')) + 1;
    painter.setFont(font());
    paintUrl(&painter, QRect(x, 0, room.right() - x + 1, height()));
}

void RequestLine::paintUrl(QPainter* painter, const QRect& room) const
{
    const style::Palette& palette = style::paletteOf(this);
    const QString url = support::visibleText(m_url.left(most));
    const QString shown = fontMetrics().elidedText(url, Qt::ElideMiddle, room.width());
    const qsizetype from = m_strong.isEmpty() ? -1 : url.indexOf(m_strong);
    const qsizetype to = from < 0 ? -1 : from + m_strong.size();
    // Where the middle is cut, what stands behind the ellipsis is counted from the end.
    const qsizetype cut = shown == url ? shown.size() : shown.indexOf(QChar(0x2026));
    const auto isStrong = [&](qsizetype at) {
        const qsizetype original = at <= cut ? at : url.size() - (shown.size() - at);
        return original >= from && original < to;
    };
    int x = room.left();
    for (qsizetype at = 0; at < shown.size();) {
        const bool strong = isStrong(at);
        qsizetype end = at;
        while (end < shown.size() && isStrong(end) == strong)
            ++end;
        const QString piece = shown.mid(at, end - at);
        painter->setPen(strong ? palette.text : palette.muted);
        painter->drawText(QRect(x, room.top(), room.right() - x + 2, room.height()),
                          Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, piece);
        x += fontMetrics().horizontalAdvance(piece);
        at = end;
    }
}

void RequestLine::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        QWidget::keyPressEvent(event);
}

void RequestLine::contextMenuEvent(QContextMenuEvent* event)
{
    if (m_url.isEmpty())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* action = menu->addAction(style::icon(QStringLiteral("copy")), tr("Copy URL"));
    connect(action, &QAction::triggered, this, [this] { copy(); });
    menu->popup(event->globalPos());
}

void RequestLine::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

bool RequestLine::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        if (isCut())
            QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), plainToolTip(text()), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace assayer::controls
