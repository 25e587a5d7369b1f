// SPDX-License-Identifier: Apache-2.0
#include "app/cli/fakeauthority.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>

FakeAuthority::FakeAuthority()
{
    if (!listen(QHostAddress::LocalHost)) {
        qFatal("cannot listen: %s", qUtf8Printable(errorString()));
    }
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket* socket = nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { serve(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
}

void FakeAuthority::answerDiscovery(const QString& tokenHost)
{
    const QJsonObject document{
        {"issuer", base()},
        {"token_endpoint", QStringLiteral("http://%1:%2/token").arg(tokenHost).arg(serverPort())},
        {"jwks_uri", base() + QLatin1String("/keys")}};
    answer("/.well-known/openid-configuration", {"200 OK", QJsonDocument(document).toJson()});
}

QByteArray FakeAuthority::profile() const
{
    return QJsonDocument(QJsonObject{{"schema", 1},
                                     {"name", "fake"},
                                     {"authority", QJsonObject{{"kind", "issuer"}, {"issuer", base()}}},
                                     {"client_id", "client"},
                                     {"scope", "orders"}})
        .toJson();
}

void FakeAuthority::serve(QTcpSocket* socket)
{
    const QByteArray request = socket->property("request").toByteArray() + socket->readAll();
    socket->setProperty("request", request);
    const qsizetype head = request.indexOf("\r\n\r\n");
    if (head < 0) {
        return;
    }
    qsizetype length = 0;
    for (const QByteArray& line : request.left(head).split('\n')) {
        if (line.toLower().startsWith("content-length:")) {
            length = line.mid(15).trimmed().toLongLong();
        }
    }
    if (request.size() < head + 4 + length) {
        return;
    }
    socket->setProperty("request", QByteArray());
    const QByteArray path = request.split(' ').value(1).split('?').first();
    m_asked.append(path);
    const Answer answer = m_answers.value(path, {"404 Not Found", "{}"});
    if (!answer.silent) {
        socket->write("HTTP/1.1 " + answer.status +
                      "\r\nContent-Type: application/json\r\nConnection: close\r\n"
                      "Content-Length: " +
                      QByteArray::number(answer.body.size()) + "\r\n\r\n" + answer.body);
        socket->disconnectFromHost();
    }
}
