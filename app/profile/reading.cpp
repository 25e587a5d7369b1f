// SPDX-License-Identifier: Apache-2.0
#include "profile/filetext.h"
#include "profile/objectreader.h"

#include <QCoreApplication>

namespace assayer::profile {
namespace {

namespace json = support::json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

using Fault = std::optional<support::Error>;

void readAuthority(ObjectReader& file, Authority& authority, Fault& fault)
{
    const QString name = QStringLiteral("authority");
    const json::Value* object = file.take(name, json::Kind::Object);
    if (!object) {
        return;
    }
    ObjectReader reader(*object, name, fault);
    if (!reader.has(u"kind")) {
        reader.refuse(QStringLiteral("kind"), Text::tr("there: entra, practice or issuer"));
    }
    reader.read(QStringLiteral("kind"), authority.kind, authorityKindNames);
    reader.read(QStringLiteral("cloud"), authority.cloud);
    reader.read(QStringLiteral("version"), authority.version, endpointVersionNames);
    reader.read(QStringLiteral("tenant"), authority.tenant);
    reader.read(QStringLiteral("issuer"), authority.issuer);
    authority.unknown = reader.unknown();
}

/// One resource may stand as «resource», any number as «resources».
void readResources(ObjectReader& file, Profile& profile)
{
    if (file.has(u"resource") && file.has(u"resources")) {
        file.refuse(QStringLiteral("resources"), Text::tr("absent, as there is «resource» already"));
    }
    QString single;
    file.read(QStringLiteral("resources"), profile.resources);
    file.read(QStringLiteral("resource"), single);
    if (!single.isEmpty()) {
        profile.resources.append(single);
    }
}

void readParameters(ObjectReader& file, QList<Parameter>& parameters, Fault& fault)
{
    const QString name = QStringLiteral("parameters");
    const json::Value* array = file.take(name, json::Kind::Array);
    if (!array) {
        return;
    }
    for (const json::Value& item : array->items()) {
        const QString path = QStringLiteral("%1[%2]").arg(name).arg(parameters.size());
        if (!item.isObject()) {
            file.refuse(path, Text::tr("an object with name and value"));
            return;
        }
        ObjectReader reader(item, path, fault);
        Parameter parameter;
        reader.read(QStringLiteral("name"), parameter.name);
        reader.read(QStringLiteral("value"), parameter.value);
        parameter.unknown = reader.unknown();
        parameters.append(parameter);
    }
}

void readExpectations(ObjectReader& file, Expectations& expectations, Fault& fault)
{
    const QString name = QStringLiteral("expectations");
    const json::Value* object = file.take(name, json::Kind::Object);
    if (!object) {
        return;
    }
    ObjectReader reader(*object, name, fault);
    reader.read(QStringLiteral("audiences"), expectations.audiences);
    reader.read(QStringLiteral("roles"), expectations.roles);
    reader.read(QStringLiteral("role_match"), expectations.roleMatch, roleMatchNames);
    reader.read(QStringLiteral("issuer"), expectations.issuer);
    reader.read(QStringLiteral("more_issuers"), expectations.moreIssuers);
    reader.read(QStringLiteral("client"), expectations.client);
    reader.read(QStringLiteral("more_clients"), expectations.moreClients);
    reader.read(QStringLiteral("tenant"), expectations.tenant);
    const QString version = QStringLiteral("token_version");
    TokenVersion tokenVersion = TokenVersion::V1;
    reader.read(version, tokenVersion, tokenVersionNames);
    if (reader.has(version)) {
        expectations.tokenVersion = tokenVersion;
    }
    reader.read(QStringLiteral("skew"), expectations.skewSeconds, 0, 86400);
    const QString middleware = QStringLiteral("middleware");
    Middleware named = Middleware::AspNetCore;
    reader.read(middleware, named, middlewareNames);
    if (reader.has(middleware)) {
        expectations.middleware = named;
    }
    reader.read(QStringLiteral("rules"), expectations.rules, ruleNames);
    reader.read(QStringLiteral("scopes"), expectations.scopes);
    expectations.unknown = reader.unknown();
}

void readConnection(ObjectReader& file, Connection& connection, Fault& fault)
{
    const QString name = QStringLiteral("connection");
    const json::Value* object = file.take(name, json::Kind::Object);
    if (!object) {
        return;
    }
    ObjectReader reader(*object, name, fault);
    reader.read(QStringLiteral("deadline"), connection.deadlineSeconds, 1, 600);
    reader.read(QStringLiteral("allow_plain_http"), connection.allowPlainHttp);
    reader.read(QStringLiteral("allowed_hosts"), connection.allowedHosts);
    connection.unknown = reader.unknown();
}

void readManifests(ObjectReader& file, QList<KeptManifest>& manifests, Fault& fault)
{
    const QString name = QStringLiteral("manifests");
    const json::Value* array = file.take(name, json::Kind::Array);
    if (!array) {
        return;
    }
    for (const json::Value& item : array->items()) {
        const QString path = QStringLiteral("%1[%2]").arg(name).arg(manifests.size());
        if (!item.isObject()) {
            file.refuse(path, Text::tr("an object with name and manifest"));
            return;
        }
        ObjectReader reader(item, path, fault);
        KeptManifest kept;
        reader.read(QStringLiteral("name"), kept.name);
        const json::Value* manifest = reader.take(QStringLiteral("manifest"), json::Kind::Object);
        if (!manifest) {
            reader.refuse(QStringLiteral("manifest"), Text::tr("there: an object"));
            return;
        }
        kept.json = json::write(*manifest);
        kept.unknown = reader.unknown();
        manifests.append(kept);
    }
}

support::Result<Profile> read(const json::Value& file)
{
    Fault fault;
    ObjectReader reader(file, {}, fault);
    (void)reader.take(QStringLiteral("schema"), json::Kind::Number);
    Profile profile;
    readId(reader, profile.id);
    reader.read(QStringLiteral("name"), profile.name);
    readAuthority(reader, profile.authority, fault);
    reader.read(QStringLiteral("client_id"), profile.clientId);
    reader.read(QStringLiteral("secret_placement"), profile.placement, secretPlacementNames);
    reader.read(QStringLiteral("secret_variable"), profile.secretVariable);
    readResources(reader, profile);
    reader.read(QStringLiteral("audience"), profile.audience);
    reader.read(QStringLiteral("scope"), profile.scope);
    readParameters(reader, profile.parameters, fault);
    readExpectations(reader, profile.expectations, fault);
    readConnection(reader, profile.connection, fault);
    readManifests(reader, profile.manifests, fault);
    profile.unknown = reader.unknown();
    if (fault) {
        return tl::unexpected(*fault);
    }
    return profile;
}

} // namespace

support::Result<Profile> parse(const QByteArray& text)
{
    return readFileText(text).and_then(read);
}

} // namespace assayer::profile
