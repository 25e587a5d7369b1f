// SPDX-License-Identifier: Apache-2.0
#include "support/json.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace assayer::support::json {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

// Deeper than this the destructor's recursion would be the next thing to worry about.
constexpr int deepest = 512;

/// The names of one object, to find duplicates in linear time. The views stay good while members move: a QString's
/// characters stay where they are.
class Names {
public:
    /// Whether the name is there already.
    bool insert(const std::vector<Member>& members, QStringView name)
    {
        if (members.size() < few) {
            return std::any_of(members.begin(), members.end(), [name](const Member& m) { return m.name == name; });
        }
        if (m_set.isEmpty()) {
            for (const Member& member : members) {
                m_set.insert(member.name);
            }
        }
        const qsizetype before = m_set.size();
        m_set.insert(name);
        return m_set.size() == before;
    }

private:
    static constexpr std::size_t few = 16;
    QSet<QStringView> m_set;
};

} // namespace

class Reader {
public:
    Reader(QByteArrayView text, Limits limits)
        : m_text(text.first(std::min(text.size(), limits.bytes)))
        , m_depth(std::clamp(limits.depth, 0, deepest))
    {
        m_cut = m_text.size() < text.size();
    }

    Document read()
    {
        Document document;
        if (m_text.startsWith("\xEF\xBB\xBF")) {
            stop("byte-order-mark", tr("a byte order mark stands before the JSON"), 0);
        } else {
            skipSpace();
            if (atEnd()) {
                stop("empty", tr("there is no JSON here"), m_at);
            } else {
                Value value;
                if (readValue(value, 0) != Outcome::Nothing) {
                    document.value = std::move(value);
                }
            }
        }
        skipSpace();
        if (!m_problem && !atEnd()) {
            stop("trailing-text", tr("something follows the end of the JSON"), m_at);
        }
        if (m_cut) {
            m_problem = Problem{QStringLiteral("too-large"), tr("the text is larger than the limit"), m_text.size()};
        }
        document.problem = std::move(m_problem);
        return document;
    }

private:
    enum class Outcome { Complete, Partial, Nothing };

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] char current() const { return m_text[m_at]; }

    Outcome stop(const char* code, const QString& sentence, qsizetype offset)
    {
        if (!m_problem) {
            m_problem = Problem{QString::fromLatin1(code), sentence, offset};
        }
        return Outcome::Nothing;
    }

    Outcome stopHere()
    {
        if (atEnd()) {
            return stop("unexpected-end", tr("the JSON ends too early"), m_at);
        }
        return stop("unexpected-character", tr("a character that cannot stand here in JSON"), m_at);
    }

    void skipSpace()
    {
        while (!atEnd() && (current() == ' ' || current() == '\n' || current() == '\r' || current() == '\t')) {
            ++m_at;
        }
    }

    Outcome readValue(Value& value, int depth)
    {
        if (atEnd()) {
            return stopHere();
        }
        const qsizetype start = m_at;
        Outcome outcome = Outcome::Nothing;
        switch (current()) {
        case '{':
        case '[':
            if (depth >= m_depth) {
                return stop("too-deep", tr("the JSON is nested too deeply"), m_at);
            }
            outcome = current() == '{' ? readObject(value, depth) : readArray(value, depth);
            break;
        case '"': {
            QString text;
            if (readString(text)) {
                value.m_data = std::move(text);
                outcome = Outcome::Complete;
            }
            break;
        }
        case 't':
            outcome = readWord("true", value, true);
            break;
        case 'f':
            outcome = readWord("false", value, false);
            break;
        case 'n':
            outcome = readWord("null", value, std::monostate());
            break;
        default:
            outcome = readNumber(value, depth);
        }
        value.m_offset = start;
        value.m_length = m_at - start;
        return outcome;
    }

    template <typename T> Outcome readWord(QByteArrayView word, Value& value, T data)
    {
        const QByteArrayView rest = m_text.sliced(m_at);
        if (!rest.startsWith(word)) {
            const auto differ = std::mismatch(word.begin(), word.end(), rest.begin(), rest.end());
            m_at += differ.first - word.begin();
            return stopHere();
        }
        m_at += word.size();
        value.m_data = data;
        return Outcome::Complete;
    }

    bool skipDigits()
    {
        const qsizetype start = m_at;
        while (!atEnd() && current() >= '0' && current() <= '9') {
            ++m_at;
        }
        return m_at > start;
    }

    Outcome readNumber(Value& value, int depth)
    {
        const qsizetype start = m_at;
        if (current() == '-') {
            ++m_at;
        } else if (current() < '0' || current() > '9') {
            return stopHere();
        }
        const bool zero = !atEnd() && current() == '0';
        const qsizetype whole = m_at;
        bool good = skipDigits() && !(zero && m_at - whole > 1);
        if (good && !atEnd() && current() == '.') {
            ++m_at;
            good = skipDigits();
        }
        if (good && !atEnd() && (current() == 'e' || current() == 'E')) {
            ++m_at;
            if (!atEnd() && (current() == '+' || current() == '-')) {
                ++m_at;
            }
            good = skipDigits();
        }
        // Inside something, a number at the very end may have lost digits.
        if (atEnd() && (!good || depth > 0)) {
            return stopHere();
        }
        if (!good) {
            return stop("invalid-number", tr("this is not how JSON writes a number"), m_at);
        }
        value.m_data = m_text.sliced(start, m_at - start).toByteArray();
        return Outcome::Complete;
    }

    Outcome readArray(Value& value, int depth)
    {
        auto& items = value.m_data.emplace<std::vector<Value>>();
        ++m_at;
        skipSpace();
        if (!atEnd() && current() == ']') {
            ++m_at;
            return Outcome::Complete;
        }
        while (true) {
            skipSpace();
            Value item;
            const Outcome outcome = readValue(item, depth + 1);
            if (outcome != Outcome::Nothing) {
                items.push_back(std::move(item));
            }
            if (outcome != Outcome::Complete) {
                return Outcome::Partial;
            }
            skipSpace();
            if (!atEnd() && current() == ']') {
                ++m_at;
                return Outcome::Complete;
            }
            if (atEnd() || current() != ',') {
                stopHere();
                return Outcome::Partial;
            }
            ++m_at;
        }
    }

    Outcome readObject(Value& value, int depth)
    {
        auto& members = value.m_data.emplace<std::vector<Member>>();
        Names names;
        ++m_at;
        skipSpace();
        if (!atEnd() && current() == '}') {
            ++m_at;
            return Outcome::Complete;
        }
        while (true) {
            skipSpace();
            Member member;
            const Outcome outcome = readMember(member, depth);
            if (outcome != Outcome::Nothing) {
                member.duplicate = names.insert(members, member.name);
                members.push_back(std::move(member));
            }
            if (outcome != Outcome::Complete) {
                return Outcome::Partial;
            }
            skipSpace();
            if (!atEnd() && current() == '}') {
                ++m_at;
                return Outcome::Complete;
            }
            if (atEnd() || current() != ',') {
                stopHere();
                return Outcome::Partial;
            }
            ++m_at;
        }
    }

    Outcome readMember(Member& member, int depth)
    {
        if (atEnd() || current() != '"') {
            return stopHere();
        }
        member.nameOffset = m_at;
        if (!readString(member.name)) {
            return Outcome::Nothing;
        }
        skipSpace();
        if (atEnd() || current() != ':') {
            return stopHere();
        }
        ++m_at;
        skipSpace();
        return readValue(member.value, depth + 1);
    }

    bool readString(QString& text)
    {
        const qsizetype start = m_at++;
        while (true) {
            const qsizetype run = m_at;
            while (!atEnd() && isPlain(current())) {
                ++m_at;
            }
            text += QLatin1String(m_text.data() + run, m_at - run);
            if (atEnd()) {
                stop("unterminated-string", tr("a string has no end"), start);
                return false;
            }
            if (current() == '"') {
                ++m_at;
                return true;
            }
            if (current() == '\\' ? !readEscape(text) : !readWide(text)) {
                return false;
            }
        }
    }

    static bool isPlain(char character)
    {
        return character >= 0x20 && static_cast<unsigned char>(character) < 0x80 && character != '"' &&
               character != '\\';
    }

    bool readEscape(QString& text)
    {
        const qsizetype start = m_at;
        if (m_at + 1 >= m_text.size()) {
            stop("unterminated-string", tr("a string has no end"), start);
            return false;
        }
        static constexpr QByteArrayView letters = "\"\\/bfnrt";
        static constexpr QByteArrayView meanings = "\"\\/\b\f\n\r\t";
        const char letter = m_text[m_at + 1];
        if (letter == 'u') {
            return readUnicodeEscape(text);
        }
        const qsizetype index = letters.indexOf(letter);
        if (index < 0) {
            stop("invalid-escape", tr("a backslash is followed by something that JSON does not know"), start);
            return false;
        }
        text += QLatin1Char(meanings[index]);
        m_at += 2;
        return true;
    }

    bool readUnicodeEscape(QString& text)
    {
        char16_t unit = 0;
        for (qsizetype i = m_at + 2; i < m_at + 6; ++i) {
            if (i >= m_text.size()) {
                stop("unterminated-string", tr("a string has no end"), m_at);
                return false;
            }
            const char c = m_text[i];
            const int digit = c >= '0' && c <= '9'   ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            if (digit < 0) {
                stop("invalid-escape", tr("a \\u escape needs four hexadecimal digits"), m_at);
                return false;
            }
            unit = static_cast<char16_t>(unit << 4 | digit);
        }
        text += QChar(unit);
        m_at += 6;
        return true;
    }

    // One character beyond ASCII (RFC 3629 §4); or a control character, which must be escaped.
    bool readWide(QString& text)
    {
        const auto byte = [this](qsizetype i) {
            return m_at + i < m_text.size() ? static_cast<unsigned char>(m_text[m_at + i]) : 0u;
        };
        const unsigned lead = byte(0);
        if (lead < 0x20) {
            stop("control-character", tr("a control character stands unescaped in a string"), m_at);
            return false;
        }
        const int more = lead >= 0xC2 && lead <= 0xDF   ? 1
                         : lead >= 0xE0 && lead <= 0xEF ? 2
                         : lead >= 0xF0 && lead <= 0xF4 ? 3
                                                        : 0;
        const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        bool good = more > 0 && byte(1) >= low && byte(1) <= high;
        char32_t character = lead & (0x3Fu >> more);
        for (int i = 1; i <= more; ++i) {
            good = good && (byte(i) & 0xC0) == 0x80;
            character = character << 6 | (byte(i) & 0x3F);
        }
        if (!good) {
            stop("invalid-utf8", tr("a string holds bytes that are not UTF-8"), m_at);
            return false;
        }
        text += QChar::fromUcs4(character);
        m_at += more + 1;
        return true;
    }

    QByteArrayView m_text;
    int m_depth;
    bool m_cut = false;
    qsizetype m_at = 0;
    std::optional<Problem> m_problem;
};

Document read(QByteArrayView text, Limits limits)
{
    return Reader(text, limits).read();
}

Result<Value> parse(QByteArrayView text, Limits limits)
{
    Document document = read(text, limits);
    if (document.problem) {
        return failure(QStringLiteral("invalid-json"),
                       tr("This is not valid JSON: %1.").arg(document.problem->sentence),
                       tr("At byte %1.").arg(document.problem->offset));
    }
    return std::move(*document.value);
}

} // namespace assayer::support::json
