// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/apisettings.h"
#include "formats/authorityaddress.h"
#include "formats/settings.h"

#include <optional>

namespace assayer::formats {

/// API settings in the making: takes what the file says, one setting at a time, and notes what it does not say.
class Draft {
public:
    /// `prefix`: of the section's names, with its dot, in the form for comparison.
    Draft(const Settings& settings, QString prefix, Middleware middleware);

    [[nodiscard]] bool has(const QString& name) const { return m_settings.has(m_prefix + name); }
    /// The setting's text. Empty if it is not there, or is filled in elsewhere; then that is noted.
    [[nodiscard]] QString text(const QString& name);
    [[nodiscard]] QStringList texts(const QString& name);
    [[nodiscard]] bool isTrue(const QString& name) const;
    [[nodiscard]] bool isFalse(const QString& name) const;
    /// Any text, whether it is a list or one text with commas in it.
    [[nodiscard]] QStringList listOf(const QString& name);
    /// Leaves out a value that is filled in elsewhere, noting it under that name.
    [[nodiscard]] bool isKnown(const QString& shownName, const QString& value);

    void note(const QString& sentence);
    void setSkew(int seconds);
    /// Whole seconds; else the default, with a note.
    void setSkew(const QString& name, int byDefault);
    /// Each once, in order.
    void acceptAudiences(const QStringList& audiences);
    void acceptIssuers(const QStringList& issuers);
    void acceptClients(const QStringList& clients);
    /// What the metadata at that address names, and a note where that is not known here.
    void acceptIssuersOf(const AuthorityAddress& address);
    void expectRoles(const QStringList& roles, profile::RoleMatch match);
    void expectTenantOf(const AuthorityAddress& address);
    void obey(profile::Rule rule); ///< each once, in the order of the enumeration, which is the file's
    /// Any of these must be in scp.
    void expectScopes(const QStringList& scopes);
    [[nodiscard]] ApiSettings& result() { return m_result; }

    /// The whole of it: the defaults of several issuers put in, secrets noted.
    [[nodiscard]] ApiSettings take();

private:
    void noteSecrets();
    /// Notes that there were some.
    [[nodiscard]] QStringList withoutUsers(const QStringList& addresses);

    const Settings& m_settings;
    QString m_prefix;
    ApiSettings m_result;
};

/// The readers of one form each. Absent: the settings are not of that form.
[[nodiscard]] std::optional<ApiSettings> aspNetSettings(const Settings& settings);
[[nodiscard]] std::optional<ApiSettings> identityWebSettings(const Settings& settings);
[[nodiscard]] std::optional<ApiSettings> springSettings(const Settings& settings);
/// `code`: what stands around the options, to tell the middlewares apart.
[[nodiscard]] std::optional<ApiSettings> nodeSettings(const Settings& settings, const QByteArray& code);
/// The first policy that checks a token, in a policy document or a part of one.
[[nodiscard]] support::Result<ApiSettings> apiManagementSettings(const QByteArray& xml);

/// ASP.NET Core's handler alike, whoever sets it up: audiences, issuers, skew and the switches under
/// `TokenValidationParameters`, as far as they are there.
void readValidationParameters(Draft& draft);
/// Accepts the audiences as ASP.NET Core compares them: one final slash more or less passes.
void acceptWithSlashes(Draft& draft, const QStringList& audiences);

} // namespace assayer::formats
