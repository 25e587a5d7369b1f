// SPDX-License-Identifier: Apache-2.0
#include "window/profilebook.h"

#include "window/files.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSettings>
#include <QUrl>

namespace assayer::window {

namespace {

constexpr int keptFiles = 10;
constexpr qint64 profileBytes = 1024 * 1024;

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer::window", text);
}

QString noteOf(const profile::Profile& profile)
{
    switch (profile.authority.kind) {
    case profile::AuthorityKind::Entra:
        return (profile.authority.version == profile::EndpointVersion::V1 ? QStringLiteral("v1")
                                                                          : QStringLiteral("v2")) +
               QStringLiteral(" · ") + tr("client secret");
    case profile::AuthorityKind::Practice:
        return tr("practice tenant");
    case profile::AuthorityKind::Issuer:
        break;
    }
    const QString host = QUrl(profile.authority.issuer).host();
    return host.isEmpty() ? tr("other issuer") : host;
}

} // namespace

const QString ProfileBook::exampleKey = QStringLiteral("example");
const QString ProfileBook::untitledKey = QStringLiteral("untitled");

QString shownName(const profile::Profile& profile)
{
    if (!profile.name.isEmpty())
        return profile.name;
    return profile.clientId.isEmpty() ? tr("New profile") : profile.clientId;
}

ProfileBook::ProfileBook(QSettings& settings)
    : m_settings(settings)
    , m_files(settings.value(QStringLiteral("profiles/recent")).toStringList().mid(0, keptFiles))
{
    const QVariantMap verdicts = settings.value(QStringLiteral("profiles/verdicts")).toMap();
    for (auto it = verdicts.cbegin(); it != verdicts.cend(); ++it)
        m_verdicts.insert(it.key(), it.value().toString());
}

void ProfileBook::setOpen(const QString& key, const profile::Profile& profile, bool changed)
{
    m_openKey = key;
    m_open = profile;
    m_changed = changed;
    m_read.remove(key);
}

void ProfileBook::noteVerdict(const QString& key, const QString& status)
{
    if (m_verdicts.value(key) == status)
        return;
    m_verdicts.insert(key, status);
    QVariantMap kept;
    for (const QString& known : m_files + QStringList{exampleKey}) {
        if (m_verdicts.contains(known))
            kept.insert(known, m_verdicts.value(known));
    }
    m_settings.setValue(QStringLiteral("profiles/verdicts"), kept);
}

void ProfileBook::noteFile(const QString& path)
{
    m_files.removeAll(path);
    m_files.prepend(path);
    m_files = m_files.mid(0, keptFiles);
    m_settings.setValue(QStringLiteral("profiles/recent"), m_files);
}

models::ProfileEntry ProfileBook::entry(const QString& key, const profile::Profile& profile) const
{
    QString name = shownName(profile);
    QString note = key == exampleKey ? tr("the worked example") : noteOf(profile);
    if (key == m_openKey && m_changed)
        note = tr("changed, not saved");
    return {key, name, note, m_verdicts.value(key)};
}

models::ProfileEntry ProfileBook::fileEntry(const QString& path)
{
    if (!m_read.contains(path)) {
        m_apis.remove(path);
        models::ProfileEntry read{path, QFileInfo(path).completeBaseName(), tr("cannot be read"), {}};
        if (const auto bytes = readFile(path, profileBytes)) {
            if (const auto profile = profile::parse(*bytes)) {
                read = entry(path, *profile);
                m_apis.insert(path, checks::knownApi(*profile));
            }
        }
        m_read.insert(path, read);
    }
    models::ProfileEntry shown = m_read.value(path);
    shown.status = m_verdicts.value(path);
    return shown;
}

QList<checks::KnownApi> ProfileBook::otherApis()
{
    QList<checks::KnownApi> others;
    if (m_example && m_openKey != exampleKey)
        others.append(checks::knownApi(*m_example));
    for (const QString& path : std::as_const(m_files)) {
        if (path == m_openKey)
            continue;
        (void)fileEntry(path);
        if (m_apis.contains(path))
            others.append(m_apis.value(path));
    }
    return others;
}

QList<models::ProfileGroup> ProfileBook::groups()
{
    QList<models::ProfileGroup> groups;
    if (m_example) {
        const bool open = m_openKey == exampleKey;
        groups.append({tr("Practice tenant"), {entry(exampleKey, open ? m_open : *m_example)}});
    }
    models::ProfileGroup files{tr("Profiles"), {}};
    if (m_openKey == untitledKey)
        files.entries.append(entry(untitledKey, m_open));
    for (const QString& path : std::as_const(m_files))
        files.entries.append(path == m_openKey ? entry(path, m_open) : fileEntry(path));
    if (!files.entries.isEmpty())
        groups.append(files);
    return groups;
}

} // namespace assayer::window
