// SPDX-License-Identifier: Apache-2.0
#include "cli/options.h"

#include "cli/inspectoptions.h"
#include "cli/optionvalues.h"
#include "support/visibletext.h"

#include <QCoreApplication>
#include <QSslSocket>

#include <algorithm>
#include <array>

namespace assayer::cli {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

QString version()
{
    return QStringLiteral("assayer-cli %1 (Qt %2, %3)\n")
        .arg(QLatin1String(ASSAYER_VERSION), QLatin1String(qVersion()),
             QSslSocket::supportsSsl() ? QSslSocket::sslLibraryVersionString() : tr("no TLS library"));
}

support::Result<CheckFormat> checkFormatOf(const Given& given)
{
    const QString name = given.has("format") ? given.value("format") : QStringLiteral("text");
    constexpr std::array names{std::pair("text", CheckFormat::Text), std::pair("json", CheckFormat::Json),
                               std::pair("junit", CheckFormat::JUnit), std::pair("sarif", CheckFormat::Sarif)};
    for (const auto& [known, format] : names) {
        if (name == QLatin1String(known)) {
            return format;
        }
    }
    return usageError(tr("--format is text, json, junit or sarif, not «%1».").arg(support::visibleText(name)));
}

support::Result<Invocation> checkOptions(const Given& given)
{
    CheckOptions options;
    const auto format = checkFormatOf(given);
    if (!format) {
        return tl::unexpected(format.error());
    }
    options.format = *format;
    options.paths = given.positionals;
    if (options.paths.isEmpty()) {
        return usageError(tr("«check» needs a PATH: a profile's file, a folder of them, or a name in the workspace."));
    }
    if (given.has("jobs")) {
        const auto jobs = integerOf(given, "jobs", 32, 1);
        if (!jobs) {
            return tl::unexpected(jobs.error());
        }
        options.jobs = static_cast<int>(*jobs);
    }
    if (given.has("secrets-file") && given.has("secrets-env")) {
        return usageError(tr("--secrets-file and --secrets-env are given; the secrets come from one place."));
    }
    options.secretsFile = given.value("secrets-file");
    options.secretsVariable = given.value("secrets-env");
    if (options.secretsFile == QLatin1String("-") && options.paths.contains(QLatin1String("-"))) {
        return usageError(tr("The profile and --secrets-file cannot both be standard input."));
    }
    options.workspace = workspaceOf(given);
    options.keychain = given.has("no-keychain") ? KeychainUse::Off : KeychainUse::On;
    options.allowedHosts = given.all("allow-host");
    options.practice = given.has("no-practice") ? PracticeUse::Off : PracticeUse::On;
    return options;
}

support::Result<Invocation> profilesOptions(const Given& given)
{
    ProfilesOptions options;
    const auto format = formatOf(given);
    if (!format) {
        return tl::unexpected(format.error());
    }
    options.format = *format;
    options.workspace = workspaceOf(given);
    const QString what = given.positionals.value(0);
    const bool show = what == QLatin1String("show");
    if (!show && what != QLatin1String("list")) {
        return usageError(tr("«profiles» is followed by list, or by show and a PROFILE."));
    }
    if (given.positionals.size() != (show ? 2 : 1) || (show && given.positionals.at(1).isEmpty())) {
        return usageError(show ? tr("«profiles show» needs one PROFILE.") : tr("«profiles list» takes nothing more."));
    }
    options.shown = given.positionals.value(1);
    return options;
}

support::Result<Invocation> getOptions(const Given& given)
{
    GetOptions options;
    const auto format = reportFormatOf(given);
    if (!format) {
        return tl::unexpected(format.error());
    }
    options.format = *format;
    options.naming = namingOf(given);
    options.profile = given.positionals.value(0);
    if (options.profile.isEmpty()) {
        return usageError(
            tr("«get» needs a PROFILE: a file, - for standard input, a name in the workspace, or «practice»."));
    }
    if (given.has("secret-file") && given.has("secret-env")) {
        return usageError(tr("--secret-file and --secret-env are given; there is one secret, from one place."));
    }
    options.secretFile = given.value("secret-file");
    if (options.profile == QLatin1String("-") && options.secretFile == QLatin1String("-")) {
        return usageError(tr("The profile and --secret-file cannot both be standard input."));
    }
    options.secretVariable = given.value("secret-env");
    options.workspace = workspaceOf(given);
    options.keychain = given.has("no-keychain") ? KeychainUse::Off : KeychainUse::On;
    options.allowedHosts = given.all("allow-host");
    if (given.has("no-practice")) {
        options.practice = PracticeUse::Off;
    }
    return options;
}

support::Result<Invocation> explainOptions(const Given& given)
{
    ExplainOptions options;
    const auto format = formatOf(given);
    if (!format) {
        return tl::unexpected(format.error());
    }
    options.format = *format;
    options.words = given.positionals;
    options.tokenFile = given.value("token");
    const bool standardInput = options.words.isEmpty() || options.words.contains(QStringLiteral("-"));
    if (standardInput && options.tokenFile == QLatin1String("-")) {
        return usageError(tr("The answer and --token cannot both be standard input."));
    }
    const bool secret = std::ranges::any_of(options.words, [](const QString& word) {
        return word.startsWith(QLatin1String("ey")) && word.count(u'.') >= 2;
    });
    if (secret) {
        return usageError(
            tr("That is a token. A token is not taken as an argument: everybody on this computer can read a "
               "program's arguments. Regard it as seen by others; «inspect» reads one from a file or "
               "standard input."));
    }
    if (options.tokenFile.startsWith(QLatin1String("ey")) && options.tokenFile.count(u'.') >= 2) {
        return usageError(
            tr("--token takes the name of a file that holds the token, never the token itself: everybody on "
               "this computer can read a program's arguments. Regard it as seen by others."));
    }
    return options;
}

support::Result<Invocation> verifyOptions(const Given& given)
{
    if (!given.has("cases")) {
        return usageError(tr("«verify» needs --cases FILE; - for standard input."));
    }
    if (given.has("format") && given.value("format") != QLatin1String("json")) {
        return usageError(tr("«verify» writes JSON lines; --format can only be json."));
    }
    return VerifyOptions{given.value("cases")};
}

support::Result<Invocation> practiceOptions(const Given& given)
{
    PracticeOptions options;
    const auto format = formatOf(given);
    if (!format) {
        return tl::unexpected(format.error());
    }
    options.format = *format;
    if (given.has("port")) {
        const auto port = integerOf(given, "port", 65535);
        if (!port) {
            return tl::unexpected(port.error());
        }
        options.port = static_cast<quint16>(*port);
    }
    return options;
}

bool asksForHelp(const QString& argument)
{
    return argument == QLatin1String("--help") || argument == QLatin1String("-h");
}

} // namespace

support::Result<Invocation> parseArguments(const QStringList& arguments)
{
    const QString first = arguments.value(1);
    if (first.isEmpty()) {
        return usageError(tr("There is no command: get, check, profiles, inspect, explain, verify or practice."));
    }
    if (asksForHelp(first) || first == QLatin1String("help")) {
        return Information{helpPage()};
    }
    if (first == QLatin1String("--version")) {
        return Information{version()};
    }
    const CommandRow* command = commandNamed(first);
    if (!command) {
        return usageError(
            tr("The command comes first; it is get, check, profiles, inspect, explain, verify or practice."));
    }
    const QStringList rest = arguments.mid(2);
    if (std::ranges::any_of(rest, asksForHelp)) {
        return Information{helpPage(*command)};
    }
    return readArguments(*command, rest).and_then([&](const Given& given) -> support::Result<Invocation> {
        if (first == QLatin1String("get")) {
            return getOptions(given);
        }
        if (first == QLatin1String("check")) {
            return checkOptions(given);
        }
        if (first == QLatin1String("profiles")) {
            return profilesOptions(given);
        }
        if (first == QLatin1String("inspect")) {
            return inspectOptions(given);
        }
        if (first == QLatin1String("explain")) {
            return explainOptions(given);
        }
        return first == QLatin1String("verify") ? verifyOptions(given) : practiceOptions(given);
    });
}

bool isWorkedExample(const QString& profile)
{
    return profile == QLatin1String("practice") || profile == QLatin1String("worked example");
}

} // namespace assayer::cli
