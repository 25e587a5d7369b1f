// SPDX-License-Identifier: Apache-2.0
#include "window/settings.h"

#include <QEvent>
#include <QLockFile>

namespace assayer::window {

namespace {
// A write takes milliseconds; who holds the lock longer is gone, or hangs.
constexpr int staleMilliseconds = 1'000;
constexpr int waitMilliseconds = 1'500;
} // namespace

Settings::~Settings()
{
    freeLock();
}

bool Settings::event(QEvent* event)
{
    if (event->type() == QEvent::UpdateRequest)
        freeLock();
    return QSettings::event(event);
}

void Settings::freeLock() const
{
    // The name that QSettings gives it.
    QLockFile lock(fileName() + QStringLiteral(".lock"));
    lock.setStaleLockTime(staleMilliseconds);
    (void)lock.tryLock(waitMilliseconds);
}

} // namespace assayer::window
