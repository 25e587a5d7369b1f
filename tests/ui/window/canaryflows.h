// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/window/windowfixture.h"

#include <QList>

/// What a person does with a secret in the window, one way after the other. A flow is a name and a function: add one
/// where the window can do something new with a secret, or with what is made from it.
namespace canary {

/// The window at work in a process of its own.
class Flowing {
public:
    /// `profile` is the path of a profile for the authority that the test runs.
    Flowing(QByteArray secret, QString profile)
        : m_secret(std::move(secret))
        , m_profile(std::move(profile))
    {
    }

    void openProfile();
    void type(); ///< the secret, into its field, key by key
    void ask();  ///< gets a token, or what there is instead, and waits for it
    void copyEverything();
    void showEveryPage();
    /// Puts what is on the clipboard where the test looks for secrets.
    void exportClipboard();
    /// Of every control but the secret's own field: what a person or a screen reader finds there.
    void exportWords();
    void trigger(const char* action);

    [[nodiscard]] const QString& profile() const { return m_profile; }
    [[nodiscard]] QByteArray secret() const { return m_secret; }

    WindowFixture fixture;

private:
    QByteArray m_secret;
    QString m_profile;
};

struct Flow {
    enum class Kind {
        Asks,  ///< the authority: it is tried with each of its answers
        Stays, ///< in the window
        Leaves ///< something that must be found: without it nobody knew that the search works
    };
    const char* name;
    void (*run)(Flowing&);
    Kind kind = Kind::Asks;
};

[[nodiscard]] const QList<Flow>& flows();

} // namespace canary
