// SPDX-License-Identifier: Apache-2.0
#include "oauth/tokenrequest.h"
#include "support/visibletext.h"

#include <QUrl>

namespace assayer::oauth {
namespace {

using profile::SecretPlacement;

const QString secretVariable = QStringLiteral("$CLIENT_SECRET");

QString encoded(const QString& text)
{
    return QString::fromLatin1(formEncoded(text.toUtf8()));
}

/// One word for a POSIX shell: nothing in single quotes is special but the single quote.
QString quoted(const QString& text)
{
    QString word = text;
    word.replace(u'\'', QStringLiteral("'\\''"));
    return u'\'' + word + u'\'';
}

bool hasInvisible(const QString& text)
{
    return support::visibleText(text) != text;
}

/// `name=value`. cURL encodes the value itself; text that a terminal or a reader could trip over goes encoded.
QString dataOption(const TokenRequest::Part& part)
{
    const QString name = encoded(part.name);
    if (part.secret) {
        return QStringLiteral("--data-urlencode \"%1=%2\"").arg(name, secretVariable);
    }
    if (hasInvisible(part.value)) {
        return QStringLiteral("--data %1").arg(quoted(name + u'=' + encoded(part.value)));
    }
    return QStringLiteral("--data-urlencode %1").arg(quoted(name + u'=' + part.value));
}

/// The Authorization header, made by the shell as we make it: cURL's own --user takes no colon in the name.
QString basicOption(const TokenRequest& request)
{
    const bool raw = request.placement == SecretPlacement::BasicRaw;
    const QString id = quoted(raw ? request.clientId : encoded(request.clientId));
    const QString secret = raw ? QStringLiteral("\"%1\"").arg(secretVariable)
                               : QStringLiteral("\"$(printf %s \"%1\" | jq -sRr @uri)\"").arg(secretVariable);
    return QStringLiteral("--header \"Authorization: Basic $(printf '%s:%s' %1 %2 | base64 | tr -d '\\n')\"")
        .arg(id, secret);
}

} // namespace

QString bodyPreview(const TokenRequest& request)
{
    QStringList fields;
    for (const TokenRequest::Part& part : request.form) {
        fields.append(encoded(part.name) + u'=' + (part.secret ? QStringLiteral("••••") : encoded(part.value)));
    }
    return fields.join(u'&');
}

QString toCurl(const TokenRequest& request)
{
    const QString url = request.url.isEmpty() ? QStringLiteral("\"$TOKEN_ENDPOINT\"")
                                              : quoted(request.url.toString(QUrl::FullyEncoded));
    QStringList lines{QStringLiteral("curl --request POST %1").arg(url),
                      QStringLiteral("--header 'Accept: application/json'")};
    if (request.placement != SecretPlacement::Body) {
        lines.append(basicOption(request));
    }
    for (const TokenRequest::Part& part : request.form) {
        lines.append(dataOption(part));
    }
    return lines.join(QStringLiteral(" \\\n  "));
}

} // namespace assayer::oauth
