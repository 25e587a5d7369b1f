// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "style/palette.h"

#include <QObject>

class QThread;

namespace assayer::style {

/// Which palette the program shows, and the one that puts it there. Lives as long as the application, main thread.
/// With Choice::System it asks the desktop portal's org.freedesktop.appearance over D-Bus and follows its changes;
/// without a bus or an answer it takes the QPalette that the platform started with.
class Theme : public QObject {
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark };
    Q_ENUM(Choice)

    enum class Source { Desktop, None }; ///< None: never asks a bus; System then means what the platform's palette is
    explicit Theme(Choice choice = Choice::System, Source source = Source::Desktop, QObject* parent = nullptr);
    ~Theme() override;

    [[nodiscard]] Choice choice() const { return m_choice; }
    [[nodiscard]] bool isDark() const;
    [[nodiscard]] const Palette& palette() const;

    /// Sets Style, base font and palette of the application. Call once, before the first window.
    void install();
    /// Repaints everything at once; `changed` follows if the palette is another.
    void setChoice(Choice choice);

    /// What the desktop wants: before it has answered, what the platform's palette said or the caller remembers.
    [[nodiscard]] bool isSystemDark() const { return m_systemDark; }
    void setSystemDark(bool dark);
    /// Whether the desktop was heard, will not be asked, or took too long: nobody needs to look at this process any
    /// more.
    [[nodiscard]] bool isSettled() const { return m_settled; }

    /// For settings: "system", "light", "dark"; anything else is System.
    [[nodiscard]] static Choice choiceFromName(const QString& name);
    [[nodiscard]] static QString toName(Choice choice);

Q_SIGNALS:
    void changed();
    void settled(); ///< once, unless it is from the start

private:
    void ask();
    void apply();
    void settle();

    QThread* m_thread = nullptr;

    Choice m_choice;
    Source m_source;
    bool m_systemDark = false;
    bool m_shownDark = false;
    bool m_installed = false;
    bool m_settled = true;
};

} // namespace assayer::style
