// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/profile.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;
class QVBoxLayout;

namespace assayer::controls {
class FormField;
class FormGrid;
class PlainLabel;
} // namespace assayer::controls

namespace assayer::panels {

class LinesEdit;

/// What the API expects of the token. Part of RequestPanel.
class ExpectationsPage final : public QWidget {
    Q_OBJECT
public:
    explicit ExpectationsPage(QWidget* parent = nullptr);

    void setExpectations(const profile::Expectations& expectations);
    void collect(profile::Expectations& expectations) const;
    /// What holds where a field is empty, shown in it muted.
    void setDefaults(const profile::Expectations& resolved);
    /// What was assumed while the API's settings were read; empty hides it.
    void setNotes(const QStringList& notes);
    /// How many of them the user set.
    [[nodiscard]] static int countOf(const profile::Expectations& expectations);
    [[nodiscard]] const QHash<QString, controls::FormField*>& fields() const { return m_fields; }

Q_SIGNALS:
    void edited();
    void settingsPasteRequested();

private:
    QLineEdit* addLine(const QString& field);
    LinesEdit* addLines(const QString& field);
    controls::FormField* addField(const QString& field, QWidget* editor);
    void addMiddleware();
    void showRules(const profile::Expectations& expectations);
    QCheckBox* addRule(const QString& words);
    void changed();

    controls::FormGrid* m_grid;
    QHash<QString, controls::FormField*> m_fields;
    LinesEdit* m_audiences;
    LinesEdit* m_roles;
    QComboBox* m_roleMatch;
    QLineEdit* m_issuer;
    QLineEdit* m_client;
    QLineEdit* m_tenant;
    QComboBox* m_version;
    QComboBox* m_middleware;
    controls::PlainLabel* m_notes;
    QVBoxLayout* m_ruleBoxes;
    QList<std::pair<profile::Rule, QCheckBox*>> m_rules; ///< of the settings that were read; each can be dropped
    QStringList m_shownScopes;
    QCheckBox* m_scopes = nullptr; ///< the same, for the scopes; null: none are asked for
    QSpinBox* m_skew;
    bool m_setting = false;
};

} // namespace assayer::panels
