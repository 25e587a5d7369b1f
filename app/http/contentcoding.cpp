// SPDX-License-Identifier: Apache-2.0
#include "http/contentcoding.h"

#include "http/inflate.h"

#include <QCoreApplication>

namespace assayer::http {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

} // namespace

Failure tooLarge(const QString& host, qint64 limit)
{
    return {FailureKind::TooLarge,
            tr("The answer of %1 is larger than %2 bytes; the rest was not read.").arg(host, QString::number(limit)),
            {}};
}

DecodedBody decodedBody(QByteArray&& received, const QByteArray& coding, qint64 limit, const QString& host)
{
    const QByteArray name = coding.trimmed().toLower();
    if (name.isEmpty() || name == "identity")
        return {std::move(received), std::nullopt};
    const bool gzip = name == "gzip" || name == "x-gzip";
    if (!gzip && name != "deflate") {
        return {{},
                Failure{FailureKind::Protocol,
                        tr("%1 sent its answer encoded, which it was asked not to do, in a way that is not read here.")
                            .arg(host),
                        QStringLiteral("Content-Encoding: ") + QString::fromLatin1(coding)}};
    }
    Inflated inflated = gzip ? gunzip(received, limit) : inflate(received, limit);
    switch (inflated.end) {
    case Inflated::End::Complete:
        return {std::move(inflated.bytes), std::nullopt};
    case Inflated::End::TooLarge:
        return {std::move(inflated.bytes), tooLarge(host, limit)};
    case Inflated::End::Damaged:
        break;
    }
    return {std::move(inflated.bytes),
            Failure{FailureKind::Protocol, tr("The compressed answer of %1 is damaged.").arg(host),
                    QStringLiteral("Content-Encoding: ") + QString::fromLatin1(coding)}};
}

} // namespace assayer::http
