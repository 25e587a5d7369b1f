// SPDX-License-Identifier: Apache-2.0
#include "checks/numericdate.h"

#include <algorithm>
#include <limits>

namespace assayer::checks {

namespace {

/// A JSON number's text as digits and the place of the point in them.
struct Decimal {
    bool negative = false;
    QByteArray digits; ///< without leading zeros
    qint64 point = 0;  ///< digits before the decimal point; may lie outside
};

Decimal decimalOf(const QByteArray& text)
{
    constexpr qint64 farthest = 1'000'000'000;
    Decimal decimal;
    const qsizetype mark = std::max(text.indexOf('e'), text.indexOf('E'));
    const QByteArray mantissa = mark < 0 ? text : text.left(mark);
    bool behindPoint = false;
    for (const char c : mantissa) {
        if (c == '-')
            decimal.negative = true;
        else if (c == '.')
            behindPoint = true;
        else if (c != '0' || !decimal.digits.isEmpty()) {
            decimal.digits += c;
            decimal.point += behindPoint ? 0 : 1;
        } else if (behindPoint) {
            --decimal.point;
        }
    }
    if (mark >= 0) {
        bool fits = false;
        const qint64 exponent = text.mid(mark + 1).toLongLong(&fits);
        const bool down = text.mid(mark + 1).startsWith('-');
        decimal.point += fits ? std::clamp(exponent, -farthest, farthest) : (down ? -farthest : farthest);
    }
    return decimal;
}

} // namespace

std::optional<NumericDate> numericDateOf(const support::json::Value& value)
{
    if (!value.isNumber() || value.number().isEmpty())
        return std::nullopt;
    constexpr qint64 largest = std::numeric_limits<qint64>::max();
    const Decimal decimal = decimalOf(value.number());
    constexpr qint64 mostDigits = 18;
    qint64 whole = 0;
    bool fraction = false;
    if (decimal.digits.isEmpty())
        return NumericDate{};
    if (decimal.point > mostDigits) {
        whole = largest;
    } else {
        for (qint64 i = 0; i < decimal.point; ++i)
            whole = whole * 10 + (i < decimal.digits.size() ? decimal.digits[i] - '0' : 0);
        for (qint64 i = std::max<qint64>(decimal.point, 0); i < decimal.digits.size() && !fraction; ++i)
            fraction = decimal.digits[i] != '0';
    }
    if (decimal.negative)
        return NumericDate{fraction ? -whole - 1 : -whole, -whole};
    return NumericDate{whole, fraction ? whole + 1 : whole};
}

} // namespace assayer::checks
