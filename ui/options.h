// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSize>
#include <QStringList>

#include <optional>

namespace assayer {

/// What the window's program was started with.
struct Options {
    bool firstFrame = false;    ///< end when the window has been drawn, and say what it took
    bool workedExample = false; ///< select it and get its token
    QString screenshot;         ///< render the window when nothing runs, save it there, end
    std::optional<QSize> size;
    QString theme;     ///< "light", "dark", "system"; empty: as kept
    QString page;      ///< "token", "exchange"
    QStringList files; ///< profiles or tokens to open
    QString help;      ///< the text to print instead
    QString problem;   ///< what cannot be understood
};

/// `arguments` with the program's name first.
[[nodiscard]] Options parseOptions(const QStringList& arguments);
/// Whether nothing but --version or --help is asked, before there is an application.
[[nodiscard]] bool asksForWordsOnly(int argc, const char* const* argv);

} // namespace assayer
