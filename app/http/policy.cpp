// SPDX-License-Identifier: Apache-2.0
#include "http/client.h"

#include <QCoreApplication>

namespace assayer::http {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

Failure refused(const char* code, const QString& sentence, const QString& detail = {})
{
    return {FailureKind::Refused, sentence, detail, QString::fromLatin1(code)};
}

/// Four decimal numbers up to 255, the first of them 127. Other spellings of the address are not taken.
bool isLoopbackAddress(const QString& host)
{
    const QStringList parts = host.split(QLatin1Char('.'));
    if (parts.size() != 4 || parts.first() != QLatin1String("127"))
        return false;
    for (const QString& part : parts) {
        if (part.isEmpty() || part.size() > 3 || (part.size() > 1 && part.startsWith(QLatin1Char('0'))))
            return false;
        for (const QChar character : part) {
            if (character < QLatin1Char('0') || character > QLatin1Char('9'))
                return false;
        }
        if (part.toInt() > 255)
            return false;
    }
    return true;
}

/// QUrl's words without the address that it quotes, which may hold a password.
QString problemOf(const QUrl& url)
{
    return url.errorString().section(QLatin1Char(';'), 0, 0);
}

} // namespace

bool isLoopback(const QUrl& url)
{
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    return host == QLatin1String("localhost") ||
           (host.size() > 10 && host.endsWith(QLatin1String(".localhost")) && !host.startsWith(QLatin1Char('.'))) ||
           host == QLatin1String("::1") || isLoopbackAddress(host);
}

std::optional<Failure> refusal(const QUrl& url, PlainHttp plainHttp)
{
    if (!url.isValid() || url.isRelative())
        return refused("url-invalid", tr("This is not a whole web address."), problemOf(url));
    if (url.scheme() != QLatin1String("https") && url.scheme() != QLatin1String("http"))
        return refused("url-scheme", tr("Only https and http addresses are asked, not «%1».").arg(url.scheme()));
    if (url.host().isEmpty() || url.port(443) == 0)
        return refused("url-invalid", tr("The address names no host that could be asked."));
    if (url.authority().contains(QLatin1Char('@')))
        return refused("url-invalid", tr("The address holds a user name or password; it is not sent."));
    if (url.scheme() == QLatin1String("http") && plainHttp == PlainHttp::LoopbackOnly && !isLoopback(url))
        return refused("plain-http", tr("Plain http to %1 is refused: anybody on the way could read the secret and the "
                                        "token. Use https, or allow plain http in the profile.")
                                         .arg(url.host()));
    return std::nullopt;
}

} // namespace assayer::http
