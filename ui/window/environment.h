// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "flow/run.h"

#include <optional>

class QClipboard;
class QSettings;

namespace assayer::dialogs {
class Dialogs;
}
namespace assayer::store {
class SecretStore;
}
namespace assayer::style {
class Theme;
}

namespace assayer::window {

/// What the window needs from outside; all of it outlives the window.
struct Environment {
    flow::Surroundings surroundings;
    dialogs::Dialogs* dialogs = nullptr;
    QSettings* settings = nullptr;
    style::Theme* theme = nullptr;
    QClipboard* clipboard = nullptr;
    store::SecretStore* secrets = nullptr;
    QString home;                            ///< folder of the user's own workspace; made when the window is shown
    std::optional<profile::Profile> example; ///< the worked example, if there is a practice tenant
    support::Secret exampleSecret;
};

} // namespace assayer::window
