// SPDX-License-Identifier: Apache-2.0
#include "practice/tokenendpoint.h"

#include "entra/cloud.h"
#include "practice/token.h"

#include <QRandomGenerator>
#include <QSet>

namespace assayer::practice {

namespace json = support::json;

namespace {

template <typename T> using OrRefusal = tl::expected<T, Answer>;

/// The request's parameters; Basic's id and secret replace the body's (RFC 6749 §2.3.1).
struct Parameters {
    QHash<QString, QString> form;
    QString clientId;
    QString clientSecret;
};

tl::unexpected<Answer> refused(qint64 code, const QStringList& arguments, const Trace& trace)
{
    return tl::unexpected(refuse(code, arguments, trace));
}

bool isForm(const QByteArray& contentType)
{
    return contentType.split(';').first().trimmed().toLower() == "application/x-www-form-urlencoded";
}

OrRefusal<Parameters> readParameters(const Question& question, const Trace& trace)
{
    Parameters parameters;
    if (isForm(question.contentType)) {
        for (const auto& [name, value] : formFields(question.body)) {
            if (parameters.form.contains(name))
                return refused(9002313, {name}, trace);
            parameters.form.insert(name, value);
        }
    }
    parameters.clientId = parameters.form.value(QStringLiteral("client_id"));
    parameters.clientSecret = parameters.form.value(QStringLiteral("client_secret"));
    if (question.authorization.left(6).toLower() == "basic ") {
        const QByteArray pair = QByteArray::fromBase64(question.authorization.mid(6).trimmed());
        const qsizetype colon = pair.indexOf(':');
        const QString id = formDecoded(QByteArrayView(pair).first(qMax<qsizetype>(colon, 0)));
        if (!parameters.clientId.isEmpty() && parameters.clientId.compare(id, Qt::CaseInsensitive) != 0)
            return refused(7000110, {}, trace);
        parameters.clientId = id;
        parameters.clientSecret = formDecoded(QByteArrayView(pair).sliced(colon + 1));
    }
    return parameters;
}

OrRefusal<void> checkGrant(const Parameters& parameters, const Trace& trace)
{
    const QString grant = parameters.form.value(QStringLiteral("grant_type"));
    if (grant.isEmpty())
        return refused(900144, {QStringLiteral("grant_type")}, trace);
    if (grant != QLatin1String("client_credentials"))
        return refused(70003, {grant}, trace);
    if (parameters.clientId.isEmpty())
        return refused(900144, {QStringLiteral("client_id")}, trace);
    if (parameters.clientSecret.isEmpty())
        return refused(7000216, {}, trace);
    return {};
}

OrRefusal<const Application*> authenticate(const Tenant& tenant, const Parameters& parameters, const Trace& trace)
{
    const Application* client = tenant.client(parameters.clientId);
    if (client == nullptr)
        return refused(700016, {parameters.clientId, tenant.name}, trace);
    for (const Application::ClientSecret& secret : client->secrets) {
        if (secret.value != parameters.clientSecret)
            continue;
        if (secret.expired)
            return refused(7000222, {client->clientId}, trace);
        return client;
    }
    return refused(7000215, {client->clientId}, trace);
}

/// The resource that a v2 scope asks for: one `/.default` is taken away, whatever stands before it (requests §4).
OrRefusal<QString> resourceOfScope(const QString& scope, const Trace& trace)
{
    const QString suffix = QStringLiteral("/.default");
    const QStringList scopes = scope.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (scopes.isEmpty())
        return refused(90014, {QStringLiteral("scope")}, trace);
    QSet<QString> resources;
    bool named = false;
    for (const QString& one : scopes) {
        if (one == QLatin1String(".default"))
            resources.insert(QStringLiteral("https://graph.microsoft.com"));
        else if (one.endsWith(suffix) && one.size() > suffix.size())
            resources.insert(one.chopped(suffix.size()));
        else
            named = true;
    }
    if (named)
        return refused(resources.isEmpty() ? 1002012 : 70011, {scope}, trace);
    if (resources.size() > 1)
        return refused(700022, {scope}, trace);
    return *resources.constBegin();
}

OrRefusal<QString> requestedResource(const Parameters& parameters, Endpoint endpoint, const Trace& trace)
{
    const QString resource = parameters.form.value(QStringLiteral("resource"));
    const QString scope = parameters.form.value(QStringLiteral("scope"));
    if (endpoint == Endpoint::V1) {
        if (resource.isEmpty())
            return refused(90014, {QStringLiteral("resource")}, trace);
        return resource;
    }
    if (scope.isEmpty() && !resource.isEmpty())
        return refused(901002, {}, trace);
    return resourceOfScope(scope, trace);
}

OrRefusal<const Application*> findApi(const Tenant& tenant, const Application& client, const QString& resource,
                                      const Trace& trace)
{
    const Application* api = tenant.resource(resource);
    if (api == nullptr)
        return refused(500011, {resource, tenant.name}, trace);
    if (api == &client && !entra::isGuid(resource))
        return refused(90009, {client.clientId}, trace);
    return api;
}

/// v1 writes its numbers as strings and says more (requests §5).
Answer grantAnswer(const TokenOrder& order, Endpoint endpoint, const QByteArray& token)
{
    const auto number = [endpoint](qint64 value) {
        return endpoint == Endpoint::V1 ? json::Value::string(QString::number(value)) : json::Value::number(value);
    };
    json::Value body = json::Value::object();
    body.add(QStringLiteral("token_type"), json::Value::string(QStringLiteral("Bearer")));
    body.add(QStringLiteral("expires_in"), number(order.lifetime - 1));
    body.add(QStringLiteral("ext_expires_in"), number(order.lifetime - 1));
    if (endpoint == Endpoint::V1) {
        body.add(QStringLiteral("expires_on"), number(order.now + order.lifetime));
        body.add(QStringLiteral("not_before"), number(order.now - backdatedSeconds));
        body.add(QStringLiteral("resource"), json::Value::string(order.requested));
    }
    body.add(QStringLiteral("access_token"), json::Value::string(QString::fromLatin1(token)));
    return jsonAnswer(body);
}

OrRefusal<Answer> grant(const TokenIssuer& issuer, const QString& tenantName, Endpoint endpoint,
                        const Question& question, const Trace& trace)
{
    const auto tenant = tenantNamed(*issuer.directory, tenantName, trace);
    if (!tenant)
        return tl::unexpected(tenant.error());
    const auto parameters = readParameters(question, trace);
    if (!parameters)
        return tl::unexpected(parameters.error());
    if (const auto checked = checkGrant(*parameters, trace); !checked)
        return tl::unexpected(checked.error());
    if (*tenant == nullptr)
        return refused(50059, {}, trace);
    const auto client = authenticate(**tenant, *parameters, trace);
    if (!client)
        return tl::unexpected(client.error());
    const auto resource = requestedResource(*parameters, endpoint, trace);
    if (!resource)
        return tl::unexpected(resource.error());
    const auto api = findApi(**tenant, **client, *resource, trace);
    if (!api)
        return tl::unexpected(api.error());

    // 60 to 90 minutes, as Entra draws it.
    const qint64 lifetime = 3600 + QRandomGenerator::global()->bounded(1800);
    const TokenOrder order{*tenant, *client, *api, *resource, issuer.base, trace.now, lifetime};
    const auto token = makeToken(order, *issuer.keys);
    if (!token)
        return tl::unexpected(Answer{500, "text/plain; charset=utf-8", token.error().sentence.toUtf8(), {}});
    return grantAnswer(order, endpoint, *token);
}

} // namespace

Answer answerTokenRequest(const TokenIssuer& issuer, const QString& tenantName, Endpoint endpoint,
                          const Question& question, const Trace& trace)
{
    if (question.method != QLatin1String("POST"))
        return refuse(900561, {question.method}, trace);
    const auto answer = grant(issuer, tenantName, endpoint, question, trace);
    return answer ? *answer : answer.error();
}

tl::expected<const Tenant*, Answer> tenantNamed(const Directory& directory, const QString& name, const Trace& trace,
                                                const QString& error)
{
    if (entra::isSharedTenant(name))
        return nullptr;
    if (const Tenant* tenant = directory.tenant(name))
        return tenant;
    if (name == QLatin1String("00000000-0000-0000-0000-000000000000"))
        return tl::unexpected(refuse(900021, {name}, trace, error));
    if (!entra::isGuid(name) && !entra::isDomainName(name))
        return tl::unexpected(refuse(900023, {name}, trace, error));
    return tl::unexpected(refuse(90002, {name}, trace, error));
}

} // namespace assayer::practice
