// SPDX-License-Identifier: Apache-2.0
#include "support/jsonstring.h"

#include <QCoreApplication>

namespace assayer::support::json {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

bool isPlain(char character)
{
    return character >= 0x20 && static_cast<unsigned char>(character) < 0x80 && character != '"' && character != '\\';
}

int hexDigit(char character)
{
    if (character >= '0' && character <= '9') {
        return character - '0';
    }
    const char lower = static_cast<char>(character | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// What a lead byte announces (RFC 3629 §4): how many bytes follow, and between what the first of them must lie.
struct Lead {
    int more = 0;
    unsigned low = 0x80;
    unsigned high = 0xBF;
};

Lead leadOf(unsigned byte)
{
    if (byte >= 0xC2 && byte <= 0xDF) {
        return {1};
    }
    if (byte >= 0xE0 && byte <= 0xEF) {
        return {2, byte == 0xE0 ? 0xA0u : 0x80u, byte == 0xED ? 0x9Fu : 0xBFu};
    }
    if (byte >= 0xF0 && byte <= 0xF4) {
        return {3, byte == 0xF0 ? 0x90u : 0x80u, byte == 0xF4 ? 0x8Fu : 0xBFu};
    }
    return {};
}

class StringReader {
public:
    StringReader(QByteArrayView text, qsizetype& at, QString& characters)
        : m_text(text)
        , m_at(at)
        , m_characters(characters)
    {
    }

    std::optional<Problem> read()
    {
        const qsizetype start = m_at++;
        while (!m_problem) {
            const qsizetype run = m_at;
            while (!atEnd() && isPlain(m_text[m_at])) {
                ++m_at;
            }
            const QLatin1String plain(m_text.data() + run, m_at - run);
            if (m_characters.isEmpty()) {
                m_characters = plain;
            } else {
                m_characters += plain;
            }
            if (atEnd()) {
                stop("unterminated-string", tr("a string has no end"), start);
            } else if (m_text[m_at] == '"') {
                ++m_at;
                break;
            } else if (m_text[m_at] == '\\') {
                readEscape();
            } else {
                readWide();
            }
        }
        return std::move(m_problem);
    }

private:
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }

    void stop(const char* code, const QString& sentence, qsizetype offset)
    {
        m_problem = Problem{QString::fromLatin1(code), sentence, offset};
    }

    void readEscape()
    {
        if (m_at + 1 >= m_text.size()) {
            stop("unterminated-string", tr("a string has no end"), m_at);
            return;
        }
        static constexpr QByteArrayView letters = "\"\\/bfnrt";
        static constexpr QByteArrayView meanings = "\"\\/\b\f\n\r\t";
        const char letter = m_text[m_at + 1];
        const qsizetype index = letters.indexOf(letter);
        if (letter == 'u') {
            readUnicodeEscape();
        } else if (index < 0) {
            stop("invalid-escape", tr("a backslash is followed by something that JSON does not know"), m_at);
        } else {
            m_characters += QLatin1Char(meanings[index]);
            m_at += 2;
        }
    }

    void readUnicodeEscape()
    {
        char16_t unit = 0;
        for (qsizetype i = m_at + 2; i < m_at + 6; ++i) {
            if (i >= m_text.size()) {
                stop("unterminated-string", tr("a string has no end"), m_at);
                return;
            }
            const int digit = hexDigit(m_text[i]);
            if (digit < 0) {
                stop("invalid-escape", tr("a \\u escape needs four hexadecimal digits"), m_at);
                return;
            }
            unit = static_cast<char16_t>(unit << 4 | digit);
        }
        m_characters += QChar(unit);
        m_at += 6;
    }

    // One character beyond ASCII; or a control character, which must be escaped.
    void readWide()
    {
        const unsigned lead = byteAt(0);
        if (lead < 0x20) {
            stop("control-character", tr("a control character stands unescaped in a string"), m_at);
            return;
        }
        const auto [more, low, high] = leadOf(lead);
        bool good = more > 0 && byteAt(1) >= low && byteAt(1) <= high;
        char32_t character = lead & (0x3Fu >> more);
        for (int i = 1; i <= more; ++i) {
            good = good && (byteAt(i) & 0xC0) == 0x80;
            character = character << 6 | (byteAt(i) & 0x3F);
        }
        if (!good) {
            stop("invalid-utf8", tr("a string holds bytes that are not UTF-8"), m_at);
            return;
        }
        m_characters += QChar::fromUcs4(character);
        m_at += more + 1;
    }

    [[nodiscard]] unsigned byteAt(qsizetype ahead) const
    {
        return m_at + ahead < m_text.size() ? static_cast<unsigned char>(m_text[m_at + ahead]) : 0u;
    }

    const QByteArrayView m_text;
    qsizetype& m_at;
    QString& m_characters;
    std::optional<Problem> m_problem;
};

} // namespace

std::optional<Problem> readString(QByteArrayView text, qsizetype& at, QString& characters)
{
    return StringReader(text, at, characters).read();
}

} // namespace assayer::support::json
