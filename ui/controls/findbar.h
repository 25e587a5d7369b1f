// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace assayer::controls {

class PlainLabel;

/// A field with «2 of 7», next, previous and close. Return and Shift+Return step, Escape closes.
class FindBar : public QWidget {
    Q_OBJECT

public:
    explicit FindBar(QWidget* parent = nullptr);
    void open(); ///< shows it and selects the text
    [[nodiscard]] QString text() const;
    void setPosition(int current, int total); ///< 0 of 0: «not found»
    [[nodiscard]] QLineEdit* lineEdit() const { return m_edit; }

Q_SIGNALS:
    void textChanged(const QString& text);
    void nextRequested();
    void previousRequested();
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QLineEdit* m_edit;
    PlainLabel* m_count;
    QPushButton* m_previous;
    QPushButton* m_next;
    QPushButton* m_close;
};

} // namespace assayer::controls
