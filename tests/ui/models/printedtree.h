// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractItemModel>

/// A model as text: a line a row, columns parted by « | », children two spaces further in.
inline QString printedTree(const QAbstractItemModel& model, const QModelIndex& parent = {}, int depth = 0)
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(parent); ++column)
            cells << model.index(row, column, parent).data().toString();
        text += QString(2 * depth, u' ') + cells.join(QStringLiteral(" | ")).trimmed() + u'\n';
        text += printedTree(model, model.index(row, 0, parent), depth + 1);
    }
    return text;
}
