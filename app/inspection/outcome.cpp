// SPDX-License-Identifier: Apache-2.0
#include "inspection/outcome.h"

namespace assayer::inspection {

bool wasCancelled(const Inspection& inspection)
{
    return !inspection.token && inspection.failure && inspection.failure->code == QLatin1String("cancelled");
}

checks::Result lifetimeAt(checks::Result result, qint64 now)
{
    const QString nowName = QStringLiteral("now");
    if (!result.arguments.contains(nowName))
        return result;
    const qint64 passed = now - result.arguments.value(nowName).toLongLong();
    const auto shift = [&result](const QString& name, qint64 by) {
        if (!result.arguments.contains(name))
            return;
        // What was still to come does not become what is over: that is for the judge to say.
        const qint64 before = result.arguments.value(name).toLongLong();
        const qint64 after = before + by;
        const bool same = (before > 0) == (after > 0);
        result.arguments.insert(name, QString::number(same ? after : before > 0 ? 1 : 0));
    };
    shift(QStringLiteral("late"), passed);
    shift(QStringLiteral("early"), -passed);
    result.arguments.insert(nowName, QString::number(now));
    return result;
}

QString headlineOf(const QString& sentence)
{
    const bool ends = sentence.endsWith(u'.') && !sentence.endsWith(QLatin1String(".."));
    return ends && !sentence.contains(QLatin1String(". ")) ? sentence.chopped(1) : sentence;
}

} // namespace assayer::inspection
