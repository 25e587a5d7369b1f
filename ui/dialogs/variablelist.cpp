// SPDX-License-Identifier: Apache-2.0
#include "dialogs/variablelist.h"

#include "controls/plainlabel.h"
#include "dialogs/meantfor.h"
#include "dialogs/variablerow.h"
#include "style/fonts.h"
#include "style/icons.h"

#include <QComboBox>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <utility>

namespace assayer::dialogs {

using controls::PlainLabel;

namespace {

/// The columns' heads, as wide as the columns.
QWidget* newHead()
{
    const auto label = [](const QString& text) {
        auto* made = new PlainLabel(text);
        made->setFontRole(style::FontRole::Small);
        made->setMuted(true);
        return made;
    };
    auto* head = new QWidget;
    auto* kind = label(VariableList::tr("Kind"));
    QComboBox widest;
    widest.addItems({VariableRow::tr("Plain"), VariableRow::tr("Secret")});
    kind->setFixedWidth(widest.sizeHint().width());
    QPushButton button;
    button.setIcon(style::icon(QStringLiteral("trash")));
    auto* room = new QWidget;
    room->setFixedWidth(button.sizeHint().width());
    auto* row = new QHBoxLayout(head);
    VariableRow::layOut(row, label(VariableList::tr("Name")), kind, label(VariableList::tr("Value")), room);
    return head;
}

} // namespace

VariableList::VariableList(store::SecretStore* secrets, const QList<store::ProfileEntry>& profiles, QWidget* before,
                           QWidget* parent)
    : QWidget(parent)
    , m_secrets(secrets)
    , m_profiles(profiles)
    , m_before(before)
    , m_scroll(new QScrollArea)
    , m_add(new QPushButton(tr("&Add a variable")))
    , m_count(new PlainLabel)
{
    auto* content = new QWidget;
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(0, 0, 6, 0);
    m_column->setSpacing(6);
    m_column->addStretch(1);
    m_scroll->setObjectName(QStringLiteral("variables"));
    m_scroll->setAccessibleName(tr("Variables"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(content);
    m_scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    m_add->setObjectName(QStringLiteral("addVariable"));
    m_add->setIcon(style::icon(QStringLiteral("plus")));
    m_add->setAutoDefault(false);
    m_count->setObjectName(QStringLiteral("variableCount"));
    m_count->setFontRole(style::FontRole::Small);
    m_count->setMuted(true);
    m_count->setOverflow(PlainLabel::Overflow::Wrap);
    auto* head = newHead();
    head->layout()->setContentsMargins(m_column->contentsMargins());
    // It does not scroll sideways, so there must be room for a row.
    m_scroll->setMinimumWidth(head->minimumSizeHint().width() + m_scroll->verticalScrollBar()->sizeHint().width());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(head);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_add, 0, Qt::AlignLeft);
    layout->addWidget(m_count);
    connect(m_add, &QPushButton::clicked, this, &VariableList::addNew);
    connect(this, &VariableList::edited, this, &VariableList::showMeantFor);
}

void VariableList::setDraft(const EnvironmentDraft& draft)
{
    m_asking = std::make_unique<QObject>();
    m_environment = draft.was ? draft.was->environment : profile::Environment();
    for (VariableRow* row : std::exchange(m_rows, {}))
        delete row;
    m_others = draft.variables.mid(mostRows);
    for (const VariableDraft& variable : draft.variables.mid(0, mostRows))
        addRow(variable);
    showCount();
    showMeantFor();
}

void VariableList::showMeantFor()
{
    EnvironmentDraft draft;
    draft.variables = variables();
    const profile::Environment edited = environmentOf(draft);
    if (std::exchange(m_meantIn, edited) != edited)
        m_meantFor.clear();
    for (VariableRow* row : m_rows) {
        const profile::Variable& variable = row->draft().variable;
        QString text;
        if (variable.kind == profile::VariableKind::Secret && !row->draft().entered.isEmpty()) {
            QString& known = m_meantFor[variable.name];
            if (known.isEmpty())
                known = meantForInWords(variable.name, edited, m_profiles);
            text = known;
        }
        row->setMeantFor(text);
    }
}

QList<VariableDraft> VariableList::variables() const
{
    QList<VariableDraft> all;
    for (const VariableRow* row : m_rows)
        all << row->draft();
    return all + m_others;
}

VariableRow* VariableList::addRow(const VariableDraft& draft)
{
    auto* row = new VariableRow(draft, static_cast<int>(m_rows.size()) + 1);
    QWidget* before = m_rows.isEmpty() ? m_before : m_rows.last()->lastControl();
    m_rows << row;
    m_column->insertWidget(m_column->count() - 1, row);
    row->show(); // it may get the focus before the layout comes to it
    row->follow(before);
    connect(row, &VariableRow::edited, this, &VariableList::edited);
    connect(row, &VariableRow::removeRequested, this, [this, row] { removeRow(row); });
    connect(row, &VariableRow::keptRequested, this, [this, row] { ask(row, true); });
    if (draft.wasSecret)
        ask(row, false);
    return row;
}

void VariableList::addNew()
{
    if (m_rows.size() >= mostRows)
        return;
    VariableRow* row = addRow({});
    showCount();
    row->focusName();
    // Its place is known once it was laid out.
    QMetaObject::invokeMethod(
        row, [this, row] { m_scroll->ensureWidgetVisible(row); }, Qt::QueuedConnection);
    Q_EMIT edited();
}

void VariableList::removeRow(VariableRow* row)
{
    const qsizetype index = m_rows.indexOf(row);
    m_rows.removeAt(index);
    row->hide();
    row->deleteLater(); // it is in its signal
    for (qsizetype i = index; i < m_rows.size(); ++i)
        m_rows.at(i)->setNumber(static_cast<int>(i) + 1);
    if (m_rows.isEmpty())
        m_add->setFocus();
    else
        m_rows.at(std::min(index, m_rows.size() - 1))->focusName();
    showCount();
    Q_EMIT edited();
}

void VariableList::ask(VariableRow* row, bool show)
{
    const store::SecretKey key = store::secretKeyOf(m_environment, row->draft().was);
    if (!m_secrets || key.isEmpty())
        return;
    KeptFact waiting;
    waiting.trouble = tr("asking the keychain…");
    if (!show)
        row->setFact(waiting);
    using Found = support::Result<std::optional<store::StoredSecret>>;
    m_secrets->read(key, m_asking.get(), [row = QPointer(row), show](const Found& found) {
        if (!row)
            return;
        KeptFact fact;
        if (!found) {
            fact.trouble = found.error().sentence;
        } else if (*found) {
            fact = {true, (*found)->setAt, (*found)->kept, {}};
        }
        row->setFact(fact);
        if (show && fact.set)
            row->showKept((*found)->secret);
    });
}

void VariableList::showCount()
{
    m_add->setEnabled(m_rows.size() < mostRows);
    if (!m_others.isEmpty())
        m_count->setText(tr("The first %1 of %2 are shown; the others stay as they are. The file has them all.")
                             .arg(m_rows.size())
                             .arg(m_rows.size() + m_others.size()));
    else
        m_count->setText(
            tr("A secret is kept in the keychain, never in the file. It goes only where the profiles went that "
               "named it when it was entered, and where you name it later."));
}

void VariableList::setProblems(const QList<DraftProblem>& problems)
{
    QHash<qsizetype, QString> texts;
    for (const DraftProblem& problem : problems)
        texts.insert(problem.variable, problem.text);
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        m_rows.at(i)->setProblem(texts.value(i));
}

void VariableList::focusVariable(qsizetype index)
{
    if (VariableRow* row = m_rows.value(index)) {
        m_scroll->ensureWidgetVisible(row);
        row->focusProblem();
    }
}

} // namespace assayer::dialogs
