// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDirIterator>
#include <QFile>
#include <QList>
#include <QString>

/// A secret that is sought after: where it may not be, it is not, in whatever spelling.
namespace canary {

// Changes under percent-encoding and in JSON, and is found in base64 at each of its three phases.
inline const QByteArray secret = "Zk4~canary\"+/=\\%ö-q8Q";

/// For a JSON text, without its quotes.
inline QByteArray inJson(QByteArray bytes)
{
    return bytes.replace("\\", "\\\\").replace("\"", "\\\"");
}

inline QList<QByteArray> makeSpellings()
{
    QList<QByteArray> all{secret, secret.toPercentEncoding(), secret.toPercentEncoding("~", "", '%').toLower(),
                          inJson(secret)};
    for (const auto option : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
        for (int phase = 0; phase < 3; ++phase) {
            // Less the characters that depend on what stands before and behind.
            const QByteArray coded =
                (QByteArray(phase, 'x') + secret).toBase64(option | QByteArray::OmitTrailingEquals);
            all.append(coded.mid(phase == 0 ? 0 : phase + 1).chopped(2));
        }
    }
    const QString text = QString::fromUtf8(secret);
    QByteArray little;
    QByteArray big;
    for (const QChar c : text) {
        little.append(char(c.unicode() & 0xff)).append(char(c.unicode() >> 8));
        big.append(char(c.unicode() >> 8)).append(char(c.unicode() & 0xff));
    }
    all << little << big << secret.toHex();
    QByteArray form = secret.toPercentEncoding();
    all << form.replace("%20", "+") << QByteArray("Zk4~canary\\u0022") << QByteArray("Zk4~canary&quot;");
    // As QSettings and Latin-1 would have it.
    all << text.toLatin1() << QByteArray("Zk4~canary\\\"+/=\\\\%\\xf6");
    return all;
}

inline const QList<QByteArray>& spellings()
{
    static const QList<QByteArray> all = makeSpellings();
    return all;
}

/// The first spelling that is in the bytes.
inline QByteArray foundIn(const QByteArray& bytes)
{
    for (const QByteArray& spelling : spellings()) {
        if (bytes.contains(spelling))
            return spelling;
    }
    return {};
}

/// The first file below the folder that has the secret in its text, its name or what it links to.
inline QString foundBelow(const QString& folder, const QStringList& except = {})
{
    QDirIterator files(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        QFile file(path);
        if (!foundIn(QFile::encodeName(path)).isEmpty() ||
            !foundIn(QFile::encodeName(files.fileInfo().symLinkTarget())).isEmpty())
            return path;
        if (files.fileInfo().isFile() && !except.contains(files.fileName()) && file.open(QIODevice::ReadOnly) &&
            !foundIn(file.readAll()).isEmpty())
            return path;
    }
    return {};
}

} // namespace canary
