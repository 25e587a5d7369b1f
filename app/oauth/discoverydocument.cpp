// SPDX-License-Identifier: Apache-2.0
#include "oauth/discoverydocument.h"

#include "entra/cloud.h"
#include "support/json.h"

#include <QCoreApplication>

namespace assayer::oauth {
namespace {

namespace json = support::json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

using Fault = std::optional<support::Error>;

support::Error invalid(const QString& sentence, const QString& detail = {})
{
    return {QStringLiteral("invalid-discovery"), sentence, detail, {}};
}

const json::Value* uniqueMember(const json::Value& document, const QString& name, Fault& fault)
{
    if (!fault && document.hasDuplicate(name)) {
        fault = support::Error{
            QStringLiteral("duplicate-member"), Text::tr("The discovery document has «%1» twice.").arg(name), {}, {}};
    }
    return document.find(name);
}

QString readIssuer(const json::Value& document, Fault& fault)
{
    const json::Value* member = uniqueMember(document, QStringLiteral("issuer"), fault);
    if (member && member->isString() && !member->text().isEmpty()) {
        return member->text();
    }
    if (!fault) {
        fault = invalid(Text::tr("The discovery document names no issuer."));
    }
    return {};
}

QUrl readUrl(const json::Value& document, const QString& name, Fault& fault)
{
    const json::Value* member = uniqueMember(document, name, fault);
    if (!member || member->kind() == json::Kind::Null) {
        return {};
    }
    const QUrl url(member->text(), QUrl::StrictMode);
    const bool web = url.scheme() == u"https" || url.scheme() == u"http";
    if (!url.isValid() || !web || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasFragment()) {
        if (!fault) {
            fault =
                invalid(Text::tr("«%1» in the discovery document is no http or https URL.").arg(name), member->text());
        }
        return {};
    }
    return url;
}

QStringList readTexts(const json::Value& document, const QString& name, Fault& fault)
{
    QStringList texts;
    if (const json::Value* member = uniqueMember(document, name, fault)) {
        for (const json::Value& item : member->items()) {
            texts.append(item.text());
        }
    }
    return texts;
}

} // namespace

support::Result<DiscoveryDocument> DiscoveryDocument::parse(QByteArrayView text)
{
    const support::Result<json::Value> value = json::parse(text);
    if (!value) {
        return support::failure(QStringLiteral("invalid-json"), Text::tr("The discovery document is not valid JSON."),
                                value.error().sentence + u' ' + value.error().detail);
    }
    if (!value->isObject()) {
        return tl::unexpected(invalid(Text::tr("The discovery document is no JSON object.")));
    }
    Fault fault;
    DiscoveryDocument document;
    document.issuer = readIssuer(*value, fault);
    document.tokenEndpoint = readUrl(*value, QStringLiteral("token_endpoint"), fault);
    document.jwksUri = readUrl(*value, QStringLiteral("jwks_uri"), fault);
    document.tokenEndpointAuthMethods =
        readTexts(*value, QStringLiteral("token_endpoint_auth_methods_supported"), fault);
    if (const json::Value* member = uniqueMember(*value, QStringLiteral("access_token_issuer"), fault)) {
        document.accessTokenIssuer = member->text();
    }
    if (fault) {
        return tl::unexpected(*fault);
    }
    return document;
}

bool DiscoveryDocument::isFor(const QString& expectedIssuer) const
{
    if (issuer == expectedIssuer) {
        return !issuer.isEmpty();
    }
    const QString placeholder = QStringLiteral("{tenantid}");
    const qsizetype at = issuer.indexOf(placeholder, 0, Qt::CaseInsensitive);
    if (at < 0) {
        return false;
    }
    const QStringView before = QStringView(issuer).first(at);
    const QStringView after = QStringView(issuer).sliced(at + placeholder.size());
    const qsizetype length = expectedIssuer.size() - before.size() - after.size();
    return length > 0 && expectedIssuer.startsWith(before) && expectedIssuer.endsWith(after) &&
           entra::isGuid(QStringView(expectedIssuer).sliced(at, length));
}

} // namespace assayer::oauth
