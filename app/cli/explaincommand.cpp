// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/session.h"
#include "inspection/explained.h"
#include "oauth/tokeninput.h"
#include "support/visibletext.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace assayer::cli {
namespace {

constexpr qsizetype maximumAnswer = 1024 * 1024;

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

/// What the argument is: «-» or nothing is standard input, the name of a file that is there is that file, anything else
/// the text itself.
support::Result<QString> answerText(const ExplainOptions& options, const Interrupt& interrupt)
{
    const bool standardInput = options.words.isEmpty() || options.words == QStringList{QStringLiteral("-")};
    const QString single = options.words.size() == 1 ? options.words.first() : QString();
    if (!standardInput && !QFileInfo(single).isFile()) {
        return options.words.join(u' ');
    }
    const QString path = standardInput ? QStringLiteral("-") : single;
    auto bytes = standardInput && inputIsTerminal()
                     ? askHidden(tr("Paste what was answered, then press Ctrl+D. It is not shown. "), Until::EndOfText,
                                 maximumAnswer, interrupt)
                     : readFile(path, maximumAnswer, interrupt);
    return bytes.map([](const QByteArray& read) { return QString::fromUtf8(read); });
}

/// The token that was sent, judged offline by nothing but itself.
support::Result<inspection::Inspection> tokenOf(const ExplainOptions& options, qint64 now, const Interrupt& interrupt)
{
    InspectOptions input;
    input.file = options.tokenFile;
    const auto text = readToken(input, interrupt);
    if (!text) {
        return tl::unexpected(text.error());
    }
    checks::Snapshot snapshot;
    snapshot.token = jose::takeApart(oauth::tokenFrom(*text).token);
    snapshot.verification = jose::verify(snapshot.token, {});
    snapshot.now = now;
    inspection::Inspection inspection;
    inspection.token = snapshot.token;
    inspection.verification = snapshot.verification;
    inspection.checklist = checks::judge(snapshot);
    inspection.at = now;
    return inspection;
}

int failed(const support::Error& error)
{
    say(error.detail.isEmpty() ? error.sentence : QStringLiteral("%1 (%2)").arg(error.sentence, error.detail));
    return NoToken;
}

} // namespace

int explain(const ExplainOptions& options)
{
    const support::SystemClock clock;
    const Interrupt interrupt;
    std::optional<inspection::Inspection> token;
    if (!options.tokenFile.isEmpty()) {
        auto read = tokenOf(options, clock.now(), interrupt);
        if (!read) {
            return failed(read.error());
        }
        token = std::move(*read);
    }
    const auto text = answerText(options, interrupt);
    if (!text) {
        return failed(text.error());
    }
    const auto answer = inspection::explainAnswer(*text, token ? &*token : nullptr, clock.now());
    const QByteArray output =
        options.format == Format::Json
            ? support::json::write(inspection::toJson(answer), support::json::Layout::Indented) + '\n'
            : inspection::toText(answer).toUtf8();
    return afterWriting(writeOutput(output), answer.kind == inspection::AnswerKind::Nothing ? Rejected : Accepted);
}

} // namespace assayer::cli
