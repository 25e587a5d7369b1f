// SPDX-License-Identifier: Apache-2.0
#include "http/oneshotbody.h"

#include "support/secret.h"

#include <algorithm>
#include <cstring>

namespace assayer::http {

OneShotBody::OneShotBody(QByteArray&& bytes, QObject* parent)
    : QIODevice(parent)
    , m_bytes(std::move(bytes))
{
    // Unbuffered: QIODevice's own buffer would be one more copy of the secret.
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

OneShotBody::~OneShotBody()
{
    support::wipe(m_bytes);
}

qint64 OneShotBody::bytesAvailable() const
{
    return m_bytes.size() - m_position + QIODevice::bytesAvailable();
}

qint64 OneShotBody::readData(char* data, qint64 maximum)
{
    const qint64 left = m_bytes.size() - m_position;
    if (left == 0)
        return -1;
    const qint64 count = std::min(left, maximum);
    std::memcpy(data, m_bytes.constData() + m_position, static_cast<size_t>(count));
    m_position += count;
    return count;
}

qint64 OneShotBody::writeData(const char*, qint64)
{
    return -1;
}

} // namespace assayer::http
