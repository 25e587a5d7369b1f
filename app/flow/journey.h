// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "flow/run.h"
#include "http/client.h"

#include <QElapsedTimer>

namespace assayer::flow {

/// What all runs have in common: one request at a time, each recorded; one end. A subclass is the way from begin() to
/// end(), one step a function.
class Journey : public Run {
    Q_OBJECT
public:
    void start() final;
    void cancel() final;
    /// Nothing to confirm, unless a subclass asks.
    void confirmHost(bool allowed) override;

    using Next = std::function<void(const http::Reply&)>;
    /// Sends, records the exchange, goes on. Nothing may follow the call in the caller.
    void fetch(http::Request request, Stage stage, Next next);
    /// An authority that was sent a secret, or made a token, may tell it back in any later answer.
    void maskFromNowOn(const support::Secret& secret) { m_masks.append(secret); }

    [[nodiscard]] const Surroundings& surroundings() const { return m_surroundings; }
    [[nodiscard]] qint64 now() const { return m_surroundings.clock->now(); }

protected:
    explicit Journey(const Surroundings& surroundings);

    virtual void begin() = 0;
    /// The user stopped it while a request or a question was open: ends with what there is.
    virtual void stopped() = 0;
    /// Ends the run with what there is. Harmless when it has ended.
    void end();
    void fail(support::Error error);
    void failCancelled();
    [[nodiscard]] bool hasEnded() const { return m_ended; }

    inspection::Inspection m_inspection;

private:
    void record(const http::Reply& reply, qint64 startedAt);

    Surroundings m_surroundings;
    QElapsedTimer m_elapsed;
    QList<support::Secret> m_masks;
    http::Call* m_call = nullptr;
    bool m_started = false;
    bool m_ended = false;
};

/// Why a request brought nothing, for a person: the transport's words, or the status.
[[nodiscard]] std::optional<support::Error> problemWith(const http::Reply& reply);

[[nodiscard]] support::Error toError(const http::Failure& failure, const QString& field = {});

} // namespace assayer::flow
