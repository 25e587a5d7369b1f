// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFont>
#include <QHash>
#include <QStyledItemDelegate>

namespace assayer::controls {

/// Rows with a status: glyph, name, summary. Three looks from one painter.
class StatusDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    enum class Look {
        Check,   ///< glyph, name in a column, summary beside it on one line (the checklist)
        Profile, ///< glyph, name, and the summary small below it (profiles); group rows bold and muted
        Step     ///< ringed glyph, bold name, wrapped summary below it (the ladder)
    };
    /// The model's roles. Name is Qt::DisplayRole. Anything that the model does not have is -1.
    struct Roles {
        int status = -1;    ///< QString: "pass", "warning", "fail", "unchecked", "busy"
        int summary = -1;   ///< QString
        int value = -1;     ///< bool: the summary is a value (fixed width, text colour)
        int group = -1;     ///< bool: a heading row, bold, with ▾ ▸
        int nameValue = -1; ///< bool: the name is a value (a role's name: fixed width)
        int strong = -1;    ///< int: so many first characters of the name are bold, and only they (a request's verb)
    };
    StatusDelegate(Look look, Roles roles, QObject* parent = nullptr);

    void setNameWidth(int designPixels); ///< the name's column in the Check look: 108 unless set

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// In place of the name alone.
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;
    /// The complete text as a plain tool tip where it is cut.
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;
    /// «Audience, fail: client ID of Orders API …»: for Qt::AccessibleTextRole in models.
    [[nodiscard]] static QString spoken(const QString& name, const QString& status, const QString& summary);

private:
    struct Parts;
    [[nodiscard]] Parts parts(const QStyleOptionViewItem& option, const QModelIndex& index) const;
    [[nodiscard]] int summaryHeight(const QString& summary, const QRect& room, const QFont& font) const;
    void paintGroup(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                    const Parts& parts) const;
    void paintCheck(QPainter* painter, const QStyleOptionViewItem& option, const Parts& parts) const;
    void paintTwoLines(QPainter* painter, const QStyleOptionViewItem& option, const Parts& parts) const;

    Look m_look;
    Roles m_roles;
    int m_nameWidth = 108;
    // Thousands of rows say the same few things.
    mutable QHash<std::pair<QString, int>, int> m_measured; ///< heights, by text and width
    mutable QFont m_measuredIn;
};

} // namespace assayer::controls
