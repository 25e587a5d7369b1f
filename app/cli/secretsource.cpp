// SPDX-License-Identifier: Apache-2.0
#include "cli/secretsource.h"

#include "store/keychain.h"
#include "support/json.h"
#include "support/visibletext.h"

#include <QCoreApplication>
#include <QDir>
#include <QSet>

#include <algorithm>
#include <map>
#include <ranges>
#include <set>

namespace assayer::cli {
namespace {

constexpr qsizetype largestTable = 1024 * 1024;
constexpr qsizetype longestShown = 80;
constexpr qsizetype mostShown = 30;

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

/// Which of the run's profiles go by a text.
using Owners = std::map<QString, std::set<qsizetype>>;

bool isJsonFile(const QString& path)
{
    return path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
}

QStringList pathKeys(const Claimant& one)
{
    if (one.path.isEmpty()) {
        return {};
    }
    QStringList keys{one.path};
    if (const QString clean = QDir::cleanPath(one.path); clean != one.path) {
        keys.append(clean);
    }
    for (const QString& key : QStringList(keys)) {
        if (isJsonFile(key)) {
            keys.append(key.chopped(5));
        }
    }
    return keys;
}

/// What says that it is a file's path is no name, whoever calls a profile so.
QStringList nameKeys(const Claimant& one)
{
    QStringList keys{one.id, one.name};
    keys.removeIf([](const QString& key) { return key.isEmpty() || isJsonFile(key); });
    return keys;
}

support::Error ofSeveral(const QString& key, const std::set<qsizetype>& who, const QList<Claimant>& run)
{
    QStringList paths;
    for (const qsizetype index : who | std::views::take(mostShown)) {
        paths.append(run.at(index).path);
    }
    return {QStringLiteral("ambiguous-profile"),
            tr("Several of these profiles are called «%1»: its secret is sent for none of them.")
                .arg(support::visibleText(key.left(longestShown))),
            tr("Give each its secret by its path. They are: %1").arg(listed(paths)), QStringLiteral("clientSecret")};
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
                                     .arg(support::visibleText(member.name.left(longestShown))));
        }
        // As a secret's own file ends in a line break, which is no part of it.
        QStringView value = member.value.text();
        value.chop(value.endsWith(QLatin1String("\r\n")) ? 2 : value.endsWith(u'\n') ? 1 : 0);
        secrets.m_secrets.insert(member.name, support::Secret(value.toUtf8()));
    }
    if (!table->isObject()) {
        return unusableTable("invalid-secrets", tr("The secrets should be a JSON object."));
    }
    return secrets;
}

QList<SecretTable::Given> SecretTable::given(const QList<Claimant>& run) const
{
    Owners paths;
    Owners all;
    for (qsizetype i = 0; i < run.size(); ++i) {
        for (const QString& key : pathKeys(run.at(i))) {
            paths[key].insert(i);
            all[key].insert(i);
        }
        for (const QString& key : nameKeys(run.at(i))) {
            all[key].insert(i);
        }
    }
    const auto one = [&](const Claimant& claimant) -> Given {
        for (const auto& [keys, owners] :
             {std::pair(pathKeys(claimant), &paths), std::pair(nameKeys(claimant), &all)}) {
            for (const QString& key : keys) {
                if (const auto found = m_secrets.constFind(key); found != m_secrets.cend()) {
                    const auto& who = owners->find(key)->second;
                    if (who.size() > 1) {
                        return tl::unexpected(ofSeveral(key, who, run));
                    }
                    return found->isEmpty()
                               ? Given(unusableTable("secret-empty", tr("Its secret in the table is empty.")))
                               : Given(*found);
                }
            }
        }
        return std::optional<support::Secret>();
    };
    QList<Given> given;
    for (const Claimant& claimant : run) {
        given.append(one(claimant));
    }
    return given;
}

qsizetype SecretTable::unused(const QList<Claimant>& run) const
{
    QSet<QString> known;
    for (const Claimant& claimant : run) {
        for (const QString& key : pathKeys(claimant) + nameKeys(claimant)) {
            known.insert(key);
        }
    }
    return std::ranges::count_if(m_secrets.keys(), [&known](const QString& key) { return !known.contains(key); });
}

support::Result<SecretTable> readSecrets(const CheckOptions& options, const Interrupt& interrupt)
{
    if (!options.secretsVariable.isEmpty()) {
        const QByteArray name = options.secretsVariable.toLocal8Bit();
        QByteArray value = qgetenv(name.constData());
        qunsetenv(name.constData());
        if (value.isEmpty()) {
            return unusableTable("secret-empty", tr("The environment variable %1 is not set, or empty: no secrets.")
                                                     .arg(support::visibleText(options.secretsVariable)));
        }
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
