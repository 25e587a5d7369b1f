// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/settings.h"

#include <QByteArray>

namespace assayer::formats {

/// What a YAML text says, event by event: nothing is expanded, so an alias costs nothing and stands for nothing.
struct YamlText {
    Settings settings;      ///< of all its documents but those for one Spring profile
    bool hasAlias = false;  ///< an alias was passed over
    int otherDocuments = 0; ///< documents that Spring uses only where a profile is active
};

/// Reads YAML 1.1 of any number of documents; every scalar is a text. Errors: "invalid-yaml" with line and column in
/// the detail, "too-deep" beyond 64 levels.
[[nodiscard]] support::Result<YamlText> readYaml(const QByteArray& text);

} // namespace assayer::formats
