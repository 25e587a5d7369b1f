// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "controls/card.h"
#include "entra/manifest.h"
#include "oauth/lint.h"
#include "panels/preview.h"

namespace assayer::controls {
class FormField;
class PageStack;
} // namespace assayer::controls

namespace assayer::panels {

class AuthorityBar;
class ConnectionPage;
class ExpectationsPage;
class ManifestPage;
class RequestPage;

/// The request: where it goes, what it holds, what is expected of the answer. Shows a profile and the preview made of
/// it; sends the profile as edited.
class RequestPanel final : public controls::Card {
    Q_OBJECT
public:
    explicit RequestPanel(QWidget* parent = nullptr);

    /// Sends nothing. Fields that hold the value already keep their cursor.
    void setProfile(const profile::Profile& profile);
    void setSecret(const support::Secret& secret);
    [[nodiscard]] support::Secret secret() const;
    /// What stands under its field: where it is kept, and since when.
    void setSecretNote(const QString& text, const QString& icon);
    /// Whether Escape in the secret's field asks for what was there before.
    void setSecretUndoable(bool undoable);
    void setPreview(const Preview& preview);
    /// What was assumed while the API's settings were read; empty: nothing.
    void setExpectationNotes(const QStringList& notes);
    void setDefaults(const profile::Expectations& resolved);
    /// What the variables in a field's text stand for, by field; shown under it.
    void setResolvedTexts(const QHash<QString, QString>& texts);
    /// At their fields. What is missing is said there only after a request was tried.
    void setFindings(const QList<oauth::Finding>& findings);
    void setShowMissing(bool show);
    void setBusy(bool busy);
    /// What an authority said of a field belongs to the request that it refused.
    void forgetTold();
    void clearNewRole();

    /// Opens the field's page and focuses it. The problem, if there is one, stands beside it until the form is edited.
    void focusField(const QString& field, const QString& problem = {});
    void focusForm();
    void showManifests();
    void showExpectations();
    /// The button where everything is filled in, else the first field.
    void focusMain();
    /// Makes one of the pages that nobody has seen yet; false if all are there.
    bool makeNextPage();
    [[nodiscard]] int currentPage() const;
    void setCurrentPage(int page);

Q_SIGNALS:
    void profileEdited(const assayer::profile::Profile& profile);
    void secretEdited();
    void secretUndoRequested();
    void secretCopyRequested(const assayer::support::Secret& secret);
    void tokenRequested();
    void cancelRequested();
    void pageChanged(int page);
    void settingsPasteRequested();
    void manifestOpenRequested();
    void manifestPasteRequested();
    void copyRequested(const QString& text);

private:
    enum Page { Request, Expected, Connection, Manifests };
    [[nodiscard]] QWidget* makeExpectations();
    [[nodiscard]] QWidget* makeConnection();
    [[nodiscard]] QWidget* makeManifests();
    void edited();
    void change(const profile::Profile& profile);
    void showKept(const profile::Profile& profile);
    [[nodiscard]] QList<controls::FormField*> fields() const;
    void showResolved(const QHash<QString, controls::FormField*>& fields) const;
    [[nodiscard]] controls::FormField* fieldNamed(const QString& field) const;
    void clearProblems();
    void showProblems();

    AuthorityBar* m_bar;
    controls::PageStack* m_pages;
    RequestPage* m_request;
    // Made when they are first shown; null until then.
    ExpectationsPage* m_expectations = nullptr;
    ConnectionPage* m_connection = nullptr;
    ManifestPage* m_manifests = nullptr;
    profile::Profile m_profile;
    profile::Expectations m_defaults;
    QHash<QString, QString> m_resolved; ///< what the variables in a field's text stand for
    QList<profile::KeptManifest> m_kept;
    QList<entra::Manifest> m_read; ///< what m_kept holds
    QList<oauth::Finding> m_findings;
    QString m_toldField; ///< where the authority's refusal is shown
    QString m_told;
    bool m_showMissing = false;
};

} // namespace assayer::panels
