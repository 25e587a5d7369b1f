// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace assayer::support {

/// Where «now» comes from. Handed in through constructors so that a test can stop it.
class Clock {
public:
    virtual ~Clock() = default;
    /// Unix time in seconds.
    [[nodiscard]] virtual qint64 now() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] qint64 now() const override;
};

class FixedClock final : public Clock {
public:
    explicit FixedClock(qint64 unixTime)
        : m_now(unixTime)
    {
    }
    [[nodiscard]] qint64 now() const override { return m_now; }
    void set(qint64 unixTime) { m_now = unixTime; }

private:
    qint64 m_now;
};

} // namespace assayer::support
