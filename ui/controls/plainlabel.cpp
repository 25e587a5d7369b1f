// SPDX-License-Identifier: Apache-2.0
#include "controls/plainlabel.h"

#include "style/icons.h"
#include "style/palette.h"
#include "support/visibletext.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QResizeEvent>
#include <QToolTip>

#include <algorithm>

namespace assayer::controls {

namespace {

constexpr QChar breakHere(0x200B); // only in what QLabel lays out, never in what is copied or said
constexpr qsizetype longWord = 24;
constexpr int widestHint = 4000;
constexpr qsizetype toolTipLine = 100;
constexpr qsizetype toolTipMost = 4000;

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

bool endsAPart(QChar c)
{
    return QStringView(u"-/._?&=:#@,;|").contains(c);
}

/// What never stands first on a line: it belongs to what is before it.
bool staysBehind(QChar c)
{
    return c.isLowSurrogate() || c.isMark() || endsAPart(c) || QStringView(u"»)]}>!\"'…").contains(c);
}

/// Of a word that is too long for a line: behind its parts, and anywhere in a part that is too long itself.
void appendBreakable(QString& out, QStringView word)
{
    // «/.default» is one part.
    const auto opensAPart = [word](qsizetype at) { return at > 0 && word.at(at) == u'.' && word.at(at - 1) == u'/'; };
    qsizetype part = 0;
    for (qsizetype at = 0; at < word.size(); ++at) {
        const bool fresh = at > 0 && endsAPart(word.at(at - 1)) && !opensAPart(at - 1);
        part = fresh ? 1 : part + 1;
        if ((fresh || part > longWord) && (opensAPart(at) || !staysBehind(word.at(at))))
            out += breakHere;
        out += word.at(at);
    }
}

/// QLabel breaks between words only: a long word gets places to break at.
QString breakable(const QString& text)
{
    QString out;
    out.reserve(text.size() + text.size() / longWord);
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = at;
        while (end < text.size() && !text.at(end).isSpace())
            ++end;
        const QStringView word = QStringView(text).mid(at, end - at);
        if (word.size() > longWord)
            appendBreakable(out, word);
        else
            out += word;
        if (end < text.size())
            out += text.at(end);
        at = end + 1;
    }
    return out;
}

} // namespace

QString plainToolTip(const QString& text)
{
    if (text.isEmpty())
        return {};
    QString shown = text.left(toolTipMost);
    if (text.size() > toolTipMost)
        shown += QStringLiteral(" … ") +
                 tr("and %n more characters").replace(QStringLiteral("%n"), QString::number(text.size() - toolTipMost));
    QString lines;
    for (const QString& line : shown.split(QLatin1Char('\n'))) {
        for (qsizetype at = 0; at < std::max<qsizetype>(line.size(), 1); at += toolTipLine) {
            if (!lines.isEmpty())
                lines += QLatin1Char('\n');
            lines += support::visibleText(line.mid(at, toolTipLine));
        }
    }
    // Always marked up and escaped, so that Qt never has to guess what the text is.
    return QStringLiteral("<p style=\"white-space:pre\">%1</p>").arg(lines.toHtmlEscaped());
}

PlainLabel::PlainLabel(const QString& text, QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setText(text);
}

void PlainLabel::setText(const QString& text)
{
    const QString shown = support::visibleText(text);
    if (shown == m_text && !shown.isEmpty())
        return;
    m_text = shown;
    setAccessibleName(m_text);
    fit();
    updateGeometry();
}

void PlainLabel::setParagraphs(const QStringList& paragraphs)
{
    QStringList shown;
    for (const QString& paragraph : paragraphs)
        shown << support::visibleText(paragraph);
    m_text = shown.join(QLatin1Char('\n'));
    setAccessibleName(m_text);
    fit();
    updateGeometry();
}

void PlainLabel::setOverflow(Overflow overflow)
{
    m_overflow = overflow;
    setWordWrap(overflow == Overflow::Wrap);
    QSizePolicy policy = sizePolicy();
    policy.setHeightForWidth(overflow == Overflow::Wrap);
    setSizePolicy(policy);
    fit();
    updateGeometry();
}

void PlainLabel::setSelectable(bool selectable)
{
    m_selectable = selectable;
    m_heights.clear();
    setTextInteractionFlags(selectable ? Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard
                                       : Qt::NoTextInteraction);
}

void PlainLabel::setInk(Ink ink)
{
    m_ink = ink;
    applyColour();
}

void PlainLabel::setMuted(bool muted)
{
    setInk(muted ? Ink::Muted : Ink::Text);
}

void PlainLabel::setFontRole(style::FontRole role)
{
    style::setFontRole(this, role);
}

void PlainLabel::setIconName(const QString& name)
{
    m_icon = name;
    setContentsMargins(iconWidth(), 0, 0, 0);
    m_heights.clear();
    fit();
    updateGeometry();
    update();
}

bool PlainLabel::isElided() const
{
    const bool elides = m_overflow == Overflow::ElideRight || m_overflow == Overflow::ElideMiddle;
    return elides && QLabel::text() != m_text;
}

int PlainLabel::wholeWidth() const
{
    int width = 0;
    for (const QString& line : m_text.split(QLatin1Char('\n')))
        width = std::max(width, fontMetrics().horizontalAdvance(line));
    return width + contentsMargins().left() + contentsMargins().right() + 1;
}

QSize PlainLabel::sizeHint() const
{
    if (m_overflow == Overflow::Wrap)
        return QLabel::sizeHint();
    // Its lines are known: the base class would lay them out to measure them.
    const QFontMetrics metrics = fontMetrics();
    const int lines = static_cast<int>(m_text.count(QLatin1Char('\n')));
    return {std::min(wholeWidth(), widestHint), metrics.height() + lines * metrics.lineSpacing()};
}

QSize PlainLabel::minimumSizeHint() const
{
    const int icon = contentsMargins().left();
    switch (m_overflow) {
    case Overflow::Keep:
        return sizeHint();
    case Overflow::Wrap:
        return {std::min(QLabel::minimumSizeHint().width(), style::scaled(96, this)),
                isVisible() && width() > 0 ? std::max(heightForWidth(width()), fontMetrics().height())
                                           : fontMetrics().height()};
    case Overflow::ElideRight:
    case Overflow::ElideMiddle:
        break;
    }
    const int some = fontMetrics().averageCharWidth() * 6;
    return {std::min(sizeHint().width(), icon + some), fontMetrics().height()};
}

int PlainLabel::heightForWidth(int width) const
{
    if (!wordWrap())
        return QLabel::heightForWidth(width);
    constexpr int keptWidths = 32;
    if (m_heights.size() > keptWidths)
        m_heights.clear();
    auto known = m_heights.constFind(width);
    if (known == m_heights.constEnd())
        known = m_heights.insert(width, QLabel::heightForWidth(width));
    return *known;
}

void PlainLabel::fit()
{
    switch (m_overflow) {
    case Overflow::Keep:
        display(m_text);
        return;
    case Overflow::Wrap:
        display(breakable(m_text));
        return;
    case Overflow::ElideRight:
    case Overflow::ElideMiddle:
        break;
    }
    const auto mode = m_overflow == Overflow::ElideRight ? Qt::ElideRight : Qt::ElideMiddle;
    const int room = contentsRect().width();
    // Far more than fits need not be measured.
    const qsizetype most = 4096;
    const QString measured = m_text.size() > most ? m_text.left(most) + QStringLiteral("…") : m_text;
    display(fontMetrics().elidedText(measured, mode, std::max(room, 0)));
}

void PlainLabel::display(const QString& text)
{
    if (QLabel::text() == text)
        return;
    m_heights.clear();
    QLabel::setText(text);
}

QColor PlainLabel::colour() const
{
    const style::Palette& palette = style::paletteOf(this);
    switch (m_ink) {
    case Ink::Muted:
        return palette.muted;
    case Ink::Accent:
        return palette.accent;
    case Ink::Pass:
        return palette.pass;
    case Ink::Warning:
        return palette.warning;
    case Ink::Fail:
        return palette.fail;
    case Ink::Text:
        break;
    }
    return palette.text;
}

void PlainLabel::applyColour()
{
    if (m_applying)
        return;
    m_applying = true;
    QPalette own = palette();
    own.setColor(QPalette::WindowText, colour());
    setPalette(own);
    m_applying = false;
}

void PlainLabel::copy() const
{
    const QString selected = selectedText().remove(breakHere);
    QApplication::clipboard()->setText(selected.isEmpty() || isElided() ? m_text : selected);
}

int PlainLabel::iconWidth() const
{
    return m_icon.isEmpty() ? 0 : fontMetrics().height() + 2;
}

void PlainLabel::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    fit();
    if (m_overflow == Overflow::Wrap && event->oldSize().width() != event->size().width())
        updateGeometry(); // other lines, other height
}

void PlainLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        m_heights.clear();
    if (event->type() == QEvent::FontChange) {
        setContentsMargins(iconWidth(), 0, 0, 0);
        fit();
        updateGeometry();
    } else if (event->type() == QEvent::PaletteChange) {
        applyColour();
    }
}

void PlainLabel::keyPressEvent(QKeyEvent* event)
{
    if (m_selectable && event->matches(QKeySequence::Copy))
        copy();
    else
        QLabel::keyPressEvent(event);
}

void PlainLabel::contextMenuEvent(QContextMenuEvent* event)
{
    if (!m_selectable) {
        event->ignore();
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(style::icon(QStringLiteral("copy")), tr("Copy")), &QAction::triggered, this,
            [this] { copy(); });
    menu->popup(event->globalPos());
}

bool PlainLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && isElided()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), plainToolTip(m_text), this);
        return true;
    }
    return QLabel::event(event);
}

void PlainLabel::paintEvent(QPaintEvent* event)
{
    QLabel::paintEvent(event);
    if (m_icon.isEmpty())
        return;
    QPainter painter(this);
    const int size = fontMetrics().height() - 2;
    const bool top = alignment() & Qt::AlignTop;
    const int y = top || m_overflow == Overflow::Wrap ? contentsRect().top() : (height() - size) / 2;
    style::paintIcon(&painter, QRect(0, y, size, size), m_icon, colour());
}

} // namespace assayer::controls
