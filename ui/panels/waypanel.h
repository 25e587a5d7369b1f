// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "controls/waystrip.h"
#include "inspection/way.h"

namespace assayer::panels {

/// The way of the token that is shown; hidden while there is nothing to show.
class WayPanel final : public controls::WayStrip {
    Q_OBJECT
public:
    explicit WayPanel(QWidget* parent = nullptr);
    /// `answer`: what the API said, if it was asked; may be null.
    void setInspection(const inspection::Inspection& inspection, const checks::ApiAnswer* answer);
};

} // namespace assayer::panels
