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

} // namespace

struct DiffText::Cell {
    QString text;
    bool box = false;
    bool differs = false;
};

struct DiffText::Line {
    QString label;
    QList<Cell> cells;
    bool nothing = false;
};

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
    updateGeometry();
    update();
}

QList<DiffText::Line> DiffText::lines() const
{
    const auto cells = [](const QString& value, const QList<DiffRun>& runs) {
        QList<Cell> out;
        const auto differs = [&runs](qsizetype at) {
            for (const DiffRun& run : runs)
                if (at >= run.start && at < run.start + run.length)
                    return run.differs;
            return true;
        };
        QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, value);
        qsizetype at = 0;
        while (at >= 0 && at < value.size() && out.size() < most) {
            const qsizetype next = finder.toNextBoundary();
            const QString one = value.mid(at, (next < 0 ? value.size() : next) - at);
            const bool marked = differs(at);
            // A cluster of several code points may hide one of them: each that cannot be seen gets its box.
            QString visible;
            for (const char32_t c : one.toUcs4()) {
                if (!isUnseen(c)) {
                    visible += QString::fromUcs4(&c, 1);
                    continue;
                }
                if (!visible.isEmpty())
                    out.append({visible, false, marked});
                visible.clear();
                out.append({invisibleLabel(c), true, marked});
            }
            if (!visible.isEmpty())
                out.append({visible, false, marked});
            at = next;
        }
        if (value.size() > most && out.size() >= most)
            out.append({QStringLiteral("…"), false, false});
        return out;
    };
    const auto nearest = [](const QString& value, const QStringList& others) {
        QString best;
        qsizetype common = -1;
        for (const QString& other : others) {
            qsizetype same = 0;
            for (const DiffRun& run : diff(value, other).first)
                same += run.differs ? 0 : run.length;
            if (same > common) {
                common = same;
                best = other;
            }
        }
        return best;
    };
    QList<Line> out;
    const auto add = [&](const QString& label, const QStringList& values, const QStringList& others) {
        if (values.isEmpty())
            out.append({label, {{tr("nothing"), false, false}}, true});
        for (const QString& value : values) {
            const QString other = nearest(value, others);
            out.append({values.first() == value ? label : QString(), cells(value, diff(value, other).first), false});
            if (value.isEmpty())
                out.last() = {out.last().label, {{tr("an empty text"), false, false}}, true};
        }
    };
    constexpr int mostValues = 50;
    add(m_expectedLabel, m_expected.mid(0, mostValues), m_actual.mid(0, mostValues));
    add(m_actualLabel, m_actual.mid(0, mostValues), m_expected.mid(0, mostValues));
    return out;
}

int DiffText::labelColumn() const
{
    return std::max(fontMetrics().horizontalAdvance(m_expectedLabel), fontMetrics().horizontalAdvance(m_actualLabel)) +
           labelGap;
}

int DiffText::walk(QPainter* painter, int width) const
{
    const style::Palette& palette = style::paletteOf(this);
    const int left = labelColumn();
    const int height = std::max(style::scaled(rowHeight, this), fontMetrics().height() + 2);
    const QFont strong = style::strongFont(font());
    const QFont tiny = style::smallFont(font());
    const QFontMetrics strongMetrics(strong);
    const QFontMetrics tinyMetrics(tiny);
    int y = 0;
    for (const Line& line : lines()) {
        if (painter) {
            painter->setFont(font());
            painter->setPen(palette.text);
            painter->drawText(QRect(0, y, left, height), Qt::AlignVCenter | Qt::AlignLeft, line.label);
        }
        int x = left;
        for (qsizetype at = 0; at < line.cells.size();) {
            const Cell& first = line.cells.at(at);
            const QFontMetrics metrics = first.box ? tinyMetrics : first.differs ? strongMetrics : fontMetrics();
            const int padding = first.box ? 8 : 0;
            // A stretch of plain characters of one kind is one piece, as long as it fits on the row.
            QString piece = first.text;
            qsizetype end = at + 1;
            int pieceWidth = metrics.horizontalAdvance(piece) + padding;
            const bool plain = !first.box && !line.nothing;
            while (plain && end < line.cells.size()) {
                const Cell& next = line.cells.at(end);
                constexpr char16_t firstRightToLeft = 0x0590;
                if (next.box || next.differs != first.differs || next.text.at(0).unicode() >= firstRightToLeft ||
                    piece.at(0).unicode() >= firstRightToLeft)
                    break;
                const int longer = metrics.horizontalAdvance(piece + next.text);
                if (x + longer > width)
                    break;
                piece += next.text;
                pieceWidth = longer;
                ++end;
            }
            if (x + pieceWidth > width && x > left) {
                x = left;
                y += height;
                continue; // measured again for a whole row
            }
            if (painter) {
                const QRect place(x, y, pieceWidth, height);
                if (first.differs)
                    painter->fillRect(place.adjusted(0, 1, 0, -1), palette.failGround);
                if (first.box)
                    style::drawPanel(painter, place.adjusted(1, 2, -1, -2), 3, {},
                                     first.differs ? palette.fail : palette.muted);
                painter->setFont(first.box ? tiny : first.differs ? strong : font());
                painter->setPen(line.nothing ? palette.muted : first.differs ? palette.fail : palette.text);
                painter->drawText(place, Qt::AlignVCenter | (first.box ? Qt::AlignHCenter : Qt::AlignLeft), piece);
            }
            x += pieceWidth;
            at = end;
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
