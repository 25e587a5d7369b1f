// SPDX-License-Identifier: Apache-2.0
#include "practice/directory.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace assayer::practice {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

QStringList strings(const QJsonValue& value)
{
    QStringList texts;
    for (const QJsonValue& item : value.toArray())
        texts.append(item.toString());
    return texts;
}

Application applicationFrom(const QJsonObject& object)
{
    Application application;
    application.name = object.value(QLatin1String("name")).toString();
    application.clientId = object.value(QLatin1String("clientId")).toString();
    application.servicePrincipalId = object.value(QLatin1String("servicePrincipalId")).toString();
    application.identifierUris = strings(object.value(QLatin1String("identifierUris")));
    application.tokenVersion = object.value(QLatin1String("requestedAccessTokenVersion")).toInt(1);
    application.appRoles = strings(object.value(QLatin1String("appRoles")));
    application.ownSigningKey = object.value(QLatin1String("ownSigningKey")).toBool();
    application.headerNonce = object.value(QLatin1String("headerNonce")).toBool();
    for (const QJsonValue& item : object.value(QLatin1String("secrets")).toArray()) {
        const QJsonObject secret = item.toObject();
        application.secrets.append(
            {secret.value(QLatin1String("value")).toString(), secret.value(QLatin1String("expired")).toBool()});
    }
    for (const QJsonValue& item : object.value(QLatin1String("grants")).toArray()) {
        const QJsonObject grant = item.toObject();
        application.grants.append(
            {grant.value(QLatin1String("resource")).toString(), strings(grant.value(QLatin1String("roles")))});
    }
    return application;
}

Tenant tenantFrom(const QJsonObject& object)
{
    Tenant tenant;
    tenant.id = object.value(QLatin1String("id")).toString();
    tenant.name = object.value(QLatin1String("name")).toString();
    tenant.domains = strings(object.value(QLatin1String("domains")));
    for (const QJsonValue& item : object.value(QLatin1String("applications")).toArray())
        tenant.applications.append(applicationFrom(item.toObject()));
    return tenant;
}

QString withoutFinalSlash(const QString& text)
{
    return text.endsWith(QLatin1Char('/')) ? text.chopped(1) : text;
}

} // namespace

QStringList Application::rolesFor(const Application& api) const
{
    QStringList roles;
    for (const Grant& grant : grants) {
        if (grant.resource.compare(api.clientId, Qt::CaseInsensitive) != 0)
            continue;
        for (const QString& role : api.appRoles) {
            if (grant.roles.contains(role))
                roles.append(role);
        }
    }
    return roles;
}

const Application* Tenant::client(const QString& clientId) const
{
    for (const Application& application : applications) {
        if (application.clientId.compare(clientId, Qt::CaseInsensitive) == 0)
            return &application;
    }
    return nullptr;
}

const Application* Tenant::resource(const QString& identifier) const
{
    if (const Application* application = client(identifier))
        return application;
    const QString sought = withoutFinalSlash(identifier);
    for (const Application& application : applications) {
        for (const QString& uri : application.identifierUris) {
            if (withoutFinalSlash(uri).compare(sought, Qt::CaseInsensitive) == 0)
                return &application;
        }
    }
    return nullptr;
}

support::Result<Directory> Directory::parse(const QByteArray& json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    Directory directory;
    for (const QJsonValue& item : document.object().value(QLatin1String("tenants")).toArray())
        directory.tenants.append(tenantFrom(item.toObject()));
    if (directory.tenants.isEmpty()) {
        return support::failure(QStringLiteral("practice-data"),
                                Text::tr("The practice tenant's directory cannot be read."), error.errorString());
    }
    return directory;
}

support::Result<Directory> Directory::builtIn()
{
    return parse(resourceText(QStringLiteral("tenant.json")));
}

const Tenant* Directory::tenant(const QString& name) const
{
    for (const Tenant& tenant : tenants) {
        if (tenant.id.compare(name, Qt::CaseInsensitive) == 0 || tenant.domains.contains(name, Qt::CaseInsensitive))
            return &tenant;
    }
    return nullptr;
}

QByteArray resourceText(const QString& fileName)
{
    QFile file(QStringLiteral(":/assayer/practice/") + fileName);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace assayer::practice
