// SPDX-License-Identifier: Apache-2.0
#include "window/fieldedit.h"

#include <algorithm>
#include <iterator>

namespace assayer::window {

using profile::Profile;

namespace {

struct Setter {
    const char* field;
    bool (*set)(Profile&, const QString&);
};

template <typename Assign> constexpr auto always(Assign)
{
    return [](Profile& profile, const QString& value) {
        Assign{}(profile, value);
        return true;
    };
}

QStringList lines(const QString& value)
{
    return value.split(u'\n', Qt::SkipEmptyParts);
}

bool setTokenVersion(Profile& profile, const QString& value)
{
    if (value == QLatin1String("1.0"))
        profile.expectations.tokenVersion = profile::TokenVersion::V1;
    else if (value == QLatin1String("2.0"))
        profile.expectations.tokenVersion = profile::TokenVersion::V2;
    else if (value.isEmpty())
        profile.expectations.tokenVersion.reset();
    else
        return false;
    return true;
}

bool setSkew(Profile& profile, const QString& value)
{
    bool ok = false;
    const int seconds = value.toInt(&ok);
    if (!ok || seconds < 0 || seconds > 86400)
        return false;
    profile.expectations.skewSeconds = seconds;
    return true;
}

constexpr Setter setters[] = {
    {"tenant", always([](Profile& p, const QString& v) { p.authority.tenant = v; })},
    {"issuer", always([](Profile& p, const QString& v) { p.authority.issuer = v; })},
    {"cloud", always([](Profile& p, const QString& v) { p.authority.cloud = v; })},
    {"clientId", always([](Profile& p, const QString& v) { p.clientId = v; })},
    {"resource", always([](Profile& p, const QString& v) { p.resources = lines(v); })},
    {"audience", always([](Profile& p, const QString& v) { p.audience = v; })},
    {"scope", always([](Profile& p, const QString& v) { p.scope = v; })},
    {"expectations.audiences", always([](Profile& p, const QString& v) { p.expectations.audiences = lines(v); })},
    {"expectations.roles", always([](Profile& p, const QString& v) { p.expectations.roles = lines(v); })},
    {"expectations.issuer", always([](Profile& p, const QString& v) { profile::expectIssuers(p.expectations, v); })},
    {"expectations.client", always([](Profile& p, const QString& v) { profile::expectClients(p.expectations, v); })},
    {"expectations.tenant", always([](Profile& p, const QString& v) { p.expectations.tenant = v; })},
    {"expectations.tokenVersion", setTokenVersion},
    {"expectations.skewSeconds", setSkew},
};

} // namespace

bool setField(Profile& profile, const QString& field, const QString& value)
{
    const auto* found = std::find_if(std::begin(setters), std::end(setters),
                                     [&field](const Setter& setter) { return field == QLatin1String(setter.field); });
    return found != std::end(setters) && found->set(profile, value);
}

QString formField(const QString& path)
{
    struct Name {
        const char* path;
        const char* field;
    };
    static constexpr Name names[] = {
        {"authority.tenant", "tenant"},
        {"authority.issuer", "issuer"},
        {"authority.cloud", "cloud"},
        {"client_id", "clientId"},
        {"secret_variable", "clientSecret"},
        {"connection.allowed_hosts", "connection.allowedHosts"},
        {"expectations.more_issuers", "expectations.issuer"},
        {"expectations.more_clients", "expectations.client"},
        // They come with what the API is validated by.
        {"expectations.scopes", "expectations.middleware"},
    };
    // «resources[1]», «parameters[0].value»: the form has one editor for the list.
    const QString field = path.section(u'[', 0, 0);
    const auto* found = std::find_if(std::begin(names), std::end(names),
                                     [&field](const Name& name) { return field == QLatin1String(name.path); });
    return found == std::end(names) ? field : QLatin1String(found->field);
}

QHash<QString, QString> differingTexts(const Profile& profile, const Profile& resolved)
{
    QHash<QString, QString> texts;
    const auto compare = [&texts](const char* field, const QString& before, const QString& after) {
        if (before != after)
            texts.insert(QLatin1String(field), after);
    };
    const auto joined = [](const QStringList& list) { return list.join(u'\n'); };
    compare("tenant", profile.authority.tenant, resolved.authority.tenant);
    compare("issuer", profile.authority.issuer, resolved.authority.issuer);
    compare("clientId", profile.clientId, resolved.clientId);
    compare("audience", profile.audience, resolved.audience);
    compare("scope", profile.scope, resolved.scope);
    compare("resources", joined(profile.resources), joined(resolved.resources));
    compare("expectations.audiences", joined(profile.expectations.audiences), joined(resolved.expectations.audiences));
    compare("expectations.roles", joined(profile.expectations.roles), joined(resolved.expectations.roles));
    const auto named = [](const QList<profile::Parameter>& parameters) {
        QStringList lines;
        for (const profile::Parameter& parameter : parameters)
            lines << parameter.name + u'=' + parameter.value;
        return lines.join(u'\n');
    };
    compare("parameters", named(profile.parameters), named(resolved.parameters));
    compare("expectations.issuer", profile::issuersInLine(profile.expectations),
            profile::issuersInLine(resolved.expectations));
    compare("expectations.client", profile::clientsInLine(profile.expectations),
            profile::clientsInLine(resolved.expectations));
    compare("expectations.tenant", profile.expectations.tenant, resolved.expectations.tenant);
    compare("connection.allowedHosts", joined(profile.connection.allowedHosts),
            joined(resolved.connection.allowedHosts));
    return texts;
}

} // namespace assayer::window
