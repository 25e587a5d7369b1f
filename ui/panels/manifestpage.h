// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/manifestmodel.h"

#include <QWidget>

class QLineEdit;
class QListView;
class QPushButton;
class QStackedWidget;

namespace assayer::controls {
class CodeBlock;
class PlainLabel;
class TreeView;
} // namespace assayer::controls

namespace assayer::panels {

/// The app manifests that belong to the profile: what they declare, what is wrong with them, which of their roles the
/// API asks for, and a new role to paste. Part of RequestPanel.
class ManifestPage final : public QWidget {
    Q_OBJECT
public:
    explicit ManifestPage(QWidget* parent = nullptr);

    void setManifests(const QList<entra::Manifest>& manifests);
    void setExpectedRoles(const QList<entra::Manifest>& manifests, const QStringList& expected);
    [[nodiscard]] int count() const;
    void clearNewRole();
    void focusMain();

Q_SIGNALS:
    void openRequested();
    void pasteRequested();
    void removeRequested(int manifest); ///< counted from 0
    void rolesEdited(const QStringList& expected);
    void copyRequested(const QString& text);

private:
    QWidget* buildLists();
    QWidget* buildTools();
    void updateButtons();
    void makeRole();

    models::ManifestModel m_manifests;
    models::DeclaredRolesModel m_roles;
    QStackedWidget* m_stack;
    controls::TreeView* m_tree;
    QListView* m_ticks;
    QPushButton* m_open;
    QPushButton* m_remove;
    QLineEdit* m_newValue;
    QPushButton* m_newRole;
    controls::PlainLabel* m_newProblem; ///< why no role can have the value that is typed
    controls::CodeBlock* m_snippet;
};

} // namespace assayer::panels
