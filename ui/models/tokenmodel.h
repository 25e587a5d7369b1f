// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/tokenfacts.h"
#include "inspection/inspection.h"
#include "models/status.h"

#include <QAbstractItemModel>
#include <QHash>

#include <vector>

namespace assayer::models {

/// The token as a tree: Header, Claims, Signature; nested arrays and objects below. Built once for each token, in one
/// pass and flat, so that 100,000 claims cost no more than their number. Keeps the parts of the token alive, not its
/// compact form.
class TokenModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { NameColumn, ValueColumn, MeaningColumn, ColumnCount };
    enum Role {
        FullValueRole =
            FirstOwnRole, ///< QString: the value as issued, unescaped and whole; an array's or object's JSON
        JsonRole,         ///< QString: the value as JSON
        JsonPathRole,     ///< QString: RFC 9535, "$.roles[0]"
        DuplicateRole,    ///< bool: an earlier member has the same name
        DamagedRole,      ///< bool: the part could not be read whole
        ClaimRole,        ///< QString: the claim that the row belongs to; empty outside the claims
        BriefRole,        ///< bool: the value stands for something larger: «[2]»
    };

    using QAbstractItemModel::QAbstractItemModel;

    void setInspection(const inspection::Inspection& inspection);
    void clear();
    /// Makes relative times current. Unix seconds.
    void setNow(qint64 now);

    [[nodiscard]] jose::Section sectionAt(const QModelIndex& index) const;
    [[nodiscard]] const jose::Part* partOf(jose::Section section) const; ///< null if the token has none
    /// The row's value, null for headings and for rows of our own making.
    [[nodiscard]] const support::json::Value* valueAt(const QModelIndex& index) const;
    /// The first claim of that name; invalid if absent.
    [[nodiscard]] QModelIndex indexOfClaim(const QString& name) const;
    [[nodiscard]] QModelIndex indexOfPath(const QString& path) const;
    [[nodiscard]] QModelIndex indexOfSection(jose::Section section) const;

    /// Rows in reading order for a search: 0 to nodeCount() - 1.
    [[nodiscard]] int nodeCount() const { return static_cast<int>(m_nodes.size()) - 1; }
    [[nodiscard]] QModelIndex indexOfNode(int node) const;
    /// Whether name, value or meaning of that row contains the text, without regard to case.
    [[nodiscard]] bool nodeContains(int node, const QString& text) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node {
        const support::json::Value* value = nullptr;
        const QString* name = nullptr; ///< null: an item of an array, or a row of m_texts
        int parent = 0;
        int firstChild = 0; ///< in m_children
        int childCount = 0;
        int row = 0;
        jose::Section section = jose::Section::Token;
        bool duplicate = false;
    };
    /// The words of a heading or of a row of our own making.
    struct Text {
        QString name, value, meaning, path;
        bool heading = false;
        bool damaged = false;
    };

    void build(const inspection::Inspection& inspection);
    void addPart(const inspection::Inspection& inspection, jose::Section section, int row);
    void addSubtree(int node, const QList<Text>& texts);
    [[nodiscard]] int addNode(Node node);
    [[nodiscard]] const Text* textOf(int node) const;
    [[nodiscard]] QString nameOf(const Node& node) const;
    [[nodiscard]] QString meaningOf(int node) const;
    [[nodiscard]] QString useOf(int node) const; ///< whether access may be decided on it; empty if not known
    [[nodiscard]] bool isMember(const Node& node) const;
    [[nodiscard]] QString pathOf(int node, const QString& root) const;
    [[nodiscard]] QString stepOf(int node) const; ///< what uniquePathOf() adds for the node
    [[nodiscard]] QString uniquePathOf(int node) const;
    [[nodiscard]] QString claimOf(int node) const;
    [[nodiscard]] QVariant displayData(int node, int column) const;
    [[nodiscard]] QString statusOf(int node) const;
    [[nodiscard]] QString toolTip(int node, int column) const;

    std::vector<Node> m_nodes;   ///< in reading order behind the invisible root
    std::vector<int> m_children; ///< the children of a node stand together
    QHash<int, Text> m_texts;
    jose::Part m_parts[3];              ///< header, payload, signature
    QHash<QString, QString> m_statuses; ///< claim to the status of the check that is about it
    checks::Family m_family = checks::Family::Other;
    jose::TokenKind m_kind = jose::TokenKind::Jws;
    qint64 m_now = 0;
};

} // namespace assayer::models
