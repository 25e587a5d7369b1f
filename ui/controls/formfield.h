// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;
class QGridLayout;
class QHBoxLayout;

namespace assayer::controls {

class PlainLabel;

/// A label with its editor, and under it a hint or the field's problem. The label is the editor's buddy and its
/// accessible name; hint and problem are its accessible description. Takes the editor as a child.
class FormField : public QWidget {
    Q_OBJECT

public:
    enum class Severity { Warning, Error };
    enum class LabelPlace { Beside, Above };

    /// `label` may have a mnemonic («&Tenant»). `editor` may be a composite: its focus proxy, or itself, is the buddy.
    FormField(const QString& label, QWidget* editor, QWidget* parent = nullptr);

    void setLabelPlace(LabelPlace place);
    void setLabelText(const QString& label);
    /// Where the visible label differs from what the control is («Credential» shown, «Client secret» said).
    void setAccessibleLabel(const QString& name);
    /// A second widget in the same row before the editor (a selector), or after it.
    void setLeading(QWidget* widget);
    void setTrailing(QWidget* widget);

    void setHint(const QString& text, const QString& iconName = {});
    /// A hint whose second half is a value: «sends» `scope=…`.
    void setHint(const QString& text, const QString& iconName, const QString& value);
    /// Shown instead of the hint, with a glyph; marks the editor; said by a screen reader when it appears.
    void setProblem(Severity severity, const QString& text);
    void clearProblem();
    [[nodiscard]] bool hasProblem() const { return !m_problem.isEmpty(); }
    [[nodiscard]] QString problem() const { return m_problem; }

    [[nodiscard]] QWidget* editor() const { return m_editor; }
    [[nodiscard]] QLabel* label() const { return m_label; }
    [[nodiscard]] int labelWidth() const;
    void setLabelWidth(int width); ///< so that the labels of a column are one width

protected:
    void changeEvent(QEvent* event) override;
    /// A value that is wider than its field is whole on hover.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void relayout();
    void describe();
    [[nodiscard]] QWidget* target() const;

    QLabel* m_label;
    QWidget* m_editor;
    QWidget* m_leading = nullptr;
    QWidget* m_trailing = nullptr;
    PlainLabel* m_note;
    PlainLabel* m_noteValue;
    QGridLayout* m_grid;
    QHBoxLayout* m_noteRow = nullptr;
    QString m_hint;
    QString m_hintIcon;
    QString m_hintValue;
    QString m_problem;
    QString m_name;
    Severity m_severity = Severity::Error;
    LabelPlace m_place = LabelPlace::Beside;
    int m_labelWidth = 0;
    mutable int m_labelWants = -1; ///< that the label wants; -1: not measured in this font yet
};

/// Lays form fields out in two columns of equal width, or in one where there is no room, labels aligned. Tab order is
/// the order of adding. Hidden fields take no room.
class FormGrid : public QWidget {
    Q_OBJECT

public:
    explicit FormGrid(QWidget* parent = nullptr);
    enum class Span { One, Full };
    void add(QWidget* field, Span span = Span::One); ///< a FormField, or any widget
    [[nodiscard]] int columns() const { return m_columns; }
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void arrange();
    [[nodiscard]] int wantedColumns() const;

    struct Entry {
        QWidget* widget;
        Span span;
    };
    QList<Entry> m_entries;
    QGridLayout* m_grid;
    int m_columns = 0;
};

} // namespace assayer::controls
