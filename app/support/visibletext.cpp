// SPDX-License-Identifier: Apache-2.0
#include "support/visibletext.h"

#include <algorithm>
#include <array>

namespace assayer::support {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// Letters, marks and symbols by category that nevertheless draw nothing: grapheme joiner, Hangul and Khmer fillers,
// Mongolian and other variation selectors, the empty Braille cell.
constexpr std::array invisible{
    Range{0x034F, 0x034F},   Range{0x115F, 0x1160},   Range{0x17B4, 0x17B5}, Range{0x180B, 0x180F},
    Range{0x2800, 0x2800},   Range{0x3164, 0x3164},   Range{0xFE00, 0xFE0F}, Range{0xFFA0, 0xFFA0},
    Range{0x1D159, 0x1D159}, Range{0xE0000, 0xE0FFF},
};

bool isNonCharacter(char32_t character)
{
    return (character & 0xFFFE) == 0xFFFE || (character >= 0xFDD0 && character <= 0xFDEF) || character > 0x10FFFF;
}

void appendEscape(QString& text, char32_t character)
{
    if (character == U'\n') {
        text += QLatin1String("\\n");
    } else if (character == U'\r') {
        text += QLatin1String("\\r");
    } else if (character == U'\t') {
        text += QLatin1String("\\t");
    } else {
        text +=
            QStringLiteral("\\u{%1}").arg(QString::number(character, 16).toUpper().rightJustified(4, QLatin1Char('0')));
    }
}

} // namespace

bool isInvisible(char32_t character)
{
    if (character >= 0x20 && character < 0x7F) {
        return false;
    }
    if (isNonCharacter(character)) {
        return true;
    }
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Separator_Space: // none of them can be told from U+0020
        return true;
    default:
        break;
    }
    return std::any_of(invisible.begin(), invisible.end(),
                       [character](Range range) { return character >= range.first && character <= range.last; });
}

QString visibleText(const QString& text)
{
    const auto isPlain = [](QChar unit) { return unit.unicode() >= 0x20 && unit.unicode() < 0x7F; };
    if (std::all_of(text.begin(), text.end(), isPlain)) {
        return text;
    }
    QString shown;
    shown.reserve(text.size() + 16);
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t character = text.at(i).unicode();
        if (text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            character = QChar::surrogateToUcs4(text.at(i), text.at(i + 1));
            ++i;
        }
        if (isInvisible(character)) {
            appendEscape(shown, character);
        } else {
            shown += QChar::fromUcs4(character);
        }
    }
    return shown;
}

} // namespace assayer::support
