// SPDX-License-Identifier: Apache-2.0
#include "app/cli/terminal.h"

#include <cstdlib>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

Terminal::Terminal()
    : m_master(::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC))
{
    if (m_master < 0 || ::grantpt(m_master) != 0 || ::unlockpt(m_master) != 0) {
        qFatal("no pseudo-terminal");
    }
    m_slave = ::open(::ptsname(m_master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (m_slave < 0) {
        qFatal("no pseudo-terminal's other end");
    }
}

Terminal::~Terminal()
{
    ::close(m_slave);
    ::close(m_master);
}

void Terminal::attachTo(QProcess& process) const
{
    process.setChildProcessModifier([slave = m_slave] {
        ::setsid();
        ::ioctl(slave, TIOCSCTTY, 0);
    });
}

QString Terminal::path() const
{
    return QString::fromLocal8Bit(::ptsname(m_master));
}

void Terminal::type(const QByteArray& keys) const
{
    if (::write(m_master, keys.constData(), static_cast<size_t>(keys.size())) != keys.size()) {
        qFatal("the pseudo-terminal takes no keys");
    }
}

QByteArray Terminal::shown()
{
    QByteArray text(64 * 1024, '\0');
    const auto count = ::read(m_master, text.data(), static_cast<size_t>(text.size()));
    text.truncate(count < 0 ? 0 : count);
    return text;
}

bool Terminal::echoes() const
{
    termios modes{};
    return ::tcgetattr(m_slave, &modes) == 0 && (modes.c_lflag & ECHO) != 0;
}
