// SPDX-License-Identifier: Apache-2.0
#include "panels/requestpanel.h"

#include "checks/checklist.h"
#include "controls/formfield.h"
#include "controls/tabs.h"
#include "panels/authoritybar.h"
#include "panels/connectionpage.h"
#include "panels/expectationspage.h"
#include "panels/manifestpage.h"
#include "panels/requestpage.h"

#include <QVBoxLayout>

namespace assayer::panels {

using controls::FormField;
using oauth::Severity;

namespace {

/// A layout would ask every page for its height at a width, and give the form that of the highest.
class FormPages final : public controls::PageStack {
public:
    using controls::PageStack::PageStack;
    [[nodiscard]] bool hasHeightForWidth() const override { return false; }
};

} // namespace

RequestPanel::RequestPanel(QWidget* parent)
    : controls::Card(parent)
    , m_bar(new AuthorityBar)
    , m_pages(new FormPages)
    , m_request(new RequestPage)
{
    setObjectName(QStringLiteral("requestPanel"));
    m_pages->setObjectName(QStringLiteral("requestPages"));
    m_pages->bar()->setObjectName(QStringLiteral("requestTabs"));
    m_pages->bar()->setAccessibleName(tr("Pages of the request"));
    m_pages->setFitsCurrentPage(true);
    m_pages->add(m_request, tr("Request"));
    m_pages->addLate(tr("Expectations"), [this] { return makeExpectations(); });
    m_pages->addLate(tr("Connection"), [this] { return makeConnection(); });
    m_pages->addLate(tr("App manifest"), [this] { return makeManifests(); });

    auto* body = new QWidget;
    auto* layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_pages);
    setContent(body);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    connect(m_bar, &AuthorityBar::edited, this, &RequestPanel::edited);
    connect(m_bar, &AuthorityBar::tokenRequested, this, &RequestPanel::tokenRequested);
    connect(m_bar, &AuthorityBar::cancelRequested, this, &RequestPanel::cancelRequested);
    connect(m_request, &RequestPage::edited, this, &RequestPanel::edited);
    connect(m_request, &RequestPage::secretEdited, this, [this] {
        forgetTold();
        Q_EMIT secretEdited();
    });
    connect(m_request, &RequestPage::secretUndoRequested, this, &RequestPanel::secretUndoRequested);
    connect(m_request, &RequestPage::secretCopyRequested, this, &RequestPanel::secretCopyRequested);
    connect(m_pages, &controls::PageStack::currentChanged, this, &RequestPanel::pageChanged);
}

QWidget* RequestPanel::makeExpectations()
{
    m_expectations = new ExpectationsPage;
    m_expectations->setExpectations(m_profile.expectations);
    m_expectations->setDefaults(m_defaults);
    showResolved(m_expectations->fields());
    connect(m_expectations, &ExpectationsPage::edited, this, &RequestPanel::edited);
    connect(m_expectations, &ExpectationsPage::settingsPasteRequested, this, &RequestPanel::settingsPasteRequested);
    showProblems();
    return m_expectations;
}

QWidget* RequestPanel::makeConnection()
{
    m_connection = new ConnectionPage;
    m_connection->setConnection(m_profile.connection);
    showResolved(m_connection->fields());
    connect(m_connection, &ConnectionPage::edited, this, &RequestPanel::edited);
    showProblems();
    return m_connection;
}

QWidget* RequestPanel::makeManifests()
{
    m_manifests = new ManifestPage;
    m_manifests->setManifests(m_read);
    m_manifests->setExpectedRoles(m_read, m_profile.expectations.roles);
    connect(m_manifests, &ManifestPage::openRequested, this, &RequestPanel::manifestOpenRequested);
    connect(m_manifests, &ManifestPage::pasteRequested, this, &RequestPanel::manifestPasteRequested);
    connect(m_manifests, &ManifestPage::copyRequested, this, &RequestPanel::copyRequested);
    connect(m_manifests, &ManifestPage::removeRequested, this, [this](int at) {
        profile::Profile profile = m_profile;
        if (at >= 0 && at < profile.manifests.size())
            profile.manifests.removeAt(at);
        change(profile);
    });
    connect(m_manifests, &ManifestPage::rolesEdited, this, [this](const QStringList& roles) {
        profile::Profile profile = m_profile;
        profile.expectations.roles = roles;
        change(profile);
    });
    return m_manifests;
}

void RequestPanel::setProfile(const profile::Profile& profile)
{
    m_profile = profile;
    m_bar->setAuthority(profile.authority);
    m_request->setProfile(profile);
    if (m_expectations)
        m_expectations->setExpectations(profile.expectations);
    if (m_connection)
        m_connection->setConnection(profile.connection);
    m_pages->setCount(Expected, ExpectationsPage::countOf(profile.expectations));
    showKept(profile);
}

void RequestPanel::showKept(const profile::Profile& profile)
{
    // Read again only when they change: this comes with every key that is typed.
    const bool other = profile.manifests != m_kept;
    if (other) {
        m_kept = profile.manifests;
        m_read = checks::manifestsOf(profile);
        m_pages->setCount(Manifests, static_cast<int>(m_read.size()));
    }
    if (!m_manifests)
        return;
    if (other)
        m_manifests->setManifests(m_read);
    m_manifests->setExpectedRoles(m_read, profile.expectations.roles);
}

void RequestPanel::edited()
{
    profile::Profile profile = m_profile;
    m_bar->collect(profile.authority);
    m_request->collect(profile);
    if (m_expectations)
        m_expectations->collect(profile.expectations);
    if (m_connection)
        m_connection->collect(profile.connection);
    change(profile);
}

void RequestPanel::change(const profile::Profile& profile)
{
    if (profile == m_profile)
        return;
    forgetTold();
    setProfile(profile);
    Q_EMIT profileEdited(profile);
}

void RequestPanel::setSecret(const support::Secret& secret)
{
    m_request->setSecret(secret);
}

support::Secret RequestPanel::secret() const
{
    return m_request->secret();
}

void RequestPanel::setSecretUndoable(bool undoable)
{
    m_request->setSecretUndoable(undoable);
}

void RequestPanel::setSecretNote(const QString& text, const QString& icon)
{
    m_request->setSecretNote(text, icon);
}

void RequestPanel::setPreview(const Preview& preview)
{
    m_bar->setPreview(preview);
    m_request->setSends(preview.sends);
    showResolved(m_request->fields());
    m_request->setPredicted(preview.predicted, preview.predictedWhy);
}

void RequestPanel::setDefaults(const profile::Expectations& resolved)
{
    m_defaults = resolved;
    if (m_expectations)
        m_expectations->setDefaults(resolved);
}

void RequestPanel::setResolvedTexts(const QHash<QString, QString>& texts)
{
    m_resolved = texts;
    showResolved(m_request->fields());
    if (m_expectations)
        showResolved(m_expectations->fields());
    if (m_connection)
        showResolved(m_connection->fields());
}

void RequestPanel::showResolved(const QHash<QString, FormField*>& fields) const
{
    // What is sent stands under the resource and the scope anyway, if it is what is typed there; and the secret has a
    // note of its own.
    QSet<QString> others{QStringLiteral("resource"), QStringLiteral("clientSecret")};
    if (!m_resolved.contains(QStringLiteral("scope")))
        others.insert(QStringLiteral("scope"));
    for (auto field = fields.cbegin(); field != fields.cend(); ++field) {
        const QString text = QString(m_resolved.value(field.key())).replace(u'\n', QLatin1String(", "));
        if (!others.contains(field.key()))
            field.value()->setHint(text.isEmpty() ? QString() : tr("stands for"), {}, text);
    }
}

void RequestPanel::setExpectationNotes(const QStringList& notes)
{
    if (notes.isEmpty() && !m_expectations)
        return;
    m_pages->makePage(Expected);
    m_expectations->setNotes(notes);
}

void RequestPanel::showExpectations()
{
    m_pages->setCurrentIndex(Expected);
}

void RequestPanel::clearNewRole()
{
    if (m_manifests)
        m_manifests->clearNewRole();
}

void RequestPanel::setBusy(bool busy)
{
    if (busy)
        forgetTold();
    m_bar->setBusy(busy);
}

QList<FormField*> RequestPanel::fields() const
{
    QList<FormField*> all = m_request->fields().values();
    if (m_expectations)
        all += m_expectations->fields().values();
    if (m_connection)
        all += m_connection->fields().values();
    return all;
}

FormField* RequestPanel::fieldNamed(const QString& field) const
{
    FormField* found = m_request->fields().value(field);
    if (m_expectations && !found)
        found = m_expectations->fields().value(field);
    if (m_connection && !found)
        found = m_connection->fields().value(field);
    if (found && !found->isHidden())
        return found;
    // Where several resources can be given, theirs is another editor.
    return field == QLatin1String("resource") ? fieldNamed(QStringLiteral("resources")) : nullptr;
}

void RequestPanel::clearProblems()
{
    for (FormField* field : fields())
        field->clearProblem();
}

void RequestPanel::setFindings(const QList<oauth::Finding>& findings)
{
    if (findings == m_findings)
        return;
    m_findings = findings;
    showProblems();
}

void RequestPanel::setShowMissing(bool show)
{
    if (show == m_showMissing)
        return;
    m_showMissing = show;
    showProblems();
}

void RequestPanel::showProblems()
{
    QHash<FormField*, QString> texts;
    QHash<FormField*, FormField::Severity> severities;
    for (const oauth::Finding& finding : m_findings) {
        FormField* field = fieldNamed(finding.field);
        if (!field || (finding.code == QLatin1String("missing") && !m_showMissing))
            continue;
        QString& text = texts[field];
        text += (text.isEmpty() ? QString() : QStringLiteral(" ")) + finding.sentence +
                (finding.fixText.isEmpty() ? QString() : u' ' + finding.fixText);
        const auto severity =
            finding.severity == Severity::Error ? FormField::Severity::Error : FormField::Severity::Warning;
        severities[field] = std::max(severities.value(field, FormField::Severity::Warning), severity);
    }
    if (FormField* field = m_told.isEmpty() ? nullptr : fieldNamed(m_toldField)) {
        texts[field] = m_told;
        severities[field] = FormField::Severity::Error;
    }
    clearProblems();
    for (auto it = texts.cbegin(); it != texts.cend(); ++it)
        it.key()->setProblem(severities.value(it.key()), it.value());
}

void RequestPanel::forgetTold()
{
    if (m_told.isEmpty())
        return;
    m_told.clear();
    showProblems();
}

void RequestPanel::focusField(const QString& field, const QString& problem)
{
    if (field.startsWith(QLatin1String("expectations.")))
        m_pages->makePage(Expected);
    else if (field.startsWith(QLatin1String("connection.")))
        m_pages->makePage(Connection);
    FormField* form = fieldNamed(field);
    if (m_bar->focusField(field) || !form)
        return;
    for (int page = 0; page < m_pages->bar()->QTabBar::count(); ++page) {
        if (m_pages->page(page)->isAncestorOf(form))
            m_pages->setCurrentIndex(page);
    }
    if (!problem.isEmpty()) {
        m_toldField = field;
        m_told = problem;
        showProblems();
    }
    form->editor()->setFocus(Qt::OtherFocusReason);
}

void RequestPanel::showManifests()
{
    m_pages->setCurrentIndex(Manifests);
}

void RequestPanel::focusForm()
{
    if (m_pages->currentIndex() == Manifests)
        return m_manifests->focusMain();
    const auto editors = m_pages->currentPage()->findChildren<FormField*>();
    for (const FormField* field : editors) {
        if (field->isVisible()) {
            field->editor()->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

void RequestPanel::focusMain()
{
    if (m_profile.clientId.isEmpty())
        focusForm();
    else
        m_bar->focusButton();
}

bool RequestPanel::makeNextPage()
{
    return m_pages->makeNext();
}

int RequestPanel::currentPage() const
{
    return m_pages->currentIndex();
}

void RequestPanel::setCurrentPage(int page)
{
    if (page >= 0 && page < m_pages->bar()->QTabBar::count())
        m_pages->setCurrentIndex(page);
}

} // namespace assayer::panels
