// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

/// Ways in which two identifiers can be the same but for their writing. Every function is linear in its text.
namespace assayer::checks {

/// Without white space, zero-width and other invisible characters.
[[nodiscard]] QString withoutInvisible(const QString& text);
/// A-Z as a-z, nothing else touched: identifiers are compared by ASCII rules, a Kelvin sign is no K.
[[nodiscard]] QString asciiLower(const QString& text);
/// Letters that look like ASCII (Cyrillic, Greek, full width) as the ASCII letter that they look like.
[[nodiscard]] QString withoutLookalikes(const QString& text);
/// At most one final slash less.
[[nodiscard]] QString withoutFinalSlash(const QString& text);
/// Every run of slashes behind the scheme as one.
[[nodiscard]] QString withSingleSlashes(const QString& text);
/// «http://» as «https://».
[[nodiscard]] QString withSecureScheme(const QString& text);
/// Behind «api://», however often it is repeated.
[[nodiscard]] QString withoutApiPrefix(const QString& text);
/// What stands before a final «/.default»; empty if there is none.
[[nodiscard]] QString withoutDefaultSuffix(const QString& text);
/// The text before the last segment and the segment itself; nothing if there is no path.
struct Split {
    QString head;
    QString segment;
};
[[nodiscard]] std::optional<Split> splitLastSegment(const QString& text);
/// The GUID of the app that an audience proves to name, in lower case: a bare GUID, api://GUID, api://anything/GUID;
/// a final slash does not matter. Empty if it proves none.
[[nodiscard]] QString appGuid(const QString& audience);
/// Whether it is «scheme://…».
[[nodiscard]] bool isUri(const QString& text);
/// Every text that ends before a slash of the path, shortest first, from scheme://host on; at most 64.
[[nodiscard]] QStringList pathPrefixes(const QString& uri);
/// Two identifiers are the same if they are equal, or the same GUID in another letter case.
[[nodiscard]] bool sameId(const QString& left, const QString& right);

} // namespace assayer::checks
