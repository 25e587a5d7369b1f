// SPDX-License-Identifier: Apache-2.0
#include "cli/secretsource.h"

#include "store/keychain.h"
#include "support/json.h"
#include "support/visibletext.h"

#include <QCoreApplication>

namespace assayer::cli {
namespace {

constexpr qsizetype largestTable = 1024 * 1024;

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

support::Error anotherDestination()
{
    return {QStringLiteral("secret-destination"),
            tr("The secret in the keychain was entered for another authority, client or set of hosts than this profile "
               "names now: it is not sent there."),
            tr("Enter it again in the window, or give it with --secret-file or --secret-env."),
            QStringLiteral("clientSecret")};
}

tl::unexpected<support::Error> unusableTable(const char* code, const QString& sentence)
{
    return support::failure(QLatin1String(code), sentence, {}, QStringLiteral("clientSecret"));
}

} // namespace

support::Result<std::optional<support::Secret>> secretFromKeychain(const ChosenProfile& profile,
                                                                   const Interrupt& interrupt)
{
    using Found = support::Result<std::optional<store::StoredSecret>>;
    const store::SecretKey key = store::secretKeyOf(profile.stored, profile.environment);
    if (key.isEmpty()) {
        return std::optional<support::Secret>();
    }
    QObject context;
    std::optional<Found> found;
    const auto keychain = store::systemKeychain();
    QObject::connect(&interrupt, &Interrupt::raised, &context, &QCoreApplication::quit);
    keychain->read(key, &context, [&found](const Found& answer) {
        found = answer;
        QCoreApplication::quit();
    });
    if (!interrupt.isRaised()) {
        QCoreApplication::exec();
    }
    if (!found) {
        return support::failure(QStringLiteral("cancelled"), tr("Cancelled."));
    }
    return found->and_then(
        [&](const std::optional<store::StoredSecret>& stored) -> support::Result<std::optional<support::Secret>> {
            if (!stored) {
                return std::optional<support::Secret>();
            }
            if (!store::isMeantFor(stored->destination, store::destinationOf(profile.resolved))) {
                return tl::unexpected(anotherDestination());
            }
            return std::optional(stored->secret);
        });
}

support::Result<SecretTable> SecretTable::parse(QByteArray text)
{
    auto table = support::json::parse(text);
    support::wipe(text);
    if (!table) {
        return unusableTable("invalid-json", tr("The secrets are not valid JSON."));
    }
    SecretTable secrets;
    for (const support::json::Member& member : table->members()) {
        if (!member.value.isString() || member.duplicate) {
            return unusableTable("invalid-secrets",
                                 tr("The secrets should be a JSON object of texts, each name once: «%1» is not.")
                                     .arg(support::visibleText(member.name.left(80))));
        }
        secrets.m_secrets.insert(member.name, support::Secret::fromText(member.value.text()));
    }
    if (!table->isObject()) {
        return unusableTable("invalid-secrets", tr("The secrets should be a JSON object."));
    }
    return secrets;
}

std::optional<support::Secret> SecretTable::find(const QString& path, const profile::Profile& profile) const
{
    const bool json = path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
    for (const QString& name : {path, json ? path.chopped(5) : path, profile.id, profile.name}) {
        if (const auto found = m_secrets.constFind(name); !name.isEmpty() && found != m_secrets.cend()) {
            return found.value();
        }
    }
    return {};
}

support::Result<SecretTable> readSecrets(const CheckOptions& options, const Interrupt& interrupt)
{
    if (!options.secretsVariable.isEmpty()) {
        const QByteArray name = options.secretsVariable.toLocal8Bit();
        QByteArray value = qgetenv(name.constData());
        qunsetenv(name.constData());
        return SecretTable::parse(std::move(value));
    }
    if (options.secretsFile.isEmpty()) {
        return SecretTable();
    }
    if (isReadableByOthers(options.secretsFile)) {
        say(tr("Warning: %1 can be read by other users; «chmod 600» keeps it to yourself.")
                .arg(support::visibleText(options.secretsFile)));
    }
    return readFile(options.secretsFile, largestTable, interrupt).and_then([](QByteArray text) {
        return SecretTable::parse(std::move(text));
    });
}

} // namespace assayer::cli
