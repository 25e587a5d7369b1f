// SPDX-License-Identifier: Apache-2.0
#include "support/json.h"

#include <algorithm>
#include <charconv>

namespace assayer::support::json {

namespace {

template <typename T, typename Data> const T& heldOrEmpty(const Data& data)
{
    static const T empty;
    const T* held = std::get_if<T>(&data);
    return held ? *held : empty;
}

template <typename T, typename Data> T& heldOrScratch(Data& data)
{
    thread_local T scratch;
    T* held = std::get_if<T>(&data);
    if (!held) {
        scratch.clear();
        return scratch;
    }
    return *held;
}

bool isDigit(char character)
{
    return character >= '0' && character <= '9';
}

/// A number as sign, digits and a power of ten; nothing if the text is not a JSON number (RFC 8259 §6) or its
/// exponent is beyond any use.
struct Decimal {
    bool negative = false;
    QByteArray digits;
    qint64 exponent = 0;
};

qsizetype skipDigits(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isDigit(text[at])) {
        ++at;
    }
    return at;
}

std::optional<Decimal> decimal(QByteArrayView text)
{
    Decimal result;
    qsizetype at = 0;
    if (at < text.size() && text[at] == '-') {
        result.negative = true;
        ++at;
    }
    const qsizetype whole = at;
    at = skipDigits(text, at);
    if (at == whole || (text[whole] == '0' && at - whole > 1)) {
        return std::nullopt;
    }
    result.digits = text.sliced(whole, at - whole).toByteArray();
    if (at < text.size() && text[at] == '.') {
        const qsizetype fraction = ++at;
        at = skipDigits(text, at);
        if (at == fraction) {
            return std::nullopt;
        }
        result.digits += text.sliced(fraction, at - fraction);
        result.exponent = -(at - fraction);
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && text[at] == '+') {
            ++at;
        }
        qint64 exponent = 0;
        const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), exponent);
        if (error != std::errc() || exponent > 1'000'000'000 || exponent < -1'000'000'000) {
            return std::nullopt;
        }
        at = end - text.data();
        result.exponent += exponent;
    }
    return at == text.size() ? std::optional(result) : std::nullopt;
}

std::optional<qint64> integerFrom(QByteArrayView text)
{
    std::optional<Decimal> number = decimal(text);
    if (!number) {
        return std::nullopt;
    }
    QByteArray& digits = number->digits;
    qsizetype zeros = 0;
    while (zeros < digits.size() && digits.at(digits.size() - 1 - zeros) == '0') {
        ++zeros;
    }
    digits.chop(zeros);
    number->exponent += zeros;
    if (digits.isEmpty()) {
        return 0;
    }
    if (number->exponent < 0 || number->exponent > 18) {
        return std::nullopt;
    }
    digits += QByteArray(number->exponent, '0');
    digits.remove(0, std::distance(digits.cbegin(),
                                   std::find_if(digits.cbegin(), digits.cend(), [](char c) { return c != '0'; })));
    if (number->negative) {
        digits.prepend('-');
    }
    qint64 value = 0;
    const auto [end, error] = std::from_chars(digits.cbegin(), digits.cend(), value);
    return error == std::errc() && end == digits.cend() ? std::optional(value) : std::nullopt;
}

} // namespace

Value Value::boolean(bool value)
{
    Value result;
    result.m_data = value;
    return result;
}

Value Value::number(qint64 value)
{
    return numberText(QByteArray::number(value));
}

Value Value::numberText(QByteArray text)
{
    Value result;
    result.m_data = std::move(text);
    return result;
}

Value Value::string(QString text)
{
    Value result;
    result.m_data = std::move(text);
    return result;
}

Value Value::array()
{
    return array(std::vector<Value>());
}

Value Value::array(std::vector<Value> items)
{
    Value result;
    result.m_data = std::move(items);
    return result;
}

Value Value::object()
{
    return object(std::vector<Member>());
}

Value Value::object(std::vector<Member> members)
{
    Value result;
    result.m_data = std::move(members);
    return result;
}

bool Value::toBoolean() const
{
    const bool* held = std::get_if<bool>(&m_data);
    return held && *held;
}

const QString& Value::text() const
{
    return heldOrEmpty<QString>(m_data);
}

const QByteArray& Value::number() const
{
    return heldOrEmpty<QByteArray>(m_data);
}

std::optional<qint64> Value::toInteger(NumericText policy) const
{
    if (isNumber()) {
        return integerFrom(number());
    }
    if (isString() && policy == NumericText::Accept && text().size() <= 64) {
        return integerFrom(text().toUtf8());
    }
    return std::nullopt;
}

const std::vector<Value>& Value::items() const
{
    return heldOrEmpty<std::vector<Value>>(m_data);
}

const std::vector<Member>& Value::members() const
{
    return heldOrEmpty<std::vector<Member>>(m_data);
}

std::vector<Value>& Value::items()
{
    return heldOrScratch<std::vector<Value>>(m_data);
}

std::vector<Member>& Value::members()
{
    return heldOrScratch<std::vector<Member>>(m_data);
}

const Value* Value::find(QStringView name) const
{
    for (const Member& member : members()) {
        if (member.name == name) {
            return &member.value;
        }
    }
    return nullptr;
}

bool Value::hasDuplicate(QStringView name) const
{
    return std::any_of(members().begin(), members().end(),
                       [name](const Member& member) { return member.duplicate && member.name == name; });
}

void Value::add(QString name, Value value)
{
    const bool duplicate = find(name) != nullptr;
    members().push_back(Member{std::move(name), std::move(value), 0, duplicate});
}

} // namespace assayer::support::json
