// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/profile.h"

#include <QList>

namespace assayer::profile {

enum class VariableKind {
    Plain, ///< its value stands in the file
    Secret ///< its value is in the keychain alone, under the environment's id and the variable's name
};

struct Variable {
    QString name; ///< see isVariableName()
    VariableKind kind = VariableKind::Plain;
    QString value = {}; ///< of a plain one, taken as it is: no `{{…}}` in it is looked at. Empty for a secret
    UnknownMembers unknown = {};
    bool operator==(const Variable&) const = default;
};

/// A named set of variables for the profiles of one workspace. One JSON file, "schema": 1. Never holds a secret.
struct Environment {
    QString id; ///< stable, see isId(): what the keychain knows its secrets by. Empty: it has no secrets yet
    QString name;
    QList<Variable> variables; ///< in the user's order, each name once
    UnknownMembers unknown = {};
    bool operator==(const Environment&) const = default;

    [[nodiscard]] const Variable* find(QStringView variable) const;
};

/// Whether what reads as a profile is an environment: it has variables, and nothing of what makes a profile.
[[nodiscard]] bool isEnvironment(const Profile& profile);

/// A letter or underscore, then letters, digits, «_», «-» or «.», all ASCII, at most 64.
[[nodiscard]] bool isVariableName(QStringView name);

/// Reads an environment file's text, at most 1 MiB. Errors as profile::parse() has them, with paths like
/// «variables[2].name»; a plain variable with a secret's name and a value is refused as "secret-in-profile".
[[nodiscard]] support::Result<Environment> parseEnvironment(const QByteArray& json);

/// The file's text, in the form of profile::write(). A variable with a secret's name loses its value, whatever its
/// kind.
[[nodiscard]] QByteArray write(const Environment& environment);

} // namespace assayer::profile
