// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/words.h"
#include "models/status.h"

#include <QAbstractItemModel>

namespace assayer::models {

/// The checklist as a tree: the checks in order, under each the several things that it asks for.
class ChecklistModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { CheckColumn, SummaryColumn, StatusColumn, ColumnCount };
    enum Role {
        IdRole = FirstOwnRole, ///< QString: "audience"
        CauseRole,             ///< QString: "audience.case"; empty when it passes
        ClaimRole,             ///< QString: the claim that it is about; empty if none
    };

    using QAbstractItemModel::QAbstractItemModel;

    void setInspection(const inspection::Inspection& inspection);
    void clear();
    /// Says the lifetime as it is at that moment, Unix seconds; no check is judged anew.
    void setNow(qint64 now);

    struct Entry {
        checks::Result result;
        inspection::Words words;
        QStringList notes; ///< one an item: why it does not pass
    };
    /// The check that the row belongs to (also for its items); null for an invalid index.
    [[nodiscard]] const Entry* entryAt(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(checks::CheckId id) const;
    /// The first check that is about that claim, one that does not pass before one that does.
    [[nodiscard]] QModelIndex indexOfClaim(const QString& claim) const;
    [[nodiscard]] QModelIndex indexOfPath(const QString& path) const;
    /// «5 pass · 2 fail»; empty without checks.
    [[nodiscard]] QString tally() const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QVariant checkData(const Entry& entry, int column, int role) const;
    [[nodiscard]] QVariant itemData(const Entry& entry, int item, int column, int role) const;

    QList<Entry> m_entries;
    inspection::Inspection m_judged; ///< what the words are made of, without the token
};

/// «pass», «warning», «fail», «not checked», for people.
[[nodiscard]] QString statusInWords(checks::Status status);

} // namespace assayer::models
