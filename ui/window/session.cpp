// SPDX-License-Identifier: Apache-2.0
#include "window/session.h"

#include "checks/tokenfacts.h"
#include "controls/elide.h"
#include "flow/conclusion.h"
#include "profile/resolution.h"
#include "window/fieldedit.h"

#include <utility>

namespace assayer::window {

namespace {

/// What asks for the API, as the form will send it.
QString sendsOf(const oauth::TokenRequest& request)
{
    QStringList parts;
    for (const oauth::TokenRequest::Part& part : request.form) {
        if (part.name == QLatin1String("resource") || part.name == QLatin1String("scope") ||
            part.name == QLatin1String("audience"))
            parts << part.name + u'=' + part.value;
    }
    return parts.join(u'&');
}

void describe(const inspection::Prediction& prediction, panels::Preview& preview)
{
    // As much of a claim's value as leaves room for the others; where it is cut, the whole stands in what explains it.
    constexpr qsizetype most = 240;
    QStringList said;
    QStringList why;
    for (const inspection::PredictedClaim& claim : prediction.claims) {
        // Where an API's manifest decides, what is not known without it is said to be so.
        if (claim.certainty != inspection::Certainty::Unknown || (prediction.endpoint && !said.isEmpty()))
            said << claim.claim + u' ' + controls::elidedInside(claim.inWords(), most);
        const bool whole = claim.inWords().size() <= most;
        why << claim.claim + QStringLiteral(": ") + claim.why + (whole ? QString() : u'\n' + claim.inWords());
    }
    preview.predicted = said.join(QStringLiteral(" · "));
    preview.predictedWhy = why.join(u'\n');
}

QString strongPart(const QUrl& url)
{
    const QString tenant = url.path().section(u'/', 1, 1);
    return tenant.isEmpty() ? url.host() : tenant;
}

} // namespace

Session::Session(const flow::Surroundings& surroundings, QObject* parent)
    : QObject(parent)
    , m_surroundings(surroundings)
{
}

Session::~Session() = default;

void Session::open(const profile::Profile& profile, const support::Secret& secret,
                   const profile::Environment& environment)
{
    stop();
    m_environment = environment;
    take(profile);
    m_secret = secret;
    m_inspection = {};
    m_brought = {};
    m_has = false;
    Q_EMIT environmentChanged();
    Q_EMIT profileChanged();
    Q_EMIT previewChanged();
    Q_EMIT inspectionChanged();
}

void Session::take(const profile::Profile& profile)
{
    // Read again only when they change: an edit comes with every key that is typed.
    if (profile.manifests != m_profile.manifests)
        m_manifests = checks::manifestsOf(profile);
    m_profile = profile;
    resolve();
}

void Session::resolve()
{
    auto resolved = profile::resolve(m_profile, m_environment);
    m_unresolved = resolved ? QList<support::Error>() : resolved.error();
    m_resolved = resolved ? *std::move(resolved) : m_profile;
}

std::optional<profile::Profile> Session::resolved() const
{
    return m_unresolved.isEmpty() ? std::optional(m_resolved) : std::nullopt;
}

QString Session::notJudged() const
{
    return m_unresolved.isEmpty() ? QString() : m_unresolved.first().sentence;
}

profile::Profile Session::judged() const
{
    return m_unresolved.isEmpty() ? m_resolved : profile::resolvedPart(m_profile, m_environment);
}

QHash<QString, QString> Session::resolvedTexts() const
{
    return m_unresolved.isEmpty() ? differingTexts(m_profile, m_resolved) : QHash<QString, QString>();
}

void Session::setEnvironment(const profile::Environment& environment)
{
    if (environment == m_environment)
        return;
    const profile::Profile before = m_resolved;
    const bool wasResolved = m_unresolved.isEmpty();
    m_environment = environment;
    resolve();
    Q_EMIT environmentChanged();
    if (m_resolved == before && m_unresolved.isEmpty() == wasResolved)
        return;
    Q_EMIT previewChanged();
    profile::Profile sameButExpected = m_resolved;
    sameButExpected.expectations = before.expectations;
    if (sameButExpected == before)
        judgeAgain();
    else
        forgetToken();
}

void Session::edit(const profile::Profile& profile)
{
    if (profile == m_profile)
        return;
    take(profile);
    Q_EMIT profileChanged();
    Q_EMIT previewChanged();
    judgeAgain();
}

void Session::setSecret(const support::Secret& secret)
{
    m_secret = secret;
    Q_EMIT previewChanged();
}

bool Session::applyFix(const QString& field, const QString& value)
{
    profile::Profile changed = m_profile;
    if (!setField(changed, field, value))
        return false;
    edit(changed);
    return true;
}

support::Result<void> Session::addManifest(const QString& name, const entra::Manifest& manifest)
{
    profile::Profile changed = m_profile;
    changed.manifests.removeIf([&manifest](const profile::KeptManifest& kept) {
        const auto older = entra::parseManifest(kept.json);
        return older && entra::isAboutTheSame(*older, manifest);
    });
    if (const auto kept = profile::keepManifest(changed, {name, entra::keptForm(manifest)}); !kept)
        return kept;
    edit(changed);
    return {};
}

panels::Preview Session::preview() const
{
    panels::Preview preview;
    if (!m_unresolved.isEmpty()) {
        preview.problem = m_unresolved.first().sentence;
        return preview;
    }
    const auto endpoints = oauth::endpointsOf(m_resolved.authority, m_practiceBase);
    if (!endpoints) {
        preview.problem = endpoints.error().sentence;
        return preview;
    }
    preview.method = QStringLiteral("POST");
    // Before discovery the token endpoint is not known; what is asked first is.
    if (endpoints->token.isEmpty() && !endpoints->discovery.isEmpty())
        preview.method = QStringLiteral("GET");
    const QUrl url = endpoints->token.isEmpty() ? endpoints->discovery.value(0) : endpoints->token;
    preview.url = url.toString(QUrl::FullyEncoded);
    preview.strong = strongPart(url);
    const auto request = oauth::buildTokenRequest(m_resolved, *endpoints);
    if (!request)
        return preview;
    preview.sends = sendsOf(*request);
    describe(prediction(), preview);
    preview.body = oauth::bodyPreview(*request);
    return preview;
}

inspection::Prediction Session::predictionFor(const profile::Profile& asked) const
{
    return inspection::predictFrom(asked, m_manifests, m_practiceBase);
}

QList<inspection::Surprise> Session::surprises() const
{
    if (!m_inspection.token || !m_inspection.request)
        return {};
    return inspection::surprisesOf(predictionFor(m_asked), *m_inspection.token);
}

void Session::applySettings(const formats::ApiSettings& settings)
{
    profile::Profile changed = m_profile;
    const profile::UnknownMembers unknown = changed.expectations.unknown;
    const QStringList roles = changed.expectations.roles;
    const profile::RoleMatch match = changed.expectations.roleMatch;
    const checks::TokenFacts facts = m_inspection.token ? checks::factsOf(*m_inspection.token) : checks::TokenFacts();
    changed.expectations = formats::expectationsFor(settings, facts.issuer, facts.client);
    changed.expectations.unknown = unknown;
    // Most settings do not say the roles: they stand in the API's code.
    if (changed.expectations.roles.isEmpty()) {
        changed.expectations.roles = roles;
        changed.expectations.roleMatch = match;
    }
    edit(changed);
}

QList<oauth::Finding> Session::findings() const
{
    QList<oauth::Finding> findings;
    QSet<QString> unresolved;
    for (const support::Error& error : m_unresolved) {
        const QString field = formField(error.field);
        unresolved.insert(field);
        findings.append({oauth::Severity::Error, error.code, field, error.sentence, error.detail, {}});
    }
    for (const oauth::Finding& finding : oauth::lint(m_resolved, m_secret)) {
        // Of a text whose variable is undefined there is nothing more to say.
        if (!unresolved.contains(finding.field))
            findings.append(finding);
    }
    return findings;
}

profile::Expectations Session::defaults() const
{
    return checks::resolveExpectations(judged(), m_practiceBase);
}

void Session::preparePractice()
{
    if (m_profile.authority.kind != profile::AuthorityKind::Practice || !m_surroundings.practiceBase ||
        !m_practiceBase.isEmpty())
        return;
    if (const auto base = m_surroundings.practiceBase()) {
        m_practiceBase = *base;
        Q_EMIT previewChanged();
    }
}

void Session::getToken()
{
    if (isRunning())
        return;
    for (const oauth::Finding& finding : findings()) {
        if (finding.severity == oauth::Severity::Error) {
            Q_EMIT refused(finding);
            return;
        }
    }
    preparePractice();
    m_asking = m_resolved;
    start(flow::getToken(m_surroundings, m_resolved, m_secret));
}

void Session::inspect(const QByteArray& text)
{
    stop();
    m_brought = support::Secret(QByteArray(text.constData(), text.size()));
    bring(flow::Fetch::Offline);
}

void Session::fetchKeys()
{
    if (isRunning() || m_brought.isEmpty())
        return;
    bring(flow::Fetch::Allowed);
}

void Session::bring(flow::Fetch fetch)
{
    preparePractice();
    flow::Brought brought;
    brought.text = m_brought.reveal().toByteArray();
    brought.profile = judged();
    brought.expectations = brought.profile->expectations;
    brought.fetch = fetch;
    brought.policy = flow::policyOf(m_resolved.connection);
    start(flow::inspectToken(m_surroundings, std::move(brought)));
}

void Session::start(std::unique_ptr<flow::Run> run)
{
    m_run = std::move(run);
    connect(m_run.get(), &flow::Run::stageChanged, this, &Session::waitingFor);
    connect(m_run.get(), &flow::Run::hostConfirmationNeeded, this, &Session::hostConfirmationNeeded);
    connect(m_run.get(), &flow::Run::finished, this, &Session::finish);
    Q_EMIT runningChanged(true);
    m_run->start();
}

void Session::stop()
{
    if (!m_run)
        return;
    m_run.reset();
    m_asking.reset();
    Q_EMIT runningChanged(false);
}

void Session::cancel()
{
    if (m_run)
        m_run->cancel();
}

void Session::answerHost(bool allowed)
{
    if (m_run)
        m_run->confirmHost(allowed);
}

void Session::finish(const inspection::Inspection& inspection)
{
    // The run is still in its signal: it goes once control is back.
    m_run.release()->deleteLater();
    const auto asked = std::exchange(m_asking, std::nullopt);
    // What somebody pasted may be nowhere else by now.
    if (asked && inspection::wasCancelled(inspection) && m_inspection.token) {
        Q_EMIT runningChanged(false);
        Q_EMIT inspectionChanged();
        Q_EMIT stopped();
        return;
    }
    if (asked) {
        m_brought = {};
        m_asked = *asked;
    }
    m_inspection = inspection;
    // The form may have been edited meanwhile; what is shown is judged by what it says now.
    if (const profile::Profile by = judged(); m_inspection.token && m_inspection.profile != by)
        flow::judgeAgain(m_inspection, by, m_practiceBase, m_surroundings.clock->now());
    m_has = true;
    Q_EMIT runningChanged(false);
    Q_EMIT inspectionChanged();
}

void Session::judgeAgain()
{
    if (!m_inspection.token)
        return;
    flow::judgeAgain(m_inspection, judged(), m_practiceBase, m_surroundings.clock->now());
    Q_EMIT inspectionChanged();
}

void Session::forgetToken()
{
    stop();
    m_inspection = {};
    m_brought = {};
    m_has = false;
    Q_EMIT inspectionChanged();
}

} // namespace assayer::window
