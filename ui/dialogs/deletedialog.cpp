// SPDX-License-Identifier: Apache-2.0
#include "dialogs/deletedialog.h"

#include "controls/plainlabel.h"
#include "style/fonts.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QPushButton>
#include <QVBoxLayout>

namespace assayer::dialogs {

namespace {

using Kind = DeleteQuestion::Kind;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer::dialogs::DeleteDialog)
};

QString sentenceFor(const DeleteQuestion& question)
{
    const QString name = shown(question.name);
    switch (question.kind) {
    case Kind::Profile:
        return Text::tr("Delete the profile «%1»?").arg(name);
    case Kind::Folder:
        return Text::tr("Delete the folder «%1»?").arg(name);
    case Kind::Environment:
        return Text::tr("Delete the environment «%1»?").arg(name);
    case Kind::Broken:
        return Text::tr("Delete the file «%1», which cannot be read?").arg(name);
    }
    return {};
}

QString moreFor(const DeleteQuestion& question)
{
    QStringList more;
    const bool folder = question.kind == Kind::Folder;
    if (folder && question.profiles == 0)
        more << Text::tr("There are no profiles in it.");
    else if (folder && question.profiles == 1)
        more << Text::tr("The profile in it goes with it.");
    else if (folder)
        more << Text::tr("The %1 profiles in it go with it.").arg(question.profiles);
    more << (question.isUnsaved ? Text::tr("Undo brings it back, with the changes that are not saved.")
                                : Text::tr("Undo brings it back."));
    if (question.sharesSecret && question.kind == Kind::Environment)
        more << Text::tr("Its secrets stay in the keychain: another file has the same id and uses them.");
    else if (question.sharesSecret)
        more << (folder ? Text::tr("A secret that a profile elsewhere uses too, by the same id, stays in the keychain.")
                        : Text::tr("Its secret stays in the keychain: another file has the same id and uses it."));
    return more.join(u' ');
}

} // namespace

DeleteDialog::DeleteDialog(const DeleteQuestion& question, QWidget* parent)
    : Frame(QStringLiteral("confirmDelete"), sentenceFor(question), moreFor(question), parent)
{
    if (question.mayHaveSecret) {
        const bool several = question.kind == Kind::Folder || question.kind == Kind::Environment;
        auto* content = new QWidget;
        auto* column = new QVBoxLayout(content);
        column->setContentsMargins(0, 4, 0, 0);
        column->setSpacing(4);
        m_secretToo = new QCheckBox(several ? tr("Delete the &secrets from the keychain too")
                                            : tr("Delete the &secret from the keychain too"));
        m_secretToo->setObjectName(QStringLiteral("secretToo"));
        const QString hint = several
                                 ? tr("Unless you tick this they stay in the keychain and are there again after an "
                                      "undo. Undo does not bring deleted secrets back.")
                                 : tr("Unless you tick this it stays in the keychain and is there again after an undo. "
                                      "Undo does not bring a deleted secret back.");
        m_secretToo->setAccessibleDescription(hint);
        auto* note = new controls::PlainLabel(hint);
        note->setFontRole(style::FontRole::Small);
        note->setMuted(true);
        note->setOverflow(controls::PlainLabel::Overflow::Wrap);
        column->addWidget(m_secretToo);
        column->addWidget(note);
        setContent(content);
    }
    QPushButton* remove =
        addButton(QStringLiteral("delete"), tr("&Delete"), QDialogButtonBox::AcceptRole, style::ButtonRole::Primary);
    connect(remove, &QPushButton::clicked, this, &QDialog::accept);
    addCancel();
    // It can be undone: Return does what was asked for.
    remove->setDefault(true);
    remove->setFocus();
}

DeleteAnswer DeleteDialog::answer() const
{
    const bool remove = result() == Accepted;
    return {remove, remove && m_secretToo && m_secretToo->isChecked()};
}

} // namespace assayer::dialogs
