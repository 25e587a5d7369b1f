// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

/// The built assayer-cli, run as a person or a script runs it.
namespace program {

struct Outcome {
    int code = -1;
    bool crashed = true;
    QByteArray output;
    QByteArray errors;
    QString said; ///< both streams, for a failing test's message

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(output).object(); }
    [[nodiscard]] QJsonObject check(const QString& id) const;
};

using Environment = QHash<QString, QString>;

/// Runs to the end, at most 60 s; the input is closed behind `input`. There is no terminal.
[[nodiscard]] Outcome run(const QStringList& arguments, const QByteArray& input = {}, const Environment& more = {});
/// Prepared, not started: as run() does it.
void prepare(QProcess& process, const QStringList& arguments, const Environment& more = {});
[[nodiscard]] Outcome finish(QProcess& process);

/// A file with that content under `path`, with permissions 0600.
void writeFile(const QString& path, const QByteArray& content);

/// A compact JWS of these JSON texts, HS256 with `key`.
[[nodiscard]] QByteArray hmacToken(const QByteArray& header, const QByteArray& claims, const QByteArray& key);

} // namespace program
