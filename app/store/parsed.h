// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/listing.h"

/// Files' texts as entries of a listing. Private to this folder.
namespace assayer::store {

/// Whose a file is, as far as it is known without its text.
enum class Owner { Unknown, Ours };

/// As profile::parse() and parseEnvironment(), but for "foreign": what says nothing of being ours.
[[nodiscard]] support::Result<profile::Profile> parsedProfile(const QByteArray& text, Owner owner = Owner::Unknown);
[[nodiscard]] support::Result<profile::Environment> parsedEnvironment(const QByteArray& text,
                                                                      Owner owner = Owner::Unknown);

[[nodiscard]] support::Result<ProfileEntry> entryOf(const QString& path, const QByteArray& text,
                                                    support::Result<profile::Profile> profile);
[[nodiscard]] support::Result<EnvironmentEntry> entryOf(const QString& path, const QByteArray& text,
                                                        support::Result<profile::Environment> environment);

} // namespace assayer::store
