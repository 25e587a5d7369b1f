// SPDX-License-Identifier: Apache-2.0
#include "dialogs/dialogs.h"
#include "inspection/report.h"
#include "panels/answerpage.h"
#include "panels/checklistpanel.h"
#include "panels/exchangepanel.h"
#include "panels/profilespanel.h"
#include "panels/requestpanel.h"
#include "store/atomicfile.h"
#include "window/mainwindow.h"
#include "window/opened.h"
#include "window/statusbar.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>

namespace assayer::window {

namespace {

/// As much as is looked at for a token; a profile is far smaller.
constexpr qint64 openedBytes = 4 * 1024 * 1024;

} // namespace

void MainWindow::open()
{
    const QString path = m_environment.dialogs->openPath();
    if (!path.isEmpty())
        openFile(path);
}

void MainWindow::openFile(const QString& path)
{
    const QFileInfo file(path);
    // A link is followed where a person chose it.
    const QString real = file.canonicalFilePath().isEmpty() ? file.absoluteFilePath() : file.canonicalFilePath();
    auto bytes = store::readFile(real, openedBytes);
    if (!bytes) {
        if (bytes.error().code == QLatin1String("absent"))
            m_book.forgetFile(real);
        m_environment.dialogs->tellProblem(bytes.error());
        return showSide();
    }
    const Opened opened = recognise(*bytes);
    if (takeForProfile(opened, file.fileName()))
        return support::wipe(*bytes);
    if (const auto* profile = std::get_if<profile::Profile>(&opened); profile && m_desk.mayLeave())
        m_desk.openFile(real, *bytes, *profile);
    support::wipe(*bytes);
    if (const auto* error = std::get_if<support::Error>(&opened))
        return m_environment.dialogs->tellProblem(*error);
    if (const auto* token = std::get_if<TokenText>(&opened))
        inspectText(token->text);
}

void MainWindow::quit()
{
    close();
}

void MainWindow::pasteToken()
{
    const QString text = clipboardText();
    if (text.trimmed().isEmpty())
        return say(tr("The clipboard holds no text"));
    takeText(text.toUtf8());
}

bool MainWindow::takeForProfile(const Opened& opened, const QString& name)
{
    if (const auto* manifest = std::get_if<entra::Manifest>(&opened))
        addManifest(name, *manifest);
    else if (const auto* settings = std::get_if<formats::ApiSettings>(&opened))
        applySettings(*settings);
    else if (const auto* answer = std::get_if<AnswerText>(&opened))
        explainAnswer(answer->text);
    else
        return false;
    return true;
}

QString MainWindow::clipboardText() const
{
    return m_environment.clipboard->text();
}

void MainWindow::takeText(const QByteArray& text)
{
    const Opened pasted = recognise(text);
    if (!takeForProfile(pasted, {}))
        inspectText(text);
}

void MainWindow::inspectText(const QByteArray& text)
{
    showPage(Page::Token);
    m_session.inspect(text);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    // Several at once: the API's manifest, the client's and the assignments belong together.
    constexpr int mostFiles = 16;
    int opened = 0;
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile() && opened < mostFiles) {
            openFile(url.toLocalFile());
            ++opened;
        }
    }
    if (opened == 0 && event->mimeData()->hasText())
        takeText(event->mimeData()->text().toUtf8());
}

void MainWindow::copy(const QString& text, panels::TokenPanel::Copied what)
{
    if (text.isEmpty())
        return;
    if (what == panels::TokenPanel::Copied::LiveToken) {
        m_secretClipboard.copy(support::Secret::fromText(text));
        say(tr("Token copied for %1 s: it is live, whoever has it can use it until it expires").arg(copiedSeconds()));
        return;
    }
    m_environment.clipboard->setText(text);
    say(tr("Copied"));
}

void MainWindow::copySecret(const support::Secret& secret)
{
    m_secretClipboard.copy(secret);
    say(tr("Secret copied for %1 s").arg(copiedSeconds()));
}

qint64 MainWindow::copiedSeconds() const
{
    return std::chrono::duration_cast<std::chrono::seconds>(m_secretClipboard.limit()).count();
}

void MainWindow::copyReportAs(inspection::ReportFormat format, inspection::Naming naming)
{
    if (m_session.hasInspection() && inspection::isReportable(m_session.inspection()))
        copy(QString::fromUtf8(inspection::report(m_session.inspection(), format, naming)));
}

void MainWindow::copyReport()
{
    copyReportAs(inspection::ReportFormat::Markdown, inspection::Naming::Real);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    const bool waits = !isEnabled();
    if (!waits && !m_desk.mayLeave())
        return event->ignore();
    if (isKeeping() && !waits) {
        // The keychain is still at it: a write that nobody waits for may not be one.
        setEnabled(false);
        (void)m_edits.takeRefusal(); // was said already
        // As long as the keychain may take.
        m_statusBar->say(tr("Waiting for the system keychain; close again to quit without it"),
                         std::chrono::minutes(1));
        return event->ignore();
    }
    remember();
    event->accept();
}

bool MainWindow::isKeeping() const
{
    return m_kept.state().is == SecretState::Is::Saving || m_edits.isKeeping();
}

void MainWindow::closeWhenKept()
{
    // Disabled by closeEvent() alone.
    if (isEnabled() || isKeeping())
        return;
    setEnabled(true);
    // Of an environment's secret it is said nowhere else.
    if (const QString refusal = m_edits.takeRefusal(); !refusal.isEmpty())
        return say(refusal);
    m_statusBar->say({});
    // What is kept for this run only is gone with it: the note says why, and whoever closes again has read it.
    if (m_kept.state().is == SecretState::Is::Loaded && m_kept.state().trouble)
        return;
    close();
}

void MainWindow::findInToken()
{
    showPage(Page::Token);
    m_token->openFind();
}

void MainWindow::findProfile()
{
    m_profiles->focusFind();
}

void MainWindow::getToken()
{
    m_session.getToken();
}

void MainWindow::cancel()
{
    m_session.cancel();
}

void MainWindow::fetchKeys()
{
    m_session.fetchKeys();
}

void MainWindow::forgetPasted()
{
    // What was pasted may hold a live token, and says nothing about another profile.
    if (m_answer)
        m_answer->setText({});
    m_request->setExpectationNotes({});
    m_request->clearNewRole();
}

void MainWindow::forgetToken()
{
    // In this order: what the API said stays the token's last verdict.
    m_session.forgetToken();
    if (m_answer)
        m_answer->setText({});
}

void MainWindow::copyToken()
{
    m_token->copyToken();
}

void MainWindow::copyClaims()
{
    m_token->copyClaims();
}

void MainWindow::copyHeader()
{
    m_token->copyHeader();
}

void MainWindow::copyCurl()
{
    makePage(Page::Exchange);
    m_exchange->copyCurl();
}

void MainWindow::toggleRaw()
{
    showPage(Page::Token);
    m_token->setRawShown(!m_token->isRawShown());
}

void MainWindow::showToken()
{
    showPage(Page::Token);
    m_token->focusTree();
}

void MainWindow::showExchange()
{
    showPage(Page::Exchange);
    m_exchange->focusList();
}

void MainWindow::nextPane()
{
    movePane(1);
}

void MainWindow::previousPane()
{
    movePane(-1);
}

void MainWindow::checkAgain()
{
    m_session.judgeAgain();
}

void MainWindow::about()
{
    m_environment.dialogs->showAbout();
}

} // namespace assayer::window
