// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/error.h"

#include <QHash>
#include <QStringList>

#include <span>

namespace assayer::cli {

enum class Arity { Flag, Once, Repeatable };

/// One option of a command, as its help page shows it.
struct OptionRow {
    const char* name;
    const char* value; ///< what stands for its value in the help; null for a flag
    const char* text;
    Arity arity = Arity::Once;
};

/// One command: its help page and what it takes.
struct CommandRow {
    const char* name;
    const char* synopsis;
    const char* text;
    qsizetype positionals; ///< at most
    std::span<const OptionRow> options;
};

/// What was given to a command, by option name.
struct Given {
    QHash<QString, QStringList> values; ///< a flag has an empty list
    QStringList positionals;

    [[nodiscard]] bool has(const char* name) const { return values.contains(QLatin1String(name)); }
    [[nodiscard]] QString value(const char* name) const { return values.value(QLatin1String(name)).value(0); }
    [[nodiscard]] QStringList all(const char* name) const { return values.value(QLatin1String(name)); }
};

[[nodiscard]] std::span<const CommandRow> commands();
[[nodiscard]] const CommandRow* commandNamed(const QString& name);

/// Reads the arguments behind the command's name. Errors: "usage".
[[nodiscard]] support::Result<Given> readArguments(const CommandRow& command, const QStringList& arguments);

[[nodiscard]] QString helpPage();
[[nodiscard]] QString helpPage(const CommandRow& command);
[[nodiscard]] tl::unexpected<support::Error> usageError(const QString& sentence);

} // namespace assayer::cli
