// SPDX-License-Identifier: Apache-2.0
#include "cli/inputs.h"

#include "checks/tokenfacts.h"
#include "cli/secretsource.h"
#include "entra/assignments.h"
#include "jose/jwt.h"
#include "oauth/tokeninput.h"
#include "profile/environment.h"
#include "support/textencoding.h"
#include "support/visibletext.h"

#ifdef ASSAYER_WITH_PRACTICE
#include "practice/practicetenant.h"
#endif

#include <QCoreApplication>

namespace assayer::cli {
namespace {

constexpr qsizetype maximumSecret = 64 * 1024;
constexpr qsizetype maximumProfile = 1024 * 1024;
constexpr qsizetype maximumTokenInput = 4 * 1024 * 1024;
constexpr qsizetype maximumManifest = 4 * 1024 * 1024;
constexpr qsizetype maximumKeys = 2 * 1024 * 1024;
constexpr qsizetype maximumSettings = 256 * 1024;

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

/// Says which input it was, as the user named it.
support::Error about(support::Error error, const QString& path, const QString& field)
{
    const QString name = path == QLatin1String("-") ? tr("standard input") : support::visibleText(path);
    error.detail = error.detail.isEmpty() ? name : QStringLiteral("%1: %2").arg(name, error.detail);
    error.field = field;
    return error;
}

support::Result<QByteArray> read(const QString& path, qsizetype limit, const QString& field, const Interrupt& interrupt)
{
    return readFile(path, limit, interrupt).map_error([&](const support::Error& error) {
        return about(error, path, field);
    });
}

void stripFinalLineBreak(QByteArray& bytes)
{
    if (bytes.endsWith('\n')) {
        bytes.chop(1);
        if (bytes.endsWith('\r')) {
            bytes.chop(1);
        }
    }
}

/// Marks that editors and shells put in front and nobody sees.
void warnOfByteOrderMark(QByteArrayView bytes, const QString& path)
{
    if (bytes.startsWith("\xEF\xBB\xBF") || bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF")) {
        say(tr("%1 begins with a byte order mark. It is taken as a part of the secret; save the file as plain text "
               "without it.")
                .arg(support::visibleText(path)));
    }
}

support::Result<support::Secret> secretFromFile(const QString& path, const QString& field, const Interrupt& interrupt)
{
    if (isReadableByOthers(path)) {
        say(tr("Warning: %1 can be read by other users; «chmod 600» keeps it to yourself.")
                .arg(support::visibleText(path)));
    }
    auto bytes = read(path, maximumSecret, field, interrupt);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    stripFinalLineBreak(*bytes);
    if (bytes->isEmpty()) {
        return tl::unexpected(
            about({QStringLiteral("secret-empty"), tr("There is no secret in it."), {}, {}}, path, field));
    }
    warnOfByteOrderMark(*bytes, path);
    return support::Secret(std::move(*bytes));
}

support::Result<support::Secret> secretFromEnvironment(const QString& variable)
{
    const QByteArray name = variable.toLocal8Bit();
    QByteArray value = qgetenv(name.constData());
    qunsetenv(name.constData());
    if (value.isEmpty()) {
        return support::failure(
            QStringLiteral("secret-empty"),
            tr("The environment variable %1 is not set, or empty.").arg(support::visibleText(variable)), {},
            QStringLiteral("clientSecret"));
    }
    return support::Secret(std::move(value));
}

support::Result<support::Secret> secretFromTerminal(const profile::Profile& profile, const Interrupt& interrupt)
{
    const QString prompt = tr("Client secret of %1 (not shown): ")
                               .arg(support::visibleText(profile.name.isEmpty() ? profile.clientId : profile.name));
    auto bytes = askHidden(prompt, Until::LineBreak, maximumSecret, interrupt);
    if (!bytes) {
        support::Error error = bytes.error();
        if (error.code == QLatin1String("no-terminal")) {
            error = {QStringLiteral("usage"),
                     tr("There is no terminal to ask for the client secret: give --secret-file FILE or "
                        "--secret-env NAME."),
                     {},
                     {}};
        }
        return tl::unexpected(error);
    }
    if (bytes->isEmpty()) {
        return support::failure(QStringLiteral("secret-empty"), tr("No secret was given."), {},
                                QStringLiteral("clientSecret"));
    }
    return support::Secret(std::move(*bytes));
}

support::Result<jose::JwkSet> keysFrom(const QByteArray& text)
{
    if (!text.contains("-----BEGIN")) {
        return jose::JwkSet::parse(text);
    }
    return jose::Jwk::fromPem(text).map([](const jose::Jwk& key) { return jose::JwkSet{{key}, {}}; });
}

} // namespace

support::Result<profile::Profile> readProfile(const QString& file, const Interrupt& interrupt)
{
    const QString field = QStringLiteral("profile");
    return read(file, maximumProfile, field, interrupt).and_then([&](const QByteArray& text) {
        return profile::parse(text)
            .and_then([&](const profile::Profile& profile) -> support::Result<profile::Profile> {
                if (profile::isEnvironment(profile)) {
                    return support::failure(QStringLiteral("no-profile"),
                                            tr("It is an environment, no profile: name it with --env."), {}, field);
                }
                return profile;
            })
            .map_error([&](const support::Error& error) {
                return about(error, file, error.field.isEmpty() ? field : error.field);
            });
    });
}

support::Result<support::Secret> readSecret(const GetOptions& options, const ChosenProfile& profile,
                                            const Interrupt& interrupt)
{
    if (!options.secretFile.isEmpty()) {
        return secretFromFile(options.secretFile, QStringLiteral("clientSecret"), interrupt);
    }
    if (!options.secretVariable.isEmpty()) {
        return secretFromEnvironment(options.secretVariable);
    }
#ifdef ASSAYER_WITH_PRACTICE
    if (profile.resolved.authority.kind == profile::AuthorityKind::Practice) {
        return practice::PracticeTenant::demoSecret();
    }
#endif
    if (options.keychain == KeychainUse::On) {
        const auto kept = secretFromKeychain(profile, interrupt);
        if (kept && *kept) {
            return **kept;
        }
        if (!kept && kept.error().code == QLatin1String("cancelled")) {
            return tl::unexpected(kept.error());
        }
        if (!kept) {
            say(kept.error().sentence + QLatin1Char(' ') + support::visibleText(kept.error().detail));
        }
    }
    return secretFromTerminal(profile.resolved, interrupt);
}

support::Result<QByteArray> readToken(const InspectOptions& options, const Interrupt& interrupt)
{
    const QString field = QStringLiteral("token");
    auto text = options.file == QLatin1String("-") && inputIsTerminal()
                    ? askHidden(tr("Paste a token, or what holds one, then press Ctrl+D. It is not shown. "),
                                Until::EndOfText, maximumTokenInput, interrupt)
                    : read(options.file, maximumTokenInput, field, interrupt);
    if (text) {
        QByteArray plain = support::utf8Of(*text);
        if (plain != *text) {
            support::wipe(*text);
            *text = std::move(plain);
        }
    }
    if (text && text->trimmed().isEmpty()) {
        return tl::unexpected(
            about({QStringLiteral("input-empty"), tr("There is no token in it."), {}, {}}, options.file, field));
    }
    return text;
}

namespace {

/// What the token says; it is taken apart and wiped again.
checks::TokenFacts factsOf(const QByteArray& token)
{
    oauth::TokenInput input = oauth::tokenFrom(token);
    const jose::Jwt jwt = jose::takeApart(input.token);
    support::wipe(input.token);
    return checks::factsOf(jwt);
}

/// The service principal of the token's client: as a manifest at hand says, else as the token does.
QString clientPrincipalOf(const checks::TokenFacts& facts, const QList<entra::Manifest>& manifests)
{
    for (const entra::Manifest& manifest : manifests) {
        if (manifest.kind == entra::ManifestKind::ServicePrincipal && !facts.client.isEmpty() &&
            manifest.appId.compare(facts.client, Qt::CaseInsensitive) == 0) {
            return manifest.objectId;
        }
    }
    return facts.objectId;
}

} // namespace

support::Result<QList<entra::Manifest>> readManifests(const InspectOptions& options, const QByteArray& token,
                                                      const Interrupt& interrupt)
{
    const QString field = QStringLiteral("manifest");
    QList<entra::Manifest> manifests;
    for (const QString& path : options.manifests) {
        const auto text = read(path, maximumManifest, field, interrupt);
        if (!text) {
            return tl::unexpected(text.error());
        }
        const auto manifest = entra::parseManifest(*text);
        if (!manifest) {
            return tl::unexpected(about(manifest.error(), path, field));
        }
        manifests += *manifest;
    }
    const QString ofClient = QStringLiteral("client-assignments");
    for (const QString& path : options.clientAssignments) {
        const auto text = read(path, maximumManifest, ofClient, interrupt);
        if (!text) {
            return tl::unexpected(text.error());
        }
        auto list = entra::parseAssignments(*text);
        if (!list) {
            return tl::unexpected(about(list.error(), path, ofClient));
        }
        list->assignmentList = entra::AssignmentList::OfPrincipal;
        list->assignmentsOf = clientPrincipalOf(factsOf(token), manifests);
        manifests += *list;
    }
    return manifests;
}

support::Result<std::optional<jose::JwkSet>> readKeys(const InspectOptions& options, const Interrupt& interrupt)
{
    using Keys = std::optional<jose::JwkSet>;
    if (!options.hmacKeyFile.isEmpty()) {
        return secretFromFile(options.hmacKeyFile, QStringLiteral("hmac-key-file"), interrupt)
            .map([](const support::Secret& key) {
                return Keys(jose::JwkSet{{jose::Jwk::symmetric(key)}, {}});
            });
    }
    if (options.keysFile.isEmpty()) {
        return Keys();
    }
    const QString field = QStringLiteral("jwks");
    const auto text = read(options.keysFile, maximumKeys, field, interrupt);
    if (!text) {
        return tl::unexpected(text.error());
    }
    const auto keys = keysFrom(*text);
    if (!keys) {
        return tl::unexpected(about(keys.error(), options.keysFile, field));
    }
    return Keys(*keys);
}

support::Result<std::optional<formats::ApiSettings>> readSettings(const InspectOptions& options,
                                                                  const Interrupt& interrupt)
{
    using Settings = std::optional<formats::ApiSettings>;
    if (options.settingsFile.isEmpty()) {
        return Settings();
    }
    const QString field = QStringLiteral("settings");
    auto text = read(options.settingsFile, maximumSettings, field, interrupt);
    if (!text) {
        return tl::unexpected(text.error());
    }
    auto settings = formats::readApiSettings(*text);
    support::wipe(*text); // secrets may stand in it
    if (!settings) {
        return tl::unexpected(about(settings.error(), options.settingsFile, field));
    }
    return Settings(*settings);
}

profile::Expectations expectedBy(const formats::ApiSettings& settings, const InspectOptions& options,
                                 const QByteArray& token)
{
    const checks::TokenFacts facts = factsOf(token);
    profile::Expectations expected = formats::expectationsFor(settings, facts.issuer, facts.client);
    const profile::Expectations& given = options.expectations;
    const auto replace = [](auto& value, const auto& by) {
        if (!by.isEmpty()) {
            value = by;
        }
    };
    replace(expected.audiences, given.audiences);
    replace(expected.issuer, given.issuer);
    replace(expected.client, given.client);
    if (!given.issuer.isEmpty()) {
        expected.moreIssuers.clear();
    }
    if (!given.client.isEmpty()) {
        expected.moreClients.clear();
    }
    replace(expected.tenant, given.tenant);
    if (!given.roles.isEmpty()) {
        expected.roles = given.roles;
        expected.roleMatch = given.roleMatch;
    }
    if (given.tokenVersion) {
        expected.tokenVersion = given.tokenVersion;
    }
    // What the caller expects of these is not what the policy lets in: what it answers then is not known.
    if (expected.middleware == profile::Middleware::ApiManagement && (!given.client.isEmpty() || given.tokenVersion)) {
        expected.middleware.reset();
    }
    expected.skewSeconds = options.skewSeconds.value_or(expected.skewSeconds);
    return expected;
}

} // namespace assayer::cli
