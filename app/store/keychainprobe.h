// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <functional>

namespace assayer::store {

enum class KeychainState {
    Absent, ///< no session bus, or no Secret Service on it
    Locked, ///< its default collection is locked
    Denied, ///< the bus lets nobody like us ask it
    Open    ///< or not to be told
};

/// Asks the Secret Service how it is, where QtKeychain says the same for several things: a locked collection has «no
/// such entry», an absent service is «another error». Answers once, from the event loop, unless `context` goes before.
void probeKeychain(QObject* context, std::function<void(KeychainState)> answer);

} // namespace assayer::store
