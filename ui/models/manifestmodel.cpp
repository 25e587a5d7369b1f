// SPDX-License-Identifier: Apache-2.0
#include "models/manifestmodel.h"

#include "models/valuetext.h"

#include <QHash>
#include <QSet>

namespace assayer::models {

namespace {

/// More rows than that say nothing to a person; the command line lists them all.
constexpr qsizetype mostFindings = 200;
constexpr qsizetype mostRoles = 2'000;

QString kindInWords(entra::ManifestKind kind)
{
    switch (kind) {
    case entra::ManifestKind::Application:
        return ManifestModel::tr("app registration");
    case entra::ManifestKind::ServicePrincipal:
        return ManifestModel::tr("service principal");
    case entra::ManifestKind::Assignments:
        return ManifestModel::tr("role assignments");
    }
    return {};
}

QString nameOf(const entra::Manifest& manifest)
{
    for (const QString& name : {manifest.displayName, manifest.appId, manifest.objectId, manifest.assignmentsOf}) {
        if (!name.isEmpty())
            return name;
    }
    return manifest.kind == entra::ManifestKind::Assignments ? ManifestModel::tr("Assignments")
                                                             : ManifestModel::tr("Without a name");
}

QString summaryOf(const entra::Manifest& manifest)
{
    QStringList parts{kindInWords(manifest.kind)};
    if (manifest.kind == entra::ManifestKind::Assignments)
        parts << ManifestModel::tr("assignments: %1").arg(manifest.assignments.size());
    if (!manifest.identifierUris.isEmpty())
        parts << manifest.identifierUris.first();
    if (!manifest.appRoles.isEmpty())
        parts << ManifestModel::tr("roles: %1").arg(manifest.appRoles.size());
    if (!manifest.requiredAccess.isEmpty())
        parts << ManifestModel::tr("permissions asked for: %1").arg(manifest.requiredAccess.size());
    if (manifest.kind == entra::ManifestKind::Application && !manifest.appRoles.isEmpty())
        parts << ManifestModel::tr("v%1 tokens").arg(manifest.tokenVersion());
    return parts.join(QStringLiteral(" · "));
}

QString joined(const QString& name, const QString& note)
{
    return note.isEmpty() ? name : name + QStringLiteral(": ") + note;
}

} // namespace

void ManifestModel::setManifests(const QList<entra::Manifest>& manifests)
{
    beginResetModel();
    m_entries.clear();
    for (const entra::Manifest& manifest : manifests) {
        Entry entry{oneLine(nameOf(manifest)), oneLine(summaryOf(manifest)), {}};
        for (const entra::ManifestFinding& finding : entra::lintManifest(manifest)) {
            if (entry.findings.size() == mostFindings)
                break;
            entry.findings << oneLine(finding.sentence);
        }
        m_entries << entry;
    }
    endResetModel();
}

int ManifestModel::manifestAt(const QModelIndex& index)
{
    return index.parent().isValid() ? index.parent().row() : index.row();
}

QModelIndex ManifestModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    // A finding carries its manifest's row, counted from 1; a manifest carries 0.
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row() + 1) : quintptr(0));
}

QModelIndex ManifestModel::parent(const QModelIndex& index) const
{
    const quintptr owner = index.isValid() ? index.internalId() : 0;
    return owner ? createIndex(static_cast<int>(owner - 1), 0, quintptr(0)) : QModelIndex();
}

int ManifestModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_entries.size());
    const bool isManifest = parent.internalId() == 0 && parent.column() == 0;
    return isManifest ? static_cast<int>(m_entries.at(parent.row()).findings.size()) : 0;
}

int ManifestModel::columnCount(const QModelIndex&) const
{
    return 1;
}

QVariant ManifestModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry& entry = m_entries.at(manifestAt(index));
    const bool isFinding = index.internalId() != 0;
    const QString name = isFinding ? entry.findings.at(index.row()) : entry.name;
    switch (role) {
    case Qt::DisplayRole:
        return name;
    case Qt::AccessibleTextRole:
        return isFinding ? name : joined(name, entry.summary);
    case StatusRole:
        return isFinding || !entry.findings.isEmpty() ? QStringLiteral("warning") : QStringLiteral("pass");
    case SummaryRole:
        return isFinding ? QString() : entry.summary;
    default:
        return {};
    }
}

void DeclaredRolesModel::setRoles(const QList<entra::Manifest>& manifests, const QStringList& expected)
{
    QList<Row> rows;
    QSet<QString> known;
    const auto add = [&](const QString& value, const QString& note) {
        if (value.isEmpty() || known.contains(value) || rows.size() >= mostRoles)
            return;
        known.insert(value);
        rows.append({value, oneLine(note)});
    };
    for (const entra::Manifest& manifest : manifests) {
        for (const entra::AppRole& role : manifest.appRoles) {
            if (role.isForApplications())
                add(role.value, role.enabled ? role.displayName : tr("disabled"));
        }
    }
    for (const QString& role : expected)
        add(role, manifests.isEmpty() ? QString() : tr("not declared"));
    if (rows == m_rows && expected == m_expected)
        return;
    beginResetModel();
    m_rows = rows;
    m_expected = expected;
    endResetModel();
}

int DeclaredRolesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant DeclaredRolesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return oneLine(joined(row.value, row.note));
    case Qt::AccessibleTextRole:
        return oneLine(joined(row.value, row.note));
    case Qt::CheckStateRole:
        return m_expected.contains(row.value) ? Qt::Checked : Qt::Unchecked;
    case PathRole:
        return row.value;
    default:
        return {};
    }
}

Qt::ItemFlags DeclaredRolesModel::flags(const QModelIndex& index) const
{
    return QAbstractListModel::flags(index) | (index.isValid() ? Qt::ItemIsUserCheckable : Qt::NoItemFlags);
}

bool DeclaredRolesModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const QString name = m_rows.at(index.row()).value;
    const bool ticked = value.toInt() == Qt::Checked;
    if (m_expected.contains(name) == ticked)
        return true;
    if (ticked)
        m_expected << name;
    else
        m_expected.removeAll(name);
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT expectedEdited(m_expected);
    return true;
}

} // namespace assayer::models
