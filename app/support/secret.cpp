// SPDX-License-Identifier: Apache-2.0
#include "support/secret.h"

#include <algorithm>
#include <atomic>

namespace assayer::support {

namespace {

// Through a volatile pointer, with a fence behind it: the stores may not be dropped although nobody reads them.
void overwrite(char* bytes, std::size_t size)
{
    volatile char* target = bytes;
    for (std::size_t i = 0; i < size; ++i) {
        target[i] = 0;
    }
    std::atomic_signal_fence(std::memory_order_seq_cst);
}

} // namespace

struct Secret::Buffer {
    explicit Buffer(QByteArrayView source)
        : size(static_cast<std::size_t>(source.size()))
        , bytes(new char[size])
    {
        std::copy(source.begin(), source.end(), bytes.get());
    }
    ~Buffer() { overwrite(bytes.get(), size); }
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;

    const std::size_t size;
    const std::unique_ptr<char[]> bytes;
};

Secret::Secret(QByteArray&& bytes)
{
    QByteArray taken = std::move(bytes);
    bytes.clear();
    if (!taken.isEmpty()) {
        m_buffer = std::make_shared<const Buffer>(QByteArrayView(taken));
    }
    wipe(taken);
}

Secret Secret::fromText(const QString& text)
{
    return Secret(text.toUtf8());
}

qsizetype Secret::size() const
{
    return m_buffer ? static_cast<qsizetype>(m_buffer->size) : 0;
}

qsizetype Secret::characters() const
{
    const QByteArrayView bytes = reveal();
    return std::count_if(bytes.begin(), bytes.end(), [](char byte) { return (byte & 0xC0) != 0x80; });
}

QByteArrayView Secret::reveal() const
{
    return m_buffer ? QByteArrayView(m_buffer->bytes.get(), size()) : QByteArrayView();
}

void wipe(QByteArray& bytes)
{
    // Not detached: somebody else reads these bytes, or they are a literal's.
    if (bytes.isNull() || !bytes.isDetached()) {
        return;
    }
    // The whole allocation, since a shortened array keeps its old end behind size().
    overwrite(bytes.data(), static_cast<std::size_t>(std::max(bytes.size(), bytes.capacity())));
}

} // namespace assayer::support
