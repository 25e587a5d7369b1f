// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QTcpServer>
#include <QUrl>

/// An authority on loopback that says what a test wants; in the test's own event loop.
class FakeAuthority final : public QTcpServer {
    Q_OBJECT
public:
    struct Answer {
        QByteArray status = "200 OK";
        QByteArray body; ///< JSON
        bool silent = false;
    };

    FakeAuthority();
    [[nodiscard]] QString base() const { return QStringLiteral("http://127.0.0.1:%1").arg(serverPort()); }
    void answer(const QByteArray& path, const Answer& answer) { m_answers.insert(path, answer); }
    /// A discovery document at /.well-known/openid-configuration whose token endpoint is on that host, at /token.
    void answerDiscovery(const QString& tokenHost);
    /// The paths that were asked for, in order.
    [[nodiscard]] const QList<QByteArray>& asked() const { return m_asked; }
    /// A profile that asks this authority.
    [[nodiscard]] QByteArray profile() const;

private:
    void serve(QTcpSocket* socket);

    QHash<QByteArray, Answer> m_answers;
    QList<QByteArray> m_asked;
};
