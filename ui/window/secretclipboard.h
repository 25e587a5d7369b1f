// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/secret.h"

#include <QObject>
#include <QTimer>

#include <chrono>

class QClipboard;

namespace assayer::window {

inline constexpr std::chrono::seconds clipboardLimit{30};

/// Puts secrets and live tokens on the clipboard: marked for clipboard managers as what must not be kept, taken away
/// after a while and at the end, both only if they are still what is there. Keeps no copy itself, only a salted hash.
/// The clipboard outlives it, and it must go before the application does. Main thread.
class SecretClipboard final : public QObject {
    Q_OBJECT
public:
    explicit SecretClipboard(QClipboard& clipboard, std::chrono::milliseconds limit = clipboardLimit,
                             QObject* parent = nullptr);
    ~SecretClipboard() override; ///< clears, as below

    void copy(const support::Secret& secret);
    /// Takes it away if it is still there.
    void clear();
    /// Whether what was copied last is to be taken away yet.
    [[nodiscard]] bool isWaiting() const { return m_timer.isActive(); }
    [[nodiscard]] std::chrono::milliseconds limit() const { return m_timer.intervalAsDuration(); }

Q_SIGNALS:
    void cleared(); ///< it was still there

private:
    [[nodiscard]] bool isStillThere() const;
    [[nodiscard]] QByteArray hashOf(QByteArrayView bytes) const;

    QClipboard& m_clipboard;
    QTimer m_timer;
    QByteArray m_salt;
    QByteArray m_hash;
};

} // namespace assayer::window
