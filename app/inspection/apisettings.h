// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/profile.h"

#include <QString>
#include <QStringList>

#include <optional>

/// The settings of the common middlewares, ready to paste at the API's side; several lines each. Every value is the
/// real one, escaped as its format asks, never its visible form.
namespace assayer::inspection {

/// <name>text</name>, as an XML document holds it.
[[nodiscard]] QString xmlElement(const char* name, const QString& text);
/// Which audiences are accepted: in that middleware, or, if it is not known, in ASP.NET Core, Spring and API
/// Management.
[[nodiscard]] QString audienceSettings(const QStringList& audiences,
                                       std::optional<profile::Middleware> middleware = {});
/// The same for issuers.
[[nodiscard]] QString issuerSettings(const QStringList& issuers, std::optional<profile::Middleware> middleware = {});
/// Which clock difference is allowed, at most a day.
[[nodiscard]] QString skewSettings(int seconds, std::optional<profile::Middleware> middleware = {});
/// `requestedAccessTokenVersion` in the API's manifest, with the warning that belongs to it.
[[nodiscard]] QString tokenVersionSetting(const QString& appId, int version);

} // namespace assayer::inspection
