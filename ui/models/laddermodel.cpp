// SPDX-License-Identifier: Apache-2.0
#include "models/laddermodel.h"

namespace assayer::models {

namespace {

QString statusOf(checks::RungState state)
{
    switch (state) {
    case checks::RungState::Holds:
        return QStringLiteral("pass");
    case checks::RungState::Broken:
        return QStringLiteral("fail");
    case checks::RungState::Unknown:
    case checks::RungState::Skipped:
        break;
    }
    return QStringLiteral("unchecked");
}

QString stateInWords(checks::RungState state)
{
    switch (state) {
    case checks::RungState::Holds:
        return LadderModel::tr("holds");
    case checks::RungState::Broken:
        return LadderModel::tr("broken");
    case checks::RungState::Unknown:
        return LadderModel::tr("not known");
    case checks::RungState::Skipped:
        return LadderModel::tr("not needed");
    }
    return {};
}

} // namespace

void LadderModel::setLadder(const inspection::LadderView& ladder)
{
    if (ladder.rungs == m_rungs)
        return;
    beginResetModel();
    m_rungs = ladder.rungs;
    endResetModel();
}

int LadderModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rungs.size());
}

QVariant LadderModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const inspection::RungView& rung = m_rungs.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return rung.title;
    case Qt::AccessibleTextRole:
        return tr("%1, %2: %3", "a step, whether it holds, and why")
            .arg(rung.title, stateInWords(rung.state), rung.detail);
    case StatusRole:
        return statusOf(rung.state);
    case SummaryRole:
        return rung.detail;
    case PathRole:
        return rung.id;
    default:
        return {};
    }
}

} // namespace assayer::models
