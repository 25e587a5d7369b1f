// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSettings>

namespace assayer::window {

/// QSettings that does not hold the window up: before it writes, a lock that a killed program left behind is taken
/// away. QSettings itself waits for one until it is 30 seconds old, on the thread that draws.
class Settings final : public QSettings {
    Q_OBJECT
public:
    using QSettings::QSettings;
    ~Settings() override;

protected:
    bool event(QEvent* event) override;

private:
    void freeLock() const;
};

} // namespace assayer::window
