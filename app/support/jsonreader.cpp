// SPDX-License-Identifier: Apache-2.0
#include "support/json.h"
#include "support/jsonstring.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <array>
#include <limits>

namespace assayer::support::json {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

// Deeper than this the destructor's recursion would be the next thing to worry about.
constexpr int deepest = 512;
constexpr qsizetype largest = std::numeric_limits<qint32>::max();

/// The texts 0 to 9, shared: long arrays of flags and counters cost no memory of their own.
const QByteArray& singleDigit(char digit)
{
    static const std::array<QByteArray, 10> digits{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    return digits[static_cast<std::size_t>(digit - '0')];
}

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
        : m_text(text.first(std::clamp<qsizetype>(limits.bytes, 0, std::min(text.size(), largest))))
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
        value.m_offset = static_cast<quint32>(start);
        value.m_length = static_cast<quint32>(m_at - start);
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
        value.m_data =
            m_at - start == 1 ? singleDigit(m_text[start]) : m_text.sliced(start, m_at - start).toByteArray();
        return Outcome::Complete;
    }

    // Grows by what the rest of the text can hold, so that long lists are moved seldom and waste little: fresh memory
    // is most of the time that they take.
    template <typename T> void makeRoom(std::vector<T>& list, qsizetype start) const
    {
        const std::size_t size = list.size();
        if (size < list.capacity() || size < 16) {
            return;
        }
        const auto average = static_cast<std::size_t>(m_at - start) / size;
        const std::size_t rest = static_cast<std::size_t>(m_text.size() - m_at) / std::max<std::size_t>(average, 1);
        list.reserve(size + std::min(rest + 1, size * 3));
    }

    Outcome readArray(Value& value, int depth)
    {
        const qsizetype start = m_at;
        auto& items = value.m_data.emplace<std::vector<Value>>();
        ++m_at;
        skipSpace();
        if (!atEnd() && current() == ']') {
            ++m_at;
            return Outcome::Complete;
        }
        while (true) {
            skipSpace();
            makeRoom(items, start);
            const Outcome outcome = readValue(items.emplace_back(), depth + 1);
            if (outcome == Outcome::Nothing) {
                items.pop_back();
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
        const qsizetype start = m_at;
        auto& members = value.m_data.emplace<std::vector<Member>>();
        Names names;
        ++m_at;
        skipSpace();
        if (!atEnd() && current() == '}') {
            ++m_at;
            return Outcome::Complete;
        }
        members.reserve(4);
        while (true) {
            skipSpace();
            Member member;
            const Outcome outcome = readMember(member, depth);
            if (outcome != Outcome::Nothing) {
                member.duplicate = names.insert(members, member.name);
                makeRoom(members, start);
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
        if (std::optional<Problem> problem = json::readString(m_text, m_at, text)) {
            m_problem = std::move(problem);
            return false;
        }
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
