// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QSplitter;
class QVBoxLayout;

namespace assayer::controls {

class PlainLabel;

/// A rounded surface with a line border: optional head (a title with a note at its right, or a widget such as a
/// TabBar), the content edge to edge, and an optional foot on the ground's colour.
class Card : public QWidget {
    Q_OBJECT

public:
    explicit Card(QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setNote(const QString& note); ///< muted, at the right of the title: «5 pass · 2 fail»
    [[nodiscard]] PlainLabel* titleLabel() const { return m_title; }
    void setHead(QWidget* widget);    ///< instead of a title; takes ownership
    void setContent(QWidget* widget); ///< takes the remaining room; takes ownership
    void setFoot(QWidget* widget);    ///< a row or a detail; takes ownership
    [[nodiscard]] QWidget* content() const { return m_content; }
    [[nodiscard]] QWidget* foot() const { return m_foot; }
    /// A separator under the head; on unless the head draws its own (a TabBar does).
    void setHeadLine(bool line);
    /// A foot that may be dragged higher (the checklist's detail): puts content and foot into a splitter.
    void setFootResizable(bool resizable);
    /// As high as its content wants at this width, until the user drags it; content keeps `contentLeast` pixels.
    void fitFoot(int contentLeast);
    /// Empty unless the user has dragged the foot.
    [[nodiscard]] QByteArray footState() const;
    void restoreFootState(const QByteArray& state);

    /// Knows how many rows a foot needs in this width: a splitter asks for nothing else.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void relayout();

    QVBoxLayout* m_layout;
    QWidget* m_head = nullptr;
    QWidget* m_titleRow = nullptr;
    PlainLabel* m_title = nullptr;
    PlainLabel* m_note = nullptr;
    QWidget* m_content = nullptr;
    QWidget* m_foot = nullptr;
    QSplitter* m_splitter = nullptr;
    bool m_headLine = true;
    bool m_footDragged = false;
};

/// A row of buttons for a card's foot or a tool row, left-aligned, wrapping where there is no room.
class ButtonRow : public QWidget {
    Q_OBJECT

public:
    explicit ButtonRow(QWidget* parent = nullptr);
    void add(QWidget* button);
};

} // namespace assayer::controls
