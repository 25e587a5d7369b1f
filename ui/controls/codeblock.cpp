// SPDX-License-Identifier: Apache-2.0
#include "controls/codeblock.h"

#include "style/draw.h"
#include "style/fonts.h"
#include "support/visibletext.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPainter>
#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>
#include <cmath>

namespace assayer::controls {

namespace {

QString shownText(const QString& text)
{
    QStringList lines = text.split(QLatin1Char('\n'));
    for (QString& line : lines)
        line = support::visibleText(line.endsWith(QLatin1Char('\r')) ? line.chopped(1) : line);
    return lines.join(QLatin1Char('\n'));
}

/// It takes minutes for a megabyte without a space.
bool canBreakAtWords(const QString& text)
{
    constexpr qsizetype mostText = 16 * 1024;
    constexpr qsizetype longestWord = 1'000;
    if (text.size() > mostText)
        return false;
    qsizetype run = 0;
    for (const QChar c : text) {
        run = c.isSpace() ? 0 : run + 1;
        if (run > longestWord)
            return false;
    }
    return true;
}

} // namespace

CodeBlock::CodeBlock(QWidget* parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAnywhere);
    style::setFontRole(this, style::FontRole::Value);
    viewport()->setAutoFillBackground(false);
    applyLook();
}

void CodeBlock::setCode(const QString& text, Wrap wrap)
{
    const bool atWords = wrap == Wrap::AtWords && canBreakAtWords(text);
    setWordWrapMode(atWords ? QTextOption::WrapAtWordBoundaryOrAnywhere : QTextOption::WrapAnywhere);
    m_code = text.left(mostCharacters);
    QString shown = shownText(m_code);
    if (text.size() > mostCharacters)
        shown +=
            QStringLiteral("\n… ") + QCoreApplication::translate("assayer", "%1 more characters are not shown here")
                                         .arg(text.size() - mostCharacters);
    setPlainText(shown);
    m_markLength = 0;
    m_markedLines.clear();
    setExtraSelections({});
    updateGeometry();
}

void CodeBlock::mark(qsizetype start, qsizetype length)
{
    m_markStart = std::clamp<qsizetype>(start, 0, m_code.size());
    m_markLength = std::clamp<qsizetype>(length, 0, m_code.size() - m_markStart);
    if (m_markLength == 0) {
        setExtraSelections({});
        return;
    }
    const auto place = [this](qsizetype at) { return static_cast<int>(shownText(m_code.left(at)).size()); };
    QTextEdit::ExtraSelection selection;
    selection.cursor = textCursor();
    selection.cursor.setPosition(place(m_markStart));
    selection.cursor.setPosition(place(m_markStart + m_markLength), QTextCursor::KeepAnchor);
    const style::Palette& palette = style::paletteOf(this);
    selection.format.setBackground(style::mixed(palette.selection, palette.accent, 0.2));
    selection.format.setForeground(palette.text);
    setExtraSelections({selection});
    showMark();
}

void CodeBlock::showMark()
{
    if (m_markLength == 0 || extraSelections().isEmpty())
        return;
    const QTextCursor marked = extraSelections().first().cursor;
    QTextCursor scroll = marked;
    for (const int position : {marked.selectionEnd(), marked.selectionStart()}) {
        scroll.setPosition(position);
        setTextCursor(scroll);
        ensureCursorVisible();
    }
}

void CodeBlock::setMarkedLines(const QList<int>& lines)
{
    constexpr qsizetype most = 2'000; // every one is painted by itself
    m_markedLines = lines;
    QList<QTextEdit::ExtraSelection> selections;
    for (const int line : lines.mid(0, most)) {
        const QTextBlock block = document()->findBlockByNumber(line);
        if (!block.isValid())
            break;
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(block);
        selection.format.setBackground(style::paletteOf(this).warningGround);
        selection.format.setProperty(QTextFormat::FullWidthSelection, true);
        selections << selection;
    }
    setExtraSelections(selections);
}

void CodeBlock::showLine(int line)
{
    setTextCursor(QTextCursor(document()->findBlockByNumber(line)));
    ensureCursorVisible();
}

void CodeBlock::setFramed(bool framed)
{
    m_framed = framed;
    applyLook();
}

void CodeBlock::setFitsText(int mostLines)
{
    m_mostLines = mostLines;
    setSizePolicy(QSizePolicy::Expanding, mostLines > 0 ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    updateGeometry();
}

QSize CodeBlock::sizeHint() const
{
    if (m_mostLines <= 0)
        return QPlainTextEdit::sizeHint();
    const int lines = std::clamp(static_cast<int>(document()->size().height()), 1, m_mostLines);
    const QMargins margins = viewportMargins();
    const double height = lines * QFontMetricsF(font()).lineSpacing() + 2 * document()->documentMargin();
    return {style::scaled(320, this), static_cast<int>(std::ceil(height)) + margins.top() + margins.bottom() + 2};
}

QSize CodeBlock::minimumSizeHint() const
{
    return {style::scaled(120, this),
            m_mostLines > 0 ? std::min(sizeHint().height(), style::scaled(64, this)) : style::scaled(48, this)};
}

void CodeBlock::applyLook()
{
    const int margin = m_framed ? 5 : 8;
    setViewportMargins(margin, m_framed ? 3 : 4, margin, m_framed ? 3 : 4);
    update();
}

void CodeBlock::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_markLength > 0)
        mark(m_markStart, m_markLength);
    else if (event->type() == QEvent::PaletteChange && !m_markedLines.isEmpty())
        setMarkedLines(m_markedLines);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

bool CodeBlock::event(QEvent* event)
{
    // The frame belongs to the area around the viewport, which paintEvent() never sees.
    if (event->type() == QEvent::Paint && m_framed) {
        QPainter painter(this);
        const style::Palette& palette = style::paletteOf(this);
        style::drawPanel(&painter, rect(), style::controlRadius, palette.inset, palette.line);
        if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
            style::drawFocusRing(&painter, rect(), style::controlRadius, palette);
        return true;
    }
    return QPlainTextEdit::event(event);
}

void CodeBlock::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    // It may have been marked before it had its place in the window.
    showMark();
    if (m_mostLines > 0 && event->size().width() != event->oldSize().width())
        updateGeometry();
}

} // namespace assayer::controls
