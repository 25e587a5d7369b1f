// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "controls/plainlabel.h"

class QItemSelectionModel;
class QModelIndex;

namespace assayer::panels {

/// Whether access may be decided on the claim that is selected in the token tree, in one sentence below it. Part of
/// TokenPanel.
class ClaimUse final : public controls::PlainLabel {
    Q_OBJECT
public:
    /// `selection`: of a tree over a TokenModel; it must outlive this.
    explicit ClaimUse(const QItemSelectionModel* selection, QWidget* parent = nullptr);

private:
    void tellOf(const QModelIndex& index);
};

} // namespace assayer::panels
