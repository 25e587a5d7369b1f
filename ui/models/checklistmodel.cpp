// SPDX-License-Identifier: Apache-2.0
#include "models/checklistmodel.h"

#include "models/valuetext.h"

namespace assayer::models {

using checks::Status;

namespace {

// A child's internal id is its check's row plus one; a check's own is zero.
constexpr quintptr topLevel = 0;

/// An item's words are those of a check that asked for nothing else.
QStringList notesFor(const checks::Result& result, const inspection::Inspection& inspection)
{
    QStringList notes;
    for (const checks::Item& item : result.items) {
        checks::Result alone = result;
        alone.status = item.status;
        alone.cause = item.cause;
        alone.expected = {item.text};
        alone.items = {item};
        notes << (item.status == Status::Pass ? QString() : inspection::wordsFor(alone, inspection).summary);
    }
    return notes;
}

QString spoken(const QString& name, Status status, const QString& summary)
{
    const QString said =
        ChecklistModel::tr("%1, %2", "a check and its status").arg(oneLine(name), statusInWords(status));
    return summary.isEmpty()
               ? said
               : ChecklistModel::tr("%1: %2", "a check with its status, and its summary").arg(said, oneLine(summary));
}

} // namespace

QString statusInWords(Status status)
{
    switch (status) {
    case Status::Pass:
        return ChecklistModel::tr("pass");
    case Status::Warning:
        return ChecklistModel::tr("warning");
    case Status::Fail:
        return ChecklistModel::tr("fail");
    case Status::Unchecked:
        break;
    }
    return ChecklistModel::tr("not checked");
}

void ChecklistModel::setInspection(const inspection::Inspection& inspection)
{
    beginResetModel();
    m_judged = {};
    m_judged.profile = inspection.profile;
    m_judged.expectations = inspection.expectations;
    m_entries.clear();
    m_entries.reserve(inspection.checklist.results.size());
    for (const checks::Result& result : inspection.checklist.results)
        m_entries.append({result, inspection::wordsFor(result, inspection), notesFor(result, inspection)});
    endResetModel();
}

void ChecklistModel::clear()
{
    beginResetModel();
    m_entries.clear();
    endResetModel();
}

void ChecklistModel::setNow(qint64 now)
{
    const QModelIndex lifetime = indexOf(checks::CheckId::Lifetime);
    if (!lifetime.isValid())
        return;
    Entry& entry = m_entries[lifetime.row()];
    const inspection::Words words = inspection::wordsFor(inspection::lifetimeAt(entry.result, now), m_judged);
    if (words == entry.words)
        return;
    entry.words = words;
    Q_EMIT dataChanged(lifetime, lifetime.siblingAtColumn(ColumnCount - 1));
}

const ChecklistModel::Entry* ChecklistModel::entryAt(const QModelIndex& index) const
{
    if (!index.isValid())
        return nullptr;
    const auto row = index.internalId() == topLevel ? index.row() : static_cast<int>(index.internalId()) - 1;
    return &m_entries.at(row);
}

QModelIndex ChecklistModel::indexOf(checks::CheckId id) const
{
    for (int row = 0; row < m_entries.size(); ++row) {
        if (m_entries.at(row).result.id == id)
            return index(row, 0);
    }
    return {};
}

QModelIndex ChecklistModel::indexOfClaim(const QString& claim) const
{
    QModelIndex passing;
    for (int row = 0; row < m_entries.size() && !claim.isEmpty(); ++row) {
        const checks::Result& result = m_entries.at(row).result;
        if (result.claim != claim)
            continue;
        if (result.status == Status::Fail || result.status == Status::Warning)
            return index(row, 0);
        if (!passing.isValid())
            passing = index(row, 0);
    }
    return passing;
}

QModelIndex ChecklistModel::indexOfPath(const QString& path) const
{
    for (int row = 0; row < m_entries.size(); ++row) {
        const QModelIndex check = index(row, 0);
        if (check.data(PathRole) == path)
            return check;
        for (int item = 0; item < rowCount(check); ++item) {
            const QModelIndex child = index(item, 0, check);
            if (child.data(PathRole) == path)
                return child;
        }
    }
    return {};
}

QString ChecklistModel::tally() const
{
    int counts[4] = {};
    for (const Entry& entry : m_entries)
        ++counts[static_cast<int>(entry.result.status)];
    QStringList parts;
    for (const Status status : {Status::Pass, Status::Fail, Status::Warning, Status::Unchecked}) {
        if (const int count = counts[static_cast<int>(status)])
            parts << tr("%1 %2", "a count and a status").arg(count).arg(statusInWords(status));
    }
    return parts.join(QStringLiteral(" · "));
}

QModelIndex ChecklistModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : topLevel);
}

QModelIndex ChecklistModel::parent(const QModelIndex& index) const
{
    if (!index.isValid() || index.internalId() == topLevel)
        return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, topLevel);
}

int ChecklistModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_entries.size());
    if (parent.internalId() != topLevel || parent.column() != 0)
        return 0;
    return static_cast<int>(m_entries.at(parent.row()).result.items.size());
}

int ChecklistModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QVariant ChecklistModel::data(const QModelIndex& index, int role) const
{
    const Entry* entry = entryAt(index);
    if (!entry)
        return {};
    if (index.internalId() == topLevel)
        return checkData(*entry, index.column(), role);
    return itemData(*entry, index.row(), index.column(), role);
}

QVariant ChecklistModel::checkData(const Entry& entry, int column, int role) const
{
    const checks::Result& result = entry.result;
    switch (role) {
    case Qt::DisplayRole:
        return column == StatusColumn ? statusInWords(result.status)
                                      : oneLine(column == CheckColumn ? entry.words.title : entry.words.summary);
    case Qt::AccessibleTextRole:
        return spoken(entry.words.title, result.status, entry.words.summary);
    case StatusRole:
        return checks::toName(result.status);
    case SummaryRole:
        return oneLine(entry.words.summary);
    case SummaryIsValueRole:
        return result.actual.contains(entry.words.summary);
    case NameIsValueRole:
        return false;
    case IdRole:
    case PathRole:
        return checks::toName(result.id);
    case CauseRole:
        return result.cause;
    case ClaimRole:
        return result.claim;
    default:
        return {};
    }
}

QVariant ChecklistModel::itemData(const Entry& entry, int row, int column, int role) const
{
    const checks::Item& item = entry.result.items.at(row);
    switch (role) {
    case Qt::DisplayRole:
        return column == StatusColumn  ? statusInWords(item.status)
               : column == CheckColumn ? oneLine(item.text)
                                       : oneLine(entry.notes.at(row));
    case Qt::AccessibleTextRole:
        return spoken(item.text, item.status, entry.notes.at(row));
    case StatusRole:
        return checks::toName(item.status);
    case SummaryRole:
        return oneLine(entry.notes.at(row));
    case NameIsValueRole:
        return true;
    case SummaryIsValueRole:
        return false;
    case IdRole:
        return checks::toName(entry.result.id);
    case CauseRole:
        return item.cause;
    case ClaimRole:
        return entry.result.claim;
    case PathRole:
        return QString(checks::toName(entry.result.id) + u'/' + item.text);
    default:
        return {};
    }
}

QVariant ChecklistModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case CheckColumn:
        return tr("Check");
    case SummaryColumn:
        return tr("Summary");
    case StatusColumn:
        return tr("Status");
    default:
        return {};
    }
}

} // namespace assayer::models
