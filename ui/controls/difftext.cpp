// SPDX-License-Identifier: Apache-2.0
#include "controls/difftext.h"

#include "controls/accessible.h"
#include "style/draw.h"
#include "style/fonts.h"
#include "style/icons.h"
#include "support/visibletext.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QResizeEvent>
#include <QStyleOption>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace assayer::controls {

namespace {

constexpr int rowHeight = 18;
constexpr int labelGap = 15;
constexpr qsizetype most = 2000; // characters drawn of one value

/// The box's label for a character that cannot be seen.
QString invisibleLabel(char32_t c)
{
    switch (c) {
    case U'\n':
        return QStringLiteral("LF");
    case U'\r':
        return QStringLiteral("CR");
    case U'\t':
        return QStringLiteral("TAB");
    case 0x00A0:
        return QStringLiteral("NBSP");
    case 0x200B:
        return QStringLiteral("ZWSP");
    case 0x200C:
        return QStringLiteral("ZWNJ");
    case 0x200D:
        return QStringLiteral("ZWJ");
    case 0xFEFF:
        return QStringLiteral("BOM");
    default:
        return QStringLiteral("U+") + QString::number(c, 16).toUpper().rightJustified(4, QLatin1Char('0'));
    }
}

bool isUnseen(char32_t c)
{
    return c == 0x00A0 || support::isInvisible(c);
}

/// The text with the longest common start and end: cheap, since there may be fifty on either side.
QString nearest(const QString& value, const QStringList& others)
{
    QString best;
    qsizetype mostCommon = -1;
    for (const QString& other : others) {
        const qsizetype shorter = std::min(value.size(), other.size());
        qsizetype common = 0;
        while (common < shorter && value.at(common) == other.at(common))
            ++common;
        qsizetype end = 0;
        while (common + end < shorter && value.at(value.size() - 1 - end) == other.at(other.size() - 1 - end))
            ++end;
        if (common + end > mostCommon) {
            mostCommon = common + end;
            best = other;
        }
    }
    return best;
}

} // namespace

DiffText::DiffText(QWidget* parent)
    : QWidget(parent)
    , m_expectedLabel(tr("expected"))
    , m_actualLabel(tr("got"))
{
    setAccessibleRole(this, QAccessible::StaticText);
    setFocusPolicy(Qt::StrongFocus);
    style::setFontRole(this, style::FontRole::Value);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void DiffText::setValues(const QStringList& expected, const QStringList& actual)
{
    m_expected = expected;
    m_actual = actual;
    describe();
}

void DiffText::setLabels(const QString& expected, const QString& actual)
{
    m_expectedLabel = support::visibleText(expected);
    m_actualLabel = support::visibleText(actual);
    describe();
}

void DiffText::clear()
{
    setValues({}, {});
}

void DiffText::describe()
{
    const auto joined = [](const QStringList& values) {
        QStringList shown;
        for (const QString& value : values)
            shown << support::visibleText(value);
        return values.isEmpty() ? tr("nothing") : shown.join(QStringLiteral(", "));
    };
    QString said = m_expectedLabel + QStringLiteral(": ") + joined(m_expected) + QStringLiteral("; ") + m_actualLabel +
                   QStringLiteral(": ") + joined(m_actual);
    if (m_expected.size() == 1 && m_actual.size() == 1) {
        const QList<DiffRun> runs = diff(m_expected.first(), m_actual.first()).second;
        if (!runs.isEmpty() && !runs.first().differs && runs.size() > 1)
            said += QStringLiteral("; ") + tr("different from character %1 on").arg(runs.first().length + 1);
    }
    setAccessibleName(said);
    m_lines = lines();
    updateGeometry();
    update();
}

QList<DiffText::Cell> DiffText::cells(const QString& value, const QList<DiffRun>& runs)
{
    QList<Cell> out;
    auto run = runs.begin();
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, value);
    for (qsizetype at = 0; at >= 0 && at < value.size() && out.size() < most;) {
        while (run != runs.end() && at >= run->start + run->length)
            ++run;
        const bool marked = run == runs.end() || run->differs;
        const qsizetype next = finder.toNextBoundary();
        // A cluster of several code points may hide one of them: each that cannot be seen gets its box.
        QString visible;
        const auto flush = [&] {
            if (!visible.isEmpty())
                out.append({visible, false, marked});
            visible.clear();
        };
        for (const char32_t c : value.mid(at, (next < 0 ? value.size() : next) - at).toUcs4()) {
            if (isUnseen(c)) {
                flush();
                out.append({invisibleLabel(c), true, marked});
            } else {
                visible += QString::fromUcs4(&c, 1);
            }
        }
        flush();
        at = next;
    }
    if (out.size() >= most)
        out.append({QStringLiteral("…"), false, false});
    return out;
}

QList<DiffText::Line> DiffText::lines() const
{
    constexpr int mostValues = 50;
    QList<Line> out;
    const auto add = [&](const QString& label, const QStringList& values, const QStringList& others) {
        if (values.isEmpty())
            out.append({label, {{tr("nothing"), false, false}}, true});
        for (qsizetype i = 0; i < values.size(); ++i) {
            const QString& value = values.at(i);
            const QString shown = i == 0 ? label : QString();
            if (value.isEmpty())
                out.append({shown, {{tr("an empty text"), false, false}}, true});
            else
                out.append({shown, cells(value, diff(value, nearest(value, others)).first), false});
        }
    };
    add(m_expectedLabel, m_expected.mid(0, mostValues), m_actual.mid(0, mostValues));
    add(m_actualLabel, m_actual.mid(0, mostValues), m_expected.mid(0, mostValues));
    return out;
}

int DiffText::labelColumn() const
{
    return std::max(fontMetrics().horizontalAdvance(m_expectedLabel), fontMetrics().horizontalAdvance(m_actualLabel)) +
           labelGap;
}

QFont DiffText::fontOf(const Cell& cell) const
{
    if (cell.box)
        return style::smallFont(font());
    return cell.differs ? style::strongFont(font()) : font();
}

/// A stretch of plain characters of one kind is one piece, as long as it fits into the room.
DiffText::Piece DiffText::piece(const Line& line, qsizetype at, int room) const
{
    constexpr char16_t firstRightToLeft = 0x0590; // from there on each by itself, in the order of the bytes
    const Cell& first = line.cells.at(at);
    const QFontMetrics metrics(fontOf(first));
    constexpr int boxPadding = 8;
    Piece piece{first.text, at + 1, metrics.horizontalAdvance(first.text) + (first.box ? boxPadding : 0)};
    if (first.box || line.nothing || first.text.at(0).unicode() >= firstRightToLeft)
        return piece;
    for (; piece.end < line.cells.size(); ++piece.end) {
        const Cell& next = line.cells.at(piece.end);
        if (next.box || next.differs != first.differs || next.text.at(0).unicode() >= firstRightToLeft)
            break;
        const int longer = metrics.horizontalAdvance(piece.text + next.text);
        if (longer > room)
            break;
        piece.text += next.text;
        piece.width = longer;
    }
    return piece;
}

void DiffText::paintPiece(QPainter* painter, const Line& line, const Cell& cell, const QString& text,
                          const QRect& place) const
{
    const style::Palette& palette = style::paletteOf(this);
    const QColor ink = line.nothing ? palette.muted : cell.differs ? palette.fail : palette.text;
    if (cell.differs)
        painter->fillRect(place.adjusted(0, 1, 0, -1), palette.failGround);
    if (cell.box)
        style::drawPanel(painter, place.adjusted(1, 2, -1, -2), 3, {}, cell.differs ? palette.fail : palette.muted);
    painter->setFont(fontOf(cell));
    painter->setPen(ink);
    painter->drawText(place, Qt::AlignVCenter | (cell.box ? Qt::AlignHCenter : Qt::AlignLeft), text);
}

int DiffText::walk(QPainter* painter, int width) const
{
    const int left = labelColumn();
    const int height = std::max(style::scaled(rowHeight, this), fontMetrics().height() + 2);
    int y = 0;
    for (const Line& line : m_lines) {
        if (painter) {
            painter->setFont(font());
            painter->setPen(style::paletteOf(this).text);
            painter->drawText(QRect(0, y, left, height), Qt::AlignVCenter | Qt::AlignLeft, line.label);
        }
        int x = left;
        for (qsizetype at = 0; at < line.cells.size();) {
            const Piece next = piece(line, at, width - x);
            if (x + next.width > width && x > left) {
                x = left;
                y += height;
                continue; // measured again for a whole row
            }
            if (painter)
                paintPiece(painter, line, line.cells.at(at), next.text, QRect(x, y, next.width, height));
            x += next.width;
            at = next.end;
        }
        y += height;
    }
    return y;
}

int DiffText::heightForWidth(int width) const
{
    return m_expected.isEmpty() && m_actual.isEmpty() ? 0 : walk(nullptr, width);
}

QSize DiffText::sizeHint() const
{
    const int width = this->width() > 50 ? this->width() : style::scaled(400, this);
    return {style::scaled(320, this), heightForWidth(width)};
}

QSize DiffText::minimumSizeHint() const
{
    const int least = labelColumn() + fontMetrics().averageCharWidth() * 12;
    return {least, isVisible() ? heightForWidth(std::max(width(), least)) : 0};
}

void DiffText::paintEvent(QPaintEvent*)
{
    if (m_expected.isEmpty() && m_actual.isEmpty())
        return;
    QPainter painter(this);
    walk(&painter, width());
    QStyleOption option;
    option.initFrom(this);
    if (style::hasKeyboardFocus(&option))
        style::drawFocusRing(&painter, rect(), 4, style::paletteOf(this));
}

void DiffText::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

void DiffText::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        updateGeometry(); // other lines, other height
}

void DiffText::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        QApplication::clipboard()->setText(m_expectedLabel + QLatin1Char('\t') + m_expected.join(QStringLiteral(", ")) +
                                           QLatin1Char('\n') + m_actualLabel + QLatin1Char('\t') +
                                           m_actual.join(QStringLiteral(", ")));
    else
        QWidget::keyPressEvent(event);
}

void DiffText::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& text, const QStringList& values) {
        QAction* action = menu->addAction(style::icon(QStringLiteral("copy")), text);
        action->setEnabled(!values.isEmpty());
        connect(action, &QAction::triggered, this,
                [values] { QApplication::clipboard()->setText(values.join(QLatin1Char('\n'))); });
    };
    add(tr("Copy what was expected"), m_expected);
    add(tr("Copy what the token has"), m_actual);
    menu->popup(event->globalPos());
}

} // namespace assayer::controls
