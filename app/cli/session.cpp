// SPDX-License-Identifier: Apache-2.0
#include "cli/session.h"

#include "inspection/render.h"
#include "support/visibletext.h"

#ifdef ASSAYER_WITH_PRACTICE
#include "practice/practicetenant.h"
#endif

#include <QCoreApplication>

#include <cerrno>
#include <cstring>

namespace assayer::practice {
#ifndef ASSAYER_WITH_PRACTICE
class PracticeTenant {};
#endif
} // namespace assayer::practice

namespace assayer::cli {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

inspection::ReportFormat reportFormatOf(Format format)
{
    switch (format) {
    case Format::Markdown:
        return inspection::ReportFormat::Markdown;
    case Format::Json:
        return inspection::ReportFormat::Json;
    case Format::Text:
        break;
    }
    return inspection::ReportFormat::Text;
}

} // namespace

Session::Session(const support::Clock& clock, Format format, PracticeUse practice, inspection::Naming naming)
    : m_clock(clock)
    , m_format(format)
    , m_naming(naming)
    , m_practiceUse(allowedPractice(practice))
    , m_surroundings{&m_client, &m_keys, &clock, [this] { return startPractice(); }}
{
}

Session::~Session() = default;

support::Result<QUrl> Session::startPractice()
{
    if (m_practiceUse == PracticeUse::Off) {
        return tl::unexpected(practiceIsOff());
    }
#ifdef ASSAYER_WITH_PRACTICE
    if (!m_practice) {
        m_practice = std::make_unique<practice::PracticeTenant>(m_clock);
    }
    return m_practice->start();
#else
    return support::failure(QStringLiteral("practice-off"), tr("This build has no practice tenant."));
#endif
}

int Session::conclude(std::unique_ptr<flow::Run> run)
{
    std::optional<inspection::Inspection> found;
    QObject context;
    QObject::connect(run.get(), &flow::Run::finished, &context, [&](const inspection::Inspection& inspection) {
        found = inspection;
        QCoreApplication::quit();
    });
    QObject::connect(run.get(), &flow::Run::hostConfirmationNeeded, &context,
                     [&](const QString& issuerHost, const QString& tokenHost) {
                         say(tr("%1 names a token endpoint on another host, which would get the client secret. To "
                                "allow that: --allow-host %2")
                                 .arg(support::visibleText(issuerHost), support::visibleText(tokenHost)));
                         QMetaObject::invokeMethod(
                             run.get(), [&run] { run->confirmHost(false); }, Qt::QueuedConnection);
                     });
    QObject::connect(&m_interrupt, &Interrupt::raised, run.get(), [&run] { run->cancel(); });
    run->start();
    QCoreApplication::exec();
    if (!found) {
        return conclude(support::Error{QStringLiteral("cancelled"), tr("Cancelled."), {}, {}});
    }
    const int code = print(*found);
    return m_interrupt.isRaised() ? NoToken : code;
}

int Session::conclude(const support::Error& error) const
{
    if (error.code == QLatin1String("usage")) {
        return wrongUsage(error);
    }
    inspection::Inspection inspection;
    inspection.failure = error;
    inspection.at = m_clock.now();
    return print(inspection);
}

int Session::print(const inspection::Inspection& inspection) const
{
    const bool coloured = m_format == Format::Text && m_naming == inspection::Naming::Real && outputTakesColour();
    const QByteArray text = coloured ? inspection::toText(inspection, inspection::Colour::On).toUtf8()
                                     : inspection::report(inspection, reportFormatOf(m_format), m_naming);
    return afterWriting(writeOutput(text), exitCodeOf(inspection));
}

int exitCodeOf(const inspection::Inspection& inspection)
{
    if (!inspection.token) {
        return NoToken;
    }
    const auto verdict = inspection.checklist.verdict;
    return verdict == checks::Status::Pass || verdict == checks::Status::Warning ? Accepted : Rejected;
}

int wrongUsage(const support::Error& error)
{
    say(error.sentence);
    return WrongUsage;
}

int afterWriting(Written written, int code)
{
    if (written == Written::Failed) {
        say(tr("The output cannot be written: %1").arg(QString::fromLocal8Bit(std::strerror(errno))));
        return NoToken;
    }
    return code;
}

PracticeUse allowedPractice(PracticeUse asked)
{
    const QByteArray setting = qgetenv("ASSAYER_NO_PRACTICE");
    return setting.isEmpty() || setting == "0" ? asked : PracticeUse::Off;
}

support::Error practiceIsOff()
{
    return {QStringLiteral("practice-off"),
            tr("The practice tenant is switched off (--no-practice or "
               "ASSAYER_NO_PRACTICE)."),
            {},
            QStringLiteral("authority")};
}

} // namespace assayer::cli
