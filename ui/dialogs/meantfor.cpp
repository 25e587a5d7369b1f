// SPDX-License-Identifier: Apache-2.0
#include "dialogs/meantfor.h"

#include "dialogs/frame.h"
#include "profile/resolution.h"
#include "store/secretstore.h"

#include <QCoreApplication>

#include <algorithm>

namespace assayer::dialogs {

namespace {

constexpr qsizetype mostNamed = 5; // profiles of one destination
constexpr qsizetype mostDestinations = 8;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer::dialogs::EnvironmentsDialog)
};

struct Destination {
    QString key;              ///< destinationOf()
    profile::Profile profile; ///< the first that goes there
    QStringList names;        ///< of all
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
    // All of them: it may go to each.
    return Text::tr("%1 and its hosts %2").arg(words, hosts.join(QStringLiteral(", ")));
}

QList<Destination> destinationsOf(const QString& variable, const profile::Environment& environment,
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
        auto found = std::ranges::find(destinations, key, &Destination::key);
        if (found == destinations.end())
            found = destinations.insert(destinations.end(), {key, *resolved, {}});
        found->names << shown(entry.name);
    }
    return destinations;
}

} // namespace

QList<profile::Profile> meantFor(const QString& variable, const profile::Environment& environment,
                                 const QList<store::ProfileEntry>& profiles)
{
    QList<profile::Profile> meant;
    for (const Destination& one : destinationsOf(variable, environment, profiles).mid(0, mostDestinations))
        meant << one.profile;
    return meant;
}

QString meantForInWords(const QString& variable, const profile::Environment& environment,
                        const QList<store::ProfileEntry>& profiles)
{
    const QList<Destination> destinations = destinationsOf(variable, environment, profiles);
    if (destinations.isEmpty())
        return Text::tr("No profile names it in this environment: it goes nowhere until you type {{%1}} into a "
                        "profile's secret field.")
            .arg(shown(variable));
    QStringList texts;
    for (const Destination& one : destinations.mid(0, mostDestinations))
        texts << Text::tr("%1 (%2)").arg(inWords(one.profile), firstOf(one.names));
    const QString meant = texts.join(QStringLiteral("; "));
    const qsizetype more = destinations.size() - texts.size();
    if (more > 0)
        return Text::tr("May go to %1. To the %2 others that name it, and anywhere else, only once you type {{%3}} "
                        "there.")
            .arg(meant)
            .arg(more)
            .arg(shown(variable));
    return Text::tr("May go to %1. Anywhere else only once you type {{%2}} there.").arg(meant, shown(variable));
}

} // namespace assayer::dialogs
