// SPDX-License-Identifier: Apache-2.0
#include "store/storedtext.h"

namespace assayer::store {
namespace {

constexpr QByteArrayView first("assayer 1\nset ");
constexpr QByteArrayView second("\nfor ");
constexpr QByteArrayView last("\n\n");

support::Secret secretOf(QByteArrayView bytes)
{
    return support::Secret(QByteArray(bytes.data(), bytes.size()));
}

} // namespace

support::Secret packed(const StoredSecret& secret)
{
    QByteArray destination = secret.destination.toUtf8();
    destination.replace('\n', ' ');
    const QByteArray setAt = QByteArray::number(secret.setAt);
    QByteArray bytes;
    // At once: a buffer that grows leaves its old places behind, unwiped.
    bytes.reserve(first.size() + setAt.size() + second.size() + destination.size() + last.size() + secret.secret.size());
    bytes += first;
    bytes += setAt;
    bytes += second;
    bytes += destination;
    bytes += last;
    bytes += secret.secret.reveal();
    return support::Secret(std::move(bytes));
}

StoredSecret unpacked(support::Secret bytes)
{
    const QByteArrayView text = bytes.reveal();
    const qsizetype end = text.indexOf(last);
    const qsizetype middle = text.indexOf(second);
    StoredSecret stored;
    if (!text.startsWith(first) || end < 0 || middle < 0 || middle > end) {
        stored.secret = std::move(bytes);
        return stored;
    }
    stored.setAt = text.sliced(first.size(), middle - first.size()).toLongLong();
    const qsizetype from = middle + second.size();
    stored.destination = from < end ? QString::fromUtf8(text.sliced(from, end - from)) : QString();
    stored.secret = secretOf(text.sliced(end + last.size()));
    return stored;
}

} // namespace assayer::store
