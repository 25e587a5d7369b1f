// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

/// What a person pastes into the pages of the window. Raw strings: no moc runs over this file.

inline constexpr const char* apiId = "c2e84b60-7a1d-4f39-b5d8-3e9f06a7c148";

/// The practice tenant’s «web API» as its app registration, with one role that nobody has.
inline QString manifest()
{
    return QStringLiteral(R"({"appId":"%1","id":"11111111-2222-4333-8444-555555555555","displayName":"web API",
        "identifierUris":["api://%1"],"api":{"requestedAccessTokenVersion":2},
        "appRoles":[{"id":"7d2f0000-0000-4000-8000-0000000000c1","value":"Test.Application.Permission",
          "displayName":"Test","allowedMemberTypes":["Application"],"isEnabled":true},
         {"id":"7d2f0000-0000-4000-8000-0000000000c2","value":"Orders.Write.All","displayName":"Write",
          "allowedMemberTypes":["Application"],"isEnabled":true}],
        "passwordCredentials":[{"hint":"abc","secretText":null}]})")
        .arg(QLatin1String(apiId));
}

/// An API's appsettings.json.
inline QString settings()
{
    return QStringLiteral(R"({"Authentication":{"Schemes":{"Bearer":{"ValidAudiences":["api://orders-api"],)"
                          R"("ValidIssuer":"https://issuer.example/"}}}})");
}

/// What an ASP.NET Core API answers to a token for another audience.
inline QString answer()
{
    return QStringLiteral(
        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer error=\"invalid_token\", "
        "error_description=\"The audience 'c2e84b60-7a1d-4f39-b5d8-3e9f06a7c148' is invalid\"\r\n\r\n");
}
