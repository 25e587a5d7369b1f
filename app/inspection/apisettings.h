// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

/// The settings of the common middlewares, ready to paste at the API's side; several lines each. Every value is the
/// real one, escaped as its format asks, never its visible form.
namespace assayer::inspection {

/// <name>text</name>, as an XML document holds it.
[[nodiscard]] QString xmlElement(const char* name, const QString& text);
/// ASP.NET Core, Spring and API Management: which audiences are accepted.
[[nodiscard]] QString audienceSettings(const QStringList& audiences);
/// The same for issuers.
[[nodiscard]] QString issuerSettings(const QStringList& issuers);
/// Which clock difference is allowed.
[[nodiscard]] QString skewSettings(int seconds);
/// `requestedAccessTokenVersion` in the API's manifest, with the warning that belongs to it.
[[nodiscard]] QString tokenVersionSetting(const QString& appId, int version);

} // namespace assayer::inspection
