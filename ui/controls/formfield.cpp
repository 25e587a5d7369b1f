// SPDX-License-Identifier: Apache-2.0
#include "controls/formfield.h"

#include "controls/accessible.h"
#include "controls/plainlabel.h"
#include "style/fonts.h"
#include "style/style.h"
#include "support/visibletext.h"

#include <QAccessible>
#include <QCoreApplication>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolTip>

namespace assayer::controls {

namespace {

QString withoutMnemonic(QString text)
{
    const QString kept(QChar(0x1F));
    return text.replace(QStringLiteral("&&"), kept).remove(QLatin1Char('&')).replace(kept, QStringLiteral("&"));
}

} // namespace

FormField::FormField(const QString& label, QWidget* editor, QWidget* parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_editor(editor)
    , m_note(new PlainLabel({}, this))
    , m_noteValue(new PlainLabel({}, this))
    , m_grid(new QGridLayout(this))
{
    m_label->setTextFormat(Qt::PlainText);
    m_label->setForegroundRole(QPalette::PlaceholderText);
    m_label->setBuddy(target());
    m_editor->setParent(this);
    if (qobject_cast<QLineEdit*>(m_editor)) // not the secret's, which is inside of its own
        m_editor->installEventFilter(this);
    m_note->setFontRole(style::FontRole::Small);
    m_note->setMuted(true);
    m_note->setObjectName(QStringLiteral("note"));
    m_note->setOverflow(PlainLabel::Overflow::Wrap);
    m_noteValue->setFontRole(style::FontRole::Value);
    m_noteValue->setMuted(true);
    m_noteValue->setOverflow(PlainLabel::Overflow::Wrap);
    for (PlainLabel* part : {m_note, m_noteValue})
        part->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(10);
    m_grid->setVerticalSpacing(4);
    setLabelText(label);
    relayout();
}

QWidget* FormField::target() const
{
    QWidget* widget = m_editor;
    while (widget->focusProxy())
        widget = widget->focusProxy();
    return widget;
}

void FormField::setLabelPlace(LabelPlace place)
{
    m_place = place;
    relayout();
}

void FormField::setLabelText(const QString& label)
{
    m_label->setText(label);
    m_labelWants = -1;
    setAccessibleLabel(withoutMnemonic(label));
}

void FormField::setAccessibleLabel(const QString& name)
{
    m_name = name;
    target()->setAccessibleName(m_name);
}

void FormField::setLeading(QWidget* widget)
{
    m_leading = widget;
    m_leading->setParent(this);
    // By Tab, too, the others come behind it. setTabOrder() takes nobody for first where nothing stands before both.
    for (QWidget* other : {m_editor, m_trailing}) {
        if (!other)
            continue;
        other->setParent(nullptr);
        other->setParent(this);
    }
    relayout();
}

void FormField::setTrailing(QWidget* widget)
{
    m_trailing = widget;
    m_trailing->setParent(this);
    relayout();
}

void FormField::setHint(const QString& text, const QString& iconName)
{
    setHint(text, iconName, {});
}

void FormField::setHint(const QString& text, const QString& iconName, const QString& value)
{
    m_hint = support::visibleText(text);
    m_hintIcon = iconName;
    m_hintValue = support::visibleText(value);
    describe();
}

void FormField::setProblem(Severity severity, const QString& text)
{
    const QString shown = support::visibleText(text);
    if (shown == m_problem && severity == m_severity)
        return;
    m_problem = shown;
    m_severity = severity;
    describe();
    if (!m_problem.isEmpty())
        announce(m_note);
}

void FormField::clearProblem()
{
    setProblem(Severity::Error, {});
}

int FormField::labelWidth() const
{
    if (m_place != LabelPlace::Beside)
        return 0;
    if (m_labelWants < 0)
        m_labelWants = m_label->sizeHint().width();
    return m_labelWants;
}

void FormField::setLabelWidth(int width)
{
    m_labelWidth = width;
    m_label->setMinimumWidth(m_place == LabelPlace::Beside ? width : 0);
}

bool FormField::eventFilter(QObject* watched, QEvent* event)
{
    const auto* line = event->type() == QEvent::ToolTip ? qobject_cast<const QLineEdit*>(watched) : nullptr;
    constexpr int sides = 16;
    if (!line || !line->toolTip().isEmpty() ||
        line->fontMetrics().horizontalAdvance(line->text()) <= line->width() - sides)
        return QWidget::eventFilter(watched, event);
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), plainToolTip(line->text()), this);
    return true;
}

void FormField::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        m_labelWants = -1;
}

void FormField::relayout()
{
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->layout();
        if (item->layout() == nullptr)
            delete item;
    }
    const bool beside = m_place == LabelPlace::Beside;
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    if (m_leading)
        row->addWidget(m_leading);
    row->addWidget(m_editor, 1);
    if (m_trailing)
        row->addWidget(m_trailing);
    m_noteRow = new QHBoxLayout;
    m_noteRow->setSpacing(4);
    m_noteRow->addWidget(m_note);
    m_noteRow->addWidget(m_noteValue);
    const bool tall = m_editor->sizePolicy().verticalPolicy() & QSizePolicy::ExpandFlag;
    m_label->setAlignment((beside ? Qt::AlignRight : Qt::AlignLeft) | (tall ? Qt::AlignTop : Qt::AlignVCenter));
    m_label->setContentsMargins(0, tall && beside ? 5 : 0, 0, 0);
    const int column = beside ? 1 : 0;
    m_grid->addWidget(m_label, 0, 0);
    m_grid->addLayout(row, beside ? 0 : 1, column);
    m_grid->addLayout(m_noteRow, beside ? 1 : 2, column);
    m_grid->setColumnStretch(0, beside ? 0 : 1);
    m_grid->setColumnStretch(1, beside ? 1 : 0);
    setLabelWidth(m_labelWidth);
    describe();
}

void FormField::describe()
{
    const bool wrong = !m_problem.isEmpty();
    const bool error = m_severity == Severity::Error;
    const auto ink = !wrong ? PlainLabel::Ink::Muted : error ? PlainLabel::Ink::Fail : PlainLabel::Ink::Warning;
    m_note->setInk(ink);
    m_note->setIconName(!wrong ? m_hintIcon : error ? QStringLiteral("cross") : QStringLiteral("warning"));
    m_note->setText(wrong ? m_problem : m_hint);
    m_note->setVisible(wrong || !m_hint.isEmpty());
    m_note->setOverflow(!wrong && !m_hintValue.isEmpty() ? PlainLabel::Overflow::Keep : PlainLabel::Overflow::Wrap);
    m_noteValue->setText(m_hintValue);
    const bool withValue = !wrong && !m_hintValue.isEmpty();
    m_noteValue->setVisible(withValue);
    m_noteRow->setStretchFactor(m_note, withValue ? 0 : 1);
    m_noteRow->setStretchFactor(m_noteValue, withValue ? 1 : 0);
    m_noteRow->setContentsMargins(0, m_note->isHidden() ? 0 : 3, 0, 0);

    QWidget* editor = target();
    style::setMark(editor, !wrong ? style::Mark::None : error ? style::Mark::Fail : style::Mark::Warning);
    const QString hint = m_hintValue.isEmpty() ? m_hint : m_hint + QLatin1Char(' ') + m_hintValue;
    const QString problem = error ? tr("Problem: %1").arg(m_problem) : tr("Warning: %1").arg(m_problem);
    editor->setAccessibleDescription(wrong ? problem : hint);
    QAccessibleEvent event(editor, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

} // namespace assayer::controls
