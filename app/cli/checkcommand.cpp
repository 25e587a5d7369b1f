// SPDX-License-Identifier: Apache-2.0
#include "cli/checkreport.h"
#include "cli/commands.h"
#include "cli/secretsource.h"
#include "cli/session.h"
#include "store/filename.h"
#include "store/secretstore.h"
#include "support/visibletext.h"

#ifdef ASSAYER_WITH_PRACTICE
#include "practice/practicetenant.h"
#endif

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QSet>

namespace assayer::cli {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

/// One profile to check, or why there is nothing to check.
struct Job {
    QString path;
    QString name;
    QString file; ///< the same for one file however it was reached; empty if it is none
    support::Result<ChosenProfile> profile;
};

void addBroken(const QString& prefix, const QList<store::BrokenFile>& files, QList<Job>& jobs)
{
    for (const store::BrokenFile& file : files) {
        if (store::folderOf(file.path) == store::environmentsFolder) {
            say(support::visibleText(prefix + file.path) + QLatin1String(": ") + file.error.sentence);
        } else {
            jobs.append({prefix + file.path, file.path, {}, tl::unexpected(file.error)});
        }
    }
}

void addFolder(const QString& folder, const CheckOptions& options, Listings& listings, QList<Job>& jobs)
{
    const auto listing = store::listWorkspace(folder);
    if (!listing) {
        jobs.append({folder, folder, {}, tl::unexpected(listing.error())});
        return;
    }
    const auto environment = environmentFor(options.workspace, folder + QStringLiteral("/x"), listings);
    const QString prefix =
        folder == QLatin1String(".") ? QString() : folder + (folder.endsWith(u'/') ? QString() : QStringLiteral("/"));
    for (const store::ProfileEntry& entry : listing->profiles) {
        const QString file = QFileInfo(prefix + entry.path).canonicalFilePath();
        auto chosen = environment.and_then([&](const profile::Environment& variables) {
            return resolved(entry.profile, variables).map([&](const profile::Profile& profile) {
                return ChosenProfile{entry.path, entry.profile, profile, variables, file};
            });
        });
        jobs.append({prefix + entry.path, entry.name, file, std::move(chosen)});
    }
    addBroken(prefix, listing->broken, jobs);
}

support::Error folderOrProfile(const QString& asked)
{
    const QString shown = support::visibleText(asked);
    return {
        QStringLiteral("ambiguous-profile"), tr("«%1» is a folder here, and a profile in the workspace.").arg(shown),
        tr("«./%1» means the folder; name the profile by its file, with .json.").arg(shown), QStringLiteral("profile")};
}

/// Each once, where it was reached first.
QList<Job> withoutTwins(const QList<Job>& jobs)
{
    QList<Job> once;
    QSet<QString> seen;
    for (const Job& job : jobs) {
        if (job.file.isEmpty() || !seen.contains(job.file)) {
            once.append(job);
            seen.insert(job.file);
        }
    }
    return once;
}

QList<Job> jobsOf(const CheckOptions& options, const Interrupt& interrupt)
{
    QList<Job> jobs;
    Listings listings;
    for (const QString& path : options.paths) {
        if (QFileInfo(path).isDir()) {
            if (isFilePath(path, options.workspace, listings)) {
                addFolder(path, options, listings, jobs);
            } else {
                jobs.append({path, path, {}, tl::unexpected(folderOrProfile(path))});
            }
            continue;
        }
        auto chosen = chooseProfile(path, options.workspace, listings, interrupt);
        if (!chosen && chosen.error().code == QLatin1String("no-profile")) {
            // A shell's «*/*.json» has the environments among the profiles.
            say(support::visibleText(path) + QLatin1String(": ") + chosen.error().sentence);
            continue;
        }
        const QString name = chosen && !chosen->stored.name.isEmpty() ? chosen->stored.name : path;
        const QString shown = chosen ? chosen->path : path;
        const QString file = chosen ? QFileInfo(chosen->file).canonicalFilePath() : QString();
        jobs.append({shown, name, file, std::move(chosen)});
    }
    return withoutTwins(jobs);
}

QList<Claimant> claimantsOf(const QList<Job>& jobs)
{
    QList<Claimant> claimants;
    for (const Job& job : jobs) {
        claimants.append(job.profile ? Claimant{job.path, job.profile->stored.id, job.profile->stored.name}
                                     : Claimant{job.path, {}, {}});
    }
    return claimants;
}

/// Runs them all, so many at once, in the program's event loop.
class Batch final : public QObject {
public:
    Batch(Session& session, const CheckOptions& options, const SecretTable& secrets, QList<Job> jobs)
        : m_session(session)
        , m_options(options)
        , m_secrets(secrets)
        , m_jobs(std::move(jobs))
        , m_checked(m_jobs.size())
    {
        for (qsizetype i = 0; i < m_jobs.size(); ++i) {
            m_checked[i].path = m_jobs.at(i).path;
            m_checked[i].name = m_jobs.at(i).name;
        }
        m_clock.start();
    }

    QList<Checked> run()
    {
        // Before anything is sent: what the keychain asks of the user is asked in peace, one after the other.
        const QList<Claimant> claimants = claimantsOf(m_jobs);
        const auto given = m_secrets.given(claimants);
        // Not by its name: who took a name for a secret would find the secret in a log.
        if (const qsizetype unused = m_secrets.unused(claimants); unused > 0) {
            say(tr("Secrets of the table that are for none of these profiles: %1.").arg(unused));
        }
        for (qsizetype i = 0; i < m_jobs.size(); ++i) {
            const Job& job = m_jobs.at(i);
            m_ready.append(job.profile ? secretFor(*job.profile, given.at(i)) : tl::unexpected(job.profile.error()));
        }
        connect(&m_session.interrupt(), &Interrupt::raised, this, [this] { cancel(); });
        if (m_session.interrupt().isRaised()) {
            cancel();
        }
        startMore();
        if (m_running > 0) {
            QCoreApplication::exec();
        }
        return m_checked;
    }

private:
    support::Result<support::Secret> secretFor(const ChosenProfile& profile, const SecretTable::Given& given)
    {
        if (!given) {
            return tl::unexpected(given.error());
        }
        if (*given) {
            return **given;
        }
#ifdef ASSAYER_WITH_PRACTICE
        if (profile.resolved.authority.kind == profile::AuthorityKind::Practice) {
            return practice::PracticeTenant::demoSecret();
        }
#endif
        const bool kept =
            m_options.keychain == KeychainUse::On && !store::secretKeyOf(profile.stored, profile.environment).isEmpty();
        if (kept && m_keychainTrouble) {
            return tl::unexpected(*m_keychainTrouble);
        }
        if (kept) {
            const auto found = secretFromKeychain(profile, m_session.interrupt());
            if (found && *found) {
                return **found;
            }
            if (!found) {
                // One that does not answer is not waited for again.
                if (found.error().code != QLatin1String("secret-destination")) {
                    m_keychainTrouble = found.error();
                }
                return tl::unexpected(found.error());
            }
        }
        return support::failure(QStringLiteral("secret-missing"), tr("There is no client secret for this profile."),
                                tr("Save it in the window, or give --secrets-file or --secrets-env."),
                                QStringLiteral("clientSecret"));
    }

    void startMore()
    {
        while (m_running < m_options.jobs && m_next < m_jobs.size()) {
            start(m_next++);
        }
        if (m_running == 0) {
            QCoreApplication::quit();
        }
    }

    void start(qsizetype index)
    {
        const auto& secret = m_ready.at(index);
        if (!secret || m_cancelled) {
            Checked& checked = m_checked[index];
            checked.inspection.failure =
                secret ? support::Error{QStringLiteral("cancelled"), tr("Cancelled."), {}, {}} : secret.error();
            checked.inspection.at = m_session.surroundings().clock->now();
            return;
        }
        profile::Profile profile = m_jobs.at(index).profile->resolved;
        profile.connection.allowedHosts += m_options.allowedHosts;
        auto run = flow::getToken(m_session.surroundings(), profile, *secret);
        flow::Run* started = run.release();
        started->setParent(this);
        m_runs.append(started);
        ++m_running;
        const qint64 startedAt = m_clock.elapsed();
        connect(started, &flow::Run::hostConfirmationNeeded, this, [started] {
            QMetaObject::invokeMethod(
                started, [started] { started->confirmHost(false); }, Qt::QueuedConnection);
        });
        connect(started, &flow::Run::finished, this,
                [this, started, index, startedAt](const inspection::Inspection& inspection) {
                    m_checked[index].inspection = inspection;
                    m_checked[index].milliseconds = m_clock.elapsed() - startedAt;
                    m_runs.removeOne(started);
                    started->deleteLater();
                    --m_running;
                    startMore();
                });
        started->start();
    }

    void cancel()
    {
        m_cancelled = true;
        const auto running = m_runs;
        for (flow::Run* run : running) {
            run->cancel();
        }
    }

    Session& m_session;
    const CheckOptions& m_options;
    const SecretTable& m_secrets;
    QList<Job> m_jobs;
    QList<support::Result<support::Secret>> m_ready;
    QList<Checked> m_checked;
    QList<flow::Run*> m_runs;
    QElapsedTimer m_clock;
    qsizetype m_next = 0;
    int m_running = 0;
    bool m_cancelled = false;
    std::optional<support::Error> m_keychainTrouble;
};

} // namespace

int check(const CheckOptions& options)
{
    const support::SystemClock clock;
    Session session(clock, Format::Text, options.practice);
    const auto secrets = readSecrets(options, session.interrupt());
    if (!secrets) {
        say(secrets.error().sentence);
        return NoToken;
    }
    QList<Job> jobs = jobsOf(options, session.interrupt());
    if (jobs.isEmpty()) {
        say(tr("There is no profile to check."));
        return NoToken;
    }
    const QList<Checked> checked = Batch(session, options, *secrets, std::move(jobs)).run();
    const int code = session.interrupt().isRaised() ? int(NoToken) : exitCodeOf(checked);
    return afterWriting(writeOutput(report(checked, options.format)), code);
}

} // namespace assayer::cli
