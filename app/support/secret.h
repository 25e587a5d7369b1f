// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>

namespace assayer::support {

/// Bytes that must not be printed, logged, compared in a message or written by accident. Copies share one buffer,
/// which is wiped when the last of them goes. There is deliberately no ==, no QDebug and no JSON for it.
class Secret {
public:
    Secret() = default;
    /// Takes the bytes; the caller's own array is wiped if nobody else holds it.
    explicit Secret(QByteArray&& bytes);
    static Secret fromText(const QString& text);

    [[nodiscard]] bool isEmpty() const { return size() == 0; }
    [[nodiscard]] qsizetype size() const;       ///< in bytes
    [[nodiscard]] qsizetype characters() const; ///< in Unicode characters, for «40 characters, hidden»
    /// The one way out. Every call of it is a place to review.
    [[nodiscard]] QByteArrayView reveal() const;

private:
    struct Buffer;
    std::shared_ptr<const Buffer> m_buffer;
};

/// Overwrites the bytes in a way that the optimizer keeps. Does nothing for an array that is shared.
void wipe(QByteArray& bytes);

} // namespace assayer::support
