// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/client.h"

#include <QEventLoop>
#include <QTimer>

#include <memory>

namespace assayer::test {

/// One call under way, and what it ends in.
class Asking {
public:
    explicit Asking(const http::Request& request)
        : m_call(m_client.send(request, &m_owner))
    {
        QObject::connect(m_call, &http::Call::finished, &m_owner, [this](const http::Reply& reply) {
            ++m_finished;
            m_reply = reply;
        });
        QObject::connect(m_call, &http::Call::phaseChanged, &m_owner,
                         [this](http::Call::Phase phase) { m_phases.append(phase); });
    }

    [[nodiscard]] http::Call& call() { return *m_call; }
    [[nodiscard]] int finished() const { return m_finished; }
    [[nodiscard]] const QList<http::Call::Phase>& phases() const { return m_phases; }

    [[nodiscard]] const http::Reply& reply(std::chrono::milliseconds patience = std::chrono::seconds(20))
    {
        if (m_finished == 0) {
            QEventLoop loop;
            QObject::connect(m_call, &http::Call::finished, &loop, &QEventLoop::quit);
            QTimer::singleShot(patience, &loop, [] { qFatal("the call does not end"); });
            loop.exec();
        }
        return m_reply;
    }

private:
    http::Client m_client;
    QObject m_owner;
    http::Call* m_call;
    http::Reply m_reply;
    QList<http::Call::Phase> m_phases;
    int m_finished = 0;
};

inline http::Request get(const QUrl& url)
{
    http::Request request;
    request.url = url;
    return request;
}

inline http::Request post(const QUrl& url)
{
    http::Request request = get(url);
    request.method = QStringLiteral("POST");
    request.form = {
        {QStringLiteral("grant_type"), QStringLiteral("client_credentials"), {}, false},
        {QStringLiteral("client_secret"), {}, support::Secret::fromText(QStringLiteral("s3cr3t~&=+ /ä")), true}};
    return request;
}

inline QString failureName(const http::Reply& reply)
{
    return reply.exchange.failure ? http::toName(reply.exchange.failure->kind) : QStringLiteral("none");
}

} // namespace assayer::test
