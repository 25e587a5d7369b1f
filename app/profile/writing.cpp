// SPDX-License-Identifier: Apache-2.0
#include "profile/filetext.h"
#include "profile/names.h"
#include "support/json.h"

namespace assayer::profile {
namespace {

namespace json = support::json;
using profile::add;

template <typename Enum, std::size_t N> json::Value nameOf(Enum value, const std::array<Name<Enum>, N>& names)
{
    for (const Name<Enum>& known : names) {
        if (known.value == value) {
            return json::Value::string(known.text);
        }
    }
    return json::Value::string({});
}

void add(json::Value& object, const QString& name, const QStringList& texts)
{
    if (texts.isEmpty()) {
        return;
    }
    std::vector<json::Value> items;
    for (const QString& text : texts) {
        items.push_back(json::Value::string(text));
    }
    object.add(name, json::Value::array(std::move(items)));
}

/// Objects that say nothing are left out.
void add(json::Value& object, const QString& name, json::Value member)
{
    if (!member.members().empty()) {
        object.add(name, std::move(member));
    }
}

json::Value written(const Authority& authority)
{
    json::Value object = json::Value::object();
    const Authority defaults;
    object.add(QStringLiteral("kind"), nameOf(authority.kind, authorityKindNames));
    if (authority.kind == AuthorityKind::Entra || authority.cloud != defaults.cloud) {
        object.add(QStringLiteral("cloud"), json::Value::string(authority.cloud));
    }
    if (authority.kind != AuthorityKind::Issuer || authority.version != defaults.version) {
        object.add(QStringLiteral("version"), nameOf(authority.version, endpointVersionNames));
    }
    add(object, QStringLiteral("tenant"), authority.tenant);
    add(object, QStringLiteral("issuer"), authority.issuer);
    add(object, authority.unknown);
    return object;
}

void addResources(json::Value& object, const Profile& profile)
{
    // An empty text in «resource» would read back as no resource at all.
    const bool single = profile.resources.size() == 1 && !profile.resources.first().isEmpty() &&
                        profile.authority.kind != AuthorityKind::Issuer;
    if (single) {
        add(object, QStringLiteral("resource"), profile.resources.first());
    } else {
        add(object, QStringLiteral("resources"), profile.resources);
    }
}

void addParameters(json::Value& object, const QList<Parameter>& parameters)
{
    if (parameters.isEmpty()) {
        return;
    }
    std::vector<json::Value> items;
    for (const Parameter& parameter : parameters) {
        json::Value item = json::Value::object();
        item.add(QStringLiteral("name"), json::Value::string(parameter.name));
        // Somebody typed a secret among the extra parameters: the request may carry it, the file never.
        const QString value = isSecretName(parameter.name) ? QString() : parameter.value;
        item.add(QStringLiteral("value"), json::Value::string(value));
        add(item, parameter.unknown);
        items.push_back(std::move(item));
    }
    object.add(QStringLiteral("parameters"), json::Value::array(std::move(items)));
}

json::Value written(const Expectations& expectations)
{
    json::Value object = json::Value::object();
    const Expectations defaults;
    add(object, QStringLiteral("audiences"), expectations.audiences);
    add(object, QStringLiteral("roles"), expectations.roles);
    if (!expectations.roles.isEmpty() || expectations.roleMatch != defaults.roleMatch) {
        object.add(QStringLiteral("role_match"), nameOf(expectations.roleMatch, roleMatchNames));
    }
    add(object, QStringLiteral("issuer"), expectations.issuer);
    add(object, QStringLiteral("more_issuers"), expectations.moreIssuers);
    add(object, QStringLiteral("client"), expectations.client);
    add(object, QStringLiteral("more_clients"), expectations.moreClients);
    add(object, QStringLiteral("tenant"), expectations.tenant);
    if (expectations.tokenVersion) {
        object.add(QStringLiteral("token_version"), nameOf(*expectations.tokenVersion, tokenVersionNames));
    }
    if (expectations.skewSeconds != defaults.skewSeconds) {
        object.add(QStringLiteral("skew"), json::Value::number(expectations.skewSeconds));
    }
    if (expectations.middleware) {
        object.add(QStringLiteral("middleware"), nameOf(*expectations.middleware, middlewareNames));
    }
    QStringList rules;
    for (const Name<Rule>& known : ruleNames) {
        if (expectations.rules.contains(known.value)) {
            rules.append(known.text);
        }
    }
    add(object, QStringLiteral("rules"), rules);
    add(object, QStringLiteral("scopes"), expectations.scopes);
    add(object, expectations.unknown);
    return object;
}

json::Value written(const Connection& connection)
{
    json::Value object = json::Value::object();
    const Connection defaults;
    if (connection.deadlineSeconds != defaults.deadlineSeconds) {
        object.add(QStringLiteral("deadline"), json::Value::number(connection.deadlineSeconds));
    }
    if (connection.allowPlainHttp) {
        object.add(QStringLiteral("allow_plain_http"), json::Value::boolean(true));
    }
    add(object, QStringLiteral("allowed_hosts"), connection.allowedHosts);
    add(object, connection.unknown);
    return object;
}

void addManifests(json::Value& object, const QList<KeptManifest>& manifests)
{
    std::vector<json::Value> items;
    for (const KeptManifest& manifest : manifests) {
        auto value = json::parse(manifest.json);
        if (!value || !value->isObject()) {
            continue; // nothing that a reader would take
        }
        json::Value item = json::Value::object();
        add(item, QStringLiteral("name"), manifest.name);
        item.add(QStringLiteral("manifest"), std::move(*value));
        add(item, manifest.unknown);
        items.push_back(std::move(item));
    }
    if (!items.empty()) {
        object.add(QStringLiteral("manifests"), json::Value::array(std::move(items)));
    }
}

} // namespace

QByteArray write(const Profile& profile)
{
    json::Value file = json::Value::object();
    file.add(QStringLiteral("schema"), json::Value::number(1));
    add(file, QStringLiteral("id"), profile.id);
    add(file, QStringLiteral("name"), profile.name);
    file.add(QStringLiteral("authority"), written(profile.authority));
    add(file, QStringLiteral("client_id"), profile.clientId);
    file.add(QStringLiteral("secret_placement"), nameOf(profile.placement, secretPlacementNames));
    add(file, QStringLiteral("secret_variable"), profile.secretVariable);
    addResources(file, profile);
    add(file, QStringLiteral("audience"), profile.audience);
    add(file, QStringLiteral("scope"), profile.scope);
    addParameters(file, profile.parameters);
    add(file, QStringLiteral("expectations"), written(profile.expectations));
    add(file, QStringLiteral("connection"), written(profile.connection));
    addManifests(file, profile.manifests);
    add(file, profile.unknown);
    return writeFileText(file);
}

} // namespace assayer::profile
