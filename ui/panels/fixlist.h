// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/words.h"

#include <QWidget>

class QGridLayout;

namespace assayer::panels {

/// What to do, each where it is done; what is to be written somewhere as it stands, and a button where it is a change
/// of a field of ours.
class FixList final : public QWidget {
    Q_OBJECT
public:
    explicit FixList(QWidget* parent = nullptr);
    void setFixes(const QList<inspection::Fix>& fixes);
    /// Of the column that holds «Fix», so that a heading above it can stand in line; pixels.
    void setHeadingWidth(int width);
    [[nodiscard]] static QString heading();

Q_SIGNALS:
    void fixRequested(const QString& field, const QString& value);

private:
    void add(const inspection::Fix& fix);

    QGridLayout* m_grid;
    QList<inspection::Fix> m_fixes;
    int m_row = 0;
};

} // namespace assayer::panels
