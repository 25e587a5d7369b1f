// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/client.h"

#include <QMap>
#include <QPointer>
#include <QTimer>

namespace assayer::test {

/// A call whose answer the test gives.
class FakeCall final : public http::Call {
public:
    FakeCall(http::Request request, QObject* parent)
        : Call(parent)
        , m_request(std::move(request))
    {
    }

    [[nodiscard]] const http::Request& request() const { return m_request; }

    void cancel() override
    {
        http::Reply reply = blank();
        reply.exchange.failure = http::Failure{http::FailureKind::Cancelled, QStringLiteral("Cancelled."), {}};
        finishLater(reply);
    }

    void answer(int status, const QByteArray& body, const QList<http::Header>& headers = {})
    {
        http::Reply reply = blank();
        http::ResponseRecord response;
        response.status = status;
        response.headers = headers;
        response.body = "masked by the test";
        response.bodyBytes = body.size();
        reply.exchange.response = response;
        reply.body = body;
        finishLater(reply);
    }

    void fail(const http::Failure& failure)
    {
        http::Reply reply = blank();
        reply.exchange.failure = failure;
        finishLater(reply);
    }

private:
    [[nodiscard]] http::Reply blank() const
    {
        http::Reply reply;
        reply.exchange.purpose = m_request.purpose;
        reply.exchange.request.method = m_request.method;
        reply.exchange.request.url = m_request.url;
        for (const http::OutgoingValue& header : m_request.headers)
            reply.exchange.request.headers.append(
                {header.name, header.isSecret ? QString() : header.value, header.isSecret});
        for (const http::OutgoingValue& field : m_request.form) {
            reply.exchange.request.form.append({field.name, field.isSecret ? QString() : field.value, field.isSecret,
                                                field.isSecret ? field.secret.characters() : 0});
        }
        return reply;
    }

    void finishLater(const http::Reply& reply)
    {
        if (m_ended)
            return;
        m_ended = true;
        QTimer::singleShot(0, this, [this, reply] { Q_EMIT finished(reply); });
    }

    http::Request m_request;
    bool m_ended = false;
};

/// Answers requests from a script, by URL (without query and fragment). A URL that the script does not name fails with
/// HostUnknown; one that is held waits until the test answers or somebody cancels.
class FakeTransport final : public http::Transport {
public:
    struct Scripted {
        int status = 200;
        QByteArray body;
        QList<http::Header> headers;
        std::optional<http::Failure> failure;
        bool held = false;
    };

    void answer(const QUrl& url, const QByteArray& body, int status = 200, const QList<http::Header>& headers = {})
    {
        m_script[key(url)].append({status, body, headers, std::nullopt, false});
    }
    void fail(const QUrl& url, http::FailureKind kind)
    {
        m_script[key(url)].append(
            {0, {}, {}, http::Failure{kind, QStringLiteral("Scripted: %1.").arg(http::toName(kind)), {}}, false});
    }
    void hold(const QUrl& url) { m_script[key(url)].append({0, {}, {}, std::nullopt, true}); }

    /// Several answers for one URL are given in turn; the last one stays.
    [[nodiscard]] http::Call* send(const http::Request& request, QObject* parent) override
    {
        auto* call = new FakeCall(request, parent);
        m_requests.append(request);
        m_calls.append(call);
        QList<Scripted>& script = m_script[key(request.url)];
        if (script.isEmpty()) {
            call->fail({http::FailureKind::HostUnknown,
                        QStringLiteral("Not in the script: %1").arg(request.url.toString()),
                        {}});
            return call;
        }
        const Scripted next = script.first();
        if (script.size() > 1)
            script.removeFirst();
        if (next.failure)
            call->fail(*next.failure);
        else if (!next.held)
            call->answer(next.status, next.body, next.headers);
        return call;
    }

    /// Every request so far.
    [[nodiscard]] const QList<http::Request>& requests() const { return m_requests; }
    [[nodiscard]] int count(const QUrl& url) const
    {
        int count = 0;
        for (const http::Request& request : m_requests)
            count += key(request.url) == key(url) ? 1 : 0;
        return count;
    }
    /// The call of the request with that number; null when its owner has deleted it.
    [[nodiscard]] FakeCall* call(qsizetype number) const { return m_calls.value(number); }

private:
    static QString key(const QUrl& url) { return url.toString(QUrl::RemoveQuery | QUrl::RemoveFragment); }

    QMap<QString, QList<Scripted>> m_script;
    QList<http::Request> m_requests;
    QList<QPointer<FakeCall>> m_calls;
};

} // namespace assayer::test
