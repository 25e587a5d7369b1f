// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.h"
#include "cli/options.h"
#include "flow/run.h"
#include "http/client.h"

#include <memory>

namespace assayer::practice {
class PracticeTenant;
}

namespace assayer::cli {

enum ExitCode { Accepted = 0, Rejected = 1, WrongUsage = 2, NoToken = 3 };

/// Everything that one command's run needs, and its end: one run, one answer on standard output. Lives in main().
class Session {
public:
    Session(const support::Clock& clock, Format format, PracticeUse practice,
            inspection::Naming naming = inspection::Naming::Real);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    [[nodiscard]] const Interrupt& interrupt() const { return m_interrupt; }
    [[nodiscard]] const flow::Surroundings& surroundings() const { return m_surroundings; }
    /// Waits for the run in the program's event loop, prints what it found, and returns the exit code.
    [[nodiscard]] int conclude(std::unique_ptr<flow::Run> run);
    /// Prints why there is nothing to find. "usage" is for standard error alone.
    [[nodiscard]] int conclude(const support::Error& error) const;

private:
    [[nodiscard]] int print(const inspection::Inspection& inspection) const;
    [[nodiscard]] support::Result<QUrl> startPractice();

    const support::Clock& m_clock;
    Format m_format;
    inspection::Naming m_naming;
    PracticeUse m_practiceUse;
    Interrupt m_interrupt;
    http::Client m_client;
    flow::KeyCache m_keys;
    std::unique_ptr<practice::PracticeTenant> m_practice;
    flow::Surroundings m_surroundings;
};

/// 0 if it passes or warns, 1 if it fails or nothing could be checked, 3 without a token.
[[nodiscard]] int exitCodeOf(const inspection::Inspection& inspection);
[[nodiscard]] int wrongUsage(const support::Error& error);
/// The exit code for output that was or was not written; says what went wrong with it.
[[nodiscard]] int afterWriting(Written written, int code);

/// PracticeUse::Off if the option or ASSAYER_NO_PRACTICE says so.
[[nodiscard]] PracticeUse allowedPractice(PracticeUse asked);
[[nodiscard]] support::Error practiceIsOff();

} // namespace assayer::cli
