// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "flow/run.h"
#include "inspection/render.h"
#include "jose/base64url.h"
#include "jose/signing.h"
#include "support/faketransport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

namespace assayer::test {

constexpr qint64 fixedNow = 1790001000;

/// Starts the run and waits for its one end.
inline std::optional<inspection::Inspection> finished(flow::Run& run)
{
    std::optional<inspection::Inspection> result;
    int ends = 0;
    QObject context;
    QObject::connect(&run, &flow::Run::finished, &context, [&](const inspection::Inspection& inspection) {
        ++ends;
        result = inspection;
    });
    run.start();
    if (ends > 0 || !QTest::qWaitFor([&ends] { return ends > 0; }, 20'000))
        return std::nullopt;
    QCoreApplication::processEvents();
    return ends == 1 ? result : std::nullopt;
}

/// A signing key and how an authority publishes it.
class TestKey {
public:
    explicit TestKey(const QString& kid)
        : m_kid(kid)
        , m_key(*jose::SigningKey::generateRsa())
    {
    }

    [[nodiscard]] QByteArray token(const QJsonObject& claims) const
    {
        const QByteArray header =
            QJsonDocument(QJsonObject{{"typ", "JWT"}, {"alg", "RS256"}, {"kid", m_kid}}).toJson(QJsonDocument::Compact);
        return *m_key.sign(*jose::algorithmNamed(u"RS256"), header,
                           QJsonDocument(claims).toJson(QJsonDocument::Compact));
    }

    [[nodiscard]] QByteArray keySet(const QString& keyIssuer = {}) const
    {
        QJsonObject key = QJsonDocument::fromJson(support::json::write(*m_key.publicJwk())).object();
        key.insert(QStringLiteral("kid"), m_kid);
        key.insert(QStringLiteral("use"), QStringLiteral("sig"));
        if (!keyIssuer.isEmpty())
            key.insert(QStringLiteral("issuer"), keyIssuer);
        return QJsonDocument(QJsonObject{{"keys", QJsonArray{key}}}).toJson();
    }

private:
    QString m_kid;
    jose::SigningKey m_key;
};

inline QByteArray discoveryDocument(const QString& issuer, const QString& tokenEndpoint, const QString& jwksUri)
{
    return QJsonDocument(QJsonObject{{"issuer", issuer}, {"token_endpoint", tokenEndpoint}, {"jwks_uri", jwksUri}})
        .toJson();
}

inline QByteArray grantOf(const QByteArray& token)
{
    return QJsonDocument(QJsonObject{{"token_type", "Bearer"},
                                     {"expires_in", 3599},
                                     {"access_token", QString::fromLatin1(token)}})
        .toJson();
}

/// Everything that is shown of the exchanges and of the whole, as one text: no secret may occur in it.
inline QByteArray everythingShown(const inspection::Inspection& inspection)
{
    QByteArray text = support::json::write(inspection::toJson(inspection));
    text += inspection::toText(inspection, inspection::Colour::Off).toUtf8();
    for (const http::Exchange& exchange : inspection.exchanges) {
        text += exchange.request.url.toEncoded();
        for (const http::Header& header : exchange.request.headers)
            text += header.name.toUtf8() + header.value.toUtf8();
        for (const http::Field& field : exchange.request.form)
            text += field.name.toUtf8() + '=' + field.value.toUtf8();
        if (exchange.failure)
            text += exchange.failure->sentence.toUtf8() + exchange.failure->detail.toUtf8();
        if (!exchange.response)
            continue;
        text += exchange.response->body + exchange.response->redirectTarget.toEncoded();
        for (const http::Header& header : exchange.response->headers)
            text += header.name.toUtf8() + header.value.toUtf8();
    }
    if (inspection.refusal)
        text += inspection.refusal->error.toUtf8() + inspection.refusal->description.toUtf8();
    if (inspection.failure)
        text += inspection.failure->sentence.toUtf8() + inspection.failure->detail.toUtf8();
    if (inspection.grant)
        text += inspection.grant->accessToken + inspection.grant->scope.toUtf8() + inspection.grant->resource.toUtf8() +
                inspection.grant->tokenType.toUtf8() + inspection.grant->remarks.join(QLatin1Char(' ')).toUtf8();
    return text;
}

/// What gives it away, if something does: the secret, or a token that could be sent.
inline QByteArray leakIn(const inspection::Inspection& inspection, const QByteArray& secret, const QByteArray& token)
{
    const QByteArray shown = everythingShown(inspection);
    for (const QByteArray& spelling :
         {secret, secret.toPercentEncoding(), secret.toBase64(), token.mid(token.lastIndexOf('.') + 1), token}) {
        if (!spelling.isEmpty() && shown.contains(spelling))
            return spelling;
    }
    return {};
}

inline const checks::Result& checkOf(const inspection::Inspection& inspection, checks::CheckId id)
{
    static const checks::Result none;
    const checks::Result* result = inspection.checklist.find(id);
    return result != nullptr ? *result : none;
}

} // namespace assayer::test
