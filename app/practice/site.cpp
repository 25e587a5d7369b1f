// SPDX-License-Identifier: Apache-2.0
#include "practice/site.h"

#include "entra/cloud.h"
#include "practice/metadata.h"
#include "practice/tokenendpoint.h"

#include <QUuid>

namespace assayer::practice {

namespace {

QString freshGuid()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

Answer plainText(int status, const char* text)
{
    return {status, "text/plain; charset=utf-8", text, {}};
}

Answer notFound()
{
    return plainText(404, "The practice tenant has nothing here.\n");
}

/// The path's segments after the tenant, joined again: "oauth2/v2.0/token".
QString pathInTenant(const QList<QByteArray>& segments)
{
    return QString::fromUtf8(segments.mid(2).join('/'));
}

} // namespace

Site::Site(Directory directory, QString base, const support::Clock& clock)
    : m_directory(std::move(directory))
    , m_base(std::move(base))
    , m_clock(clock)
{
}

Answer Site::answer(const Question& question)
{
    const QString callersId = QString::fromLatin1(question.clientRequestId);
    const Trace trace{freshGuid(), entra::isGuid(callersId) ? callersId : freshGuid(), m_clock.now()};
    Answer answer = route(question, trace);
    answer.headers.emplaceBack("Cache-Control", "no-store, no-cache");
    answer.headers.emplaceBack("Pragma", "no-cache");
    answer.headers.emplaceBack("X-Content-Type-Options", "nosniff");
    answer.headers.emplaceBack("x-ms-request-id", trace.traceId.toLatin1());
    if (question.returnClientRequestId.toLower() == "true")
        answer.headers.emplaceBack("client-request-id", trace.correlationId.toLatin1());
    return answer;
}

Answer Site::route(const Question& question, const Trace& trace)
{
    const qsizetype mark = question.target.indexOf('?');
    const QByteArray path = mark < 0 ? question.target : question.target.left(mark);
    if (path == "/")
        return plainText(200, "The practice tenant of Assayer. Everything in it is invented.\n");
    const QList<QByteArray> segments = path.split('/');
    if (segments.size() < 3)
        return notFound();
    // Not a form: a plus in a path is a plus.
    const QString tenant = QString::fromUtf8(QByteArray::fromPercentEncoding(segments.at(1)));
    const QString rest = pathInTenant(segments);

    const TokenIssuer issuer{&m_directory, &m_keys, m_base};
    if (rest == QLatin1String("oauth2/token"))
        return answerTokenRequest(issuer, tenant, Endpoint::V1, question, trace);
    if (rest == QLatin1String("oauth2/v2.0/token"))
        return answerTokenRequest(issuer, tenant, Endpoint::V2, question, trace);

    if (question.method != QLatin1String("GET") && question.method != QLatin1String("HEAD"))
        return notFound();
    QString appId;
    for (const auto& [name, value] : formFields(mark < 0 ? QByteArray() : question.target.mid(mark + 1))) {
        if (name == QLatin1String("appid"))
            appId = value;
    }
    if (rest == QLatin1String(".well-known/openid-configuration"))
        return metadata(tenant, 1, false, appId, trace);
    if (rest == QLatin1String("v2.0/.well-known/openid-configuration"))
        return metadata(tenant, 2, false, appId, trace);
    if (rest == QLatin1String("discovery/keys"))
        return metadata(tenant, 1, true, appId, trace);
    if (rest == QLatin1String("discovery/v2.0/keys"))
        return metadata(tenant, 2, true, appId, trace);
    return notFound();
}

Answer Site::metadata(const QString& tenantName, int version, bool keys, const QString& appId, const Trace& trace)
{
    const auto tenant = tenantNamed(m_directory, tenantName, trace, QStringLiteral("invalid_tenant"));
    if (!tenant)
        return tenant.error();
    // Only a known application's ID goes into a URL, and only one with a key of its own gets one made.
    const Application* application = *tenant != nullptr && !appId.isEmpty() ? (*tenant)->client(appId) : nullptr;
    const MetadataOf subject{m_base, *tenant != nullptr ? (*tenant)->id : tenantName.toLower(), *tenant == nullptr,
                             version, application != nullptr ? application->clientId : QString()};
    if (!keys)
        return jsonAnswer(metadataDocument(subject));
    const bool ownKey = application != nullptr && application->ownSigningKey;
    const auto published = m_keys.publishedKeys(ownKey ? application->clientId : QString());
    if (!published)
        return plainText(500, "The practice tenant could not make its keys.\n");
    return jsonAnswer(keySet(subject, *published));
}

} // namespace assayer::practice
