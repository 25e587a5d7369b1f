// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/profile.h"
#include "support/json.h"

/// What the files of profiles and environments have in common. Private to this folder.
namespace assayer::profile {

class ObjectReader;

/// The file's object: at most 1 MiB of strict JSON, nothing forbidden in it, "schema": 1. Errors as parse() has them.
[[nodiscard]] support::Result<support::json::Value> readFileText(const QByteArray& text);

/// Stable order, four spaces a level, a line break at the end.
[[nodiscard]] QByteArray writeFileText(const support::json::Value& file);

/// The optional member «id».
void readId(ObjectReader& reader, QString& id);

/// Adds the text unless it says nothing.
void add(support::json::Value& object, const QString& name, const QString& text);
void add(support::json::Value& object, const UnknownMembers& members);

} // namespace assayer::profile
