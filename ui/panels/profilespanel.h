// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/profilelistmodel.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QLineEdit;
class QPushButton;

namespace assayer::controls {
class TreeView;
}

namespace assayer::panels {

/// The side bar: profiles in their groups, with the last verdict of each, and a field to find one.
class ProfilesPanel final : public QWidget {
    Q_OBJECT
public:
    explicit ProfilesPanel(QWidget* parent = nullptr);

    void setGroups(const QList<models::ProfileGroup>& groups);
    /// Marks the open profile; sends nothing.
    void setCurrent(const QString& key);
    void focusFind();
    void focusList();

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void profileRequested(const QString& key);
    void newRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void choose(const QModelIndex& index);
    void markCurrent();

    models::ProfileListModel m_model;
    QSortFilterProxyModel m_filter;
    QLineEdit* m_find;
    QPushButton* m_new;
    controls::TreeView* m_tree;
    QString m_current;
    bool m_marking = false;
};

} // namespace assayer::panels
