// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "flow/run.h"
#include "formats/apisettings.h"
#include "inspection/prediction.h"
#include "oauth/lint.h"
#include "panels/preview.h"
#include "profile/environment.h"

#include <QObject>

namespace assayer::window {

/// One profile at work: the profile as edited, its secret, the run that is under way, and what came of the last one.
/// Knows no widgets. The surroundings outlive it; main thread.
class Session final : public QObject {
    Q_OBJECT
public:
    explicit Session(const flow::Surroundings& surroundings, QObject* parent = nullptr);
    ~Session() override;

    /// Of the other saved profiles; asked once a run.
    void setOtherApis(std::function<QList<checks::KnownApi>()> others) { m_surroundings.otherApis = std::move(others); }
    /// As it is saved and edited, with its variables.
    [[nodiscard]] const profile::Profile& profile() const { return m_profile; }
    /// With what the variables stand for; nothing if one is undefined.
    [[nodiscard]] std::optional<profile::Profile> resolved() const;
    [[nodiscard]] const profile::Environment& environment() const { return m_environment; }
    [[nodiscard]] const support::Secret& secret() const { return m_secret; }
    /// Another profile: cancels what runs, forgets secret and token.
    void open(const profile::Profile& profile, const support::Secret& secret = {},
              const profile::Environment& environment = {});
    /// What the variables stand for from now on. Where that makes another request of the profile, what runs is
    /// cancelled and the token forgotten: it belongs to the old one.
    void setEnvironment(const profile::Environment& environment);
    /// What is sent in place of a text with variables, by the form's names of fields.
    [[nodiscard]] QHash<QString, QString> resolvedTexts() const;
    /// The same profile, changed. A token that is there is checked again by the new expectations.
    void edit(const profile::Profile& profile);
    void setSecret(const support::Secret& secret);
    /// Keeps a manifest with the profile, instead of an older one of the same thing. Errors: keepManifest()'s.
    [[nodiscard]] support::Result<void> addManifest(const QString& name, const entra::Manifest& manifest);
    /// A fix: changes one field. False if there is no such field.
    [[nodiscard]] bool applyFix(const QString& field, const QString& value);

    [[nodiscard]] panels::Preview preview() const;
    [[nodiscard]] QList<oauth::Finding> findings() const;
    /// What the token will say, by the profile and the manifests kept with it.
    [[nodiscard]] inspection::Prediction prediction() const { return predictionFor(m_resolved); }
    /// What the token that was asked for says otherwise than predicted; empty for one that was brought.
    [[nodiscard]] QList<inspection::Surprise> surprises() const;
    /// The API's own settings become what is expected, for the token at hand where they accept several.
    void applySettings(const formats::ApiSettings& settings);
    /// The expectations with the profile's defaults in them.
    [[nodiscard]] profile::Expectations defaults() const;

    /// Why not everything is judged that the profile expects: the first variable that is not defined; else empty.
    [[nodiscard]] QString notJudged() const;

    [[nodiscard]] bool isRunning() const { return m_run != nullptr; }
    [[nodiscard]] const inspection::Inspection& inspection() const { return m_inspection; }
    [[nodiscard]] bool hasInspection() const { return m_has; }

    /// Does nothing while something runs. Refused by a finding of severity Error: the first one is sent as refused().
    void getToken();
    /// A token that somebody brought: taken apart and verified offline; cancels what runs.
    void inspect(const QByteArray& text);
    /// The user allowed the fetch that the last inspect() offered.
    void fetchKeys();
    void cancel();
    void answerHost(bool allowed);
    /// By the clock and the expectations of now.
    void judgeAgain();
    void forgetToken();
    /// Starts the practice tenant if the profile is for it, so that the preview can name its port.
    void preparePractice();

Q_SIGNALS:
    void profileChanged();
    void previewChanged();
    void environmentChanged();
    void runningChanged(bool running);
    void stopped(); ///< by the user; the token from before is still there
    void waitingFor(assayer::flow::Stage stage, const QString& host);
    void hostConfirmationNeeded(const QString& issuerHost, const QString& tokenHost);
    void inspectionChanged();
    void refused(const assayer::oauth::Finding& finding);

private:
    void take(const profile::Profile& profile);
    void resolve();
    void start(std::unique_ptr<flow::Run> run);
    void stop();
    void finish(const inspection::Inspection& inspection);
    void bring(flow::Fetch fetch);
    /// What a token is judged by.
    [[nodiscard]] profile::Profile judged() const;
    [[nodiscard]] inspection::Prediction predictionFor(const profile::Profile& asked) const;

    flow::Surroundings m_surroundings;
    profile::Profile m_profile;
    profile::Environment m_environment;
    profile::Profile m_resolved;        ///< m_profile in m_environment; as it is where that cannot be
    QList<support::Error> m_unresolved; ///< why it cannot
    support::Secret m_secret;
    QUrl m_practiceBase;
    std::unique_ptr<flow::Run> m_run;
    inspection::Inspection m_inspection;
    support::Secret m_brought;                ///< the text that was pasted, for fetchKeys()
    QList<entra::Manifest> m_manifests;       ///< that m_profile keeps
    profile::Profile m_asked;                 ///< that the token at hand was asked with
    std::optional<profile::Profile> m_asking; ///< that the run asks with; nothing for a token that was brought
    bool m_has = false;
};

} // namespace assayer::window
