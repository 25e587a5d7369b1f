// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIODevice>

namespace assayer::http {

/// A request body that can be read once. QNetworkAccessManager sends a request again, body and all, when the peer
/// closes before it answers; it cannot do so with a sequential device that does not rewind. Wipes its bytes.
class OneShotBody final : public QIODevice {
    Q_OBJECT
public:
    OneShotBody(QByteArray&& bytes, QObject* parent);
    ~OneShotBody() override;

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override;
    bool reset() override { return false; }

protected:
    qint64 readData(char* data, qint64 maximum) override;
    qint64 writeData(const char* data, qint64 size) override;

private:
    QByteArray m_bytes;
    qsizetype m_position = 0;
};

} // namespace assayer::http
