// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/profiletreemodel.h"

#include <QSet>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace assayer::controls {
class TreeView;
}

namespace assayer::panels {

struct EnvironmentChoice {
    QString name;
    QString file = {}; ///< where another one has the same name, to tell them apart: neither can be chosen
    bool operator==(const EnvironmentChoice&) const = default;
};

/// The side bar: profiles in their workspaces and folders with the last verdict of each, a field to find one, and the
/// environment that is chosen.
class ProfilesPanel final : public QWidget {
    Q_OBJECT
public:
    explicit ProfilesPanel(QWidget* parent = nullptr);

    /// Where the rows of late ones come from.
    void setInside(models::ProfileTreeModel::Inside inside) { m_model.setInside(std::move(inside)); }
    void setRows(const QList<models::ProfileRow>& rows);
    /// What is known of one row by now.
    void setText(const QString& key, const QString& name, const QString& note);
    void setStatus(const QString& key, const QString& status);
    /// Which is the open one: marked when it changes; sends nothing.
    void setCurrent(const QString& key);
    /// Back to it, from a row that was not opened.
    void markCurrent();
    /// Those to choose from, and the chosen one; empty: none.
    void setEnvironments(const QList<EnvironmentChoice>& choices, const QString& current);

    [[nodiscard]] bool hasRow(const QString& key);
    /// The marked row, whatever it is; empty if there is none.
    [[nodiscard]] QString markedKey() const;
    [[nodiscard]] bool isListFocused() const;
    void beginRename(const QString& key);
    void focusFind();
    void focusList();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override; ///< what stands there in our words is whole

Q_SIGNALS:
    void profileRequested(const QString& key);
    void newRequested();
    /// Trimmed; empty: nobody seeks any more, and everything is to be shown.
    void searched(const QString& text);
    void renameRequested(const QString& key, const QString& name);
    void moveRequested(const QString& key, const QString& into);
    void menuRequested(const QString& key, const QPoint& globalPosition);
    void environmentChosen(const QString& name);
    void environmentsEditRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildTree();
    void buildFoot();
    void addEnvironment(const EnvironmentChoice& choice);
    void choose(const QModelIndex& index);
    void request(const QModelIndex& index);
    void mark(const QString& key);
    void selectCurrent();
    void openFolders(const QModelIndex& parent);
    [[nodiscard]] QModelIndex firstProfile(const QModelIndex& parent = {}) const;

    models::ProfileTreeModel m_model;
    QLineEdit* m_find;
    QPushButton* m_new;
    controls::TreeView* m_tree;
    QComboBox* m_environment;
    QList<EnvironmentChoice> m_choices;
    QPushButton* m_edit;
    QString m_current;
    QSet<QString> m_toggled; ///< headings that the user opened or closed otherwise than they are at first
    bool m_marking = false;
};

} // namespace assayer::panels
