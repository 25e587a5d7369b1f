// SPDX-License-Identifier: Apache-2.0
#include "oauth/tokenrequest.h"

#include "http/formencoding.h"

#include <QCoreApplication>

#include <array>

namespace assayer::oauth {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

using profile::AuthorityKind;
using profile::Profile;
using profile::SecretPlacement;

const QString defaultScope = QStringLiteral("/.default");

/// What the request itself says once (RFC 6749 §3.2: no parameter twice).
bool isReserved(const QString& name)
{
    static const std::array reserved{QLatin1StringView("grant_type"), QLatin1StringView("client_id"),
                                     QLatin1StringView("client_secret"), QLatin1StringView("client_assertion"),
                                     QLatin1StringView("client_assertion_type")};
    return std::find(reserved.begin(), reserved.end(), name) != reserved.end();
}

support::Result<void> checkPossible(const Profile& profile)
{
    if (profile.clientId.isEmpty()) {
        return support::failure(QStringLiteral("missing"), Text::tr("The client ID is missing."), {},
                                QStringLiteral("clientId"));
    }
    if (profile.authority.kind != AuthorityKind::Issuer) {
        return {};
    }
    for (const profile::Parameter& parameter : profile.parameters) {
        const QString field = QStringLiteral("parameters");
        if (parameter.name.isEmpty()) {
            return support::failure(QStringLiteral("missing"), Text::tr("An extra parameter has no name."), {}, field);
        }
        if (isReserved(parameter.name)) {
            return support::failure(QStringLiteral("parameter-reserved"),
                                    Text::tr("The request says «%1» already.").arg(parameter.name), {}, field);
        }
    }
    return {};
}

bool endsInDefault(const QString& resource)
{
    return resource.endsWith(defaultScope) || resource == QStringView(defaultScope).sliced(1);
}

/// Entra takes one «/.default» away and looks for what is left, so it is put behind the resource as it is registered,
/// a final slash included; where somebody typed it already, it is not doubled.
QString scopeOf(const QString& resource)
{
    return endsInDefault(resource) ? resource : resource + defaultScope;
}

QString resourceOfScope(const QString& resource)
{
    return resource.endsWith(defaultScope) ? resource.chopped(defaultScope.size()) : resource;
}

void add(QList<TokenRequest::Part>& form, const QString& name, const QString& value)
{
    if (!value.isEmpty()) {
        form.append({name, value, false});
    }
}

void addEntraTarget(QList<TokenRequest::Part>& form, const Profile& profile)
{
    if (profile.authority.version == profile::EndpointVersion::V1) {
        for (const QString& resource : profile.resources) {
            add(form, QStringLiteral("resource"), resource);
        }
        return;
    }
    QStringList scopes;
    for (const QString& resource : profile.resources) {
        if (!resource.isEmpty()) {
            scopes.append(scopeOf(resource));
        }
    }
    add(form, QStringLiteral("scope"), scopes.join(u' '));
}

void addIssuerTarget(QList<TokenRequest::Part>& form, const Profile& profile)
{
    for (const QString& resource : profile.resources) {
        add(form, QStringLiteral("resource"), resource);
    }
    add(form, QStringLiteral("audience"), profile.audience);
    add(form, QStringLiteral("scope"), profile.scope);
    for (const profile::Parameter& parameter : profile.parameters) {
        form.append({parameter.name, parameter.value, false});
    }
}

QString requestedResource(const Profile& profile)
{
    const QString first = profile.resources.value(0);
    if (profile.authority.kind == AuthorityKind::Issuer) {
        return first.isEmpty() ? profile.audience : first;
    }
    return profile.authority.version == profile::EndpointVersion::V2 ? resourceOfScope(first) : first;
}

/// The user name and password of RFC 7617 in Base64, as this profile's authority wants them.
support::Secret basicCredentials(const TokenRequest& request, const support::Secret& secret)
{
    const bool raw = request.placement == SecretPlacement::BasicRaw;
    const QByteArray id = request.clientId.toUtf8();
    QByteArray password = raw ? secret.reveal().toByteArray() : formEncoded(secret.reveal());
    QByteArray pair = (raw ? id : formEncoded(id)) + ':' + password;
    QByteArray credentials = pair.toBase64();
    support::wipe(password);
    support::wipe(pair);
    return support::Secret(std::move(credentials));
}

support::Secret authorizationHeader(const support::Secret& credentials)
{
    QByteArray header;
    header.reserve(credentials.size() + 6);
    header.append("Basic ");
    header.append(credentials.reveal());
    return support::Secret(std::move(header));
}

} // namespace

support::Result<TokenRequest> buildTokenRequest(const Profile& profile, const Endpoints& endpoints)
{
    if (const support::Result<void> possible = checkPossible(profile); !possible) {
        return tl::unexpected(possible.error());
    }
    TokenRequest request;
    request.url = endpoints.token;
    request.clientId = profile.clientId;
    request.placement = profile.placement;
    add(request.form, QStringLiteral("grant_type"), QStringLiteral("client_credentials"));
    if (profile.placement == SecretPlacement::Body) {
        add(request.form, QStringLiteral("client_id"), profile.clientId);
        request.form.append({QStringLiteral("client_secret"), {}, true});
    }
    if (profile.authority.kind == AuthorityKind::Issuer) {
        addIssuerTarget(request.form, profile);
    } else {
        addEntraTarget(request.form, profile);
    }
    request.requested = requestedResource(profile);
    return request;
}

http::Request toHttp(const TokenRequest& request, const support::Secret& secret, const http::Policy& policy)
{
    http::Request outgoing;
    outgoing.purpose = http::Purpose::Token;
    outgoing.method = QStringLiteral("POST");
    outgoing.url = request.url;
    outgoing.policy = policy;
    if (request.placement != SecretPlacement::Body) {
        const support::Secret credentials = basicCredentials(request, secret);
        outgoing.headers.append({QStringLiteral("Authorization"), {}, authorizationHeader(credentials), true});
        outgoing.masks.append(credentials);
    }
    for (const TokenRequest::Part& part : request.form) {
        outgoing.form.append({part.name, part.value, part.secret ? secret : support::Secret(), part.secret});
    }
    // An authority may echo what it was sent. The client masks the usual spellings of each of these.
    outgoing.masks.append({secret, support::Secret(formEncoded(secret.reveal()))});
    return outgoing;
}

QByteArray formEncoded(QByteArrayView text)
{
    // Room for the longest spelling, so that no half of a secret is left behind in memory that was outgrown.
    QByteArray encoded;
    encoded.reserve(text.size() * 3);
    http::appendFormEncoded(encoded, text);
    return encoded;
}

} // namespace assayer::oauth
