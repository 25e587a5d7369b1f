// SPDX-License-Identifier: Apache-2.0
#include "support/json.h"
#include "support/visibletext.h"

namespace assayer::support::json {

namespace {

void appendUnit(QByteArray& out, char16_t unit)
{
    static constexpr char digits[] = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) {
        out += digits[(unit >> shift) & 0xF];
    }
}

void appendAscii(QByteArray& out, char character)
{
    switch (character) {
    case '"':
        out += "\\\"";
        break;
    case '\\':
        out += "\\\\";
        break;
    case '\n':
        out += "\\n";
        break;
    case '\r':
        out += "\\r";
        break;
    case '\t':
        out += "\\t";
        break;
    default:
        if (character < 0x20 || character == 0x7F) {
            appendUnit(out, static_cast<char16_t>(character));
        } else {
            out += character;
        }
    }
}

void appendUtf8(QByteArray& out, char32_t character)
{
    const auto byte = [&out](char32_t value) { out += static_cast<char>(value); };
    if (character < 0x800) {
        byte(0xC0 | (character >> 6));
    } else if (character < 0x10000) {
        byte(0xE0 | (character >> 12));
        byte(0x80 | ((character >> 6) & 0x3F));
    } else {
        byte(0xF0 | (character >> 18));
        byte(0x80 | ((character >> 12) & 0x3F));
        byte(0x80 | ((character >> 6) & 0x3F));
    }
    byte(0x80 | (character & 0x3F));
}

void appendString(QByteArray& out, const QString& text)
{
    out += '"';
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar unit = text.at(i);
        if (unit.unicode() < 0x80) {
            appendAscii(out, static_cast<char>(unit.unicode()));
            continue;
        }
        const bool pair = unit.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        const char32_t character = pair ? QChar::surrogateToUcs4(unit, text.at(i + 1)) : unit.unicode();
        if (!isInvisible(character)) {
            appendUtf8(out, character);
        } else {
            appendUnit(out, unit.unicode());
            if (pair) {
                appendUnit(out, text.at(i + 1).unicode());
            }
        }
        i += pair ? 1 : 0;
    }
    out += '"';
}

class Writer {
public:
    explicit Writer(Layout layout)
        : m_layout(layout)
    {
    }

    void write(const Value& value, int depth)
    {
        switch (value.kind()) {
        case Kind::Null:
            out += "null";
            break;
        case Kind::Boolean:
            out += value.toBoolean() ? "true" : "false";
            break;
        case Kind::Number:
            out += value.number();
            break;
        case Kind::String:
            appendString(out, value.text());
            break;
        case Kind::Array:
            writeArray(value, depth);
            break;
        case Kind::Object:
            writeObject(value, depth);
            break;
        }
    }

    QByteArray out;

private:
    void writeArray(const Value& value, int depth)
    {
        out += '[';
        bool first = true;
        for (const Value& item : value.items()) {
            separate(first, depth + 1);
            write(item, depth + 1);
        }
        close(first, depth, ']');
    }

    void writeObject(const Value& value, int depth)
    {
        out += '{';
        bool first = true;
        for (const Member& member : value.members()) {
            separate(first, depth + 1);
            appendString(out, member.name);
            out += m_layout == Layout::Indented ? ": " : ":";
            write(member.value, depth + 1);
        }
        close(first, depth, '}');
    }

    void separate(bool& first, int depth)
    {
        if (!first) {
            out += ',';
        }
        first = false;
        breakLine(depth);
    }

    void close(bool empty, int depth, char bracket)
    {
        if (!empty) {
            breakLine(depth);
        }
        out += bracket;
    }

    void breakLine(int depth)
    {
        if (m_layout == Layout::Indented) {
            out += '\n';
            out += QByteArray(qsizetype(depth) * 2, ' ');
        }
    }

    const Layout m_layout;
};

} // namespace

QByteArray write(const Value& value, Layout layout)
{
    Writer writer(layout);
    writer.write(value, 0);
    return writer.out;
}

} // namespace assayer::support::json
