// SPDX-License-Identifier: Apache-2.0
#include "dialogs/environmentsdialog.h"

#include "controls/card.h"
#include "controls/emptystate.h"
#include "controls/formfield.h"
#include "dialogs/variablelist.h"
#include "style/fonts.h"
#include "style/icons.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace assayer::dialogs {

using controls::FormField;

namespace {

constexpr QSize usual(860, 520);
constexpr int listWidth = 210;
constexpr int longestName = 200;
constexpr int draftRole = Qt::UserRole;

QPushButton* newButton(const char* name, const QString& text, const char* icon)
{
    auto* button = new QPushButton(text);
    button->setObjectName(QLatin1String(name));
    button->setIcon(style::icon(QLatin1String(icon)));
    button->setAutoDefault(false);
    return button;
}

QString shownName(const QString& name)
{
    return name.isEmpty() ? EnvironmentsDialog::tr("without a name") : shown(name);
}

} // namespace

EnvironmentsDialog::EnvironmentsDialog(const EnvironmentsView& view, AskDelete askDelete, QWidget* parent)
    : Frame(QStringLiteral("editEnvironments"), tr("Environments of this workspace"),
            tr("{{name}} in a field of a profile stands for the variable's value in the environment that is chosen."),
            parent)
    , m_askDelete(std::move(askDelete))
    , m_secrets(view.secrets)
    , m_profiles(view.profiles)
{
    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(buildList());
    row->addWidget(buildRight(), 1);
    setContent(content);
    setUsualSize(usual);
    setSizeGripEnabled(true);
    QPushButton* save =
        addButton(QStringLiteral("save"), tr("&Save"), QDialogButtonBox::AcceptRole, style::ButtonRole::Primary);
    connect(save, &QPushButton::clicked, this, &EnvironmentsDialog::accept);
    save->setDefault(true);
    addCancel();

    int current = 0;
    for (const store::EnvironmentEntry& entry : view.environments) {
        if (entry.path == view.current)
            current = m_list->count();
        addDraft(draftOf(entry));
    }
    m_list->setCurrentRow(m_list->count() > 0 ? current : -1);
    select(m_list->currentRow());
    m_list->setFocus();
}

QWidget* EnvironmentsDialog::buildList()
{
    m_list = new QListWidget;
    m_list->setObjectName(QStringLiteral("environments"));
    m_list->setAccessibleName(tr("Environments"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setTextElideMode(Qt::ElideMiddle);
    auto* add = newButton("newEnvironment", tr("&New"), "plus");
    m_duplicate = newButton("duplicateEnvironment", {}, "copy");
    m_duplicate->setAccessibleName(tr("Duplicate the environment"));
    m_remove = newButton("deleteEnvironment", {}, "trash");
    m_remove->setAccessibleName(tr("Delete the environment"));
    for (QPushButton* button : {m_duplicate, m_remove})
        button->setToolTip(button->accessibleName());
    auto* buttons = new controls::ButtonRow;
    for (QPushButton* button : {add, m_duplicate, m_remove})
        buttons->add(button);
    auto* card = new controls::Card;
    auto* padded = new QWidget;
    auto* around = new QVBoxLayout(padded);
    around->setContentsMargins(6, 6, 6, 6);
    around->addWidget(m_list);
    card->setContent(padded);
    card->setFoot(buttons);
    card->setFixedWidth(style::scaled(listWidth, this));
    connect(m_list, &QListWidget::currentRowChanged, this, &EnvironmentsDialog::select);
    connect(add, &QPushButton::clicked, this, [this] {
        EnvironmentDraft draft;
        draft.name = freeName(tr("New environment"), m_drafts);
        addDraft(draft);
        m_list->setCurrentRow(m_list->count() - 1);
        m_name->setFocus();
        m_name->selectAll();
    });
    connect(m_duplicate, &QPushButton::clicked, this, &EnvironmentsDialog::duplicate);
    connect(m_remove, &QPushButton::clicked, this, &EnvironmentsDialog::remove);
    return card;
}

QWidget* EnvironmentsDialog::buildRight()
{
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("environmentName"));
    m_name->setMaxLength(longestName);
    m_nameField = new FormField(tr("Na&me"), m_name);
    m_nameField->setAccessibleLabel(tr("Name of the environment"));
    m_variables = new VariableList(m_secrets, m_profiles, m_name);
    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(m_nameField);
    column->addWidget(m_variables, 1);
    m_right = new QStackedWidget;
    m_right->addWidget(new controls::EmptyState(QStringLiteral("list"), tr("There is no environment"),
                                                tr("Make one for each place that you work with: dev, test, prod.")));
    m_right->addWidget(right);
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString& text) {
        m_list->currentItem()->setText(shownName(text));
        showProblems();
    });
    connect(m_variables, &VariableList::edited, this, &EnvironmentsDialog::showProblems);
    return m_right;
}

void EnvironmentsDialog::addDraft(const EnvironmentDraft& draft)
{
    auto* item = new QListWidgetItem(shownName(draft.name));
    item->setData(draftRole, static_cast<int>(m_drafts.size()));
    m_drafts << draft;
    m_list->addItem(item);
}

qsizetype EnvironmentsDialog::draftAt(int row) const
{
    const QListWidgetItem* item = m_list->item(row);
    return item ? item->data(draftRole).toInt() : -1;
}

void EnvironmentsDialog::duplicate()
{
    collect();
    if (m_current < 0)
        return;
    const EnvironmentDraft& draft = m_drafts.at(m_current);
    addDraft(copyOf(draft, freeName(tr("%1 copy").arg(draft.name.trimmed()), m_drafts)));
    m_list->setCurrentRow(m_list->count() - 1);
    m_name->setFocus();
    m_name->selectAll();
}

void EnvironmentsDialog::remove()
{
    collect();
    if (m_current < 0)
        return;
    EnvironmentDraft& draft = m_drafts[m_current];
    DeleteAnswer answer{true, false};
    if (draft.was) {
        DeleteQuestion question;
        question.name = draft.was->name;
        question.kind = DeleteQuestion::Kind::Environment;
        const bool hasSecrets = !store::secretKeysOf(draft.was->environment).isEmpty();
        question.sharesSecret = hasSecrets && sharesSecrets(draft);
        question.mayHaveSecret = hasSecrets && !question.sharesSecret;
        answer = m_askDelete(question);
    }
    if (!answer.remove)
        return;
    draft.removed = true;
    draft.secretsToo = answer.secretToo;
    m_current = -1;
    delete m_list->takeItem(m_list->currentRow());
    select(m_list->currentRow());
    m_list->setFocus();
    showProblems();
}

void EnvironmentsDialog::select(int row)
{
    collect();
    m_current = draftAt(row);
    m_right->setCurrentIndex(m_current >= 0 ? 1 : 0);
    m_duplicate->setEnabled(m_current >= 0);
    m_remove->setEnabled(m_current >= 0);
    if (m_current < 0)
        return;
    m_name->setText(m_drafts.at(m_current).name);
    m_variables->setDraft(m_drafts.at(m_current));
    showProblems();
}

void EnvironmentsDialog::collect()
{
    if (m_current < 0)
        return;
    EnvironmentDraft& draft = m_drafts[m_current];
    if (m_name->isModified())
        draft.name = m_name->text();
    draft.variables = m_variables->variables();
}

void EnvironmentsDialog::showProblems()
{
    collect();
    QList<DraftProblem> problems = problemsOf(m_drafts);
    if (!m_tried)
        problems.removeIf([](const DraftProblem& problem) { return !problem.atOnce; });
    markList(problems);
    QList<DraftProblem> here = problems;
    here.removeIf([this](const DraftProblem& problem) { return problem.environment != m_current; });
    m_variables->setProblems(here);
    if (!here.isEmpty() && here.first().variable < 0)
        m_nameField->setProblem(FormField::Severity::Error, here.first().text);
    else
        m_nameField->clearProblem();
}

void EnvironmentsDialog::markList(const QList<DraftProblem>& problems)
{
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem* item = m_list->item(row);
        const auto isOfRow = [at = draftAt(row)](const DraftProblem& problem) {
            return problem.environment == at && problem.variable < 0;
        };
        const auto problem = std::ranges::find_if(problems, isOfRow);
        const QString text = problem == problems.end() ? QString() : problem->text;
        item->setIcon(text.isEmpty() ? QIcon() : style::icon(QStringLiteral("warning")));
        item->setToolTip(text);
        item->setData(Qt::AccessibleDescriptionRole, text);
    }
}

/// Somebody copied the file, with the id in it.
bool EnvironmentsDialog::sharesSecrets(const EnvironmentDraft& draft) const
{
    return std::ranges::any_of(m_drafts, [&draft](const EnvironmentDraft& other) {
        return other.was && !other.removed && other.was->path != draft.was->path &&
               other.was->environment.id == draft.was->environment.id;
    });
}

void EnvironmentsDialog::accept()
{
    m_tried = true;
    showProblems();
    const QList<DraftProblem> problems = problemsOf(m_drafts);
    if (problems.isEmpty()) {
        Frame::accept();
        return;
    }
    const DraftProblem& first = problems.first();
    for (int row = 0; row < m_list->count(); ++row) {
        if (draftAt(row) == first.environment)
            m_list->setCurrentRow(row);
    }
    if (first.variable < 0)
        m_name->setFocus();
    else
        m_variables->focusVariable(first.variable);
}

std::optional<EnvironmentsEdit> EnvironmentsDialog::edit() const
{
    if (result() != Accepted)
        return std::nullopt;
    EnvironmentsEdit edit;
    edit.changes = changesOf(m_drafts);
    if (m_current >= 0)
        edit.current = m_drafts.at(m_current).name.trimmed();
    return edit;
}

} // namespace assayer::dialogs
