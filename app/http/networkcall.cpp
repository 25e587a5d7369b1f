// SPDX-License-Identifier: Apache-2.0
#include "http/networkcall.h"

#include "http/contentcoding.h"
#include "http/oneshotbody.h"
#include "http/replyfailure.h"
#include "http/retire.h"
#include "http/tlsfaults.h"
#include "http/tokenspans.h"

#include <QCoreApplication>
#include <QNetworkProxy>

#include <algorithm>

namespace assayer::http {

namespace {

constexpr qint64 chunkSize = 64 * 1024;
constexpr std::chrono::milliseconds shortestDeadline{100};
constexpr std::chrono::milliseconds longestDeadline{24 * 60 * 60 * 1000};
constexpr qint64 largestLimit = 1024 * 1024 * 1024;
constexpr size_t mostEchoedTokens = 8;

QString said(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

} // namespace

NetworkCall::NetworkCall(Request request, QObject* parent)
    : Call(parent)
    , m_request(std::move(request))
    , m_mask(secrets(m_request))
{
    m_result.exchange.purpose = m_request.purpose;
    m_result.exchange.started = QDateTime::currentDateTimeUtc();
    m_clock.start();
    m_deadline.setSingleShot(true);
    m_deadline.setTimerType(Qt::PreciseTimer);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        const double seconds = static_cast<double>(m_deadline.interval()) / 1000;
        end(Failure{FailureKind::Deadline,
                    said("%1 did not answer within %2 seconds.").arg(m_request.url.host(), QString::number(seconds)),
                    {}});
    });
    m_deadline.start(std::clamp(m_request.policy.deadline, shortestDeadline, longestDeadline));
    // Nothing is emitted before the caller had the chance to connect.
    QMetaObject::invokeMethod(this, &NetworkCall::start, Qt::QueuedConnection);
}

NetworkCall::~NetworkCall()
{
    m_ended = true;
    release();
}

void NetworkCall::cancel()
{
    end(Failure{FailureKind::Cancelled, said("Cancelled."), {}});
}

void NetworkCall::start()
{
    if (m_ended)
        return;
    if (auto failure = refusal(m_request))
        end(std::move(failure));
    else
        launch();
}

void NetworkCall::launch()
{
    Outgoing out = prepare(m_request, m_mask);
    m_result.exchange.request = out.record;
    m_manager = std::make_unique<QNetworkAccessManager>();
    m_manager->setAutoDeleteReplies(false);
    if (isLoopback(m_request.url))
        m_manager->setProxy(QNetworkProxy::NoProxy);
    if (m_request.method == QLatin1String("POST")) {
        auto* body = new OneShotBody(std::move(out.body), m_manager.get());
        m_reply = m_manager->post(out.request, body);
    } else {
        m_reply = m_manager->get(out.request);
    }
    // The library shows nothing of a 401 or 407 before it has all of it, and stops reading where the buffer ends: a
    // smaller buffer than the limit would stall them.
    m_reply->setReadBufferSize(bodyLimit() + chunkSize);
    watch();
    Q_EMIT phaseChanged(Phase::Connecting);
}

void NetworkCall::watch()
{
    connect(m_reply, &QNetworkReply::encrypted, this,
            [this] { m_result.exchange.tls = tlsFacts(m_reply->sslConfiguration()); });
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError>& errors) {
        m_certificateErrors += errors;
        m_result.exchange.tls = tlsFacts(m_reply->sslConfiguration());
    });
    connect(m_reply, &QNetworkReply::requestSent, this, [this] {
        if (m_sentAt)
            return;
        m_sentAt = m_clock.elapsed();
        Q_EMIT phaseChanged(Phase::Waiting);
    });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, [this] {
        if (m_answeredAt)
            return;
        m_answeredAt = m_clock.elapsed();
        Q_EMIT phaseChanged(Phase::Receiving);
    });
    connect(m_reply, &QNetworkReply::readyRead, this, &NetworkCall::read);
    connect(m_reply, &QNetworkReply::finished, this, &NetworkCall::replyFinished);
}

void NetworkCall::read()
{
    if (m_ended)
        return;
    const qint64 limit = bodyLimit();
    while (m_result.body.size() <= limit) {
        const QByteArray chunk = m_reply->read(std::min(chunkSize, limit + 1 - m_result.body.size()));
        if (chunk.isEmpty())
            return;
        m_result.body += chunk;
    }
    m_result.body.truncate(limit);
    end(tooLarge(m_request.url.host(), limit));
}

qint64 NetworkCall::bodyLimit() const
{
    return std::clamp<qint64>(m_request.policy.maximumBody, 0, largestLimit);
}

void NetworkCall::replyFinished()
{
    read();
    if (!m_ended)
        end(replyFailure());
}

std::optional<Failure> NetworkCall::replyFailure() const
{
    if (!m_certificateErrors.isEmpty() && m_reply->error() == QNetworkReply::SslHandshakeFailedError)
        return certificateFailure(m_request.url.host(), m_certificateErrors);
    return failureOf(*m_reply);
}

void NetworkCall::end(std::optional<Failure> failure)
{
    if (m_ended)
        return;
    m_ended = true;
    m_deadline.stop();
    Exchange& exchange = m_result.exchange;
    exchange.phases = phases();
    if (exchange.request.method.isEmpty())
        exchange.request = record(m_request, completeHeaders(m_request), m_mask);
    exchange.failure = std::move(failure);
    takeResponse();
    if (exchange.failure) {
        exchange.failure->sentence = m_mask.applied(exchange.failure->sentence);
        exchange.failure->detail = m_mask.applied(exchange.failure->detail);
    }
    release();
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT finished(m_result); }, Qt::QueuedConnection);
}

void NetworkCall::takeResponse()
{
    ResponseRecord record;
    if (m_reply)
        record.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (record.status == 0)
        return;
    takeBody();
    maskEchoedTokens();
    record.reason = m_mask.applied(m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString());
    for (const auto& [name, value] : m_reply->rawHeaderPairs()) {
        record.headers.append(
            {m_mask.applied(QString::fromLatin1(name)), m_mask.applied(QString::fromUtf8(value)), false});
    }
    record.body = m_mask.applied(m_result.body, m_result.exchange.failure ? Mask::Ending::Cut : Mask::Ending::Whole);
    record.bodyBytes = m_result.body.size();
    if (record.status / 100 == 3) {
        const QUrl target = QUrl::fromEncoded(m_reply->rawHeader("Location"));
        if (!target.isEmpty())
            record.redirectTarget = m_mask.applied(m_request.url.resolved(target));
    }
    m_result.exchange.response = std::move(record);
}

void NetworkCall::takeBody()
{
    DecodedBody decoded = decodedBody(std::move(m_result.body), m_reply->rawHeader("Content-Encoding"), bodyLimit(),
                                      m_request.url.host());
    m_result.body = std::move(decoded.body);
    if (!m_result.exchange.failure)
        m_result.exchange.failure = std::move(decoded.failure);
}

// A token of the body may stand in a header as well.
void NetworkCall::maskEchoedTokens()
{
    const std::vector<Span> tokens = tokenSpans(m_result.body);
    for (size_t i = 0; i < std::min(tokens.size(), mostEchoedTokens); ++i)
        m_mask.add(support::Secret(m_result.body.mid(tokens[i].begin, tokens[i].end - tokens[i].begin)));
}

Phases NetworkCall::phases() const
{
    Phases phases;
    phases.total = m_clock.elapsed();
    if (m_result.exchange.request.method.isEmpty()) // refused: nothing was tried
        return phases;
    const qint64 sent = m_sentAt.value_or(m_answeredAt.value_or(phases.total));
    phases.connect = sent;
    if (!m_sentAt && !m_answeredAt)
        return phases;
    const qint64 answered = std::max(sent, m_answeredAt.value_or(phases.total));
    phases.waiting = answered - sent;
    if (m_answeredAt)
        phases.receiving = phases.total - answered;
    return phases;
}

void NetworkCall::release()
{
    if (!m_manager)
        return;
    // This may run inside one of the reply's own signals, so nothing is deleted here and now.
    const bool over = !m_reply || m_reply->isFinished();
    if (m_reply) {
        m_reply->disconnect(this);
        if (m_reply->error() == QNetworkReply::NoError) // else it ends by itself, and would complain
            m_reply->abort();
    }
    if (over)
        m_manager.release()->deleteLater();
    else
        retire(std::move(m_manager));
}

} // namespace assayer::http
