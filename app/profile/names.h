// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/profile.h"

#include <QLatin1StringView>

#include <array>

/// How the file spells what the program enumerates.
namespace assayer::profile {

template <typename Enum> struct Name {
    Enum value;
    QLatin1StringView text;
};

inline constexpr std::array authorityKindNames{
    Name<AuthorityKind>{AuthorityKind::Entra, QLatin1StringView("entra")},
    Name<AuthorityKind>{AuthorityKind::Practice, QLatin1StringView("practice")},
    Name<AuthorityKind>{AuthorityKind::Issuer, QLatin1StringView("issuer")},
};
inline constexpr std::array endpointVersionNames{
    Name<EndpointVersion>{EndpointVersion::V1, QLatin1StringView("v1")},
    Name<EndpointVersion>{EndpointVersion::V2, QLatin1StringView("v2")},
};
inline constexpr std::array secretPlacementNames{
    Name<SecretPlacement>{SecretPlacement::Body, QLatin1StringView("body")},
    Name<SecretPlacement>{SecretPlacement::Basic, QLatin1StringView("basic")},
    Name<SecretPlacement>{SecretPlacement::BasicRaw, QLatin1StringView("basic-raw")},
};
inline constexpr std::array roleMatchNames{
    Name<RoleMatch>{RoleMatch::All, QLatin1StringView("all")},
    Name<RoleMatch>{RoleMatch::Any, QLatin1StringView("any")},
};
inline constexpr std::array tokenVersionNames{
    Name<TokenVersion>{TokenVersion::V1, QLatin1StringView("1.0")},
    Name<TokenVersion>{TokenVersion::V2, QLatin1StringView("2.0")},
};
inline constexpr std::array middlewareNames{
    Name<Middleware>{Middleware::AspNetCore, QLatin1StringView("aspnetcore")},
    Name<Middleware>{Middleware::MicrosoftIdentityWeb, QLatin1StringView("microsoft-identity-web")},
    Name<Middleware>{Middleware::PassportAzureAd, QLatin1StringView("passport-azure-ad")},
    Name<Middleware>{Middleware::Spring, QLatin1StringView("spring")},
    Name<Middleware>{Middleware::Express, QLatin1StringView("express-oauth2-jwt-bearer")},
    Name<Middleware>{Middleware::ApiManagement, QLatin1StringView("api-management")},
    Name<Middleware>{Middleware::EasyAuth, QLatin1StringView("easy-auth")},
};

inline constexpr std::array ruleNames{
    Name<Rule>{Rule::RolesOrScopes, QLatin1StringView("roles-or-scopes")},
    Name<Rule>{Rule::AccessTokenType, QLatin1StringView("access-token-type")},
    Name<Rule>{Rule::RolesUnmapped, QLatin1StringView("roles-unmapped")},
    Name<Rule>{Rule::ExpiryIgnored, QLatin1StringView("expiry-ignored")},
    Name<Rule>{Rule::NotBeforeIgnored, QLatin1StringView("not-before-ignored")},
    Name<Rule>{Rule::ExpiryOptional, QLatin1StringView("expiry-optional")},
    Name<Rule>{Rule::AudienceOfVersion, QLatin1StringView("audience-of-version")},
};

} // namespace assayer::profile
