// SPDX-License-Identifier: Apache-2.0
#include "window/verdicts.h"

#include <QSettings>
#include <QStringList>

namespace assayer::window {

namespace {
constexpr qsizetype most = 5'000;
constexpr auto settingsKey = "profiles/verdicts";
} // namespace

Verdicts::Verdicts(QSettings& settings)
    : m_settings(settings)
{
    read();
}

void Verdicts::read()
{
    m_noted.clear();
    const QVariantMap kept = m_settings.value(QLatin1String(settingsKey)).toMap();
    for (auto it = kept.cbegin(); it != kept.cend(); ++it)
        m_noted.insert(it.key(), it.value().toMap());
}

QString Verdicts::of(const QString& file, const QString& id, const std::function<QStringList()>& copies) const
{
    const auto noted = m_noted.constFind(id.isEmpty() ? file : id);
    if (noted == m_noted.cend())
        return {};
    if (const auto own = noted->constFind(file); own != noted->cend())
        return own->toString();
    // It was noted for another file: this one under its former name, or one that this is a copy of.
    return noted->size() == 1 && copies().size() <= 1 ? noted->first().toString() : QString();
}

void Verdicts::note(const QString& file, const QString& id, const QStringList& copies, const QString& status)
{
    const QString key = id.isEmpty() ? file : id;
    if (m_noted.value(key).value(file) == status)
        return;
    // Another window may have noted its own meanwhile.
    m_settings.sync();
    read();
    // Which to forget nobody can tell; all of them come again with the next token.
    if (m_noted.size() >= most)
        m_noted.clear();
    QVariantMap& noted = m_noted[key];
    noted.removeIf([&copies](const auto& one) { return !copies.contains(one.key()); });
    noted.insert(file, status);
    QVariantMap kept;
    for (auto it = m_noted.cbegin(); it != m_noted.cend(); ++it)
        kept.insert(it.key(), it.value());
    m_settings.setValue(QLatin1String(settingsKey), kept);
}

} // namespace assayer::window
