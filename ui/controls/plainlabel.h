// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "style/fonts.h"

#include <QHash>
#include <QLabel>

namespace assayer::controls {

/// A tool tip that is never taken for rich text. Empty text gives none.
[[nodiscard]] QString plainToolTip(const QString& text);

/// A label that shows any text literally: never rich text, no mnemonics, control and bidirectional characters made
/// visible. Cut text is complete on hover and in the accessible name.
class PlainLabel : public QLabel {
    Q_OBJECT

public:
    enum class Overflow { Wrap, ElideRight, ElideMiddle, Keep };
    explicit PlainLabel(const QString& text = {}, QWidget* parent = nullptr);

    void setText(const QString& text);
    /// Paragraphs of our own, each made visible by itself, one below the other.
    void setParagraphs(const QStringList& paragraphs);
    [[nodiscard]] QString fullText() const { return m_text; } ///< as shown when there is room
    void setOverflow(Overflow overflow);                      ///< Keep unless set
    void setSelectable(bool selectable);                      ///< by mouse and keyboard; Ctrl+C copies all if cut
    enum class Ink { Text, Muted, Accent, Pass, Warning, Fail };
    void setInk(Ink ink);
    void setMuted(bool muted);
    void setFontRole(style::FontRole role);
    /// An icon before the text («lock»), in the text's colour.
    void setIconName(const QString& name);
    [[nodiscard]] bool isElided() const;
    [[nodiscard]] int wholeWidth() const; ///< that the text needs to stand uncut on one line

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    /// Kept: layouts ask again and again, and the base class would lay the text out each time.
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool event(QEvent* event) override;

private:
    void fit();
    void display(const QString& text);
    void applyColour();
    void copy() const;
    [[nodiscard]] QColor colour() const;
    [[nodiscard]] int iconWidth() const;

    QString m_text;
    QString m_icon;
    Overflow m_overflow = Overflow::Keep;
    Ink m_ink = Ink::Text;
    bool m_selectable = false;
    bool m_applying = false;
    mutable QHash<int, int> m_heights; ///< by width; of the text, font and margins as they are now
};

} // namespace assayer::controls
