// SPDX-License-Identifier: Apache-2.0
#include "dialogs/modaldialogs.h"

#include "dialogs/conflictdialog.h"
#include "dialogs/deletedialog.h"
#include "dialogs/environmentsdialog.h"
#include "dialogs/folderdialog.h"
#include "dialogs/messagedialog.h"
#include "dialogs/namedialog.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QSslSocket>

namespace assayer::dialogs {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

Dialogs::Unsaved unsavedAnswer(const MessageDialog& dialog)
{
    switch (dialog.choice()) {
    case 0:
        return Dialogs::Unsaved::Save;
    case 1:
        return Dialogs::Unsaved::Discard;
    default:
        return Dialogs::Unsaved::Cancel;
    }
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

QString ModalDialogs::askSavePath(const QString& title, const QString& suggestedName, const QString& filter)
{
    const QString start = m_folder.isEmpty() ? suggestedName : m_folder + u'/' + suggestedName;
    const QString path = QFileDialog::getSaveFileName(m_parent, title, start, filter);
    if (!path.isEmpty())
        m_folder = QFileInfo(path).path();
    return path;
}

QString ModalDialogs::savePath(const QString& suggestedName)
{
    return askSavePath(tr("Save the profile"), suggestedName, tr("Profiles (*.json);;All files (*)"));
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
    return askSavePath(tr("Save the exchanges"), suggestedName, tr("HTTP archives (*.har);;All files (*)"));
}

bool ModalDialogs::confirmHost(const QString& issuerHost, const QString& tokenHost)
{
    const auto dialog = hostQuestion(issuerHost, tokenHost, m_parent);
    dialog->exec();
    return dialog->choice() == 0;
}

Dialogs::Unsaved ModalDialogs::unsavedChanges(const QString& profileName)
{
    const auto dialog = unsavedQuestion(profileName, m_parent);
    dialog->exec();
    return unsavedAnswer(*dialog);
}

Dialogs::Unsaved ModalDialogs::unsavedSecret(const QString& profileName, const QString& environmentName)
{
    const auto dialog = secretQuestion(profileName, environmentName, m_parent);
    dialog->exec();
    return unsavedAnswer(*dialog);
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

std::optional<QString> ModalDialogs::chooseFolder(const QString& name, const QStringList& folders)
{
    FolderDialog dialog(name, folders, m_parent);
    dialog.exec();
    return dialog.folder();
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
    problemMessage(error.sentence, error.detail, m_parent)->exec();
}

void ModalDialogs::showAbout()
{
    aboutMessage(versionText(), m_parent)->exec();
}

QString versionText()
{
    return QStringLiteral("Assayer %1\nQt %2\n%3")
        .arg(QStringLiteral(ASSAYER_VERSION), QString::fromLatin1(qVersion()), QSslSocket::sslLibraryVersionString());
}

} // namespace assayer::dialogs
