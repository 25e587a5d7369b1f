// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/environment.h"

#include <QList>

/// Variables in the texts of a profile. `{{name}}` (white space inside the braces is allowed) stands for the value of
/// a variable; a backslash in front makes it literal: `\{{name}}` means «{{name}}», `\\{{name}}` a backslash and the
/// value. A value is put in as it is and never looked at again, so that nothing can refer to itself.
namespace assayer::profile {

/// What stands for no environment: every variable is undefined in it.
[[nodiscard]] const Environment& noEnvironment();

/// The profile with every variable put in, ready for a request; or all errors, each with the field's path in the file
/// as field («authority.tenant», «client_id», «resources[1]», «parameters[0].value»): "undefined-variable";
/// "invalid-variable" (`{{` without an end or a name); "secret-variable" (a secret one among the profile's texts, or a
/// plain one as secret_variable); "too-long" (a text beyond 64 KiB, or the profile's together beyond 1 MiB).
/// The profile's name, id and unknown members are left as they are.
[[nodiscard]] tl::expected<Profile, QList<support::Error>> resolve(const Profile& profile,
                                                                   const Environment& environment);

/// What is known of a profile that does not resolve, to judge a token by: what it expects where every variable can be
/// put in; nothing is expected where one cannot, nor by what would stand in for it (the authority's issuer, the
/// client's and the tenant's id).
[[nodiscard]] Profile resolvedPart(const Profile& profile, const Environment& environment);

/// One text, for what stands beside a field. Errors as above, with `path` as field.
[[nodiscard]] support::Result<QString> resolveText(const QString& text, const Environment& environment,
                                                   const QString& path = {});

/// The names of the variables in a text, each once, in order; also undefined ones.
[[nodiscard]] QStringList variablesIn(const QString& text);

/// Those of all texts of a profile, and its secret_variable.
[[nodiscard]] QStringList variablesIn(const Profile& profile);

} // namespace assayer::profile
