// SPDX-License-Identifier: Apache-2.0
#include "dialogs/meantfor.h"

#include "dialogs/frame.h"
#include "profile/resolution.h"
#include "store/secretstore.h"

#include <QCoreApplication>

#include <algorithm>

namespace assayer::dialogs {

namespace {

constexpr qsizetype mostNamed = 5;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer::dialogs::EnvironmentsDialog)
};

struct Destination {
    QString key; ///< destinationOf()
    QString words;
    QStringList names; ///< of profiles
};

QString firstOf(const QStringList& texts)
{
    const QString named = texts.mid(0, mostNamed).join(QStringLiteral(", "));
    return texts.size() <= mostNamed ? named : Text::tr("%1 and %2 more").arg(named).arg(texts.size() - mostNamed);
}

QString authorityInWords(const profile::Authority& authority)
{
    switch (authority.kind) {
    case profile::AuthorityKind::Issuer:
        return shown(authority.issuer);
    case profile::AuthorityKind::Practice:
        return Text::tr("the practice tenant");
    case profile::AuthorityKind::Entra:
        break;
    }
    const QString tenant = Text::tr("tenant %1").arg(shown(authority.tenant));
    const bool usual = authority.cloud == profile::Authority().cloud;
    return usual ? tenant : Text::tr("%1 of the cloud %2").arg(tenant, shown(authority.cloud));
}

QString inWords(const profile::Profile& resolved)
{
    const QString words =
        Text::tr("%1 as client %2").arg(authorityInWords(resolved.authority), shown(resolved.clientId));
    if (resolved.connection.allowedHosts.isEmpty())
        return words;
    QStringList hosts;
    for (const QString& host : resolved.connection.allowedHosts)
        hosts << shown(host);
    return Text::tr("%1 and its hosts %2").arg(words, firstOf(hosts));
}

} // namespace

QString meantForInWords(const QString& variable, const profile::Environment& environment,
                        const QList<store::ProfileEntry>& profiles)
{
    QList<Destination> destinations;
    for (const store::ProfileEntry& entry : profiles) {
        if (entry.profile.secretVariable != variable)
            continue;
        const auto resolved = profile::resolve(entry.profile, environment);
        if (!resolved)
            continue;
        const QString key = store::destinationOf(*resolved);
        const auto is = [&key](const Destination& one) { return one.key == key; };
        auto found = std::ranges::find_if(destinations, is);
        if (found == destinations.end())
            found = destinations.insert(destinations.end(), {key, inWords(*resolved), {}});
        found->names << shown(entry.name);
    }
    if (destinations.isEmpty())
        return Text::tr("No profile names it in this environment: it goes nowhere until you type {{%1}} into a "
                        "profile's secret field.")
            .arg(shown(variable));
    QStringList texts;
    for (const Destination& one : destinations)
        texts << Text::tr("%1 (%2)").arg(one.words, firstOf(one.names));
    const QString more = texts.size() > mostNamed ? Text::tr("; and %1 more").arg(texts.size() - mostNamed) : QString();
    return Text::tr("May go to %1. Anywhere else only once you type {{%2}} there.")
        .arg(texts.mid(0, mostNamed).join(QStringLiteral("; ")) + more, shown(variable));
}

} // namespace assayer::dialogs
