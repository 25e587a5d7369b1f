// SPDX-License-Identifier: Apache-2.0
#include "checks/checklist.h"
#include "controls/card.h"
#include "controls/tabs.h"
#include "dialogs/dialogs.h"
#include "panels/answerpage.h"
#include "panels/checklistpanel.h"
#include "panels/exchangepanel.h"
#include "panels/explanationpanel.h"
#include "panels/ladderpanel.h"
#include "panels/requestpanel.h"
#include "panels/rolespage.h"
#include "panels/waypanel.h"
#include "window/mainwindow.h"

#include <QClipboard>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>

namespace assayer::window {

namespace {

constexpr int messageMilliseconds = 5'000;

} // namespace

QWidget* MainWindow::buildPages()
{
    m_pages->setObjectName(QStringLiteral("pages"));
    m_pages->bar()->setObjectName(QStringLiteral("pageTabs"));
    m_pages->bar()->setAccessibleName(tr("Pages of the token"));
    m_pages->add(m_token, tr("Token"));
    m_pages->add(m_exchange, tr("Exchange"));
    m_pages->add(m_answer, tr("API answer"));
    m_pages->add(m_roles, tr("Roles"));
    auto* card = new controls::Card;
    card->setContent(m_pages);
    auto* feet = new QStackedWidget;
    for (QWidget* foot : {m_token->foot(), m_exchange->foot(), m_answer->foot(), m_roles->foot()})
        feet->addWidget(foot);
    card->setFoot(feet);
    connect(m_pages, &controls::PageStack::currentChanged, feet, &QStackedWidget::setCurrentIndex);
    connect(m_pages, &controls::PageStack::currentChanged, this, &MainWindow::showLeft);
    return card;
}

void MainWindow::connectPages()
{
    connect(m_ladder, &panels::LadderPanel::ladderChanged, m_roles, &panels::RolesPage::setLadder);
    connect(m_ladder, &panels::LadderPanel::copyRequested, this, [this](const QString& text) { copy(text); });
    connect(m_roles, &panels::RolesPage::copyRequested, this, [this](const QString& text) { copy(text); });
    connect(m_checklist, &panels::ChecklistPanel::ladderRequested, this, &MainWindow::showRoles);
    connect(m_answer, &panels::AnswerPage::answerChanged, this, &MainWindow::showWay);
    connect(m_answer, &panels::AnswerPage::fixRequested, this, &MainWindow::applyFix);
    connect(m_answer, &panels::AnswerPage::pasteRequested, this, &MainWindow::pasteAnswer);
    connect(m_answer, &panels::AnswerPage::checkRequested, m_checklist, &panels::ChecklistPanel::selectCheck);
    connect(m_request, &panels::RequestPanel::settingsPasteRequested, this, &MainWindow::pasteSettings);
    connect(m_request, &panels::RequestPanel::manifestOpenRequested, this, &MainWindow::open);
    connect(m_request, &panels::RequestPanel::manifestPasteRequested, this, &MainWindow::pasteManifest);
    connect(m_request, &panels::RequestPanel::copyRequested, this, [this](const QString& text) { copy(text); });
}

void MainWindow::showPage(Page page)
{
    // In a low window the pages stand below what can be seen.
    for (QWidget* above = m_lower->parentWidget(); above; above = above->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(above); area && isVisible())
            QTimer::singleShot(0, area, [this, area] { area->ensureWidgetVisible(m_pages); });
    }
    switch (page) {
    case Page::Token:
        return m_pages->setCurrentPage(m_token);
    case Page::Exchange:
        return m_pages->setCurrentPage(m_exchange);
    case Page::Answer:
        return m_pages->setCurrentPage(m_answer);
    case Page::Roles:
        return m_pages->setCurrentPage(m_roles);
    }
}

void MainWindow::showWay()
{
    m_way->setVisible(m_session.hasInspection());
    if (m_session.hasInspection())
        m_way->setInspection(m_session.inspection(), m_answer->answer());
}

void MainWindow::showLeft()
{
    // The ladder stands beside what mends it; the checklist beside everything else.
    QWidget* shown = m_checklist;
    if (m_session.hasInspection() && !m_session.inspection().token)
        shown = m_explanation;
    else if (m_pages->currentPage() == m_roles && !m_ladder->isEmpty())
        shown = m_ladder;
    m_left->setCurrentWidget(shown);
}

void MainWindow::foldWay()
{
    m_way->setFolded(!m_way->isFolded());
}

void MainWindow::applyFix(const QString& field, const QString& value)
{
    if (value.isEmpty() || !m_session.applyFix(field, value))
        return m_request->focusField(field);
    // What changes the request is answered by another token; what the API expects is judged by the one at hand.
    const bool isExpected = field.startsWith(QLatin1String("expectations."));
    if (!isExpected && m_session.inspection().request && !m_session.isRunning())
        m_session.getToken();
}

void MainWindow::addManifest(const QString& name, const entra::Manifest& manifest)
{
    if (const auto added = m_session.addManifest(name, manifest); !added)
        return m_environment.dialogs->tellProblem(added.error());
    m_request->showManifests();
    statusBar()->showMessage(tr("Kept with the profile, without credentials"), messageMilliseconds);
}

void MainWindow::pasteManifest()
{
    const QString text = clipboardText();
    const auto manifest = entra::parseManifest(text.toUtf8());
    if (!manifest)
        return m_environment.dialogs->tellProblem(manifest.error());
    addManifest({}, *manifest);
}

void MainWindow::applySettings(const formats::ApiSettings& settings)
{
    m_session.applySettings(settings);
    m_request->setExpectationNotes(settings.notes);
    m_request->showExpectations();
}

void MainWindow::pasteSettings()
{
    const QString text = clipboardText();
    const auto settings = formats::readApiSettings(text.toUtf8());
    if (!settings)
        return m_environment.dialogs->tellProblem(settings.error());
    applySettings(*settings);
}

void MainWindow::explainAnswer(const QString& text)
{
    m_answer->setText(text);
    showPage(Page::Answer);
}

void MainWindow::pasteAnswer()
{
    const QString text = clipboardText();
    explainAnswer(text);
    m_answer->focusText();
}

void MainWindow::showRoles()
{
    showPage(Page::Roles);
    if (!m_ladder->isEmpty())
        m_ladder->focusTree();
}

void MainWindow::showAnswer()
{
    showPage(Page::Answer);
    m_answer->focusText();
}

} // namespace assayer::window
