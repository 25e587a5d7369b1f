// SPDX-License-Identifier: Apache-2.0
#include "app/cli/program.h"

#include <QFile>
#include <QJsonArray>
#include <QMessageAuthenticationCode>
#include <QTest>

#include <unistd.h>

namespace program {

QJsonObject Outcome::check(const QString& id) const
{
    for (const auto& value : json().value(QStringLiteral("checks")).toArray()) {
        if (value.toObject().value(QStringLiteral("id")).toString() == id) {
            return value.toObject();
        }
    }
    return {};
}

void prepare(QProcess& process, const QStringList& arguments, const Environment& more)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    environment.remove(QStringLiteral("ASSAYER_NO_PRACTICE"));
    for (auto it = more.begin(); it != more.end(); ++it) {
        environment.insert(it.key(), it.value());
    }
    process.setProcessEnvironment(environment);
    process.setProgram(QStringLiteral(ASSAYER_CLI));
    process.setArguments(arguments);
    // Away from the terminal of whoever runs the tests, so that nothing can be asked there.
    process.setChildProcessModifier([] { ::setsid(); });
}

Outcome finish(QProcess& process)
{
    // The event loop goes on: servers of the test live in it.
    if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 60'000)) {
        process.kill();
        process.waitForFinished();
    }
    Outcome outcome;
    outcome.crashed = process.exitStatus() != QProcess::NormalExit;
    outcome.code = outcome.crashed ? -1 : process.exitCode();
    outcome.output = process.readAllStandardOutput();
    outcome.errors = process.readAllStandardError();
    outcome.said =
        QStringLiteral("exit %1\n%2\n%3")
            .arg(QString::number(outcome.code), QString::fromUtf8(outcome.output), QString::fromUtf8(outcome.errors));
    return outcome;
}

Outcome run(const QStringList& arguments, const QByteArray& input, const Environment& more)
{
    QProcess process;
    prepare(process, arguments, more);
    process.start();
    process.write(input);
    process.closeWriteChannel();
    return finish(process);
}

void writeFile(const QString& path, const QByteArray& content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() ||
        !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)) {
        qFatal("cannot write %s", qUtf8Printable(path));
    }
}

QByteArray hmacToken(const QByteArray& header, const QByteArray& claims, const QByteArray& key)
{
    constexpr auto options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    const QByteArray message = header.toBase64(options) + '.' + claims.toBase64(options);
    const QByteArray signature = QMessageAuthenticationCode::hash(message, key, QCryptographicHash::Sha256);
    return message + '.' + signature.toBase64(options);
}

} // namespace program
