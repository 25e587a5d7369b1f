// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dialogs/environmentdraft.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace assayer::controls {
class PlainLabel;
class SecretField;
} // namespace assayer::controls

namespace assayer::dialogs {

/// What is known of a variable's kept secret; never the secret.
struct KeptFact {
    bool set = false;
    qint64 setAt = 0; ///< Unix seconds; 0: not known
    store::Kept kept = store::Kept::Keychain;
    QString trouble; ///< why nothing is known
    bool operator==(const KeptFact&) const = default;
};
/// «set on 22 Nov 2026, kept in the keychain», «not set», the trouble.
[[nodiscard]] QString factInWords(const KeptFact& fact);

/// One variable on one line: name, kind, value and a button to remove it, with its problem below. Edits a draft of its
/// own; a value that is not typed into is never rewritten.
class VariableRow final : public QWidget {
    Q_OBJECT
public:
    VariableRow(const VariableDraft& draft, int number, QWidget* parent = nullptr);

    [[nodiscard]] const VariableDraft& draft() const { return m_draft; }
    /// Its place, from 1, which a screen reader says with a name that is still empty.
    void setNumber(int number);
    void setFact(const KeptFact& fact);
    /// Into the field, shown: the user asked for it. It does not count as entered.
    void showKept(const support::Secret& secret);
    void setProblem(const QString& problem);
    /// Where the entered secret may go; empty: nothing is said.
    void setMeantFor(const QString& text);
    void focusName();
    /// Puts its controls behind `before` for the Tab key.
    void follow(QWidget* before);
    [[nodiscard]] QWidget* lastControl() const;
    void focusProblem();

    /// The widths of a row's columns, for a head above it.
    static void layOut(QBoxLayout* row, QWidget* name, QWidget* kind, QWidget* value, QWidget* button);

Q_SIGNALS:
    void edited();
    void removeRequested();
    void keptRequested(); ///< the kept secret is to be shown

private:
    void buildValue();
    void changeKind();
    void describe();

    VariableDraft m_draft;
    int m_number;
    bool m_isSet = false;
    QString m_problem;
    QLineEdit* m_name;
    QComboBox* m_kind;
    QStackedWidget* m_value;
    QLineEdit* m_plain;
    controls::SecretField* m_secret;
    QPushButton* m_remove;
    controls::PlainLabel* m_note;
    controls::PlainLabel* m_meantFor;
};

} // namespace assayer::dialogs
