// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <httplib.h>

#include <atomic>

namespace assayer::practice {

/// cpp-httplib's server with connections of our own, because its own ones cannot be interrupted: each has a total
/// deadline, carries one request, and ends within 50 ms of stopConnections().
class LoopbackServer final : public httplib::Server {
public:
    void stopConnections() { m_stopping = true; }

private:
    bool process_and_close_socket(socket_t socket) override;

    std::atomic<bool> m_stopping = false;
};

} // namespace assayer::practice
