// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace assayer::checks {

/// In the order of the checklist.
enum class CheckId { Kind, Signature, Issuer, Audience, Roles, Lifetime, Client, Tenant, Version };
enum class Status { Pass, Warning, Fail, Unchecked };

[[nodiscard]] QString toName(CheckId id);    ///< "kind", "signature" …
[[nodiscard]] QString toName(Status status); ///< "pass", "warning", "fail", "unchecked"

/// One of several things that a check asks for (a role), with its own status.
struct Item {
    QString text;
    Status status = Status::Pass;
    QString cause;                         ///< as Result::cause; empty when it passes
    QMap<QString, QString> arguments = {}; ///< what the words need beside the result's
    bool operator==(const Item&) const = default;
};

/// What one check found. The words are made from it elsewhere (inspection/words.h).
struct Result {
    CheckId id = CheckId::Kind;
    Status status = Status::Unchecked;
    QString cause; ///< "audience.case"; empty when it passes
    QStringList expected;
    QStringList actual;
    QMap<QString, QString> arguments; ///< what the words need: names, ids, durations in seconds, URLs
    QList<Item> items;
    QString claim; ///< the claim that it is about: "aud"; empty for the signature
    bool operator==(const Result&) const = default;
};

struct Checklist {
    QList<Result> results; ///< nine, in order
    /// `fail` if any fails; else `warning`; else `pass` if at least one passes; else `unchecked`.
    Status verdict = Status::Unchecked;
    /// The failing (or warning) check that the API would stop at first, in the order of its middleware
    /// where that is known, else signature, lifetime, audience, issuer, roles.
    std::optional<CheckId> decisive;
    bool operator==(const Checklist&) const = default;

    [[nodiscard]] const Result* find(CheckId id) const;
};

} // namespace assayer::checks
