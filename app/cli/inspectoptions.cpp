// SPDX-License-Identifier: Apache-2.0
#include "cli/inspectoptions.h"

#include "cli/optionvalues.h"
#include "support/visibletext.h"

#include <QCoreApplication>
#include <QUrl>

namespace assayer::cli {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

support::Result<void> readVersion(const Given& given, profile::Expectations& expectations)
{
    if (!given.has("token-version")) {
        return {};
    }
    const QString text = given.value("token-version");
    if (text == QLatin1String("1.0")) {
        expectations.tokenVersion = profile::TokenVersion::V1;
    } else if (text == QLatin1String("2.0")) {
        expectations.tokenVersion = profile::TokenVersion::V2;
    } else {
        return usageError(tr("--token-version is 1.0 or 2.0, not «%1».").arg(support::visibleText(text)));
    }
    return {};
}

support::Result<void> readExpectations(const Given& given, InspectOptions& options)
{
    auto& expectations = options.expectations;
    expectations.issuer = given.value("issuer");
    expectations.audiences = given.all("audience");
    expectations.roles = given.all("role");
    expectations.tenant = given.value("tenant");
    expectations.client = given.value("client");
    if (given.has("any-role")) {
        if (expectations.roles.isEmpty()) {
            return usageError(tr("--any-role says that one of several roles is enough, but there is no --role."));
        }
        expectations.roleMatch = profile::RoleMatch::Any;
    }
    if (given.has("at")) {
        constexpr qint64 endOfYear9999 = 253402300799;
        const auto at = integerOf(given, "at", endOfYear9999);
        if (!at) {
            return tl::unexpected(at.error());
        }
        options.at = *at;
    }
    if (given.has("skew")) {
        const auto skew = integerOf(given, "skew", 86400);
        if (!skew) {
            return tl::unexpected(skew.error());
        }
        options.skewSeconds = static_cast<int>(*skew);
        expectations.skewSeconds = *options.skewSeconds;
    }
    return readVersion(given, expectations);
}

/// Where the keys come from: one place, and the network only for an issuer that was named.
support::Result<void> readKeySource(const Given& given, InspectOptions& options)
{
    if (given.has("jwks") && given.has("hmac-key-file")) {
        return usageError(tr("--jwks and --hmac-key-file are given; the keys come from one place."));
    }
    options.keysFile = given.value("jwks");
    options.hmacKeyFile = given.value("hmac-key-file");
    if (given.has("allow-plain-http")) {
        options.plainHttp = http::PlainHttp::Allowed;
    }
    const bool fetching =
        given.has("issuer") && !given.has("offline") && options.keysFile.isEmpty() && options.hmacKeyFile.isEmpty();
    if (!fetching) {
        return {};
    }
    const QUrl issuer(given.value("issuer"), QUrl::StrictMode);
    const bool web = issuer.scheme() == QLatin1String("https") || issuer.scheme() == QLatin1String("http");
    if (!issuer.isValid() || !web || issuer.host().isEmpty()) {
        return usageError(tr("--issuer is no https address, so that its keys cannot be fetched: give --offline or "
                             "--jwks too, or mend it."));
    }
    options.fetch = flow::Fetch::Allowed;
    return {};
}

/// At most one of the things to read comes from standard input.
support::Result<void> checkStandardInput(const Given& given, const InspectOptions& options)
{
    QStringList taken;
    if (options.file == QLatin1String("-")) {
        taken += tr("The token");
    }
    for (const char* name : {"jwks", "hmac-key-file", "settings", "manifest", "client-assignments"}) {
        for (const QString& path : given.all(name)) {
            if (path == QLatin1String("-")) {
                taken += QStringLiteral("--") + QLatin1String(name);
            }
        }
    }
    if (taken.size() > 1) {
        return usageError(tr("%1 and %2 cannot both be standard input.").arg(taken.at(0), taken.at(1)));
    }
    return {};
}

} // namespace

support::Result<Invocation> inspectOptions(const Given& given)
{
    InspectOptions options;
    const auto format = reportFormatOf(given);
    if (!format) {
        return tl::unexpected(format.error());
    }
    options.format = *format;
    options.naming = namingOf(given);
    if (!given.positionals.isEmpty()) {
        options.file = given.positionals.first();
    }
    if (const auto read = readExpectations(given, options); !read) {
        return tl::unexpected(read.error());
    }
    if (const auto read = readKeySource(given, options); !read) {
        return tl::unexpected(read.error());
    }
    options.resource = given.value("resource");
    options.manifests = given.all("manifest");
    options.clientAssignments = given.all("client-assignments");
    options.settingsFile = given.value("settings");
    if (const auto checked = checkStandardInput(given, options); !checked) {
        return tl::unexpected(checked.error());
    }
    return options;
}

} // namespace assayer::cli
