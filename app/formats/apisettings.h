// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/profile.h"

/// Reading and writing other programs' formats.
namespace assayer::formats {

/// What checks the token at the API's side, by its settings: finer than profile::Middleware, which only tells in which
/// order the faults are named.
enum class Middleware {
    AspNetCore,           ///< ASP.NET Core's JwtBearer handler
    MicrosoftIdentityWeb, ///< the same with Microsoft.Identity.Web's defaults
    ApiManagement,        ///< Azure API Management: validate-jwt, validate-azure-ad-token
    Spring,               ///< Spring Security's resource server
    SpringAzure,          ///< the same with the Azure Spring starter's defaults
    ExpressBearer,        ///< express-oauth2-jwt-bearer
    PassportAzureAd,      ///< passport-azure-ad's BearerStrategy
    Jose,                 ///< jose's jwtVerify()
    JsonWebToken          ///< jsonwebtoken's verify()
};

[[nodiscard]] QString toName(Middleware middleware); ///< its own name, never translated: "Spring Security"

/// What an API accepts, read from its own settings. Nothing secret is in it.
struct ApiSettings {
    Middleware middleware = Middleware::AspNetCore;
    /// As far as they do not depend on the token, with the middleware's defaults put in. Where `issuers` or `clients`
    /// has several, the first; empty where the API does not check.
    profile::Expectations expectations;
    QStringList issuers; ///< any of; empty: not checked, or not known without the network (a note says which)
    QStringList clients; ///< any of; empty: not checked
    QStringList notes;   ///< sentences: what was assumed, what is not checked, what was not understood
    bool operator==(const ApiSettings&) const = default;
};

/// Reads pasted settings of at most 256 KiB, nested at most 64 deep: appsettings.json with comments and trailing
/// commas, API Management's policy XML, Spring's application.yml or application.properties, the options of a Node
/// middleware as JSON or as an object literal. Values that are filled in elsewhere (`${…}`, `{{…}}`) are noted and left
/// out. Errors: "empty", "too-large", "not-text" (no UTF-8), "invalid-json", "invalid-xml", "invalid-yaml" (detail: the
/// place), "too-deep", "not-settings" (nothing known in it), "contradiction" (an API by them refuses every token). No
/// error repeats what stands in the text.
[[nodiscard]] support::Result<ApiSettings> readApiSettings(const QByteArray& text);

/// The expectations for a token that names this issuer (`iss`) and client (`azp`, `appid`): all that are accepted, of
/// several the token's own first, else the one that is closest.
[[nodiscard]] profile::Expectations expectationsFor(const ApiSettings& settings, const QString& issuer,
                                                    const QString& client);

} // namespace assayer::formats
