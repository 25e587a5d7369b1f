// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "style/style.h"

#include <QDialog>
#include <QDialogButtonBox>

class QVBoxLayout;

namespace assayer::controls {
class PlainLabel;
}

namespace assayer::dialogs {

/// A name or host that may be as long as a file, cut, and with what is invisible in it made visible.
[[nodiscard]] QString shown(const QString& name);

/// The look of our dialogs: a sentence, more words, the content, and the buttons below. All texts literal. Escape is
/// «Cancel». A dialog builds itself on one of these and is asked for its answer once it is over.
class Frame : public QDialog {
    Q_OBJECT
public:
    /// The name is the object's; a screen reader says the sentence as the dialog's name and the rest as its
    /// description.
    Frame(const QString& name, const QString& sentence, const QString& more, QWidget* parent);

    void setContent(QWidget* content); ///< takes the room that is left; before the buttons, for the Tab key's sake
    /// Before the sentence; of style/icons.h.
    void setIcon(const QString& name);
    /// The program's own, large, at the side of all words.
    void setPicture(const QIcon& icon);
    /// Opens in that size of the design, or in what the screen has.
    void setUsualSize(const QSize& size);
    QPushButton* addButton(const QString& name, const QString& text, QDialogButtonBox::ButtonRole role,
                           style::ButtonRole look = style::ButtonRole::Secondary);
    /// «Cancel», and what Escape does.
    QPushButton* addCancel();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QVBoxLayout* m_layout;
    controls::PlainLabel* m_sentence;
    controls::PlainLabel* m_more;
    QWidget* m_content = nullptr;
    QDialogButtonBox* m_buttons;
};

} // namespace assayer::dialogs
