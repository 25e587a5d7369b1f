// SPDX-License-Identifier: Apache-2.0
#include "flow/journey.h"

#include "http/mask.h"
#include "oauth/tokenresponse.h"

#include <QCoreApplication>
#include <QPointer>
#include <QTimer>

namespace assayer::flow {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

} // namespace

Journey::Journey(const Surroundings& surroundings)
    : m_surroundings(surroundings)
{
}

void Journey::start()
{
    if (m_started)
        return;
    m_started = true;
    m_elapsed.start();
    QTimer::singleShot(0, this, [this] {
        if (!m_ended)
            begin();
    });
}

void Journey::cancel()
{
    if (m_ended)
        return;
    // The call's own end is waited for, so that the exchange is recorded; without one this is the end.
    if (m_call != nullptr) {
        m_call->cancel();
        return;
    }
    stopped();
}

void Journey::failCancelled()
{
    fail({QStringLiteral("cancelled"), Text::tr("Cancelled."), {}, {}});
}

void Journey::confirmHost(bool) {}

void Journey::fetch(http::Request request, Stage stage, Next next)
{
    const QPointer<Journey> self(this);
    Q_EMIT stageChanged(stage, request.url.host());
    if (!self || m_ended)
        return;
    request.masks.append(m_masks);
    const qint64 startedAt = m_elapsed.elapsed();
    m_call = m_surroundings.transport->send(request, this);
    connect(m_call, &http::Call::finished, this, [this, startedAt, next = std::move(next)](const http::Reply& reply) {
        m_call->deleteLater();
        m_call = nullptr;
        record(reply, startedAt);
        if (m_ended)
            return;
        if (reply.exchange.failure && reply.exchange.failure->kind == http::FailureKind::Cancelled)
            stopped();
        else
            next(reply);
    });
}

void Journey::record(const http::Reply& reply, qint64 startedAt)
{
    m_inspection.exchanges.append(reply.exchange);
    http::Exchange& exchange = m_inspection.exchanges.last();
    exchange.phases.start = startedAt;
    if (exchange.response)
        exchange.response->body = oauth::maskTokens(exchange.response->body);
}

void Journey::end()
{
    if (m_ended)
        return;
    m_ended = true;
    m_masks.clear();
    m_inspection.at = now();
    // From the event loop: nothing of this run is on the stack when the receiver deletes it.
    QTimer::singleShot(0, this, [this] { Q_EMIT finished(m_inspection); });
}

void Journey::fail(support::Error error)
{
    if (m_ended)
        return;
    m_inspection.failure = std::move(error);
    end();
}

std::optional<support::Error> problemWith(const http::Reply& reply)
{
    const http::Exchange& exchange = reply.exchange;
    if (exchange.failure)
        return toError(*exchange.failure);
    const int status = exchange.response ? exchange.response->status : 0;
    if (status == 200)
        return std::nullopt;
    return support::Error{QStringLiteral("http-status"),
                          Text::tr("%1 answered with HTTP status %2.").arg(exchange.request.url.host()).arg(status),
                          exchange.response ? exchange.response->reason : QString(),
                          {}};
}

support::Error toError(const http::Failure& failure, const QString& field)
{
    const QString code = failure.code.isEmpty() ? http::toName(failure.kind) : failure.code;
    return {code, failure.sentence, failure.detail, field};
}

} // namespace assayer::flow
