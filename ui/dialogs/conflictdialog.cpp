// SPDX-License-Identifier: Apache-2.0
#include "dialogs/conflictdialog.h"

#include "controls/card.h"
#include "controls/codeblock.h"
#include "dialogs/linecomparison.h"
#include "style/fonts.h"

#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>

namespace assayer::dialogs {

using controls::Card;
using controls::CodeBlock;
using Answer = Dialogs::ConflictAnswer;

namespace {

constexpr QSize usual(860, 540);
constexpr int besideWidth = 640; // below, one side stands above the other

QStringList linesOf(const QByteArray& text)
{
    QStringList lines = QString::fromUtf8(text).split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

CodeBlock* addSide(QSplitter* sides, const char* name, const QString& title)
{
    auto* text = new CodeBlock;
    text->setObjectName(QLatin1String(name));
    text->setAccessibleName(title);
    text->setFramed(false);
    auto* card = new Card;
    card->setTitle(title);
    card->setContent(text);
    sides->addWidget(card);
    return text;
}

QString moreFor(const store::Conflict& conflict)
{
    if (conflict.removed)
        return ConflictDialog::tr("It was deleted on the disk while you changed it here. Nothing was written yet.");
    QString more = ConflictDialog::tr("It was changed on the disk while you changed it here. Nothing was written yet. "
                                      "Lines that differ begin with ≠.");
    if (!conflict.theirProfile && !conflict.theirEnvironment)
        more += u' ' + ConflictDialog::tr("What is on the disk cannot be read; if you keep yours, it is set aside "
                                          "beside it.");
    return more;
}

} // namespace

ConflictDialog::ConflictDialog(const store::Conflict& conflict, const QString& name, QWidget* parent)
    : Frame(QStringLiteral("resolveConflict"), tr("Which «%1» is to stay?").arg(shown(name)), moreFor(conflict), parent)
    , m_conflict(conflict)
    , m_sides(new QSplitter(Qt::Horizontal))
    , m_ours(addSide(m_sides, "ours", tr("Mine, in this window")))
    , m_theirs(addSide(m_sides, "theirs", tr("Theirs, on the disk")))
{
    m_sides->setChildrenCollapsible(false);
    setContent(m_sides);
    setUsualSize(usual);
    setSizeGripEnabled(true);
    addButtons();
    fill();
    // The same lines stay beside each other.
    const auto follow = [this](const CodeBlock* from, const CodeBlock* to) {
        connect(from->verticalScrollBar(), &QScrollBar::valueChanged, this, [this, to](int value) {
            if (isBeside())
                to->verticalScrollBar()->setValue(value);
        });
    };
    follow(m_ours, m_theirs);
    follow(m_theirs, m_ours);
    m_ours->setFocus();
}

void ConflictDialog::addButtons()
{
    const auto add = [this](const char* name, const QString& text, Answer answer) {
        QPushButton* button = addButton(QLatin1String(name), text, QDialogButtonBox::AcceptRole);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, answer] {
            m_answer = answer;
            accept();
        });
    };
    add("keepMine", tr("Keep &mine"), Answer::Ours);
    add("takeTheirs", m_conflict.removed ? tr("&Delete mine too") : tr("Take &theirs"), Answer::Theirs);
    addCancel()->setDefault(true);
}

void ConflictDialog::fill()
{
    const QStringList ours = linesOf(m_conflict.ourText);
    const QStringList theirs = linesOf(m_conflict.theirText);
    if (m_conflict.removed) {
        m_ours->setCode(ours.join(u'\n'));
        m_theirs->setCode(tr("It was deleted."));
        return;
    }
    const QString mark = QStringLiteral("≠ ");
    const QString none = QStringLiteral("  ");
    QStringList left;
    QStringList right;
    QList<int> marked;
    for (const LinePair& pair : compareLines(ours, theirs)) {
        if (pair.differs)
            marked << static_cast<int>(left.size());
        const QString& before = pair.differs ? mark : none;
        left << (before + ours.value(pair.ours)); // an empty line where there is none
        right << (before + theirs.value(pair.theirs));
    }
    m_ours->setCode(left.join(u'\n'));
    m_theirs->setCode(right.join(u'\n'));
    m_ours->setMarkedLines(marked);
    m_theirs->setMarkedLines(marked);
    if (marked.isEmpty())
        return;
    for (CodeBlock* side : {m_ours, m_theirs})
        side->showLine(marked.first());
}

bool ConflictDialog::isBeside() const
{
    return width() >= style::scaled(besideWidth, this);
}

void ConflictDialog::resizeEvent(QResizeEvent* event)
{
    Frame::resizeEvent(event);
    m_sides->setOrientation(isBeside() ? Qt::Horizontal : Qt::Vertical);
}

} // namespace assayer::dialogs
