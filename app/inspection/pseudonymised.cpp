// SPDX-License-Identifier: Apache-2.0
#include "inspection/pseudonyms.h"

namespace assayer::inspection {

namespace {

/// Makes what is shown of an inspection anew; what it does not know stays behind.
class Copy {
public:
    explicit Copy(Pseudonyms& pseudonyms)
        : m_pseudonyms(pseudonyms)
    {
    }

    [[nodiscard]] Inspection of(const Inspection& original)
    {
        Inspection made;
        made.at = original.at;
        made.verification = original.verification;
        replace(made.verification.detail, made.verification.keySource, made.verification.keyIssuer);
        if (original.token) {
            made.token = of(*original.token);
        }
        if (original.profile) {
            made.profile = of(*original.profile);
        }
        if (original.request) {
            made.request = of(*original.request);
        }
        for (const http::Exchange& exchange : original.exchanges) {
            made.exchanges += of(exchange);
        }
        made.grant = original.grant;
        if (made.grant) {
            made.grant->accessToken.clear();
            replace(made.grant->resource, made.grant->scope, made.grant->remarks);
        }
        made.refusal = original.refusal;
        if (made.refusal) {
            auto& refusal = *made.refusal;
            replace(refusal.description, refusal.errorUri, refusal.traceId, refusal.correlationId, refusal.suberror,
                    refusal.error, refusal.sentence);
        }
        made.failure = original.failure;
        if (made.failure) {
            replace(made.failure->sentence, made.failure->detail);
        }
        made.stripped = original.stripped;
        made.settingsNotes = original.settingsNotes;
        made.offeredKeysHost = original.offeredKeysHost;
        made.expectations = of(original.expectations);
        made.requestedResource = original.requestedResource;
        replace(made.stripped, made.settingsNotes, made.offeredKeysHost, made.requestedResource);
        for (const entra::Manifest& manifest : original.manifests) {
            made.manifests += of(manifest);
        }
        made.checklist = of(original.checklist);
        return made;
    }

private:
    template <typename... Texts> void replace(Texts&... texts) { ((texts = m_pseudonyms(texts)), ...); }

    jose::Jwt of(const jose::Jwt& original)
    {
        jose::Jwt made;
        made.kind = original.kind;
        made.damages = original.damages;
        for (jose::Damage& damage : made.damages) {
            replace(damage.sentence);
        }
        made.header.json = of(original.header.json);
        made.payload.json = of(original.payload.json);
        return made;
    }

    std::shared_ptr<const support::json::Value> of(const std::shared_ptr<const support::json::Value>& original)
    {
        if (!original) {
            return {};
        }
        auto made = std::make_shared<support::json::Value>(*original);
        m_pseudonyms.applyToClaims(*made);
        return made;
    }

    profile::Expectations of(const profile::Expectations& original)
    {
        profile::Expectations made = original;
        replace(made.audiences, made.roles, made.issuer, made.client, made.tenant, made.moreIssuers, made.moreClients,
                made.scopes);
        made.unknown.clear();
        return made;
    }

    profile::Profile of(const profile::Profile& original)
    {
        profile::Profile made = original;
        made.id.clear();
        made.name.clear(); // people name profiles after customers
        made.secretVariable.clear();
        made.manifests.clear();
        made.unknown.clear();
        made.authority.unknown.clear();
        made.connection.unknown.clear();
        replace(made.authority.tenant, made.authority.issuer, made.clientId, made.resources, made.audience, made.scope,
                made.connection.allowedHosts);
        for (profile::Parameter& parameter : made.parameters) {
            replace(parameter.value);
            parameter.unknown.clear();
        }
        made.expectations = of(original.expectations);
        return made;
    }

    /// What the ladder is climbed on. Names of people's making go.
    entra::Manifest of(const entra::Manifest& original)
    {
        entra::Manifest made = original;
        made.displayName.clear();
        replace(made.appId, made.objectId, made.identifierUris, made.assignmentsOf);
        for (entra::AppRole& role : made.appRoles) {
            replace(role.id, role.value, role.displayName);
        }
        for (entra::PermissionScope& scope : made.scopes) {
            replace(scope.id, scope.value);
        }
        for (entra::RequiredAccess& access : made.requiredAccess) {
            replace(access.resourceAppId, access.id);
        }
        for (entra::RoleAssignment& assignment : made.assignments) {
            assignment.principalName.clear();
            assignment.resourceName.clear();
            replace(assignment.appRoleId, assignment.principalId, assignment.resourceId);
        }
        return made;
    }

    oauth::TokenRequest of(const oauth::TokenRequest& original)
    {
        oauth::TokenRequest made = original;
        replace(made.url, made.clientId, made.requested);
        for (auto& part : made.form) {
            replace(part.value);
        }
        return made;
    }

    void replaceIn(QList<http::Header>& headers)
    {
        for (http::Header& header : headers) {
            // A cookie is a handle as a whole.
            if (header.name.contains(QLatin1String("cookie"), Qt::CaseInsensitive)) {
                header.secret = true;
                header.value.clear();
            }
            replace(header.value);
        }
    }

    http::Exchange of(const http::Exchange& original)
    {
        http::Exchange made = original;
        replace(made.request.url);
        replaceIn(made.request.headers);
        for (http::Field& field : made.request.form) {
            replace(field.value);
        }
        if (made.response) {
            replaceIn(made.response->headers);
            made.response->body = m_pseudonyms(QString::fromUtf8(made.response->body)).toUtf8();
            replace(made.response->redirectTarget);
        }
        if (made.failure) {
            replace(made.failure->sentence, made.failure->detail);
        }
        if (made.tls) {
            replace(made.tls->chain);
        }
        return made;
    }

    checks::Checklist of(const checks::Checklist& original)
    {
        checks::Checklist made = original;
        for (checks::Result& result : made.results) {
            replace(result.expected, result.actual);
            result.arguments.remove(QStringLiteral("apiName"));
            if (result.arguments.contains(QStringLiteral("strangers")))
                result.arguments[QStringLiteral("strangers")] = QStringLiteral("another API");
            if (result.arguments.contains(QStringLiteral("otherClients")))
                result.arguments[QStringLiteral("otherClients")] = QStringLiteral("another app");
            if (result.id == checks::CheckId::Audience) {
                result.arguments.remove(QStringLiteral("name"));
                if (result.arguments.contains(QStringLiteral("profile")))
                    result.arguments[QStringLiteral("profile")] = QStringLiteral("another profile");
            }
            for (QString& argument : result.arguments) {
                replace(argument);
            }
            for (checks::Item& item : result.items) {
                replace(item.text);
                for (QString& argument : item.arguments) {
                    replace(argument);
                }
            }
        }
        return made;
    }

    Pseudonyms& m_pseudonyms;
};

} // namespace

Inspection pseudonymised(const Inspection& inspection, Pseudonyms& pseudonyms)
{
    return Copy(pseudonyms).of(inspection);
}

} // namespace assayer::inspection
