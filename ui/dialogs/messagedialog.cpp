// SPDX-License-Identifier: Apache-2.0
#include "dialogs/messagedialog.h"

#include "controls/plainlabel.h"
#include "style/icons.h"

#include <QPushButton>

namespace assayer::dialogs {

MessageDialog::MessageDialog(const QString& name, const QString& sentence, const QString& more, QWidget* parent)
    : Frame(name, sentence, more, parent)
{
}

QPushButton* MessageDialog::addChoice(const QString& name, const QString& text, style::ButtonRole look,
                                      QDialogButtonBox::ButtonRole role)
{
    QPushButton* button = addButton(name, text, role, look);
    connect(button, &QPushButton::clicked, this, [this, number = m_choices] {
        m_choice = number;
        accept();
    });
    ++m_choices;
    return button;
}

std::unique_ptr<MessageDialog> hostQuestion(const QString& issuerHost, const QString& tokenHost, QWidget* parent)
{
    auto dialog = std::make_unique<MessageDialog>(
        QStringLiteral("confirmHost"), MessageDialog::tr("Send the client secret to %1?").arg(shown(tokenHost)),
        MessageDialog::tr("The issuer is at %1, but its metadata names a token endpoint on %2. Nothing secret was sent "
                          "yet. Allow it only if you know that both belong together.")
            .arg(shown(issuerHost), shown(tokenHost)),
        parent);
    dialog->setIcon(QStringLiteral("warning"));
    dialog->addChoice(QStringLiteral("send"), MessageDialog::tr("&Send it there"))->setAutoDefault(false);
    QPushButton* cancel = dialog->addCancel();
    cancel->setDefault(true);
    cancel->setFocus();
    return dialog;
}

std::unique_ptr<MessageDialog> unsavedQuestion(const QString& profileName, QWidget* parent)
{
    auto dialog = std::make_unique<MessageDialog>(
        QStringLiteral("unsavedChanges"), MessageDialog::tr("Save the changes to «%1»?").arg(shown(profileName)),
        MessageDialog::tr("They are lost otherwise. The secret is never saved in the profile."), parent);
    QPushButton* save =
        dialog->addChoice(QStringLiteral("save"), MessageDialog::tr("&Save"), style::ButtonRole::Primary);
    dialog->addChoice(QStringLiteral("discard"), MessageDialog::tr("&Don't save"), style::ButtonRole::Secondary,
                      QDialogButtonBox::DestructiveRole);
    dialog->addCancel();
    save->setDefault(true);
    save->setFocus();
    return dialog;
}

std::unique_ptr<MessageDialog> secretQuestion(const QString& profileName, const QString& environmentName,
                                              QWidget* parent)
{
    auto dialog = std::make_unique<MessageDialog>(
        QStringLiteral("unsavedSecret"),
        MessageDialog::tr("Keep the secret that you typed for «%1»?").arg(shown(profileName)),
        MessageDialog::tr("It was typed in the environment «%1» and goes to no other. Saving puts it into the system "
                          "keychain, and saves the profile.")
            .arg(shown(environmentName)),
        parent);
    QPushButton* save =
        dialog->addChoice(QStringLiteral("save"), MessageDialog::tr("&Save"), style::ButtonRole::Primary);
    dialog->addChoice(QStringLiteral("discard"), MessageDialog::tr("&Don't keep it"), style::ButtonRole::Secondary,
                      QDialogButtonBox::DestructiveRole);
    dialog->addCancel();
    save->setDefault(true);
    save->setFocus();
    return dialog;
}

std::unique_ptr<MessageDialog> aboutMessage(const QString& versions, QWidget* parent)
{
    auto dialog = std::make_unique<MessageDialog>(
        QStringLiteral("about"), versions.section(u'\n', 0, 0),
        MessageDialog::tr("Asks an authority for a service-to-service access token, takes it apart, and says whether "
                          "the API that it is meant for will take it, and if not, why and what to change."),
        parent);
    auto* facts = new controls::PlainLabel;
    facts->setObjectName(QStringLiteral("versions"));
    facts->setParagraphs({MessageDialog::tr("Tokens and secrets stay on this computer."),
                          MessageDialog::tr("Licensed under the Apache License 2.0."),
                          versions.section(u'\n', 1).replace(u'\n', QStringLiteral(" · "))});
    facts->setOverflow(controls::PlainLabel::Overflow::Wrap);
    facts->setMuted(true);
    facts->setSelectable(true);
    dialog->setContent(facts);
    dialog->setPicture(style::applicationIcon());
    QPushButton* ok = dialog->addChoice(QStringLiteral("ok"), MessageDialog::tr("OK"), style::ButtonRole::Primary);
    ok->setDefault(true);
    ok->setFocus();
    return dialog;
}

std::unique_ptr<MessageDialog> problemMessage(const QString& sentence, const QString& detail, QWidget* parent)
{
    auto dialog = std::make_unique<MessageDialog>(QStringLiteral("problem"), sentence, detail, parent);
    dialog->setIcon(QStringLiteral("warning"));
    QPushButton* ok = dialog->addChoice(QStringLiteral("ok"), MessageDialog::tr("OK"), style::ButtonRole::Primary);
    ok->setDefault(true);
    ok->setFocus();
    return dialog;
}

} // namespace assayer::dialogs
