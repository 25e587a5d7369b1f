// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tokenmodel.h"
#include "models/tokensearch.h"
#include "panels/tokenmemory.h"

#include <QTimer>
#include <QWidget>

class QPushButton;
class QSplitter;
class QStackedWidget;

namespace assayer::controls {
class ButtonRow;
class CodeBlock;
class EmptyState;
class FindBar;
class StatusNote;
class TokenDelegate;
class TreeView;
} // namespace assayer::controls

namespace assayer::panels {

/// The token as a tree, with what it means; finding in it, copying from it, and the raw text of its parts.
class TokenPanel final : public QWidget {
    Q_OBJECT
public:
    enum class Copied { Text, LiveToken };
    Q_ENUM(Copied)

    explicit TokenPanel(QWidget* parent = nullptr);

    /// Selection and expansion stay where the new token has the same rows.
    void setInspection(const inspection::Inspection& inspection);
    void clear();
    void setNow(qint64 now) { m_model.setNow(now); }
    /// For the words where there is no token: one is being asked for.
    void setRunning(bool running);
    /// Likewise: what keeps a token from being asked for, in a sentence; empty if nothing does.
    void setObstacle(const QString& problem);
    /// Selects the claim, or nothing where there is no such claim; sends nothing.
    void selectClaim(const QString& claim);
    void selectPart(jose::Section part) { select(m_model.indexOfSection(part)); } ///< the same
    [[nodiscard]] bool isAnythingSelected() const;
    void openFind();
    void setRawShown(bool shown);
    [[nodiscard]] bool isRawShown() const;
    void focusTree();
    [[nodiscard]] bool hasToken() const { return m_hasToken; }
    /// What can be done with the token that is here: of an encrypted one there are no claims, of an opaque one no rows.
    struct Possible {
        bool find = false; ///< also the raw text
        bool copyHeader = false;
        bool copyClaims = false;
    };
    [[nodiscard]] const Possible& possible() const { return m_possible; }
    /// The buttons, for the foot of the card that this stands in; whoever takes it owns it.
    [[nodiscard]] QWidget* foot() const;

    void copyToken();
    void copyClaims() { copyPart(jose::Section::Payload); }
    void copyHeader() { copyPart(jose::Section::Header); }
    [[nodiscard]] QByteArray splitterState() const;
    void restoreSplitterState(const QByteArray& state);
    [[nodiscard]] QString columnState() const;
    void restoreColumnState(const QString& state);

Q_SIGNALS:
    void claimSelected(const QString& claim);
    void partSelected(assayer::jose::Section part); ///< its heading, or what is no claim in it
    void copyRequested(const QString& text, assayer::panels::TokenPanel::Copied what);
    void pasteRequested();
    void openRequested();

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    enum class None { Yet, Failed };

    void buildTree();
    void buildFoot();
    void connectAll();
    void currentChanged(const QModelIndex& index);
    void select(const QModelIndex& index);
    void show(const QModelIndex& index);
    void showState(const inspection::Inspection& inspection);
    void showNone();
    void showRaw();
    void copyRole(int role);
    void copyCell(const QModelIndex& index);
    void copyRow();
    void copyPart(jose::Section section);

    models::TokenModel m_model;
    models::TokenSearch m_search;
    controls::StatusNote* m_state;
    controls::FindBar* m_find;
    QStackedWidget* m_stack;
    QSplitter* m_splitter;
    controls::TreeView* m_tree;
    controls::TokenDelegate* m_delegate;
    controls::EmptyState* m_empty;
    QWidget* m_emptyPage;
    QWidget* m_rawPlace;
    controls::CodeBlock* m_raw;
    controls::ButtonRow* m_foot;
    QPushButton* m_copyToken;
    QPushButton* m_copyClaims;
    QPushButton* m_findButton;
    QPushButton* m_rawButton;
    QByteArray m_compact;
    TokenMemory m_memory;
    None m_none = None::Yet;
    QString m_obstacle;
    bool m_running = false;
    Possible m_possible;
    bool m_hasToken = false;
    bool m_selecting = false;
};

} // namespace assayer::panels
