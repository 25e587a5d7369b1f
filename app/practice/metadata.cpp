// SPDX-License-Identifier: Apache-2.0
#include "practice/metadata.h"

#include "practice/token.h"

namespace assayer::practice {

namespace json = support::json;

namespace {

json::Value list(std::initializer_list<const char*> texts)
{
    json::Value array = json::Value::array();
    for (const char* text : texts)
        array.items().push_back(json::Value::string(QString::fromLatin1(text)));
    return array;
}

QString issuerOf(const MetadataOf& subject)
{
    return practice::issuerOf(subject.base, subject.shared ? QStringLiteral("{tenantid}") : subject.tenantId,
                              subject.version);
}

json::Value claimsSupported(int version)
{
    return version == 2 ? list({"sub", "iss", "cloud_instance_name", "cloud_instance_host_name",
                                "cloud_graph_host_name", "msgraph_host", "aud", "exp", "iat", "auth_time", "acr",
                                "nonce", "preferred_username", "name", "tid", "ver", "at_hash", "c_hash", "email"})
                        : list({"sub", "iss", "cloud_instance_name", "cloud_instance_host_name",
                                "cloud_graph_host_name", "msgraph_host", "aud", "exp", "iat", "auth_time", "acr", "amr",
                                "nonce", "email", "given_name", "family_name", "nickname"});
}

json::Value responseTypes(int version)
{
    return version == 2 ? list({"code", "id_token", "code id_token", "id_token token"})
                        : list({"code", "id_token", "code id_token", "token id_token", "token"});
}

} // namespace

json::Value metadataDocument(const MetadataOf& subject)
{
    const bool v2 = subject.version == 2;
    const QString root = subject.base + QLatin1Char('/') + subject.tenantId;
    const QString oauth = root + (v2 ? QLatin1String("/oauth2/v2.0/") : QLatin1String("/oauth2/"));
    const QString query = subject.appId.isEmpty() ? QString() : QStringLiteral("?appid=") + subject.appId;
    json::Value document = json::Value::object();
    const auto add = [&document](const char* name, json::Value value) {
        document.add(QString::fromLatin1(name), std::move(value));
    };
    const auto text = [](const QString& value) { return json::Value::string(value); };

    add("token_endpoint", text(oauth + QLatin1String("token")));
    add("token_endpoint_auth_methods_supported",
        list({"client_secret_post", "private_key_jwt", "client_secret_basic"}));
    add("jwks_uri",
        text(root + (v2 ? QLatin1String("/discovery/v2.0/keys") : QLatin1String("/discovery/keys")) + query));
    add("response_modes_supported", list({"query", "fragment", "form_post"}));
    add("subject_types_supported", list({"pairwise"}));
    add("id_token_signing_alg_values_supported", list({"RS256"}));
    add("response_types_supported", responseTypes(subject.version));
    add("scopes_supported", v2 ? list({"openid", "profile", "email", "offline_access"}) : list({"openid"}));
    add("issuer", text(issuerOf(subject)));
    if (!v2)
        add("microsoft_multi_refresh_token", json::Value::boolean(true));
    add("request_uri_parameter_supported", json::Value::boolean(false));
    add("userinfo_endpoint", text(v2 ? QStringLiteral("https://graph.microsoft.com/oidc/userinfo")
                                     : root + QLatin1String("/openid/userinfo")));
    add("authorization_endpoint", text(oauth + QLatin1String("authorize")));
    add("device_authorization_endpoint", text(oauth + QLatin1String("devicecode")));
    add("http_logout_supported", json::Value::boolean(true));
    add("frontchannel_logout_supported", json::Value::boolean(true));
    add("end_session_endpoint", text(oauth + QLatin1String("logout")));
    add("claims_supported", claimsSupported(subject.version));
    if (!v2)
        add("check_session_iframe", text(oauth + QLatin1String("checksession")));
    add("kerberos_endpoint", text(root + QLatin1String("/kerberos")));
    add("tenant_region_scope", subject.shared ? json::Value() : text(QStringLiteral("EU")));
    add("cloud_instance_name", text(QStringLiteral("microsoftonline.com")));
    add("cloud_graph_host_name", text(QStringLiteral("graph.windows.net")));
    add("msgraph_host", text(QStringLiteral("graph.microsoft.com")));
    add("rbac_url", text(QStringLiteral("https://pas.windows.net")));
    return document;
}

json::Value keySet(const MetadataOf& subject, const QList<KeyRing::Key>& keys)
{
    json::Value array = json::Value::array();
    for (const KeyRing::Key& key : keys) {
        const auto member = [&key](const char16_t* name) {
            const json::Value* value = key->publicJwk.find(name);
            return value != nullptr ? *value : json::Value();
        };
        json::Value entry = json::Value::object();
        entry.add(QStringLiteral("kty"), member(u"kty"));
        entry.add(QStringLiteral("use"), json::Value::string(QStringLiteral("sig")));
        entry.add(QStringLiteral("kid"), json::Value::string(key->kid()));
        entry.add(QStringLiteral("x5t"), json::Value::string(key->kid()));
        entry.add(QStringLiteral("n"), member(u"n"));
        entry.add(QStringLiteral("e"), member(u"e"));
        entry.add(QStringLiteral("x5c"),
                  json::Value::array({json::Value::string(QString::fromLatin1(key->certificate.der.toBase64()))}));
        if (subject.version == 2)
            entry.add(QStringLiteral("issuer"), json::Value::string(issuerOf(subject)));
        array.items().push_back(std::move(entry));
    }
    json::Value document = json::Value::object();
    document.add(QStringLiteral("keys"), std::move(array));
    return document;
}

} // namespace assayer::practice
