// SPDX-License-Identifier: Apache-2.0
#include "inspection/phrases.h"

#include "entra/cloud.h"
#include "support/visibletext.h"

namespace assayer::inspection {

QString shown(const QString& text)
{
    constexpr qsizetype longest = 200;
    return text.size() <= longest ? support::visibleText(text) : support::visibleText(text.left(longest)) + u'…';
}

QString quoted(const QString& text)
{
    return text.isEmpty() ? said("(nothing)") : u'«' + shown(text) + u'»';
}

QString quotedList(const QStringList& texts)
{
    constexpr qsizetype most = 3;
    QStringList some;
    for (const QString& text : texts.mid(0, most)) {
        some += quoted(text);
    }
    if (texts.size() > most) {
        return said("%1 and %2 more").arg(some.join(QStringLiteral(", ")), QString::number(texts.size() - most));
    }
    return some.size() < 2 ? some.value(0)
                           : some.mid(0, some.size() - 1).join(QStringLiteral(", ")) + said(" and ") + some.last();
}

QString headlineOf(const QString& sentence)
{
    const bool ends = sentence.endsWith(u'.') && !sentence.endsWith(QLatin1String(".."));
    return ends && !sentence.contains(QLatin1String(". ")) ? sentence.chopped(1) : sentence;
}

QString apiName(const Inspection& inspection)
{
    const QString name = inspection.profile ? inspection.profile->name : QString();
    const qsizetype arrow = name.lastIndexOf(u'→');
    const QString api = arrow < 0 ? QString() : shown(name.mid(arrow + 1).trimmed());
    return api.isEmpty() ? said("the API") : api;
}

QString atSentenceStart(const QString& text)
{
    return text == said("the API") ? said("The API") : text;
}

QString cloudName(const QString& id)
{
    const entra::Cloud* cloud = entra::cloudById(id);
    return cloud ? cloud->name : shown(id);
}

void Telling::tell(const QString& summary, const QString& why)
{
    words.summary = summary;
    words.why = why;
}

void Telling::fix(Side side, const QString& text, const QString& field, const QString& value)
{
    words.fixes += Fix{side, text, field, value};
}

} // namespace assayer::inspection
