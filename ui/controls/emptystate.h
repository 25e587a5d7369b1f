// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QPushButton;
class QSpacerItem;

namespace assayer::controls {

class PlainLabel;

/// What a pane shows while it has nothing: an icon, what there is not yet, the next step, and buttons for it.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    explicit EmptyState(const QString& iconName = {}, const QString& sentence = {}, const QString& nextStep = {},
                        QWidget* parent = nullptr);
    void set(const QString& iconName, const QString& sentence, const QString& nextStep);
    /// A button under the words; the first is the primary one if `primary`. Owned by this.
    QPushButton* addButton(const QString& text, bool primary = false);
    void clearButtons();
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override; ///< where there is little room, the icon goes

private:
    class IconView;
    IconView* m_icon;
    PlainLabel* m_sentence;
    PlainLabel* m_next;
    QString m_iconName;
    QWidget* m_buttons;
    QSpacerItem* m_above;
};

} // namespace assayer::controls
