// SPDX-License-Identifier: Apache-2.0
#include "inspection/prediction.h"

#include "checks/texts.h"
#include "entra/cloud.h"
#include "entra/wellknown.h"
#include "inspection/phrases.h"
#include "oauth/endpoints.h"

#include <algorithm>

namespace assayer::inspection {

namespace {

using profile::AuthorityKind;
using profile::EndpointVersion;

/// The version that the tokens of one API have, as far as it is known.
struct Version {
    int number = 0; ///< 1, 2; 0: unknown
    Certainty certainty = Certainty::Unknown;
    QString why;
};

PredictedClaim unknown(const char* claim, const QString& why)
{
    return {QLatin1String(claim), {}, Certainty::Unknown, why};
}

bool namesSame(const QString& left, const QString& right)
{
    const QString a = checks::asciiLower(checks::withoutFinalSlash(left));
    return !a.isEmpty() && a == checks::asciiLower(checks::withoutFinalSlash(right));
}

bool owns(const entra::Manifest& api, const QString& resource)
{
    if (namesSame(api.appId, resource) ||
        (!api.appId.isEmpty() && checks::sameId(checks::appGuid(resource), api.appId))) {
        return true;
    }
    return std::ranges::any_of(api.identifierUris, [&](const QString& uri) { return namesSame(uri, resource); });
}

/// Client credentials of Entra or of the practice tenant, which does as Entra does.
class EntraPrediction {
public:
    EntraPrediction(const profile::Profile& profile, const entra::Manifest* api, const QUrl& practiceBase)
        : m_profile(profile)
        , m_practiceBase(practiceBase)
        , m_resource(resourceOf(profile))
        , m_wellKnown(entra::wellKnownResource(m_resource))
    {
        if (api && owns(*api, m_resource)) {
            m_api = api;
        } else if (api) {
            m_remark = said("The manifest at hand is not the API's that is asked for: it has neither this client ID "
                            "nor this App ID URI.");
        }
        m_version = versionOf();
    }

    [[nodiscard]] Prediction make() const
    {
        Prediction prediction;
        prediction.endpoint = m_profile.authority.version;
        prediction.remark = m_remark;
        if (!m_resource.isEmpty()) {
            prediction.claims = {audience(), issuer(), version()};
        }
        return prediction;
    }

private:
    static QString resourceOf(const profile::Profile& profile)
    {
        const QString resource = profile.resources.value(0);
        if (profile.authority.version == EndpointVersion::V1) {
            return resource;
        }
        if (resource == QLatin1String(".default")) {
            return QStringLiteral("https://graph.microsoft.com"); // what a scope without a resource means (requests §4)
        }
        const QString before = checks::withoutDefaultSuffix(resource);
        return before.isEmpty() ? resource : before;
    }

    [[nodiscard]] Version versionOf() const
    {
        if (m_api && m_api->kind == entra::ManifestKind::Application) {
            const int number = m_api->tokenVersion();
            return {number, Certainty::Known,
                    number == 2
                        ? said("The API's manifest asks for version 2 (requestedAccessTokenVersion). It decides, "
                               "not the endpoint.")
                        : said("The API's manifest does not ask for version 2 (requestedAccessTokenVersion is null "
                               "or 1), so its tokens have version 1. It decides, not the endpoint.")};
        }
        if (isTokenExchange()) {
            return {2, Certainty::Likely, said("Assertions for the token exchange have version 2.")};
        }
        if (m_wellKnown) {
            return {1, Certainty::Likely,
                    said("Tokens for %1 mostly have version 1, as those for most of Microsoft's own APIs.")
                        .arg(m_wellKnown.resource->name)};
        }
        return {
            0, Certainty::Unknown,
            said("The API's manifest decides it (requestedAccessTokenVersion), not the endpoint that is asked; drop "
                 "the manifest in to know.")};
    }

    [[nodiscard]] bool isTokenExchange() const
    {
        return m_wellKnown && m_wellKnown.resource->appId == QLatin1String("fb60f99c-7a34-4190-8149-302f77469936");
    }

    [[nodiscard]] PredictedClaim version() const
    {
        PredictedClaim claim{QStringLiteral("ver"), {}, m_version.certainty, m_version.why};
        if (m_version.number != 0) {
            claim.values = {m_version.number == 2 ? QStringLiteral("2.0") : QStringLiteral("1.0")};
        }
        return claim;
    }

    /// The client ID of the API, if anything proves or says it.
    [[nodiscard]] QString apiClientId() const
    {
        if (m_api && !m_api->appId.isEmpty()) {
            return checks::asciiLower(m_api->appId);
        }
        if (m_wellKnown) {
            return m_wellKnown.resource->appId;
        }
        const QString guid = checks::appGuid(m_resource);
        return checks::sameId(guid, m_profile.authority.tenant) ? QString() : guid;
    }

    [[nodiscard]] PredictedClaim audience() const
    {
        const QString clientId = apiClientId();
        if (m_version.number == 2) {
            return clientId.isEmpty() ? unknown("aud", said("A version 2 token names the API's client ID, which is not "
                                                            "known here."))
                                      : PredictedClaim{QStringLiteral("aud"),
                                                       {clientId},
                                                       m_version.certainty,
                                                       said("A version 2 token always names the API by its client ID, "
                                                            "however it was asked for.")};
        }
        if (m_wellKnown && !m_api) {
            QStringList values{m_resource};
            if (!checks::sameId(m_resource, clientId)) {
                values += clientId;
            }
            return {
                QStringLiteral("aud"), values, Certainty::Likely,
                said("Tokens for %1 name it as it was asked for, or by its app ID.").arg(m_wellKnown.resource->name)};
        }
        return m_version.number == 1 ? audienceOfVersion1() : audienceOfUnknownVersion(clientId);
    }

    [[nodiscard]] PredictedClaim audienceOfVersion1() const
    {
        return {
            QStringLiteral("aud"),
            {m_resource},
            Certainty::Likely,
            entra::isGuid(m_resource)
                ? said("A version 1 token asked for by client ID usually names the client ID; documented is only "
                       "some identifier of the API.")
                : said("A version 1 token usually names the App ID URI as it was asked for, a final slash included; "
                       "documented is only some identifier of the API, and with the optional claim aud (use_guid) "
                       "it is the client ID.")};
    }

    [[nodiscard]] PredictedClaim audienceOfUnknownVersion(const QString& clientId) const
    {
        if (entra::isGuid(m_resource)) {
            return {QStringLiteral("aud"),
                    {checks::asciiLower(m_resource)},
                    Certainty::Likely,
                    said("Asked for by client ID, a version 2 token names it always, a version 1 token usually.")};
        }
        if (clientId.isEmpty()) {
            return unknown("aud", said("A version 1 token usually names %1, as asked for; a version 2 token the API's "
                                       "client ID, which is not known here.")
                                      .arg(quoted(m_resource)));
        }
        return {QStringLiteral("aud"),
                {m_resource, clientId},
                Certainty::Likely,
                said("A version 1 token usually names the App ID URI as asked for, a version 2 token always the client "
                     "ID.")};
    }

    [[nodiscard]] QString issuerIn(EndpointVersion version) const
    {
        profile::Authority authority = m_profile.authority;
        authority.version = version;
        if (authority.kind == AuthorityKind::Practice && m_practiceBase.isEmpty()) {
            return {};
        }
        const auto endpoints = oauth::endpointsOf(authority, m_practiceBase);
        return endpoints ? endpoints->issuer : QString();
    }

    [[nodiscard]] PredictedClaim issuer() const
    {
        const QString v1 = issuerIn(EndpointVersion::V1);
        const QString v2 = issuerIn(EndpointVersion::V2);
        if (v1.isEmpty() || v2.isEmpty()) {
            return unknown("iss", whyNoIssuer());
        }
        if (m_version.number == 0) {
            return {QStringLiteral("iss"),
                    {v1, v2},
                    Certainty::Likely,
                    said("The tenant's issuer has one form in version 1 tokens and another in version 2 tokens.")};
        }
        return {QStringLiteral("iss"),
                {m_version.number == 1 ? v1 : v2},
                m_version.certainty,
                m_version.number == 1
                    ? said("The tenant's issuer as version 1 tokens name it, with its final slash.")
                    : said("The tenant's issuer as version 2 tokens name it, without a final slash.")};
    }

    [[nodiscard]] QString whyNoIssuer() const
    {
        if (m_profile.authority.kind == AuthorityKind::Practice && m_practiceBase.isEmpty()) {
            return said("The practice tenant does not run yet, so that its address is not known.");
        }
        if (!entra::isGuid(m_profile.authority.tenant)) {
            return said("The issuer names the tenant's ID, a GUID, even if the request names a domain; the ID is not "
                        "known here.");
        }
        return said("What the issuers of this cloud look like is not known.");
    }

    const profile::Profile& m_profile;
    const QUrl& m_practiceBase;
    QString m_resource;
    entra::WellKnownMatch m_wellKnown;
    const entra::Manifest* m_api = nullptr;
    QString m_remark;
    Version m_version;
};

PredictedClaim audienceElsewhere(const profile::Profile& profile)
{
    QStringList asked = profile.resources;
    asked.removeAll(QString());
    if (!profile.audience.isEmpty()) {
        asked.prepend(profile.audience);
    }
    if (asked.isEmpty()) {
        return unknown("aud", said("The request names no audience: the authority's own settings decide it."));
    }
    return {QStringLiteral("aud"), asked, Certainty::Likely,
            said("Authorities that choose the audience by the request write it as asked for; others ignore it.")};
}

Prediction predictElsewhere(const profile::Profile& profile)
{
    Prediction prediction;
    if (profile.authority.issuer.isEmpty()) {
        return prediction;
    }
    prediction.claims = {
        audienceElsewhere(profile),
        {QStringLiteral("iss"),
         {profile.authority.issuer},
         Certainty::Likely,
         said("The authority's metadata must name this issuer, and its tokens usually do, byte for byte.")},
        unknown("ver", said("Whether there is such a claim, and what it says, is the authority's own affair."))};
    return prediction;
}

} // namespace

QString toName(Certainty certainty)
{
    switch (certainty) {
    case Certainty::Known:
        return QStringLiteral("known");
    case Certainty::Likely:
        return QStringLiteral("likely");
    case Certainty::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

QString PredictedClaim::inWords() const
{
    QStringList parts;
    for (const QString& value : values.mid(0, 4)) {
        parts += shown(value);
    }
    return parts.isEmpty() ? said("unknown") : parts.join(said(" or "));
}

const PredictedClaim* Prediction::find(QStringView claim) const
{
    const auto found = std::ranges::find_if(claims, [&](const PredictedClaim& each) { return each.claim == claim; });
    return found == claims.end() ? nullptr : &*found;
}

Prediction predict(const profile::Profile& profile, const entra::Manifest* api, const QUrl& practiceBase)
{
    return profile.authority.kind == AuthorityKind::Issuer ? predictElsewhere(profile)
                                                           : EntraPrediction(profile, api, practiceBase).make();
}

Prediction predictFrom(const profile::Profile& profile, const QList<entra::Manifest>& manifests,
                       const QUrl& practiceBase)
{
    // The registration says the token's version; its service principal knows the names alone.
    for (const auto kind : {entra::ManifestKind::Application, entra::ManifestKind::ServicePrincipal}) {
        for (const entra::Manifest& manifest : manifests) {
            if (manifest.kind != kind)
                continue;
            if (Prediction predicted = predict(profile, &manifest, practiceBase); predicted.remark.isEmpty())
                return predicted;
        }
    }
    return predict(profile, nullptr, practiceBase);
}

} // namespace assayer::inspection
