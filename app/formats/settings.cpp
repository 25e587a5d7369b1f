// SPDX-License-Identifier: Apache-2.0
#include "formats/settings.h"

#include <QRegularExpression>

#include <algorithm>

namespace assayer::formats {

namespace json = support::json;

namespace {

constexpr qsizetype mostEntries = 20000;
constexpr qsizetype longestName = 256;

/// The name for comparison, its indices still in it: «a.b[0]».
QString placeOf(const QString& written)
{
    QString place;
    place.reserve(written.size());
    for (qsizetype at = 0; at < written.size(); ++at) {
        const QChar c = written.at(at);
        const bool doubled = c == u'_' && at + 1 < written.size() && written.at(at + 1) == u'_';
        if (c == u':' || doubled) {
            place += u'.';
            at += doubled ? 1 : 0;
        } else if (c != u'-' && c != u'_') {
            place += c.toLower();
        }
    }
    return place;
}

QString withoutIndices(QString place)
{
    static const QRegularExpression index(QStringLiteral("\\[[0-9]*\\]|\\.[0-9]+(?=\\.|$)"));
    return place.contains(u'[') || place.contains(u'.') ? place.remove(index) : place;
}

QString textOf(const json::Value& value)
{
    switch (value.kind()) {
    case json::Kind::Boolean:
        return value.toBoolean() ? QStringLiteral("true") : QStringLiteral("false");
    case json::Kind::Number:
        return QString::fromLatin1(value.number());
    default:
        return value.text();
    }
}

} // namespace

QString Settings::comparable(const QString& written)
{
    return withoutIndices(placeOf(written));
}

void Settings::add(const QString& written, const QString& value)
{
    if (written.size() > longestName || m_entries.size() >= mostEntries) {
        return;
    }
    const QString place = placeOf(written);
    if (const auto earlier = m_byPlace.constFind(place); earlier != m_byPlace.constEnd()) {
        m_entries[*earlier].value = value;
        m_entries[*earlier].repeated = true;
        return;
    }
    const QString name = withoutIndices(place);
    m_byPlace.insert(place, m_entries.size());
    m_byName[name].append(m_entries.size());
    m_entries.append({name, written, value});
}

void Settings::add(const json::Value& value, const QString& path, QChar separator)
{
    if (path.size() > longestName) {
        return;
    }
    if (value.isObject()) {
        for (const json::Member& member : value.members()) {
            add(member.value, path.isEmpty() ? member.name : path + separator + member.name, separator);
        }
    } else if (value.isArray()) {
        qsizetype index = 0;
        for (const json::Value& item : value.items()) {
            add(item, QStringLiteral("%1[%2]").arg(path).arg(index++), separator);
        }
    } else {
        add(path, textOf(value));
    }
}

QList<Settings::Entry> Settings::named(const QString& name) const
{
    QList<Entry> found;
    for (const qsizetype index : m_byName.value(name)) {
        if (!m_entries.at(index).value.isEmpty()) {
            found.append(m_entries.at(index));
        }
    }
    return found;
}

QString Settings::value(const QString& name) const
{
    return named(name).value(0).value;
}

bool Settings::hasUnder(const QString& prefix) const
{
    return std::any_of(m_entries.begin(), m_entries.end(),
                       [start = prefix + u'.'](const Entry& entry) { return entry.name.startsWith(start); });
}

QStringList Settings::parentsOf(const QString& lastStep) const
{
    QStringList parents;
    for (const Entry& entry : m_entries) {
        if (!entry.name.endsWith(lastStep)) {
            continue;
        }
        const QString parent = entry.name.chopped(lastStep.size());
        const bool wholeStep = parent.isEmpty() || parent.endsWith(u'.');
        constexpr qsizetype most = 50;
        if (wholeStep && parents.size() < most && !parents.contains(parent)) {
            parents.append(parent);
        }
    }
    return parents;
}

} // namespace assayer::formats
