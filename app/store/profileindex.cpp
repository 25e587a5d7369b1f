// SPDX-License-Identifier: Apache-2.0
#include "store/profileindex.h"

#include <QCollator>

#include <algorithm>
#include <array>
#include <numeric>

namespace assayer::store {
namespace {

QString folded(const QString& text)
{
    const bool plain = std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x80; });
    if (plain) {
        return text.toLower();
    }
    QString letters = text.normalized(QString::NormalizationForm_KD).toCaseFolded();
    letters.removeIf([](QChar c) { return c.category() == QChar::Mark_NonSpacing; });
    return letters;
}

QString searchedText(const ProfileEntry& entry, const profile::Environment& environment)
{
    constexpr qsizetype longest = 1000; // of what stands for a text with variables
    constexpr qsizetype literal = 2;    // name and path have none
    const profile::Profile& profile = entry.profile;
    QStringList texts{
        entry.name,       entry.path,   profile.clientId, profile.authority.tenant, profile.authority.issuer,
        profile.audience, profile.scope};
    texts += profile.resources;
    for (qsizetype i = literal, count = texts.size(); i < count; ++i) {
        if (profile::variablesIn(texts.at(i)).isEmpty()) {
            continue;
        }
        // A secret variable's value is none of the environment's texts.
        if (const auto resolved = profile::resolveText(texts.at(i), environment)) {
            texts.append(resolved->left(longest));
        }
    }
    // A line break is in no word that was typed: no match reaches from one text into the next.
    return folded(texts.join(u'\n'));
}

QString sortText(const ProfileEntry& entry, SortBy by)
{
    switch (by) {
    case SortBy::Name:
    case SortBy::LastChanged:
        return entry.name;
    case SortBy::Path:
        return entry.path;
    case SortBy::Client:
        return entry.profile.clientId;
    case SortBy::Tenant:
        return entry.profile.authority.kind == profile::AuthorityKind::Issuer ? entry.profile.authority.issuer
                                                                              : entry.profile.authority.tenant;
    }
    return {};
}

QString folderOf(const QString& path)
{
    return path.left(std::max<qsizetype>(0, path.lastIndexOf(u'/')));
}

QList<checks::KnownApi> apisOf(const Listing& listing, const profile::Environment& environment)
{
    QList<checks::KnownApi> apis;
    apis.reserve(listing.profiles.size());
    for (const ProfileEntry& entry : listing.profiles) {
        const auto resolved = profile::resolve(entry.profile, environment);
        apis.append(resolved ? checks::knownApi(*resolved) : checks::KnownApi());
    }
    return apis;
}

QList<qsizetype> positionsOf(const Listing& listing)
{
    QList<qsizetype> positions(listing.profiles.size());
    std::iota(positions.begin(), positions.end(), qsizetype(0));
    return positions;
}

} // namespace

QList<qsizetype> sorted(const Listing& listing, SortBy by)
{
    QList<qsizetype> positions = positionsOf(listing);
    const auto& profiles = listing.profiles;
    if (by == SortBy::LastChanged) {
        std::ranges::stable_sort(positions, std::greater(), [&](qsizetype i) { return profiles[i].changedAt; });
        return positions;
    }
    // The C locale knows neither numbers nor case.
    const QLocale locale = QLocale().language() == QLocale::C ? QLocale(QLocale::English) : QLocale();
    QCollator collator(locale);
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::vector<QCollatorSortKey> keys;
    keys.reserve(static_cast<std::size_t>(profiles.size()));
    for (const ProfileEntry& entry : profiles) {
        keys.push_back(collator.sortKey(sortText(entry, by)));
    }
    std::ranges::stable_sort(positions, [&](qsizetype a, qsizetype b) {
        return keys[static_cast<std::size_t>(a)] < keys[static_cast<std::size_t>(b)];
    });
    return positions;
}

Catalogue catalogueOf(const Listing& listing, SortBy by, const QString& environment)
{
    const EnvironmentEntry* chosen = environment.isEmpty() ? nullptr : listing.environment(environment);
    const profile::Environment& variables = chosen ? chosen->environment : profile::noEnvironment();
    QList<qsizetype> byId = positionsOf(listing);
    const auto idAt = [&listing](qsizetype at) -> const QString& { return listing.profiles.at(at).profile.id; };
    byId.removeIf([&idAt](qsizetype at) { return idAt(at).isEmpty(); });
    std::ranges::stable_sort(byId, {}, idAt);
    QHash<QString, FolderContent> contents;
    for (const QString& folder : listing.folders) {
        // What is kept beside the environments is not shown, as they are not.
        if (!folder.startsWith(environmentsFolder + u'/'))
            contents[folderOf(folder)].folders.append(folder);
    }
    for (const qsizetype at : sorted(listing, by))
        contents[folderOf(listing.profiles.at(at).path)].profiles.append(at);
    return {listing, contents, ProfileIndex(listing, variables), byId, apisOf(listing, variables)};
}

QList<const ProfileEntry*> Catalogue::withId(const QString& id) const
{
    const auto idAt = [this](qsizetype at) -> const QString& { return listing.profiles.at(at).profile.id; };
    QList<const ProfileEntry*> entries;
    for (const qsizetype at : std::ranges::equal_range(byId, id, {}, idAt)) {
        entries.append(&listing.profiles.at(at));
    }
    return entries;
}

ProfileIndex::ProfileIndex(const Listing& listing, const profile::Environment& environment)
{
    m_rows.reserve(listing.profiles.size());
    for (const ProfileEntry& entry : listing.profiles) {
        m_rows.append({folded(entry.name), searchedText(entry, environment)});
    }
}

QList<qsizetype> ProfileIndex::find(const QString& typed) const
{
    constexpr qsizetype longest = 1000;
    const QString text = folded(typed.left(longest)).simplified();
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    const auto holds = [&words](const QString& where) {
        return std::ranges::all_of(words, [&where](const QString& word) { return where.contains(word); });
    };
    std::array<QList<qsizetype>, 3> ranks;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows.at(i);
        if (holds(row.all)) {
            const std::size_t rank = row.name.startsWith(text) ? 0 : holds(row.name) ? 1 : 2;
            ranks[rank].append(i);
        }
    }
    return ranks[0] + ranks[1] + ranks[2];
}

} // namespace assayer::store
