// SPDX-License-Identifier: Apache-2.0
#include "http/retire.h"

#include <QCoreApplication>
#include <QMutex>
#include <QSet>
#include <QThread>

namespace assayer::http {

namespace {

QMutex mutex;
QSet<QThread*> retiring;

void waitForAll()
{
    const QSet<QThread*> threads = [] {
        const QMutexLocker lock(&mutex);
        return std::exchange(retiring, {});
    }();
    for (QThread* thread : threads) {
        thread->wait();
        delete thread;
    }
}

/// Deletes the thread object, unless waitForAll() has taken that over.
void forget(QThread* thread)
{
    const QMutexLocker lock(&mutex);
    if (retiring.remove(thread))
        thread->deleteLater();
}

} // namespace

void retire(std::unique_ptr<QNetworkAccessManager> manager)
{
    static const bool registered = [] {
        qAddPostRoutine(waitForAll);
        return true;
    }();
    Q_UNUSED(registered);
    auto* thread = new QThread;
    {
        const QMutexLocker lock(&mutex);
        retiring.insert(thread);
    }
    QNetworkAccessManager* released = manager.release();
    released->moveToThread(thread);
    QObject::connect(thread, &QThread::started, released, &QObject::deleteLater);
    QObject::connect(
        released, &QObject::destroyed, thread, [thread] { thread->quit(); }, Qt::DirectConnection);
    QObject::connect(thread, &QThread::finished, QCoreApplication::instance(), [thread] { forget(thread); });
    thread->start();
}

bool isRetiring()
{
    const QMutexLocker lock(&mutex);
    return !retiring.isEmpty();
}

} // namespace assayer::http
