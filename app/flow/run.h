// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "flow/keycache.h"
#include "inspection/inspection.h"

#include <QObject>

#include <functional>
#include <memory>

namespace assayer::flow {

/// What every run needs from outside; all of it outlives the run.
struct Surroundings {
    http::Transport* transport = nullptr;
    KeyCache* keys = nullptr;
    const support::Clock* clock = nullptr;
    /// Starts the practice tenant if it does not run; its base URL. Empty if there is none in this build.
    std::function<support::Result<QUrl>()> practiceBase;
    /// The APIs of the saved profiles other than the open one (checks::knownApi()); asked once a run.
    std::function<QList<checks::KnownApi>()> otherApis = {};
};

enum class Stage { Discovery, Token, Keys };

/// Something that waits and ends in an Inspection. Owned by the caller; deleting it cancels silently.
class Run : public QObject {
    Q_OBJECT
public:
    virtual void start() = 0;
    /// Ends within 200 ms; finished() comes with what there is.
    virtual void cancel() = 0;
    /// The answer to hostConfirmationNeeded(). Refusing ends the run.
    virtual void confirmHost(bool allowed) = 0;

Q_SIGNALS:
    void stageChanged(assayer::flow::Stage stage, const QString& host);
    /// Discovery names a token endpoint on another host than the issuer's. Nothing secret was sent yet.
    void hostConfirmationNeeded(const QString& issuerHost, const QString& tokenHost);
    /// Exactly once, never from inside start().
    void finished(const assayer::inspection::Inspection& inspection);

protected:
    using QObject::QObject;
};

/// Profile and secret → discovery (where needed) → token → keys → checks.
[[nodiscard]] std::unique_ptr<Run> getToken(const Surroundings& surroundings, const profile::Profile& profile,
                                            const support::Secret& secret);

enum class Fetch { Offline, Allowed };

/// A token that somebody brought. `keys`: a key set given by the user (source names its file); else the expected
/// issuer's, or the token's own, fetched only if allowed. What cannot be fetched is offered in offeredKeysHost.
struct Brought {
    QByteArray text; ///< as pasted; live
    profile::Expectations expectations;
    QStringList settingsNotes;               ///< if they come from the API's own settings
    std::optional<profile::Profile> profile; ///< the open profile, for its defaults
    std::optional<jose::JwkSet> keys;
    QString keysName;
    QList<entra::Manifest> manifests; ///< besides those that the profile keeps
    QString requestedResource;        ///< what was asked for, if that is known
    Fetch fetch = Fetch::Offline;
    http::Policy policy;
};
[[nodiscard]] std::unique_ptr<Run> inspectToken(const Surroundings& surroundings, Brought brought);

} // namespace assayer::flow
