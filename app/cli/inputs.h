// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.h"
#include "cli/options.h"
#include "entra/manifest.h"
#include "formats/apisettings.h"
#include "jose/jwk.h"
#include "support/secret.h"

/// What the commands read. Errors as readFile() has them, with the option or argument as field, and those of the
/// parsers.
namespace assayer::cli {

struct ChosenProfile;

/// A profile's file, or "-"; at most 1 MiB.
[[nodiscard]] support::Result<profile::Profile> readProfile(const QString& file, const Interrupt& interrupt);

/// The client secret from its file (at most 64 KiB, a final line break stripped) or the environment; if neither is
/// given, the practice tenant's demo secret if the profile asks that tenant, else from the keychain, else from the
/// terminal. "usage" if there is none.
[[nodiscard]] support::Result<support::Secret> readSecret(const GetOptions& options, const ChosenProfile& profile,
                                                          const Interrupt& interrupt);

/// A live token in whatever stands around it; at most 4 MiB.
[[nodiscard]] support::Result<QByteArray> readToken(const InspectOptions& options, const Interrupt& interrupt);

/// The manifests that the user gave; each at most 4 MiB. The error's field is "manifest" or "client-assignments", whose
/// lists are those of the client of the token at hand (live, in whatever stands around it).
[[nodiscard]] support::Result<QList<entra::Manifest>>
readManifests(const InspectOptions& options, const QByteArray& token, const Interrupt& interrupt);

/// The keys that the user gave, if any; at most 2 MiB.
[[nodiscard]] support::Result<std::optional<jose::JwkSet>> readKeys(const InspectOptions& options,
                                                                    const Interrupt& interrupt);

/// The API's own settings, if a file with them was given; at most 256 KiB.
[[nodiscard]] support::Result<std::optional<formats::ApiSettings>> readSettings(const InspectOptions& options,
                                                                                const Interrupt& interrupt);

/// What that API expects of this token, replaced by what the options say. `token` is live, in whatever stands around
/// it.
[[nodiscard]] profile::Expectations expectedBy(const formats::ApiSettings& settings, const InspectOptions& options,
                                               const QByteArray& token);

} // namespace assayer::cli
