// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/error.h"

#include <QString>

/// Everything that stops the window to ask, behind one interface, so that a test can answer.
namespace assayer::dialogs {

class Dialogs {
public:
    enum class Unsaved { Save, Discard, Cancel };

    virtual ~Dialogs() = default;
    /// A profile or a token to open; empty if the user thought better of it.
    [[nodiscard]] virtual QString openPath() = 0;
    [[nodiscard]] virtual QString savePath(const QString& suggestedName) = 0;
    /// May the secret go to a token endpoint on another host than the issuer's?
    [[nodiscard]] virtual bool confirmHost(const QString& issuerHost, const QString& tokenHost) = 0;
    [[nodiscard]] virtual Unsaved unsavedChanges(const QString& profileName) = 0;
    virtual void tellProblem(const support::Error& error) = 0;
    virtual void showAbout() = 0;
};

} // namespace assayer::dialogs
