// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/error.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QObject>
#include <QSocketNotifier>

/// The process's own streams, terminal and signals. One thread.
namespace assayer::cli {

/// SIGINT, SIGTERM and SIGHUP as a signal of the event loop, and as a descriptor for reads that block. The second one
/// ends the process as it would without us. One at a time; made after QCoreApplication.
class Interrupt final : public QObject {
    Q_OBJECT
public:
    Interrupt();
    ~Interrupt() override;
    [[nodiscard]] bool isRaised() const;
    /// Becomes readable once a signal came, and stays so.
    [[nodiscard]] int descriptor() const { return m_readEnd; }

Q_SIGNALS:
    void raised();

private:
    int m_readEnd = -1;
    int m_writeEnd = -1;
    QSocketNotifier m_notifier;
};

/// Error codes: "input-unreadable" (the detail is the system's word), "input-too-large", "cancelled". Limits in bytes.
/// `path` "-" is standard input. The bytes are in one buffer that was never copied.
[[nodiscard]] support::Result<QByteArray> readFile(const QString& path, qsizetype limit, const Interrupt& interrupt);

/// Reads from the terminal what is not shown: a line, or up to Ctrl+D. The terminal is as before when this returns,
/// also after a signal. Error "no-terminal" if the process has none.
enum class Until { LineBreak, EndOfText };
[[nodiscard]] support::Result<QByteArray> askHidden(const QString& prompt, Until until, qsizetype limit,
                                                    const Interrupt& interrupt);

/// Whether a file other than its owner's may read: a regular file with permissions wider than 0600.
[[nodiscard]] bool isReadableByOthers(const QString& path);

[[nodiscard]] bool inputIsTerminal();
/// Standard output is a terminal that takes colours (NO_COLOR and TERM=dumb say no).
[[nodiscard]] bool outputTakesColour();

enum class Written { Whole, ReaderGone, Failed };
/// Writes to standard output at once. ReaderGone: the other end of a pipe was closed, which is no error of ours.
[[nodiscard]] Written writeOutput(QByteArrayView text);
/// A line on standard error, behind the program's name. `text` must be visible text.
void say(const QString& text);

/// Before anything else: a closed standard stream must not become the number of a file or socket of ours, a closed
/// pipe is reported by write(), and the locale's encoding is UTF-8.
void prepareProcess();

} // namespace assayer::cli
