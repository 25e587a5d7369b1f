// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "style/palette.h"

#include <QStyledItemDelegate>

namespace assayer::controls {

/// The token tree's cells: name and value in fixed width without ligatures, the meaning muted, heads bold over the
/// row. Cut cells are complete on hover. Finds are marked in place.
class TokenDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    struct Roles {
        int group = -1;  ///< bool: «Header», «Claims», «Signature»
        int status = -1; ///< QString: "fail" or "warning" colours the name and puts a glyph behind it
        int brief = -1;  ///< bool: the value is a summary («[1]»), muted
    };
    /// Columns: 0 name, 1 value, others muted notes in the base font.
    explicit TokenDelegate(Roles roles, QObject* parent = nullptr);
    void setFind(const QString& text); ///< marks each place, case-insensitive; empty marks none
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

private:
    [[nodiscard]] QString shownText(const QModelIndex& index) const;
    [[nodiscard]] QRect textRect(const QStyleOptionViewItem& option, const QModelIndex& index) const;
    /// A heading without a value goes over the value's cell too.
    [[nodiscard]] bool isWide(const QModelIndex& index) const;
    [[nodiscard]] QRect wideRect(const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintText(QPainter* painter, const QStyleOptionViewItem& own, const QModelIndex& index) const;
    void paintFinds(QPainter* painter, const QRect& rect, const QString& text, const QFont& font,
                    const style::Palette& palette) const;
    [[nodiscard]] QFont fontFor(const QStyleOptionViewItem& option, const QModelIndex& index) const;
    Roles m_roles;
    QString m_find;
};

} // namespace assayer::controls
