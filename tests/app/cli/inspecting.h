// SPDX-License-Identifier: Apache-2.0
// What the tests of `assayer-cli inspect` share: a good token, and the files and options to inspect it with.
#pragma once

#include "app/cli/program.h"

#include <QTemporaryDir>

namespace program::inspecting {

inline const QByteArray key = "an HMAC key of at least thirty-two bytes";
inline const QByteArray claims = "{\"iss\":\"https://issuer.example/\",\"aud\":\"api://orders\",\"iat\":1790000000,"
                                 "\"nbf\":1790000000,\"exp\":1790003600,\"azp\":\"client-1\",\"tid\":\"tenant-1\","
                                 "\"roles\":[\"Orders.Read\",\"Orders.Write\"],\"ver\":\"2.0\"}";

inline QByteArray goodToken()
{
    return hmacToken("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims, key);
}

/// A folder for the files that options name.
class InspectFolder {
public:
    [[nodiscard]] QString file(const QString& name, const QByteArray& content) const
    {
        const QString path = m_folder.filePath(name);
        writeFile(path, content);
        return path;
    }
    [[nodiscard]] QStringList inspecting(const QStringList& more) const
    {
        return QStringList{
                   "inspect", "--format", "json", "--at", "1790001000", "--hmac-key-file", file("key", key + '\n')} +
               more;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace program::inspecting
