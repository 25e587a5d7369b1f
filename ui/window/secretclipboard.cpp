// SPDX-License-Identifier: Apache-2.0
#include "window/secretclipboard.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QMimeData>
#include <QRandomGenerator>

#include <array>
#include <memory>

namespace assayer::window {

namespace {

/// What the clipboard managers of KDE and Windows look at before they keep anything.
void markAsSecret(QMimeData& data)
{
    data.setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArrayLiteral("secret"));
    // Formats of Windows, each a DWORD of 0; the first counts by being there.
    for (const char* format :
         {"ExcludeClipboardContentFromMonitorProcessing", "CanIncludeInClipboardHistory", "CanUploadToCloudClipboard"})
        data.setData(QStringLiteral("application/x-qt-windows-mime;value=\"%1\"").arg(QLatin1String(format)),
                     QByteArray(4, '\0'));
}

QByteArray newSalt()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return QByteArray(reinterpret_cast<const char*>(words.data()), sizeof words);
}

} // namespace

SecretClipboard::SecretClipboard(QClipboard& clipboard, std::chrono::milliseconds limit, QObject* parent)
    : QObject(parent)
    , m_clipboard(clipboard)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(limit);
    connect(&m_timer, &QTimer::timeout, this, &SecretClipboard::clear);
}

SecretClipboard::~SecretClipboard()
{
    clear();
}

void SecretClipboard::copy(const support::Secret& secret)
{
    if (secret.isEmpty())
        return;
    auto data = std::make_unique<QMimeData>();
    data->setText(QString::fromUtf8(secret.reveal()));
    markAsSecret(*data);
    m_salt = newSalt();
    m_hash = hashOf(secret.reveal());
    m_clipboard.setMimeData(data.release());
    m_timer.start();
}

void SecretClipboard::clear()
{
    m_timer.stop();
    const bool there = isStillThere();
    m_hash.clear();
    if (!there)
        return;
    m_clipboard.clear();
    Q_EMIT cleared();
}

bool SecretClipboard::isStillThere() const
{
    if (m_hash.isEmpty())
        return false;
    QString text = m_clipboard.text();
    QByteArray bytes = text.toUtf8();
    const bool same = hashOf(bytes) == m_hash;
    support::wipe(bytes);
    if (text.isDetached())
        text.fill(QChar());
    return same;
}

QByteArray SecretClipboard::hashOf(QByteArrayView bytes) const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(m_salt);
    hash.addData(bytes);
    return hash.result();
}

} // namespace assayer::window
