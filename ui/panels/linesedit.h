// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/textfield.h"

namespace assayer::panels {

/// Several short values, one a line, in a field that is as high as it has lines (1 to 4). Tab leaves it.
class LinesEdit final : public TextField {
    Q_OBJECT
public:
    explicit LinesEdit(QWidget* parent = nullptr);

    /// Empty lines are left out; nothing else is changed, so that a lint can speak about white space.
    [[nodiscard]] QStringList lines() const;
    /// Does not send edited(); does nothing if these are the lines already, so that the cursor stays.
    void setLines(const QStringList& lines);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited();

protected:
    void changeEvent(QEvent* event) override;

private:
    void fit();
    bool m_setting = false;
};

} // namespace assayer::panels
