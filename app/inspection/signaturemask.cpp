// SPDX-License-Identifier: Apache-2.0
#include "inspection/signaturemask.h"

#include <QRegularExpression>

namespace assayer::inspection {

namespace {

const QString mask = QStringLiteral("•••");
// A shorter text is no signature and may stand anywhere by chance.
constexpr qsizetype shortestSignature = 16;

} // namespace

SignatureMask::SignatureMask(const std::optional<jose::Jwt>& token)
{
    if (!token) {
        return;
    }
    const bool whole = token->kind == jose::TokenKind::Jwe || token->kind == jose::TokenKind::Opaque;
    const QByteArray& text = whole ? token->compact : token->signature.text;
    if (text.size() >= shortestSignature) {
        m_signature = QString::fromUtf8(text);
    }
}

QString SignatureMask::operator()(const QString& text) const
{
    // A header is an object, so that its base64url begins with eyJ (or eyA, with white space behind the brace).
    static const QRegularExpression compact(QStringLiteral(
        "(?<![A-Za-z0-9_-])(ey[A-Za-z0-9_-]++\\.)([A-Za-z0-9_-]*+)\\.[A-Za-z0-9_-]++((?:\\.[A-Za-z0-9_-]*+)*+)"));
    QString masked = text;
    if (!m_signature.isEmpty()) {
        masked.replace(m_signature, mask);
    }
    if (!masked.contains(QLatin1String("ey"))) {
        return masked;
    }
    QString result;
    qsizetype at = 0;
    for (auto matches = compact.globalMatch(masked); matches.hasNext();) {
        const auto match = matches.next();
        // Five parts are encrypted: there the header alone may stay.
        const bool encrypted = match.capturedLength(3) > 0;
        result += QStringView(masked).mid(at, match.capturedStart() - at);
        result += match.capturedView(1);
        result += encrypted ? mask : match.captured(2) + u'.' + mask;
        at = match.capturedEnd();
    }
    return result + masked.mid(at);
}

void SignatureMask::apply(support::json::Value& value) const
{
    if (value.isString()) {
        const QString masked = (*this)(value.text());
        if (masked != value.text()) {
            value = support::json::Value::string(masked);
        }
    }
    for (support::json::Value& item : value.items()) {
        apply(item);
    }
    for (support::json::Member& member : value.members()) {
        member.name = (*this)(member.name);
        apply(member.value);
    }
}

} // namespace assayer::inspection
