// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "flow/run.h"
#include "inspection/report.h"
#include "profile/profile.h"

#include <QStringList>

#include <optional>
#include <variant>

namespace assayer::cli {

enum class Format { Text, Json, Markdown };

/// Text to print and end with: a help page or the version.
struct Information {
    QString text;
};

enum class PracticeUse { On, Off };

/// Where profiles and environments come from.
struct WorkspaceOptions {
    QString folder;      ///< empty: the nearest one above a profile's file, else the user's own
    QString environment; ///< its name; empty: none
};

enum class KeychainUse { On, Off };

struct GetOptions {
    QString profile; ///< a file's path, "-" for standard input, the worked example's name, or a name in the workspace
    WorkspaceOptions workspace;
    KeychainUse keychain = KeychainUse::On;
    Format format = Format::Text;
    QString secretFile;
    QString secretVariable;
    QStringList allowedHosts;
    PracticeUse practice = PracticeUse::On;
    inspection::Naming naming = inspection::Naming::Real;
};

struct InspectOptions {
    QString file = QStringLiteral("-");
    Format format = Format::Text;
    QString keysFile;
    QString hmacKeyFile;
    QString settingsFile;          ///< the API's own settings
    QStringList manifests;         ///< files: registrations, service principals, lists of assignments
    QStringList clientAssignments; ///< files: lists of the client's assignments, by the user's word
    QString resource;              ///< what was asked for
    profile::Expectations expectations;
    std::optional<int> skewSeconds; ///< if given
    std::optional<qint64> at;       ///< Unix seconds
    flow::Fetch fetch = flow::Fetch::Offline;
    http::PlainHttp plainHttp = http::PlainHttp::LoopbackOnly;
    inspection::Naming naming = inspection::Naming::Real;
};

struct ExplainOptions {
    QStringList words; ///< the text, parted by spaces; one that is a file's name or "-" stands for what is in it
    Format format = Format::Text;
    QString tokenFile; ///< the token that was sent; empty: none
};

struct VerifyOptions {
    QString cases;
};

struct PracticeOptions {
    quint16 port = 0;
    Format format = Format::Text;
};

enum class CheckFormat { Text, Json, JUnit, Sarif };

struct CheckOptions {
    QStringList paths; ///< files, folders with all below them, names in the workspace
    WorkspaceOptions workspace;
    KeychainUse keychain = KeychainUse::On;
    CheckFormat format = CheckFormat::Text;
    int jobs = 4; ///< 1 to 32
    QString secretsFile;
    QString secretsVariable;
    QStringList allowedHosts;
    PracticeUse practice = PracticeUse::On;
};

struct ProfilesOptions {
    QString shown; ///< the profile to show; empty: list them
    WorkspaceOptions workspace;
    Format format = Format::Text;
};

using Invocation = std::variant<Information, GetOptions, CheckOptions, ProfilesOptions, InspectOptions, ExplainOptions,
                                VerifyOptions, PracticeOptions>;

/// What the command line asks for. `arguments` begin with the program's name, as QCoreApplication has them. Errors:
/// "usage"; the sentence names the option, and never repeats a value that may be a secret.
[[nodiscard]] support::Result<Invocation> parseArguments(const QStringList& arguments);

/// Whether the name is that of the built-in worked example.
[[nodiscard]] bool isWorkedExample(const QString& profile);

} // namespace assayer::cli
