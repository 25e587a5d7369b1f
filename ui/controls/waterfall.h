// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFontMetrics>
#include <QHeaderView>
#include <QStyledItemDelegate>
#include <QWidget>

namespace assayer::controls {

/// Draws one request's phases on the time axis that all rows share. The model says each phase in milliseconds through
/// the given roles (absent: QVariant()); `end` is the axis' end for all rows.
class WaterfallDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    struct Roles {
        int start;     ///< ms since the run began
        int connect;   ///< ms: name, TCP and TLS
        int waiting;   ///< ms
        int receiving; ///< ms
        int total;     ///< ms; what no phase explains (a failure) is drawn hatched
    };
    explicit WaterfallDelegate(Roles roles, QObject* parent = nullptr);
    void setEnd(qint64 milliseconds);
    [[nodiscard]] qint64 end() const { return m_end; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;
    /// «connect 40 ms, waiting 166 ms, receiving 8 ms»: for tool tip and accessible text.
    [[nodiscard]] QString phasesText(const QModelIndex& index) const;

private:
    Roles m_roles;
    qint64 m_end = 0;
};

/// Round marks of a time axis: «0 100 200 300 ms»; its end where none but 0 has room.
[[nodiscard]] QList<qint64> axisTicks(qint64 endMilliseconds, int widthPixels, int labelPixels);

struct AxisLabel {
    QString text; ///< the last one with the unit
    QRect place;
};
/// What is written along an axis: none upon another, and none before the axis' beginning.
[[nodiscard]] QList<AxisLabel> axisLabels(qint64 endMilliseconds, const QRect& axis, const QFontMetrics& metrics);

/// A tree's head whose one section shows the time axis.
class WaterfallHeader : public QHeaderView {
    Q_OBJECT

public:
    explicit WaterfallHeader(int section, QWidget* parent = nullptr);
    void setEnd(qint64 milliseconds);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const override;

private:
    int m_section;
    qint64 m_end = 0;
};

/// «■ connect ■ waiting ■ receiving» under the list.
class WaterfallLegend : public QWidget {
    Q_OBJECT

public:
    explicit WaterfallLegend(QWidget* parent = nullptr);
    void setConnectText(const QString& text); ///< «connect and TLS 1.3»
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QString m_connect;
};

} // namespace assayer::controls
