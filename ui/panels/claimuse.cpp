// SPDX-License-Identifier: Apache-2.0
#include "panels/claimuse.h"

#include "models/tokenmodel.h"

#include <QItemSelectionModel>

namespace assayer::panels {

ClaimUse::ClaimUse(const QItemSelectionModel* selection, QWidget* parent)
    : PlainLabel({}, parent)
{
    setObjectName(QStringLiteral("claimUse"));
    setOverflow(Overflow::Wrap);
    setMuted(true);
    setContentsMargins(12, 4, 12, 6);
    connect(selection, &QItemSelectionModel::currentChanged, this, &ClaimUse::tellOf);
    connect(selection->model(), &QAbstractItemModel::modelReset, this, [this, selection] {
        setVisible(selection->model()->rowCount() > 0);
        tellOf({});
    });
    hide();
    tellOf({});
}

void ClaimUse::tellOf(const QModelIndex& index)
{
    // What stands inside a claim is used as the claim is.
    QModelIndex claim = index.siblingAtColumn(models::TokenModel::NameColumn);
    while (claim.isValid() && claim.data(Qt::AccessibleDescriptionRole).toString().isEmpty())
        claim = claim.parent();
    if (claim.isValid())
        setText(tr("%1: %2").arg(claim.data().toString(), claim.data(Qt::AccessibleDescriptionRole).toString()));
    else
        setText(index.isValid() && !index.data(models::HeadingRole).toBool()
                    ? tr("Whether access may be decided on this is not known.")
                    : tr("Select a claim to see whether access may be decided on it."));
}

} // namespace assayer::panels
