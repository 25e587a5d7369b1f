// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QNetworkAccessManager>

#include <memory>

namespace assayer::http {

/// Destroys a manager whose request was broken off, on a thread of its own. The destructor waits up to five seconds
/// for the library's thread, and a peer that sends header bytes without an end keeps that thread busy; the window would
/// stand still for so long. Before the application ends, these threads are waited for.
void retire(std::unique_ptr<QNetworkAccessManager> manager);

/// Whether such a thread still runs. A program that has written its output need not wait for it.
[[nodiscard]] bool isRetiring();

} // namespace assayer::http
