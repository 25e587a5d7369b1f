// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>

/// A pseudo-terminal that a program is started on, as its controlling terminal.
class Terminal {
public:
    Terminal();
    ~Terminal();
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    /// Makes it the process's controlling terminal; the standard streams stay pipes.
    void attachTo(QProcess& process) const;
    [[nodiscard]] QString path() const;
    void type(const QByteArray& keys) const;
    /// What the terminal showed since the last call, at most so far.
    [[nodiscard]] QByteArray shown();
    [[nodiscard]] bool echoes() const;

private:
    int m_master = -1;
    int m_slave = -1;
};
