// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "entra/manifest.h"
#include "models/status.h"

#include <QAbstractItemModel>

namespace assayer::models {

/// The manifests and answers that a person brought, and below each what its lint found.
class ManifestModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    using QAbstractItemModel::QAbstractItemModel;

    void setManifests(const QList<entra::Manifest>& manifests);
    /// The manifest that the row belongs to, counted from 0; -1 for an invalid index.
    [[nodiscard]] static int manifestAt(const QModelIndex& index);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    struct Entry {
        QString name;
        QString summary;
        QStringList findings;
    };
    QList<Entry> m_entries;
};

/// The application roles that the manifests declare, each ticked if the API is expected to ask for it; behind them
/// the expected ones that none declares.
class DeclaredRolesModel final : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setRoles(const QList<entra::Manifest>& manifests, const QStringList& expected);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

Q_SIGNALS:
    /// The user ticked or unticked one: the expected roles as they are now, in their old order, new ones behind.
    void expectedEdited(const QStringList& roles);

private:
    struct Row {
        QString value;
        QString note; ///< its display name, «disabled», «not declared»
        bool operator==(const Row&) const = default;
    };
    QList<Row> m_rows;
    QStringList m_expected;
};

} // namespace assayer::models
