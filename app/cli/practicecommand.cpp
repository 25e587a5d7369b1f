// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.h"
#include "cli/session.h"

#include "oauth/endpoints.h"
#include "support/json.h"

#ifdef ASSAYER_WITH_PRACTICE
#include "practice/practicetenant.h"
#endif

#include <QCoreApplication>

namespace assayer::cli {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

#ifdef ASSAYER_WITH_PRACTICE

/// How another program, or another process of this one, reaches the tenant that runs here: its port is known to a
/// profile of kind "issuer" only, one of kind "practice" starts a tenant of its own.
profile::Profile asIssuer(profile::Profile profile, const oauth::Endpoints& endpoints)
{
    profile.authority = {};
    profile.authority.kind = profile::AuthorityKind::Issuer;
    profile.authority.issuer = endpoints.issuer;
    profile.scope = profile.resources.value(0) + QLatin1String("/.default");
    profile.resources.clear();
    return profile;
}

struct Address {
    QUrl base;
    oauth::Endpoints endpoints;
    profile::Profile profile;
    profile::Profile issuerProfile;
};

support::Result<QByteArray> asJson(const Address& address)
{
    namespace json = support::json;
    const auto profile = json::parse(profile::write(address.profile));
    const auto issuerProfile = json::parse(profile::write(address.issuerProfile));
    if (!profile || !issuerProfile) {
        return tl::unexpected(profile ? issuerProfile.error() : profile.error());
    }
    json::Value answer = json::Value::object();
    answer.add(QStringLiteral("base_url"), json::Value::string(address.base.toString()));
    answer.add(QStringLiteral("issuer"), json::Value::string(address.endpoints.issuer));
    answer.add(QStringLiteral("token_endpoint"), json::Value::string(address.endpoints.token.toString()));
    answer.add(QStringLiteral("client_secret"),
               json::Value::string(QString::fromUtf8(practice::PracticeTenant::demoSecret().reveal())));
    answer.add(QStringLiteral("profile"), *profile);
    answer.add(QStringLiteral("issuer_profile"), *issuerProfile);
    return json::write(answer, json::Layout::Indented) + '\n';
}

QByteArray asText(const Address& address)
{
    const auto row = [](const QString& label, const QString& value) {
        return (label + QLatin1Char(':')).leftJustified(17) + value + QLatin1Char('\n');
    };
    QString text =
        tr("The practice tenant runs until Ctrl+C. Nothing but this computer can reach it.") + QLatin1Char('\n');
    text += row(tr("Base address"), address.base.toString());
    text += row(tr("Issuer"), address.endpoints.issuer);
    text += row(tr("Token endpoint"), address.endpoints.token.toString());
    text += row(tr("Client ID"), address.profile.clientId);
    text += row(tr("Client secret"), QString::fromUtf8(practice::PracticeTenant::demoSecret().reveal()));
    text += row(tr("Scope"), address.issuerProfile.scope);
    text +=
        QLatin1Char('\n') + tr("A profile for it (the secret is public and opens nothing else):") + QLatin1Char('\n');
    return text.toUtf8() + profile::write(address.issuerProfile);
}

int runTenant(const PracticeOptions& options)
{
    const Interrupt interrupt;
    const support::SystemClock clock;
    practice::PracticeTenant tenant(clock);
    const auto base = tenant.start(options.port);
    if (!base) {
        say(base.error().detail.isEmpty() ? base.error().sentence
                                          : base.error().sentence + QLatin1Char(' ') + base.error().detail);
        return NoToken;
    }
    const profile::Profile example = profile::workedExample();
    const auto text = oauth::endpointsOf(example.authority, *base).and_then([&](const oauth::Endpoints& endpoints) {
        const Address address{*base, endpoints, example, asIssuer(example, endpoints)};
        return options.format == Format::Json ? asJson(address) : support::Result<QByteArray>(asText(address));
    });
    if (!text) {
        say(text.error().sentence);
        return NoToken;
    }
    const Written written = writeOutput(*text);
    if (written == Written::Failed) {
        return afterWriting(written, NoToken);
    }
    QObject::connect(&interrupt, &Interrupt::raised, QCoreApplication::instance(), &QCoreApplication::quit);
    QCoreApplication::exec();
    return Accepted;
}

#endif

} // namespace

int practice(const PracticeOptions& options)
{
    if (allowedPractice(PracticeUse::On) == PracticeUse::Off) {
        say(practiceIsOff().sentence);
        return NoToken;
    }
#ifdef ASSAYER_WITH_PRACTICE
    return runTenant(options);
#else
    Q_UNUSED(options);
    say(tr("This build has no practice tenant."));
    return NoToken;
#endif
}

} // namespace assayer::cli
