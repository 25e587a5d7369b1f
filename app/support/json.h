// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/error.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>
#include <variant>
#include <vector>

/// Exact JSON (RFC 8259): order, duplicate members, number text and offsets are kept. For what comes from outside:
/// tokens, key sets, discovery documents, token responses. Our own files use QJsonDocument.
namespace assayer::support::json {

enum class Kind { Null, Boolean, Number, String, Array, Object };

struct Member;

/// One JSON value. Plain value type; moving is cheap, copying is deep.
class Value {
public:
    Value() = default; // null
    static Value boolean(bool value);
    static Value number(qint64 value);
    static Value numberText(QByteArray text); ///< text must be a valid JSON number
    static Value string(QString text);
    static Value array();
    static Value array(std::vector<Value> items);
    static Value object();
    static Value object(std::vector<Member> members);

    [[nodiscard]] Kind kind() const { return static_cast<Kind>(m_data.index()); }
    [[nodiscard]] bool isObject() const { return kind() == Kind::Object; }
    [[nodiscard]] bool isArray() const { return kind() == Kind::Array; }
    [[nodiscard]] bool isString() const { return kind() == Kind::String; }
    [[nodiscard]] bool isNumber() const { return kind() == Kind::Number; }

    [[nodiscard]] bool toBoolean() const;           ///< false if it is no boolean
    [[nodiscard]] const QString& text() const;      ///< a string's characters; else empty
    [[nodiscard]] const QByteArray& number() const; ///< a number exactly as written; else empty
    /// The number as an integer if it is one without loss («1e2» is 100, «1.50» and «1e40» are not); also a numeric
    /// string if the caller says so (Entra's v1 answers write numbers as strings).
    enum class NumericText { Refuse, Accept };
    [[nodiscard]] std::optional<qint64> toInteger(NumericText policy = NumericText::Refuse) const;

    [[nodiscard]] const std::vector<Value>& items() const;    ///< of an array; else empty
    [[nodiscard]] const std::vector<Member>& members() const; ///< of an object; else empty
    /// To change them. Only for an array, an object: of another kind, what is changed is thrown away.
    [[nodiscard]] std::vector<Value>& items();
    [[nodiscard]] std::vector<Member>& members();
    /// The first member of that name, or null. RFC 7519 §4 allows refusing duplicates: ask hasDuplicate().
    [[nodiscard]] const Value* find(QStringView name) const;
    [[nodiscard]] bool hasDuplicate(QStringView name) const;
    void add(QString name, Value value); ///< appends a member to an object

    /// Where the value stands in the text that was parsed, in bytes.
    [[nodiscard]] qsizetype offset() const { return m_offset; }
    [[nodiscard]] qsizetype length() const { return m_length; }

private:
    friend class Reader;
    // In the order of Kind, whose value is the index.
    std::variant<std::monostate, bool, QByteArray, QString, std::vector<Value>, std::vector<Member>> m_data;
    // Narrow, since a hostile token has hundreds of thousands of values; the reader takes no text beyond 2 GiB.
    quint32 m_offset = 0;
    quint32 m_length = 0;
};

struct Member {
    QString name;
    Value value;
    qsizetype nameOffset = 0; ///< of the opening quote, in bytes
    bool duplicate = false;   ///< an earlier member of the same object has the same name
};

/// What stopped the reader.
struct Problem {
    /// "empty", "byte-order-mark", "unexpected-character", "unexpected-end", "unterminated-string", "invalid-escape",
    /// "control-character", "invalid-utf8", "invalid-number", "trailing-text", "too-deep", "too-large"
    QString code;
    QString sentence;     ///< in plain words
    qsizetype offset = 0; ///< in bytes

    bool operator==(const Problem&) const = default;
};

struct Limits {
    int depth = 128;                   ///< at most 512, whatever is asked for
    qsizetype bytes = 2 * 1024 * 1024; ///< at most 2 GiB
};

/// What could be read, and why it ends where it ends. `value` is there as far as the text was good: a truncated
/// object or array holds what was complete in it, at every depth; a string or number that was cut is left out.
/// `problem` is absent when the whole text is one strict JSON value.
struct Document {
    std::optional<Value> value;
    std::optional<Problem> problem;
};

/// Reads strictly by RFC 8259 and RFC 3629: no BOM, comments, trailing commas, control characters in strings,
/// overlong or surrogate UTF-8. Escaped lone surrogates are kept as they are. Time and memory are linear.
[[nodiscard]] Document read(QByteArrayView text, Limits limits = {});

/// The value, or an Error with the position where the text is not strict JSON.
[[nodiscard]] Result<Value> parse(QByteArrayView text, Limits limits = {});

enum class Layout { Compact, Indented };
/// UTF-8 text that reads back to the same value: order, duplicates and number text kept. Control, bidirectional and
/// other invisible characters are written as \u escapes, so that the text is safe on a terminal.
[[nodiscard]] QByteArray write(const Value& value, Layout layout = Layout::Compact);

} // namespace assayer::support::json
