// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/preview.h"
#include "profile/profile.h"
#include "support/secret.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QLineEdit;

namespace assayer::controls {
class FormField;
class FormGrid;
class PlainLabel;
class SecretField;
} // namespace assayer::controls

namespace assayer::panels {

class LinesEdit;

/// The form's fields that make the request. Part of RequestPanel.
class RequestPage final : public QWidget {
    Q_OBJECT
public:
    explicit RequestPage(QWidget* parent = nullptr);

    void setProfile(const profile::Profile& profile);
    void collect(profile::Profile& profile) const;
    void setSecret(const support::Secret& secret);
    [[nodiscard]] support::Secret secret() const;
    void setSecretNote(const QString& text, const QString& icon);
    void setSecretUndoable(bool undoable);
    void setSends(const QString& sends);
    /// What the token will say, and why.
    void setPredicted(const QString& predicted, const QString& why);
    /// By the names that findings and fixes use.
    [[nodiscard]] const QHash<QString, controls::FormField*>& fields() const { return m_fields; }

Q_SIGNALS:
    void edited();
    void secretEdited();
    void secretUndoRequested();
    void secretCopyRequested(const assayer::support::Secret& secret);

private:
    QLineEdit* addLine(const QString& field, const QString& placeholder = {});
    LinesEdit* addLines(const QString& field, const QString& placeholder);
    void addSecret();
    void showFieldsFor(profile::AuthorityKind kind);
    void changed();

    controls::FormGrid* m_grid;
    QHash<QString, controls::FormField*> m_fields;
    QLineEdit* m_tenant;
    QLineEdit* m_issuer;
    QLineEdit* m_clientId;
    controls::SecretField* m_secret;
    QComboBox* m_placement;
    QLineEdit* m_resource;
    LinesEdit* m_resources;
    QLineEdit* m_audience;
    QLineEdit* m_scope;
    LinesEdit* m_parameters;
    controls::PlainLabel* m_predicted;
    bool m_setting = false;
};

} // namespace assayer::panels
