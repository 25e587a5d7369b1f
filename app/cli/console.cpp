// SPDX-License-Identifier: Apache-2.0
#include "cli/console.h"

#include <QCoreApplication>
#include <QFile>

#include <array>
#include <atomic>
#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

namespace assayer::cli {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

std::atomic<int> signalPipe{-1};
constexpr std::array handledSignals{SIGINT, SIGTERM, SIGHUP};

extern "C" void noteSignal(int)
{
    const int before = errno;
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(signalPipe.load(), &byte, 1);
    errno = before;
}

std::array<int, 2> signalPipeEnds()
{
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
        qFatal("no pipe for signals: %s", std::strerror(errno));
    }
    return ends;
}

class Descriptor {
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    ~Descriptor()
    {
        if (m_number > STDERR_FILENO) {
            ::close(m_number);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number;
};

tl::unexpected<support::Error> unreadable(int error)
{
    return support::failure(QStringLiteral("input-unreadable"), tr("The input cannot be read."),
                            QString::fromLocal8Bit(std::strerror(error)));
}

tl::unexpected<support::Error> cancelled()
{
    return support::failure(QStringLiteral("cancelled"), tr("Cancelled."));
}

/// Waits until the descriptor can be read, or a signal comes.
support::Result<void> waitFor(int descriptor, const Interrupt& interrupt)
{
    std::array<pollfd, 2> polled{pollfd{descriptor, POLLIN, 0}, pollfd{interrupt.descriptor(), POLLIN, 0}};
    while (::poll(polled.data(), polled.size(), -1) < 0) {
        if (errno != EINTR) {
            return unreadable(errno);
        }
    }
    if (polled[1].revents != 0) {
        return cancelled();
    }
    return {};
}

/// Reads to the end, or to the first `stop` byte (−1: none), which is left out.
support::Result<QByteArray> readAll(int descriptor, qsizetype limit, int stop, const Interrupt& interrupt)
{
    QByteArray bytes(limit + 1, Qt::Uninitialized);
    qsizetype length = 0;
    while (length <= limit) {
        if (const auto ready = waitFor(descriptor, interrupt); !ready) {
            return tl::unexpected(ready.error());
        }
        const auto count = ::read(descriptor, bytes.data() + length, static_cast<size_t>(bytes.size() - length));
        if (count < 0 && errno != EINTR && errno != EAGAIN) {
            return unreadable(errno);
        }
        if (count == 0) {
            break;
        }
        if (count > 0) {
            const auto* begin = bytes.constData() + length;
            length += count;
            if (const void* found = stop < 0 ? nullptr : std::memchr(begin, stop, static_cast<size_t>(count))) {
                length = static_cast<const char*>(found) - bytes.constData();
                break;
            }
        }
    }
    if (length > limit) {
        return support::failure(QStringLiteral("input-too-large"),
                                tr("The input is larger than the limit of %1 KiB.").arg(limit / 1024));
    }
    bytes.truncate(length);
    return bytes;
}

/// The terminal with some of its local modes off; as before when this goes.
class HiddenTerminal {
public:
    HiddenTerminal(int descriptor, tcflag_t off)
        : m_descriptor(descriptor)
        , m_valid(::tcgetattr(descriptor, &m_before) == 0)
    {
        termios hidden = m_before;
        hidden.c_lflag &= ~off;
        // A stopped program would leave the shell's terminal without echo.
        hidden.c_cc[VSUSP] = _POSIX_VDISABLE;
        if (m_valid) {
            ::tcsetattr(descriptor, TCSAFLUSH, &hidden);
        }
    }
    ~HiddenTerminal()
    {
        if (m_valid) {
            ::tcsetattr(m_descriptor, TCSAFLUSH, &m_before);
        }
    }
    HiddenTerminal(const HiddenTerminal&) = delete;
    HiddenTerminal& operator=(const HiddenTerminal&) = delete;
    [[nodiscard]] bool isValid() const { return m_valid; }

private:
    int m_descriptor;
    termios m_before{};
    bool m_valid;
};

bool writeAll(int descriptor, QByteArrayView text)
{
    while (!text.isEmpty()) {
        const auto count = ::write(descriptor, text.data(), static_cast<size_t>(text.size()));
        if (count >= 0) {
            text = text.sliced(count);
        } else if (errno == EAGAIN) {
            pollfd polled{descriptor, POLLOUT, 0};
            ::poll(&polled, 1, -1);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

} // namespace

Interrupt::Interrupt()
    : m_notifier(QSocketNotifier::Read)
{
    const auto ends = signalPipeEnds();
    m_readEnd = ends[0];
    m_writeEnd = ends[1];
    signalPipe = m_writeEnd;
    for (const int number : handledSignals) {
        struct sigaction before {};
        ::sigaction(number, nullptr, &before);
        if (before.sa_handler != SIG_IGN) { // nohup, and a shell's background jobs
            struct sigaction action {};
            action.sa_handler = noteSignal;
            action.sa_flags = static_cast<int>(SA_RESETHAND);
            ::sigaction(number, &action, nullptr);
        }
    }
    m_notifier.setSocket(m_readEnd);
    m_notifier.setEnabled(true);
    connect(&m_notifier, &QSocketNotifier::activated, this, [this] {
        m_notifier.setEnabled(false); // the byte stays for isRaised()
        Q_EMIT raised();
    });
}

Interrupt::~Interrupt()
{
    for (const int number : handledSignals) {
        struct sigaction before {};
        ::sigaction(number, nullptr, &before);
        if (before.sa_handler == noteSignal) {
            ::signal(number, SIG_DFL);
        }
    }
    signalPipe = -1;
    m_notifier.setEnabled(false);
    ::close(m_readEnd);
    ::close(m_writeEnd);
}

bool Interrupt::isRaised() const
{
    pollfd polled{m_readEnd, POLLIN, 0};
    return ::poll(&polled, 1, 0) > 0;
}

support::Result<QByteArray> readFile(const QString& path, qsizetype limit, const Interrupt& interrupt)
{
    if (path == QLatin1String("-")) {
        return readAll(STDIN_FILENO, limit, -1, interrupt);
    }
    // Not blocking: a fifo without a writer must not hold us beyond a signal.
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
    if (file.number() < 0) {
        return unreadable(errno);
    }
    return readAll(file.number(), limit, -1, interrupt);
}

support::Result<QByteArray> askHidden(const QString& prompt, Until until, qsizetype limit, const Interrupt& interrupt)
{
    const Descriptor terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
    const bool line = until == Until::LineBreak;
    // Line by line, the kernel cuts at 4095 bytes: enough for a secret, not for a token.
    const tcflag_t off = ECHO | ECHONL | (line ? 0U : static_cast<tcflag_t>(ICANON));
    const HiddenTerminal hidden(terminal.number(), off);
    if (!hidden.isValid()) {
        return support::failure(QStringLiteral("no-terminal"), tr("There is no terminal to ask on."));
    }
    writeAll(terminal.number(), prompt.toUtf8());
    constexpr int endOfTransmission = 4;
    auto answer = readAll(terminal.number(), limit, line ? '\n' : endOfTransmission, interrupt);
    writeAll(terminal.number(), "\n");
    return answer;
}

bool isReadableByOthers(const QString& path)
{
    struct stat facts {};
    return ::stat(QFile::encodeName(path).constData(), &facts) == 0 && S_ISREG(facts.st_mode) &&
           (facts.st_mode & (S_IRWXG | S_IRWXO)) != 0;
}

bool inputIsTerminal()
{
    return ::isatty(STDIN_FILENO) == 1;
}

bool outputTakesColour()
{
    return ::isatty(STDOUT_FILENO) == 1 && qEnvironmentVariableIsEmpty("NO_COLOR") &&
           qgetenv("TERM") != QByteArrayLiteral("dumb");
}

Written writeOutput(QByteArrayView text)
{
    if (writeAll(STDOUT_FILENO, text)) {
        return Written::Whole;
    }
    return errno == EPIPE ? Written::ReaderGone : Written::Failed;
}

void say(const QString& text)
{
    writeAll(STDERR_FILENO, (QLatin1String("assayer-cli: ") + text + QLatin1Char('\n')).toUtf8());
}

void prepareProcess()
{
    int opened = 0;
    do {
        opened = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    } while (opened >= 0 && opened <= STDERR_FILENO);
    if (opened > STDERR_FILENO) {
        ::close(opened);
    }
    ::signal(SIGPIPE, SIG_IGN);
    std::setlocale(LC_ALL, "");
    if (std::strcmp(::nl_langinfo(CODESET), "UTF-8") != 0) {
        ::setenv(qEnvironmentVariableIsEmpty("LC_ALL") ? "LC_CTYPE" : "LC_ALL", "C.UTF-8", 1);
    }
}

} // namespace assayer::cli
