// SPDX-License-Identifier: Apache-2.0
#include "controls/statusdelegate.h"

#include "controls/elide.h"
#include "controls/rowpainter.h"
#include "style/draw.h"
#include "style/fonts.h"
#include "style/icons.h"
#include "style/state.h"
#include "support/visibletext.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QPainter>

#include <algorithm>

namespace assayer::controls {

namespace {

constexpr int rowHeight = 26;
constexpr int glyphSize = 13;
constexpr int checkText = 34; ///< from the row's edge to a check's name
constexpr int checkStep = 22;
constexpr int profileGlyph = 22; ///< from the row's edge to a profile's mark; its name stands 9 px behind it
constexpr int stepText = 44;
constexpr int ringSize = 20;
constexpr int summaryLines = 3;
constexpr qsizetype mostMeasured = 500;

struct Fonts {
    QFont base = QApplication::font();
    QFont value = style::valueFont(base);
    QFont small = style::smallFont(base);
};

/// Where a profile's name starts: the mark grows with the text, the gaps do not.
int profileText(const QFont& base)
{
    return profileGlyph + style::scaled(glyphSize, base) + 9;
}

int viewWidth(const QStyleOptionViewItem& option)
{
    if (const auto* view = qobject_cast<const QAbstractItemView*>(option.widget))
        return view->viewport()->width();
    return option.rect.width();
}

} // namespace

struct StatusDelegate::Parts {
    style::State state = style::State::Neutral;
    QString name;
    QString summary;
    bool bare = false; ///< neither status nor glyph: says something, and is nothing
    bool value = false;
    bool group = false;
    bool nameValue = false;
    qsizetype strong = -1; ///< characters; -1 leaves it to the status
    int depth = 0;
};

StatusDelegate::StatusDelegate(Look look, Roles roles, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_look(look)
    , m_roles(roles)
{
}

void StatusDelegate::setNameWidth(int designPixels)
{
    m_nameWidth = designPixels;
}

StatusDelegate::Parts StatusDelegate::parts(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    Parts parts;
    const QString status = m_roles.status < 0 ? QString() : index.data(m_roles.status).toString();
    parts.state = style::stateFromName(status);
    parts.bare = status.isEmpty() && m_look == Look::Profile;
    parts.name = rows::text(index, Qt::DisplayRole);
    parts.summary = rows::text(index, m_roles.summary);
    parts.value = rows::flag(index, m_roles.value);
    parts.group = rows::flag(index, m_roles.group);
    parts.nameValue = rows::flag(index, m_roles.nameValue);
    parts.strong = m_roles.strong < 0 ? -1 : index.data(m_roles.strong).toInt();
    parts.depth = rows::depth(index);
    return parts;
}

void StatusDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem own = option;
    initStyleOption(&own, index);
    painter->save();
    const Parts row = parts(own, index);
    if (m_look == Look::Step && row.state == style::State::Fail && !(own.state & QStyle::State_Selected))
        painter->fillRect(own.rect, style::paletteOf(own.palette).failGround);
    else
        rows::drawGround(painter, own);
    if (row.group)
        paintGroup(painter, own, index, row);
    else if (m_look == Look::Check)
        paintCheck(painter, own, row);
    else
        paintTwoLines(painter, own, row);
    painter->restore();
}

void StatusDelegate::paintGroup(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                                const Parts& row) const
{
    const style::Palette& palette = style::paletteOf(option.palette);
    const int left = rows::side + rows::step * row.depth;
    QRect place = option.rect.adjusted(left - 3, 0, 0, 0);
    const bool children = index.model() && index.model()->hasChildren(index);
    if (children)
        rows::drawExpander(painter, option, place);
    place.adjust(children ? style::scaled(13, QApplication::font()) : 3, 0, -rows::side, 0);
    QFont font = style::strongFont(style::noteFont(QApplication::font()));
    rows::drawLine(painter, place, row.name, font, palette.muted);
}

void StatusDelegate::paintCheck(QPainter* painter, const QStyleOptionViewItem& option, const Parts& row) const
{
    const style::Palette& palette = style::paletteOf(option.palette);
    const Fonts fonts;
    const int shift = style::scaled(row.depth * checkStep, fonts.base);
    const int size = style::scaled(glyphSize, fonts.base);
    QRect rect = option.rect;
    const QRect glyph(rect.left() + shift + rows::side + 1, rect.center().y() - size / 2 + 1, size, size);
    style::paintIcon(painter, glyph, style::iconName(row.state), style::colour(row.state, palette));
    rect.setLeft(rect.left() + shift + style::scaled(checkText, fonts.base));
    rect.setRight(rect.right() - rows::side);
    const bool wrong = row.state == style::State::Fail || row.state == style::State::Warning;
    const QFont plain = row.nameValue ? fonts.value : fonts.base;
    if (row.depth > 0) {
        const int used = rows::drawLine(painter, rect, row.name, plain, palette.text);
        rect.setLeft(rect.left() + used + 8);
        rows::drawLine(painter, rect, row.summary, style::noteFont(fonts.base), palette.muted);
        return;
    }
    if (row.strong >= 0) {
        const int used =
            rows::drawLine(painter, rect, row.name.left(row.strong), style::strongFont(plain), palette.text);
        rect.setLeft(rect.left() + used);
        rect.setRight(rect.right() + rows::side - 2);
        rect.setLeft(rect.left() + rows::drawLine(painter, rect, QStringLiteral(" "), plain, palette.text));
        const QString path = row.name.mid(row.strong).trimmed();
        rows::drawLine(painter, rect, elidedPath(path, QFontMetrics(plain), rect.width()), plain, palette.text);
        return;
    }
    const int column = std::min(style::scaled(m_nameWidth, fonts.base), rect.width() / 2);
    const QFont name = wrong ? style::strongFont(plain) : plain;
    const int wanted = QFontMetrics(name).horizontalAdvance(row.name);
    // A name longer than the column pushes its summary on, up to half of the row.
    const int nameWidth =
        row.summary.isEmpty() ? rect.width() : std::min(std::max(column - 8, wanted), rect.width() * 3 / 5);
    rows::drawLine(painter, QRect(rect.left(), rect.top(), nameWidth + 1, rect.height()), row.name, name, palette.text);
    rect.setLeft(rect.left() + std::max(column, nameWidth + 8));
    const bool quiet = !wrong && !row.value;
    rows::drawLine(painter, rect, row.summary, row.value ? fonts.value : fonts.base,
                   quiet ? palette.muted : palette.text, row.value ? Qt::ElideMiddle : Qt::ElideRight);
}

void StatusDelegate::paintTwoLines(QPainter* painter, const QStyleOptionViewItem& option, const Parts& row) const
{
    const style::Palette& palette = style::paletteOf(option.palette);
    const Fonts fonts;
    const bool isStep = m_look == Look::Step;
    const int shift = isStep ? 0 : rows::step * std::max(0, row.depth - 1);
    const QColor colour = style::colour(row.state, palette);
    const QFont name = isStep ? style::strongFont(fonts.base) : row.nameValue ? fonts.value : fonts.base;
    const int nameHeight = QFontMetrics(name).height();
    QRect rect = option.rect.adjusted(shift, isStep ? 5 : 4, -rows::side, 0);
    if (isStep) {
        const int size = style::scaled(ringSize, fonts.base);
        const QRectF ring(rect.left() + 13.5, rect.top() + 0.5, size - 1, size - 1);
        painter->setRenderHint(QPainter::Antialiasing);
        const bool open = row.state == style::State::Neutral;
        painter->setPen(QPen(open ? palette.line : colour, 1.5, open ? Qt::DashLine : Qt::SolidLine));
        painter->setBrush(Qt::NoBrush);
        painter->drawEllipse(ring);
        style::paintIcon(painter, ring.adjusted(3.5, 3.5, -3.5, -3.5).toRect(), style::iconName(row.state), colour);
    } else if (!row.bare) {
        const int size = style::scaled(glyphSize, fonts.base);
        style::paintIcon(painter, QRect(rect.left() + profileGlyph, rect.top() + (nameHeight - size) / 2, size, size),
                         style::iconName(row.state), colour);
    }
    rect.setLeft(rect.left() + (isStep ? style::scaled(stepText, fonts.base) : profileText(fonts.base)));
    const QColor ink = isStep     ? (row.state == style::State::Fail      ? palette.fail
                                     : row.state == style::State::Neutral ? palette.muted
                                                                          : palette.text)
                       : row.bare ? palette.muted
                                  : palette.text;
    rows::drawLine(painter, QRect(rect.left(), rect.top(), rect.width(), nameHeight), row.name, name, ink);
    rect.setTop(rect.top() + nameHeight);
    if (!row.summary.isEmpty())
        rows::drawWrapped(painter, rect, row.summary, fonts.small, palette.muted, isStep ? summaryLines : 2);
}

QSize StatusDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Parts row = parts(option, index);
    const Fonts fonts;
    const int one = std::max(style::scaled(rowHeight, fonts.base), QFontMetrics(fonts.base).height() + 6);
    if (row.group || m_look == Look::Check)
        return {style::scaled(checkText + m_nameWidth, fonts.base), one};
    const int text = m_look == Look::Step ? style::scaled(stepText, fonts.base) : profileText(fonts.base);
    const int left = text + (m_look == Look::Step ? 0 : rows::step * std::max(0, row.depth - 1));
    const QRect room(0, 0, viewWidth(option) - left - rows::side, 0);
    const int height = 10 + QFontMetrics(fonts.base).height() + summaryHeight(row.summary, room, fonts.small);
    return {left, std::max(height, one)};
}

int StatusDelegate::summaryHeight(const QString& summary, const QRect& room, const QFont& font) const
{
    if (summary.isEmpty())
        return 0;
    if (m_measuredIn != font || m_measured.size() >= mostMeasured) {
        m_measured.clear();
        m_measuredIn = font;
    }
    int& height = m_measured[{summary, room.width()}];
    if (height == 0)
        height = rows::drawWrapped(nullptr, room, summary, font, {}, m_look == Look::Step ? summaryLines : 2);
    return height;
}

void StatusDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                          const QModelIndex& index) const
{
    const Parts row = parts(option, index);
    const QFont font = QApplication::font();
    const int left = row.group ? rows::side + rows::step * row.depth + style::scaled(10, font)
                               : rows::step * std::max(0, row.depth - 1) + profileText(font) - 6;
    const int height = std::min(option.rect.height(), style::scaled(rowHeight, font));
    editor->setGeometry(
        QRect(option.rect.left() + left, option.rect.top(), option.rect.width() - left - rows::side / 2, height));
}

bool StatusDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                               const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const Parts row = parts(option, index);
    const Fonts fonts;
    const int name = QFontMetrics(row.nameValue ? fonts.value : fonts.base).horizontalAdvance(row.name);
    const QFontMetrics summaryMetrics(row.value ? fonts.value : m_look == Look::Check ? fonts.base : fonts.small);
    const int summary = summaryMetrics.horizontalAdvance(row.summary);
    const int room = option.rect.width() - checkText - rows::side;
    const bool beside = m_look == Look::Check;
    const int column = std::max(name + 8, row.depth == 0 ? style::scaled(m_nameWidth, fonts.base) : 0);
    const bool cut = beside ? column + summary > room : std::max(name, summary / 2) > room - rows::side;
    const QString whole = row.summary.isEmpty()
                              ? index.data().toString()
                              : index.data().toString() + QStringLiteral("\n") + index.data(m_roles.summary).toString();
    return rows::showWhole(event->globalPos(), view, whole, cut);
}

QString StatusDelegate::spoken(const QString& name, const QString& status, const QString& summary)
{
    QString said = support::visibleText(name) + QStringLiteral(", ") + style::word(style::stateFromName(status));
    if (!summary.isEmpty())
        said += QStringLiteral(": ") + support::visibleText(summary);
    return said;
}

} // namespace assayer::controls
