// SPDX-License-Identifier: Apache-2.0
#include "dialogs/modaldialogs.h"

#include "dialogs/conflictdialog.h"
#include "dialogs/deletedialog.h"
#include "dialogs/environmentsdialog.h"
#include "dialogs/namedialog.h"
#include "style/icons.h"
#include "support/visibletext.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSslSocket>

namespace assayer::dialogs {

using support::visibleText;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer::dialogs", text);
}

/// Outside text is in most of them, so none may guess rich text.
void prepare(QMessageBox& box, const QString& text, const QString& more)
{
    box.setTextFormat(Qt::PlainText);
    box.setWindowTitle(QStringLiteral("Assayer"));
    box.setText(text);
    box.setInformativeText(more);
}

} // namespace

QString ModalDialogs::openPath()
{
    const QString path = QFileDialog::getOpenFileName(m_parent, tr("Open a profile or a token"), m_folder,
                                                      tr("Profiles and tokens (*.json *.jwt *.txt);;All files (*)"));
    if (!path.isEmpty())
        m_folder = QFileInfo(path).path();
    return path;
}

QString ModalDialogs::savePath(const QString& suggestedName)
{
    const QString start = m_folder.isEmpty() ? suggestedName : m_folder + u'/' + suggestedName;
    const QString path =
        QFileDialog::getSaveFileName(m_parent, tr("Save the profile"), start, tr("Profiles (*.json);;All files (*)"));
    if (!path.isEmpty())
        m_folder = QFileInfo(path).path();
    return path;
}

QString ModalDialogs::openFolder()
{
    QString folder = QFileDialog::getExistingDirectory(m_parent, tr("Open a folder of profiles"), m_folder);
    if (!folder.isEmpty())
        m_folder = folder;
    return folder;
}

QString ModalDialogs::exportPath(const QString& suggestedName)
{
    const QString start = m_folder.isEmpty() ? suggestedName : m_folder + u'/' + suggestedName;
    const QString path = QFileDialog::getSaveFileName(m_parent, tr("Save the exchanges"), start,
                                                      tr("HTTP archives (*.har);;All files (*)"));
    if (!path.isEmpty())
        m_folder = QFileInfo(path).path();
    return path;
}

bool ModalDialogs::confirmHost(const QString& issuerHost, const QString& tokenHost)
{
    QMessageBox box(m_parent);
    box.setObjectName(QStringLiteral("confirmHost"));
    prepare(box, tr("Send the client secret to %1?").arg(visibleText(tokenHost)),
            tr("The issuer is at %1, but its metadata names a token endpoint on %2. Nothing secret was sent yet. "
               "Allow it only if you know that both belong together.")
                .arg(visibleText(issuerHost), visibleText(tokenHost)));
    box.setIcon(QMessageBox::Warning);
    const QPushButton* send = box.addButton(tr("Send it there"), QMessageBox::AcceptRole);
    QPushButton* stop = box.addButton(QMessageBox::Cancel);
    box.setDefaultButton(stop);
    box.exec();
    return box.clickedButton() == send;
}

Dialogs::Unsaved ModalDialogs::unsavedChanges(const QString& profileName)
{
    QMessageBox box(m_parent);
    box.setObjectName(QStringLiteral("unsavedChanges"));
    prepare(box, tr("Save the changes to %1?").arg(visibleText(profileName)),
            tr("They are lost otherwise. The secret is never saved."));
    box.setIcon(QMessageBox::Question);
    box.setStandardButtons(QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
    box.setDefaultButton(QMessageBox::Save);
    switch (box.exec()) {
    case QMessageBox::Save:
        return Unsaved::Save;
    case QMessageBox::Discard:
        return Unsaved::Discard;
    default:
        return Unsaved::Cancel;
    }
}

Dialogs::ConflictAnswer ModalDialogs::resolveConflict(const store::Conflict& conflict, const QString& name)
{
    ConflictDialog dialog(conflict, name, m_parent);
    dialog.exec();
    return dialog.answer();
}

DeleteAnswer ModalDialogs::confirmDelete(const DeleteQuestion& question)
{
    DeleteDialog dialog(question, m_parent);
    dialog.exec();
    return dialog.answer();
}

std::optional<QString> ModalDialogs::askName(const QString& title, const QString& label, const QString& initial)
{
    NameDialog dialog(title, label, initial, m_parent);
    dialog.exec();
    return dialog.name();
}

std::optional<EnvironmentsEdit> ModalDialogs::editEnvironments(const EnvironmentsView& view)
{
    EnvironmentsDialog dialog(
        view, [this](const DeleteQuestion& question) { return confirmDelete(question); }, m_parent);
    dialog.exec();
    return dialog.edit();
}

void ModalDialogs::tellProblem(const support::Error& error)
{
    QMessageBox box(m_parent);
    box.setObjectName(QStringLiteral("problem"));
    prepare(box, visibleText(error.sentence), visibleText(error.detail));
    box.setIcon(QMessageBox::Warning);
    box.exec();
}

void ModalDialogs::showAbout()
{
    QMessageBox box(m_parent);
    box.setObjectName(QStringLiteral("about"));
    prepare(box, versionText(),
            tr("Asks an authority for a service-to-service access token, takes it apart, and says whether the API that "
               "it is meant for will take it, and if not, why and what to change.\n\n"
               "Tokens and secrets stay on this computer.\n\nLicensed under the Apache License 2.0."));
    box.setIconPixmap(style::applicationIcon().pixmap(64, 64));
    box.exec();
}

QString versionText()
{
    return QStringLiteral("Assayer %1\nQt %2\n%3")
        .arg(QStringLiteral(ASSAYER_VERSION), QString::fromLatin1(qVersion()), QSslSocket::sslLibraryVersionString());
}

} // namespace assayer::dialogs
