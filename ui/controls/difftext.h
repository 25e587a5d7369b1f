// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QStringList>
#include <QWidget>

class QPainter;

namespace assayer::controls {

/// Runs of characters of one text, in order: equal to the other text or not.
struct DiffRun {
    qsizetype start = 0;
    qsizetype length = 0;
    bool differs = false;
    bool operator==(const DiffRun&) const = default;
};
struct Diff {
    QList<DiffRun> first;
    QList<DiffRun> second;
};
/// What differs, by characters; texts without much in common differ as a whole. Never cuts a surrogate pair. Linear
/// time beyond 512 characters (common start and end only).
[[nodiscard]] Diff diff(const QString& first, const QString& second);

/// «expected» above «got» in fixed width: differing characters on a coloured ground and bold, invisible characters as
/// labelled boxes, wrapped anywhere. Each line can be copied; the accessible text says both values and where they
/// part.
class DiffText : public QWidget {
    Q_OBJECT

public:
    explicit DiffText(QWidget* parent = nullptr);
    /// Several expected values stand below each other; the one nearest to `actual` is compared. An empty `actual`
    /// is shown as «nothing».
    void setValues(const QStringList& expected, const QStringList& actual);
    void setLabels(const QString& expected, const QString& actual); ///< «expected», «got» unless set
    void clear();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct Cell {
        QString text;
        bool box = false; ///< the label of a character that cannot be seen
        bool differs = false;
    };
    struct Line {
        QString label;
        QList<Cell> cells;
        bool nothing = false; ///< words of ours instead of a value
    };
    struct Piece {
        QString text;
        qsizetype end = 0; ///< the first cell behind it
        int width = 0;
    };
    [[nodiscard]] static QList<Cell> cells(const QString& value, const QList<DiffRun>& runs);
    [[nodiscard]] QList<Line> lines() const;
    [[nodiscard]] int labelColumn() const;
    [[nodiscard]] QFont fontOf(const Cell& cell) const;
    [[nodiscard]] Piece piece(const Line& line, qsizetype at, int room) const;
    void paintPiece(QPainter* painter, const Line& line, const Cell& cell, const QString& text,
                    const QRect& place) const;
    int walk(QPainter* painter, int width) const;
    void describe();

    QStringList m_expected;
    QStringList m_actual;
    QString m_expectedLabel;
    QString m_actualLabel;
    QList<Line> m_lines; ///< made once for the values: a layout asks many times
};

} // namespace assayer::controls
