// SPDX-License-Identifier: Apache-2.0
#include "panels/tokenmemory.h"

#include <QTreeView>

#include <algorithm>

namespace assayer::panels {

using models::TokenModel;

namespace {

/// Arrays and objects up to this size are open at first.
constexpr int smallCount = 12;
/// Deep or wide tokens would be walked whole; what is near the top is what people open.
constexpr int mostRows = 500;

int rowsToWalk(const TokenModel& model, const QModelIndex& parent)
{
    return std::min(model.rowCount(parent), mostRows);
}

void expandAtFirst(QTreeView& tree, const TokenModel& model)
{
    for (int part = 0; part < model.rowCount(); ++part) {
        const QModelIndex heading = model.index(part, 0);
        const bool damaged = heading.data(TokenModel::DamagedRole).toBool();
        if (model.sectionAt(heading) != jose::Section::Signature || damaged)
            tree.expand(heading);
        for (int row = 0; row < rowsToWalk(model, heading); ++row) {
            const QModelIndex child = model.index(row, 0, heading);
            const int count = model.rowCount(child);
            if (count > 0 && count <= smallCount)
                tree.expand(child);
        }
    }
}

} // namespace

void TokenMemory::remember(const QTreeView& tree, const TokenModel& model)
{
    if (model.rowCount() == 0)
        return;
    m_selected = tree.currentIndex().data(models::PathRole).toString();
    m_collapsed.clear();
    m_expanded.clear();
    const auto keep = [this, &tree](const QModelIndex& index) {
        (tree.isExpanded(index) ? m_expanded : m_collapsed).insert(index.data(models::PathRole).toString());
    };
    for (int part = 0; part < model.rowCount(); ++part) {
        const QModelIndex heading = model.index(part, 0);
        keep(heading);
        for (int row = 0; row < rowsToWalk(model, heading); ++row) {
            const QModelIndex claim = model.index(row, 0, heading);
            if (model.rowCount(claim) > 0)
                keep(claim);
        }
    }
}

void TokenMemory::restore(QTreeView& tree, const TokenModel& model) const
{
    expandAtFirst(tree, model);
    for (const QString& path : m_expanded)
        tree.expand(model.indexOfPath(path));
    for (const QString& path : m_collapsed)
        tree.collapse(model.indexOfPath(path));
    tree.setCurrentIndex(model.indexOfPath(m_selected));
}

} // namespace assayer::panels
