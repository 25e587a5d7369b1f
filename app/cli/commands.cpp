// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.h"

#include "cli/inputs.h"
#include "cli/profilechoice.h"
#include "cli/session.h"
#include "cli/verifycommand.h"
#include "support/visibletext.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <cstdio>

namespace assayer::cli {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

struct Runner {
    int operator()(const Information& information) const
    {
        return afterWriting(writeOutput(information.text.toUtf8()), Accepted);
    }
    int operator()(const GetOptions& options) const { return get(options); }
    int operator()(const CheckOptions& options) const { return check(options); }
    int operator()(const ProfilesOptions& options) const { return profiles(options); }
    int operator()(const InspectOptions& options) const { return inspect(options); }
    int operator()(const ExplainOptions& options) const { return explain(options); }
    int operator()(const VerifyOptions& options) const { return verify(options); }
    int operator()(const PracticeOptions& options) const { return practice(options); }
};

} // namespace

int get(const GetOptions& options)
{
    const support::SystemClock clock;
    Session session(clock, options.format, options.practice, options.naming);
    Listings listings;
    auto profile = chooseProfile(options.profile, options.workspace, listings, session.interrupt());
    if (!profile) {
        return session.conclude(profile.error());
    }
    const auto secret = readSecret(options, *profile, session.interrupt());
    if (!secret) {
        return session.conclude(secret.error());
    }
    profile->resolved.connection.allowedHosts += options.allowedHosts;
    return session.conclude(flow::getToken(session.surroundings(), profile->resolved, *secret));
}

int inspect(const InspectOptions& options)
{
    const support::SystemClock systemClock;
    const support::FixedClock givenClock(options.at.value_or(0));
    const support::Clock& clock = options.at ? static_cast<const support::Clock&>(givenClock) : systemClock;
    Session session(clock, options.format, PracticeUse::Off, options.naming);
    const auto keys = readKeys(options, session.interrupt());
    if (!keys) {
        return session.conclude(keys.error());
    }
    const auto settings = readSettings(options, session.interrupt());
    if (!settings) {
        return session.conclude(settings.error());
    }
    auto text = readToken(options, session.interrupt());
    if (!text) {
        return session.conclude(text.error());
    }
    const auto manifests = readManifests(options, *text, session.interrupt());
    if (!manifests) {
        return session.conclude(manifests.error());
    }
    flow::Brought brought;
    brought.expectations = *settings ? expectedBy(**settings, options, *text) : options.expectations;
    brought.settingsNotes = *settings ? (*settings)->notes : QStringList();
    brought.text = std::move(*text);
    brought.keys = *keys;
    brought.keysName = options.keysFile.isEmpty() ? options.hmacKeyFile : options.keysFile;
    brought.manifests = *manifests;
    brought.requestedResource = options.resource;
    brought.fetch = options.fetch;
    brought.policy.plainHttp = options.plainHttp;
    return session.conclude(flow::inspectToken(session.surroundings(), std::move(brought)));
}

int verify(const VerifyOptions& options)
{
    QFile cases(options.cases);
    const bool opened =
        options.cases == QLatin1String("-") ? cases.open(stdin, QIODevice::ReadOnly) : cases.open(QIODevice::ReadOnly);
    if (!opened) {
        say(tr("%1 cannot be read: %2").arg(support::visibleText(options.cases), cases.errorString()));
        return NoToken;
    }
    QFile output;
    if (!output.open(stdout, QIODevice::WriteOnly)) {
        say(tr("The output cannot be written: %1").arg(output.errorString()));
        return NoToken;
    }
    const int code = verifyCases(cases, output);
    const bool readerGone = output.errorString() == qt_error_string(EPIPE);
    if (code != Accepted && !readerGone) {
        const bool writing = output.error() != QFileDevice::NoError;
        say(tr("Not every line was answered: %1").arg(writing ? output.errorString() : cases.errorString()));
    }
    return code;
}

int run(const QStringList& arguments)
{
    const auto invocation = parseArguments(arguments);
    if (!invocation) {
        const int code = wrongUsage(invocation.error());
        say(tr("More: assayer-cli --help"));
        return code;
    }
    return std::visit(Runner{}, *invocation);
}

} // namespace assayer::cli
