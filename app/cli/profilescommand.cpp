// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.h"
#include "cli/profilechoice.h"
#include "cli/session.h"
#include "store/profileindex.h"
#include "support/json.h"
#include "support/visibletext.h"

#include <QCoreApplication>

namespace assayer::cli {
namespace {

namespace json = support::json;

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

constexpr qsizetype longestName = 120;

int failed(const support::Error& error)
{
    say(error.detail.isEmpty() ? error.sentence : error.sentence + QLatin1Char(' ') + error.detail);
    return NoToken;
}

QString authorityOf(const profile::Profile& profile)
{
    return profile.authority.kind == profile::AuthorityKind::Issuer ? profile.authority.issuer
                                                                    : profile.authority.tenant;
}

QByteArray asText(const store::Listing& listing)
{
    QString page;
    for (const qsizetype position : store::sorted(listing, store::SortBy::Path)) {
        const store::ProfileEntry& entry = listing.profiles.at(position);
        page += QStringLiteral("%1  %2  %3  %4\n")
                    .arg(support::visibleText(entry.path).leftJustified(32),
                         support::visibleText(entry.name.left(longestName)).leftJustified(24),
                         support::visibleText(entry.profile.clientId).leftJustified(36),
                         support::visibleText(authorityOf(entry.profile)));
    }
    QHash<QString, int> named;
    for (const store::EnvironmentEntry& entry : listing.environments) {
        ++named[entry.name];
    }
    for (const store::EnvironmentEntry& entry : listing.environments) {
        page += tr("Environment: %1").arg(support::visibleText(entry.name));
        if (named.value(entry.name) > 1) {
            page += QLatin1String("  ") + tr("(%1: another one has the same name, so neither can be chosen)")
                                              .arg(support::visibleText(entry.path));
        }
        page += QLatin1Char('\n');
    }
    return page.toUtf8();
}

QByteArray asJson(const store::Listing& listing)
{
    const auto text = [](const QString& value) { return json::Value::string(value); };
    std::vector<json::Value> profiles;
    for (const store::ProfileEntry& entry : listing.profiles) {
        json::Value value = json::Value::object();
        value.add(QStringLiteral("path"), text(entry.path));
        value.add(QStringLiteral("name"), text(entry.name));
        value.add(QStringLiteral("id"), text(entry.profile.id));
        value.add(QStringLiteral("client_id"), text(entry.profile.clientId));
        value.add(QStringLiteral("authority"), text(authorityOf(entry.profile)));
        profiles.push_back(std::move(value));
    }
    std::vector<json::Value> environments;
    for (const store::EnvironmentEntry& entry : listing.environments) {
        environments.push_back(text(entry.name));
    }
    std::vector<json::Value> broken;
    for (const store::BrokenFile& file : listing.broken) {
        json::Value value = json::Value::object();
        value.add(QStringLiteral("path"), text(file.path));
        value.add(QStringLiteral("code"), text(file.error.code));
        value.add(QStringLiteral("sentence"), text(file.error.sentence));
        value.add(QStringLiteral("detail"), text(file.error.detail));
        broken.push_back(std::move(value));
    }
    json::Value page = json::Value::object();
    page.add(QStringLiteral("profiles"), json::Value::array(std::move(profiles)));
    page.add(QStringLiteral("environments"), json::Value::array(std::move(environments)));
    page.add(QStringLiteral("broken"), json::Value::array(std::move(broken)));
    return json::write(page, json::Layout::Indented) + '\n';
}

int list(const ProfilesOptions& options)
{
    Listings listings;
    const auto& listing = listings.of(options.workspace);
    if (!listing) {
        return failed(listing.error());
    }
    if (!options.workspace.environment.isEmpty()) {
        if (const auto known = findEnvironment(*listing, options.workspace.environment); !known) {
            return failed(known.error());
        }
    }
    if (options.format == Format::Text) {
        for (const store::BrokenFile& file : listing->broken) {
            const QString why = file.error.sentence + u' ' + file.error.detail;
            say(support::visibleText(file.path) + QLatin1String(": ") + support::visibleText(why.trimmed()));
        }
    }
    return afterWriting(writeOutput(options.format == Format::Json ? asJson(*listing) : asText(*listing)), Accepted);
}

int show(const ProfilesOptions& options)
{
    const Interrupt interrupt;
    Listings listings;
    if (!options.workspace.environment.isEmpty()) {
        const auto chosen = chooseProfile(options.shown, options.workspace, listings, interrupt);
        return chosen ? afterWriting(writeOutput(profile::write(chosen->resolved)), Accepted) : failed(chosen.error());
    }
    // As it is saved: its variables need no environment to be looked at.
    const auto shown = storedProfile(options.shown, options.workspace, listings, interrupt);
    return shown ? afterWriting(writeOutput(profile::write(*shown)), Accepted) : failed(shown.error());
}

} // namespace

int profiles(const ProfilesOptions& options)
{
    return options.shown.isEmpty() ? list(options) : show(options);
}

} // namespace assayer::cli
