// SPDX-License-Identifier: Apache-2.0
#include "practice/loopbackserver.h"

#include <poll.h>

#include <array>
#include <chrono>

namespace assayer::practice {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto connectionDeadline = std::chrono::seconds(10);
constexpr auto drainDeadline = std::chrono::milliseconds(200);
constexpr int sliceMilliseconds = 50;

/// One accepted connection.
class Connection final : public httplib::Stream {
public:
    Connection(socket_t socket, const std::atomic<bool>& stopping)
        : m_socket(socket)
        , m_stopping(stopping)
        , m_end(Clock::now() + connectionDeadline)
    {
    }

    [[nodiscard]] bool is_readable() const override { return m_at < m_filled || waitFor(POLLIN); }
    [[nodiscard]] bool is_writable() const override { return waitFor(POLLOUT); }

    ssize_t read(char* target, size_t size) override
    {
        if (m_at == m_filled) {
            if (!waitFor(POLLIN))
                return -1;
            const ssize_t received = ::recv(m_socket, m_buffer.data(), m_buffer.size(), 0);
            if (received <= 0)
                return received;
            m_at = 0;
            m_filled = static_cast<size_t>(received);
        }
        const size_t count = std::min(size, m_filled - m_at);
        std::memcpy(target, m_buffer.data() + m_at, count);
        m_at += count;
        return static_cast<ssize_t>(count);
    }

    ssize_t write(const char* source, size_t size) override
    {
        return waitFor(POLLOUT) ? ::send(m_socket, source, size, MSG_NOSIGNAL) : -1;
    }

    void get_remote_ip_and_port(std::string& ip, int& port) const override
    {
        ip = "127.0.0.1";
        port = 0;
    }
    void get_local_ip_and_port(std::string& ip, int& port) const override
    {
        ip = "127.0.0.1";
        port = 0;
    }
    [[nodiscard]] socket_t socket() const override { return m_socket; }

    /// Closing with unread bytes resets the connection, and the peer loses the answer that refused them.
    void drain()
    {
        ::shutdown(m_socket, SHUT_WR);
        m_end = std::min(m_end, Clock::now() + drainDeadline);
        while (waitFor(POLLIN) && ::recv(m_socket, m_buffer.data(), m_buffer.size(), 0) > 0) {
        }
    }

private:
    /// In slices, so that stopping is noticed.
    [[nodiscard]] bool waitFor(short events) const
    {
        while (!m_stopping && Clock::now() < m_end) {
            pollfd entry{m_socket, events, 0};
            const int ready = ::poll(&entry, 1, sliceMilliseconds);
            if (ready > 0)
                return true;
            if (ready < 0 && errno != EINTR)
                return false;
        }
        return false;
    }

    socket_t m_socket;
    const std::atomic<bool>& m_stopping;
    Clock::time_point m_end;
    std::array<char, 4096> m_buffer{};
    size_t m_at = 0;
    size_t m_filled = 0;
};

} // namespace

bool LoopbackServer::process_and_close_socket(socket_t socket)
{
    Connection connection(socket, m_stopping);
    bool closed = false;
    bool answered = false;
    try {
        answered = process_request(connection, /*close_connection=*/true, closed, nullptr);
        connection.drain();
    } catch (...) {
        // A request that makes the library throw ends its own connection and nothing else.
    }
    ::close(socket);
    return answered;
}

} // namespace assayer::practice
