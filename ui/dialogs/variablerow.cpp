// SPDX-License-Identifier: Apache-2.0
#include "dialogs/variablerow.h"

#include "controls/accessible.h"
#include "controls/plainlabel.h"
#include "controls/secretfield.h"
#include "dialogs/frame.h"
#include "style/fonts.h"
#include "style/icons.h"
#include "style/style.h"

#include <QApplication>
#include <QComboBox>
#include <QDateTime>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace assayer::dialogs {

using profile::VariableKind;

namespace {
// Above what the file's reader takes: nothing is cut that was read.
constexpr int longestText = 1024 * 1024;
} // namespace

QString factInWords(const KeptFact& fact)
{
    if (!fact.trouble.isEmpty())
        return fact.trouble;
    if (!fact.set)
        return VariableRow::tr("not set");
    const QString place = fact.kept == store::Kept::Keychain ? VariableRow::tr("kept in the keychain")
                                                             : VariableRow::tr("kept for this run only");
    constexpr qint64 lastSecond = 253'402'300'799; // of the year 9999
    if (fact.setAt <= 0 || fact.setAt > lastSecond)
        return place;
    const QDateTime local = QDateTime::fromSecsSinceEpoch(fact.setAt).toLocalTime();
    return VariableRow::tr("set on %1, %2")
        .arg(QLocale(QLocale::English).toString(local, QStringLiteral("d MMM yyyy")), place);
}

VariableRow::VariableRow(const VariableDraft& draft, int number, QWidget* parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_number(number)
    , m_name(new QLineEdit)
    , m_kind(new QComboBox)
    , m_value(new QStackedWidget)
    , m_plain(new QLineEdit)
    , m_secret(new controls::SecretField)
    , m_remove(new QPushButton)
    , m_note(new controls::PlainLabel)
    , m_meantFor(new controls::PlainLabel)
{
    m_name->setObjectName(QStringLiteral("variableName"));
    m_name->setMaxLength(longestText);
    m_name->setText(draft.variable.name);
    m_name->setCursorPosition(0);
    style::setFontRole(m_name, style::FontRole::Value);
    m_kind->setObjectName(QStringLiteral("variableKind"));
    m_kind->addItem(tr("Plain"), static_cast<int>(VariableKind::Plain));
    m_kind->addItem(tr("Secret"), static_cast<int>(VariableKind::Secret));
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(draft.variable.kind)));
    m_remove->setObjectName(QStringLiteral("removeVariable"));
    m_remove->setIcon(style::icon(QStringLiteral("trash")));
    m_remove->setAutoDefault(false);
    style::setButtonRole(m_remove, style::ButtonRole::Flat);
    m_note->setObjectName(QStringLiteral("variableProblem"));
    m_note->setFontRole(style::FontRole::Small);
    m_note->setOverflow(controls::PlainLabel::Overflow::Wrap);
    m_note->setInk(controls::PlainLabel::Ink::Fail);
    m_note->setIconName(QStringLiteral("cross"));
    m_note->hide();
    m_meantFor->setObjectName(QStringLiteral("variableMeantFor"));
    m_meantFor->setFontRole(style::FontRole::Small);
    m_meantFor->setOverflow(controls::PlainLabel::Overflow::Wrap);
    m_meantFor->setMuted(true);
    m_meantFor->hide();
    buildValue();

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    auto* row = new QHBoxLayout;
    layOut(row, m_name, m_kind, m_value, m_remove);
    column->addLayout(row);
    column->addWidget(m_note);
    column->addWidget(m_meantFor);
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString& text) {
        m_draft.variable.name = text;
        describe();
        Q_EMIT edited();
    });
    connect(m_kind, &QComboBox::currentIndexChanged, this, &VariableRow::changeKind);
    connect(m_remove, &QPushButton::clicked, this, &VariableRow::removeRequested);
    describe();
}

void VariableRow::buildValue()
{
    m_plain->setObjectName(QStringLiteral("variableValue"));
    m_plain->setMaxLength(longestText);
    m_plain->setText(m_draft.variable.value);
    m_plain->setCursorPosition(0);
    style::setFontRole(m_plain, style::FontRole::Value);
    m_secret->setObjectName(QStringLiteral("variableSecret"));
    m_secret->lineEdit()->setMaxLength(longestText);
    m_secret->toggle()->setAutoDefault(false);
    // What would take it off the clipboard again lives in the window.
    m_secret->setCopyable(false);
    m_secret->setLoadable(true);
    m_secret->setSecret(m_draft.entered);
    m_value->addWidget(m_plain);
    m_value->addWidget(m_secret);
    m_value->setCurrentIndex(m_draft.variable.kind == VariableKind::Secret ? 1 : 0);
    m_value->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setFact({});
    connect(m_plain, &QLineEdit::textEdited, this, [this](const QString& text) {
        m_draft.variable.value = text;
        Q_EMIT edited();
    });
    connect(m_secret, &controls::SecretField::edited, this, [this] {
        m_draft.entered = m_secret->secret();
        Q_EMIT edited();
    });
    connect(m_secret, &controls::SecretField::shownChanged, this, [this](bool shown) {
        if (shown && m_isSet && m_secret->isEmpty())
            Q_EMIT keptRequested();
        // Hidden again it is as if it had never been loaded.
        if (!shown && m_draft.entered.isEmpty() && !m_secret->isEmpty())
            m_secret->clear();
    });
}

void VariableRow::layOut(QBoxLayout* row, QWidget* name, QWidget* kind, QWidget* value, QWidget* button)
{
    constexpr int nameShare = 3;
    constexpr int valueShare = 5;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(name, nameShare);
    row->addWidget(kind);
    row->addWidget(value, valueShare);
    row->addWidget(button);
    for (QWidget* widget : {name, value})
        widget->setSizePolicy(QSizePolicy::Ignored, widget->sizePolicy().verticalPolicy());
    constexpr int leastName = 110;
    constexpr int leastValue = 170;
    // Not by the widgets' own fonts: the head's is smaller.
    name->setMinimumWidth(style::scaled(leastName, QApplication::font()));
    value->setMinimumWidth(style::scaled(leastValue, QApplication::font()));
}

void VariableRow::setNumber(int number)
{
    m_number = number;
    describe();
}

void VariableRow::setFact(const KeptFact& fact)
{
    m_isSet = fact.set;
    m_secret->setPlaceholderText(factInWords(fact));
}

void VariableRow::showKept(const support::Secret& secret)
{
    if (!m_draft.entered.isEmpty() || !m_secret->isShown())
        return;
    m_secret->setSecret(secret);
    m_draft.entered = {};
    const QSignalBlocker quiet(m_secret); // it was shown all the while
    m_secret->setShown(true);
}

void VariableRow::changeKind()
{
    m_draft.variable.kind = static_cast<VariableKind>(m_kind->currentData().toInt());
    const bool secret = m_draft.variable.kind == VariableKind::Secret;
    // What was typed as a plain value becomes the secret; the other way round it would be shown to everybody.
    if (secret && m_secret->isEmpty() && !m_draft.variable.value.isEmpty()) {
        m_draft.entered = support::Secret::fromText(m_draft.variable.value);
        m_secret->setSecret(m_draft.entered);
        m_draft.variable.value.clear();
        m_plain->clear();
    } else if (!secret) {
        m_secret->clear();
        m_draft.entered = {};
    }
    m_value->setCurrentIndex(secret ? 1 : 0);
    Q_EMIT edited();
}

void VariableRow::setProblem(const QString& problem)
{
    if (problem == m_problem)
        return;
    m_problem = problem;
    m_note->setText(problem);
    m_note->setVisible(!problem.isEmpty());
    style::setMark(m_name, problem.isEmpty() ? style::Mark::None : style::Mark::Fail);
    m_name->setAccessibleDescription(problem.isEmpty() ? QString() : tr("Problem: %1").arg(problem));
    if (!problem.isEmpty())
        controls::announce(m_note);
}

void VariableRow::setMeantFor(const QString& text)
{
    if (text == m_meantFor->fullText())
        return;
    m_meantFor->setText(text);
    m_meantFor->setVisible(!text.isEmpty());
    m_secret->lineEdit()->setAccessibleDescription(text);
}

QWidget* VariableRow::lastControl() const
{
    return m_remove;
}

void VariableRow::follow(QWidget* before)
{
    for (QWidget* next : {static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_kind), static_cast<QWidget*>(m_plain),
                          static_cast<QWidget*>(m_secret->lineEdit()), static_cast<QWidget*>(m_secret->toggle()),
                          static_cast<QWidget*>(m_remove)}) {
        setTabOrder(before, next);
        before = next;
    }
}

void VariableRow::focusName()
{
    m_name->setFocus();
}

void VariableRow::focusProblem()
{
    m_name->setFocus();
    m_name->selectAll();
}

void VariableRow::describe()
{
    const QString name =
        m_draft.variable.name.isEmpty() ? tr("variable %1").arg(m_number) : shown(m_draft.variable.name);
    m_name->setAccessibleName(tr("Name of %1").arg(name));
    m_kind->setAccessibleName(tr("Kind of %1").arg(name));
    m_kind->setAccessibleDescription(tr("Kind of %1").arg(name)); // Qt says a combo box's value for its name
    m_plain->setAccessibleName(tr("Value of %1").arg(name));
    m_secret->setNames(tr("Secret value of %1").arg(name), tr("Copy the value of %1").arg(name),
                       tr("Show the value of %1").arg(name), tr("Hide the value of %1").arg(name));
    m_remove->setAccessibleName(tr("Remove %1").arg(name));
    m_remove->setToolTip(controls::plainToolTip(tr("Remove %1").arg(name)));
}

} // namespace assayer::dialogs
