// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/ladderwords.h"
#include "models/status.h"

#include <QAbstractListModel>

namespace assayer::models {

/// The rungs that one role climbs into the token.
class LadderModel final : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setLadder(const inspection::LadderView& ladder);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    QList<inspection::RungView> m_rungs;
};

} // namespace assayer::models
