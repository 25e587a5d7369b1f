// SPDX-License-Identifier: Apache-2.0
#include "firstframe.h"

#include <QCoreApplication>
#include <QEvent>
#include <QFile>
#include <QTextStream>
#include <QTimer>
#include <QWidget>

namespace assayer {

namespace {

qint64 proportionalKilobytes()
{
    QFile file(QStringLiteral("/proc/self/smaps_rollup"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith("Pss:"))
            return line.mid(4).replace("kB", "").trimmed().toLongLong();
    }
    return 0;
}

class FirstFrame final : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint && !m_seen) {
            m_seen = true;
            // Behind the paint events of all that the window holds, and the flush.
            QTimer::singleShot(0, this, [] {
                QTextStream(stdout) << "frame " << proportionalKilobytes() << Qt::endl;
                QCoreApplication::exit(0);
            });
        }
        return QObject::eventFilter(watched, event);
    }

private:
    bool m_seen = false;
};

} // namespace

void endAtFirstFrame(QWidget* window)
{
    window->installEventFilter(new FirstFrame(window));
}

} // namespace assayer
