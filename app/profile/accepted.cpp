// SPDX-License-Identifier: Apache-2.0
#include "profile/profile.h"

#include <algorithm>

namespace assayer::profile {

namespace {

// A client ID may hold spaces (RFC 6749 appendix A.1), an issuer may not.
const QString betweenIssuers = QStringLiteral(" ");
const QString betweenClients = QStringLiteral(", ");

} // namespace

QString issuersInLine(const Expectations& expectations)
{
    return (QStringList{expectations.issuer} + expectations.moreIssuers).join(betweenIssuers);
}

void expectIssuers(Expectations& expectations, const QString& line)
{
    const QStringList words = line.simplified().split(betweenIssuers, Qt::SkipEmptyParts);
    const bool several = words.size() > 1 && std::all_of(words.begin(), words.end(), [](const QString& word) {
                             return word.contains(QLatin1String("://"));
                         });
    expectations.issuer = several ? words.first() : line;
    expectations.moreIssuers = several ? words.mid(1) : QStringList();
}

QString clientsInLine(const Expectations& expectations)
{
    return (QStringList{expectations.client} + expectations.moreClients).join(betweenClients);
}

void expectClients(Expectations& expectations, const QString& line)
{
    const QStringList clients = line.split(betweenClients, Qt::SkipEmptyParts);
    expectations.client = clients.size() > 1 ? clients.first() : line;
    expectations.moreClients = clients.mid(1);
}

} // namespace assayer::profile
