// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointer>
#include <QSslConfiguration>
#include <QSslServer>
#include <QSslSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <sys/socket.h>

#include <functional>
#include <limits>
#include <memory>
#include <stdexcept>

namespace assayer::test {

/// A TCP server on 127.0.0.1, on the test's own thread, that shows the bytes it gets and sends exactly the bytes that
/// it is told to: also such as no HTTP server would. It never answers by itself.
class RawServer : public QObject {
public:
    /// Called with each whole request (header and Content-Length's body).
    using Answer = std::function<void(QTcpSocket& socket, const QByteArray& request)>;

    RawServer()
        : RawServer(std::make_unique<QTcpServer>(), QStringLiteral("http"))
    {
    }

    /// With TLS.
    explicit RawServer(const QSslConfiguration& configuration)
        : RawServer(tlsServer(configuration), QStringLiteral("https"))
    {
    }

    /// What every connection gets, as soon as it has asked; then it is closed.
    void answerWith(const QByteArray& bytes)
    {
        m_answer = [bytes](QTcpSocket& socket, const QByteArray&) {
            socket.write(bytes);
            socket.disconnectFromHost();
        };
    }
    void answerWith(Answer answer) { m_answer = std::move(answer); }

    [[nodiscard]] QUrl url(const QString& path = QStringLiteral("/"),
                           const QString& host = QStringLiteral("127.0.0.1")) const
    {
        QUrl url;
        url.setScheme(m_scheme);
        url.setHost(host);
        url.setPort(m_server->serverPort());
        url.setPath(path);
        return url;
    }

    [[nodiscard]] int connections() const { return m_connections; }
    [[nodiscard]] int openConnections() const { return m_open; }
    [[nodiscard]] const QList<QByteArray>& requests() const { return m_requests; }
    /// Every byte that arrived on any connection.
    [[nodiscard]] const QByteArray& received() const { return m_received; }

    /// A whole response with a Content-Length.
    [[nodiscard]] static QByteArray response(const QByteArray& status, const QByteArray& body,
                                             const QByteArray& headers = "Content-Type: application/json\r\n")
    {
        return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + QByteArray::number(body.size()) +
               "\r\nConnection: close\r\n\r\n" + body;
    }

    /// Ends the connection with RST instead of FIN.
    static void reset(QTcpSocket& socket)
    {
        const linger hard{1, 0};
        ::setsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        socket.abort();
    }

    /// Sends one byte after the other, one each `interval`, for as long as somebody takes them.
    static void drip(QTcpSocket& socket, const QByteArray& bytes, std::chrono::milliseconds interval)
    {
        auto* timer = new QTimer(&socket);
        QObject::connect(timer, &QTimer::timeout, &socket, [&socket, bytes, position = qsizetype(0)]() mutable {
            socket.write(bytes.constData() + position % bytes.size(), 1);
            ++position;
        });
        timer->start(interval);
    }

    /// Sends `head`, then `block` over and over until `total` bytes of it went out or nobody takes any more. Where the
    /// deadline must end it there is no `total`: a fast machine reads any number of bytes in time.
    static constexpr qint64 endless = std::numeric_limits<qint64>::max();
    static void flood(QTcpSocket& socket, const QByteArray& head, const QByteArray& block, qint64 total = endless)
    {
        auto left = std::make_shared<qint64>(total);
        const auto more = [&socket, block, left] {
            const auto* tls = qobject_cast<QSslSocket*>(&socket);
            while (*left > 0 && socket.bytesToWrite() + (tls ? tls->encryptedBytesToWrite() : 0) < 256 * 1024) {
                socket.write(block);
                *left -= block.size();
            }
            if (*left <= 0 && socket.state() == QAbstractSocket::ConnectedState)
                socket.disconnectFromHost();
        };
        // Queued: a TLS socket does not come back as long as its signal brings it more to encrypt.
        QObject::connect(&socket, &QTcpSocket::bytesWritten, &socket, more, Qt::QueuedConnection);
        if (auto* tls = qobject_cast<QSslSocket*>(&socket))
            QObject::connect(tls, &QSslSocket::encryptedBytesWritten, &socket, more, Qt::QueuedConnection);
        socket.write(head);
        more();
    }

private:
    RawServer(std::unique_ptr<QTcpServer> server, QString scheme)
        : m_server(std::move(server))
        , m_scheme(std::move(scheme))
    {
        QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] { accept(); });
        if (!m_server->listen(QHostAddress::LocalHost))
            throw std::runtime_error("no port on loopback");
    }

    static std::unique_ptr<QTcpServer> tlsServer(const QSslConfiguration& configuration)
    {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(configuration);
        return server;
    }

    void accept()
    {
        while (QTcpSocket* socket = m_server->nextPendingConnection()) {
            ++m_connections;
            ++m_open;
            auto buffer = std::make_shared<QByteArray>();
            QObject::connect(socket, &QTcpSocket::readyRead, this, [this, socket, buffer] { read(*socket, *buffer); });
            QObject::connect(socket, &QTcpSocket::disconnected, this, [this] { --m_open; });
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            read(*socket, *buffer);
        }
    }

    void read(QTcpSocket& socket, QByteArray& buffer)
    {
        const QByteArray bytes = socket.readAll();
        m_received += bytes;
        buffer += bytes;
        const qsizetype head = buffer.indexOf("\r\n\r\n");
        if (head < 0)
            return;
        qsizetype size = head + 4;
        const QByteArray lower = buffer.first(head).toLower();
        if (const qsizetype at = lower.indexOf("\r\ncontent-length:"); at >= 0)
            size += lower.mid(at + 17, lower.indexOf("\r\n", at + 2) - at - 17).trimmed().toLongLong();
        if (buffer.size() < size)
            return;
        const QByteArray request = buffer.first(size);
        buffer.remove(0, size);
        m_requests.append(request);
        if (m_answer)
            m_answer(socket, request);
    }

    std::unique_ptr<QTcpServer> m_server;
    QString m_scheme;
    Answer m_answer;
    int m_connections = 0;
    int m_open = 0;
    QList<QByteArray> m_requests;
    QByteArray m_received;
};

} // namespace assayer::test
