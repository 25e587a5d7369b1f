// SPDX-License-Identifier: Apache-2.0
#include "practice/token.h"

#include "jose/base64url.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

namespace assayer::practice {

namespace json = support::json;

namespace {

QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes(count, '\0');
    for (char& byte : bytes)
        byte = static_cast<char>(QRandomGenerator::system()->bounded(256));
    return bytes;
}

void addText(json::Value& object, const char* name, const QString& text)
{
    object.add(QString::fromLatin1(name), json::Value::string(text));
}

void addNumber(json::Value& object, const char* name, qint64 number)
{
    object.add(QString::fromLatin1(name), json::Value::number(number));
}

/// Entra's internal claims: of the right shape, with nothing in them.
QString opaqueAio()
{
    return QString::fromLatin1(QByteArrayLiteral("k2") + randomBytes(22).toBase64());
}

QString opaqueRh()
{
    return QStringLiteral("1.A") + QString::fromLatin1(jose::base64url::encode(randomBytes(39))) + QLatin1Char('.');
}

json::Value claims(const TokenOrder& order)
{
    const bool v2 = order.api->tokenVersion == 2;
    const QString issuer = issuerOf(order.base, order.tenant->id, order.api->tokenVersion);
    json::Value claims = json::Value::object();
    addText(claims, "aud", v2 ? order.api->clientId : order.requested);
    addText(claims, "iss", issuer);
    addNumber(claims, "iat", order.now - backdatedSeconds);
    addNumber(claims, "nbf", order.now - backdatedSeconds);
    addNumber(claims, "exp", order.now + order.lifetime);
    addText(claims, "aio", opaqueAio());
    addText(claims, v2 ? "azp" : "appid", order.client->clientId);
    addText(claims, v2 ? "azpacr" : "appidacr", QStringLiteral("1"));
    if (!v2)
        addText(claims, "idp", issuer);
    addText(claims, "oid", order.client->servicePrincipalId);
    addText(claims, "rh", opaqueRh());
    if (const QStringList roles = order.client->rolesFor(*order.api); !roles.isEmpty()) {
        json::Value list = json::Value::array();
        for (const QString& role : roles)
            list.items().push_back(json::Value::string(role));
        claims.add(QStringLiteral("roles"), std::move(list));
    }
    addText(claims, "sub", order.client->servicePrincipalId);
    addText(claims, "tid", order.tenant->id);
    addText(claims, "uti", QString::fromLatin1(jose::base64url::encode(randomBytes(16))));
    addText(claims, "ver", v2 ? QStringLiteral("2.0") : QStringLiteral("1.0"));
    return claims;
}

json::Value header(const TokenOrder& order, const QString& kid, const QString& nonce)
{
    json::Value header = json::Value::object();
    addText(header, "typ", QStringLiteral("JWT"));
    if (!nonce.isEmpty())
        addText(header, "nonce", nonce);
    addText(header, "alg", QStringLiteral("RS256"));
    if (order.api->tokenVersion != 2)
        addText(header, "x5t", kid);
    addText(header, "kid", kid);
    return header;
}

} // namespace

support::Result<QByteArray> makeToken(const TokenOrder& order, KeyRing& keys)
{
    const auto key = keys.signingKey(order.api->ownSigningKey ? order.api->clientId : QString());
    if (!key)
        return tl::unexpected(key.error());
    const jose::Algorithm& algorithm = *jose::algorithmNamed(u"RS256");
    const QByteArray payload = json::write(claims(order));
    const QString kid = (*key)->kid();
    if (!order.api->headerNonce)
        return (*key)->key.sign(algorithm, json::write(header(order, kid, {})), payload);

    // Signed over the hashed nonce, delivered with the plain one: only the API that knows this verifies it.
    const QByteArray nonce = jose::base64url::encode(randomBytes(32));
    const QByteArray hashed = jose::base64url::encode(QCryptographicHash::hash(nonce, QCryptographicHash::Sha256));
    const auto token =
        (*key)->key.sign(algorithm, json::write(header(order, kid, QString::fromLatin1(hashed))), payload);
    if (!token)
        return token;
    const QByteArray delivered = json::write(header(order, kid, QString::fromLatin1(nonce)));
    return jose::base64url::encode(delivered) + token->mid(token->indexOf('.'));
}

QString issuerOf(const QString& base, const QString& tenantId, int tokenVersion)
{
    return base + QLatin1Char('/') + tenantId + (tokenVersion == 2 ? QLatin1String("/v2.0") : QLatin1String("/"));
}

} // namespace assayer::practice
