// SPDX-License-Identifier: Apache-2.0
#include "checks/checklist.h"
#include "controls/card.h"
#include "controls/column.h"
#include "controls/tabs.h"
#include "dialogs/dialogs.h"
#include "inspection/har.h"
#include "panels/answerpage.h"
#include "panels/checklistpanel.h"
#include "panels/exchangepanel.h"
#include "panels/explanationpanel.h"
#include "panels/ladderpanel.h"
#include "panels/requestpanel.h"
#include "panels/rolespage.h"
#include "panels/waypanel.h"
#include "store/atomicfile.h"
#include "window/mainwindow.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QSplitter>

namespace assayer::window {

QWidget* MainWindow::buildPages()
{
    m_pages->setObjectName(QStringLiteral("pages"));
    m_pages->bar()->setObjectName(QStringLiteral("pageTabs"));
    m_pages->bar()->setAccessibleName(tr("Pages of the token"));
    m_pages->add(m_token, tr("Token"));
    m_pages->addLate(tr("Exchange"), [this] { return makeExchange(); });
    m_pages->addLate(tr("API answer"), [this] { return makeAnswer(); });
    m_pages->addLate(tr("Roles"), [this] { return makeRoles(); });
    auto* card = new controls::Card;
    card->setContent(m_pages);
    auto* feet = new controls::LateStack;
    feet->addWidget(m_token->foot());
    const auto footOf = [this](Page page, const auto& panel) {
        return [this, page, &panel] {
            makePage(page);
            return panel->foot();
        };
    };
    feet->addLate(footOf(Page::Exchange, m_exchange));
    feet->addLate(footOf(Page::Answer, m_answer));
    feet->addLate(footOf(Page::Roles, m_roles));
    card->setFoot(feet);
    connect(m_pages, &controls::PageStack::currentChanged, feet, &QStackedWidget::setCurrentIndex);
    connect(m_pages, &controls::PageStack::currentChanged, this, &MainWindow::showLeft);
    m_left->addWidget(m_checklist);
    m_left->addLate([this] { return makeExplanation(); });
    m_left->addLate([this] { return makeLadder(); });
    return card;
}

QWidget* MainWindow::makeExchange()
{
    m_exchange = new panels::ExchangePanel;
    m_exchange->setInspection(m_session.inspection());
    restoreExchange();
    connect(m_exchange, &panels::ExchangePanel::copyRequested, this, [this](const QString& text) { copy(text); });
    connect(m_exchange, &panels::ExchangePanel::saveRequested, this, &MainWindow::saveExchanges);
    return m_exchange;
}

QWidget* MainWindow::makeAnswer()
{
    m_answer = new panels::AnswerPage;
    m_answer->setInspection(m_session.inspection());
    connect(m_answer, &panels::AnswerPage::answerChanged, this, &MainWindow::showAnswered);
    connect(m_answer, &panels::AnswerPage::fixRequested, this, &MainWindow::applyFix);
    connect(m_answer, &panels::AnswerPage::pasteRequested, this, &MainWindow::pasteAnswer);
    connect(m_answer, &panels::AnswerPage::checkRequested, m_checklist, &panels::ChecklistPanel::selectCheck);
    return m_answer;
}

QWidget* MainWindow::makeRoles()
{
    m_roles = new panels::RolesPage;
    m_left->makePage(LadderPlace);
    m_roles->setLadder(m_ladder->ladder());
    connect(m_ladder, &panels::LadderPanel::ladderChanged, m_roles, &panels::RolesPage::setLadder);
    connect(m_roles, &panels::RolesPage::copyRequested, this, [this](const QString& text) { copy(text); });
    return m_roles;
}

QWidget* MainWindow::makeLadder()
{
    m_ladder = new panels::LadderPanel;
    m_ladder->setLadders(inspection::laddersOf(m_session.inspection()));
    connect(m_ladder, &panels::LadderPanel::copyRequested, this, [this](const QString& text) { copy(text); });
    return m_ladder;
}

QWidget* MainWindow::makeExplanation()
{
    m_explanation = new panels::ExplanationPanel;
    if (m_session.hasInspection())
        m_explanation->setInspection(m_session.inspection());
    connect(m_explanation, &panels::ExplanationPanel::fieldRequested, this,
            [this](const QString& field) { m_request->focusField(field); });
    connect(m_explanation, &panels::ExplanationPanel::exchangeRequested, this, &MainWindow::showExchange);
    return m_explanation;
}

void MainWindow::makePage(Page page)
{
    m_pages->makePage(static_cast<int>(page));
}

void MainWindow::makeNextPage()
{
    // One a turn of the event loop, so that a key pressed meanwhile is heard.
    if (m_request->makeNextPage() || m_left->makeNext() || m_pages->makeNext())
        QTimer::singleShot(0, this, &MainWindow::makeNextPage);
}

void MainWindow::connectPages()
{
    connect(m_checklist, &panels::ChecklistPanel::ladderRequested, this, &MainWindow::showRoles);
    connect(m_request, &panels::RequestPanel::settingsPasteRequested, this, &MainWindow::pasteSettings);
    connect(m_request, &panels::RequestPanel::manifestOpenRequested, this, &MainWindow::open);
    connect(m_request, &panels::RequestPanel::manifestPasteRequested, this, &MainWindow::pasteManifest);
    connect(m_request, &panels::RequestPanel::copyRequested, this, [this](const QString& text) { copy(text); });
}

void MainWindow::showPages()
{
    const inspection::Inspection& inspection = m_session.inspection();
    if (m_exchange)
        m_exchange->setInspection(inspection);
    if (m_answer)
        m_answer->setInspection(inspection);
    if (m_ladder)
        m_ladder->setLadders(inspection::laddersOf(inspection));
    if (m_explanation && m_session.hasInspection() && !inspection.token)
        m_explanation->setInspection(inspection);
    showWay();
    showLeft();
}

const checks::ApiAnswer* MainWindow::apiAnswer() const
{
    return m_answer ? m_answer->answer() : nullptr;
}

QByteArray MainWindow::fingerprint() const
{
    const auto& token = m_session.inspection().token;
    return token ? QCryptographicHash::hash(token->compact, QCryptographicHash::Sha256) : QByteArray();
}

void MainWindow::showAnswered()
{
    m_answered = apiAnswer() ? fingerprint() : QByteArray();
    showWay();
    if (!m_session.hasInspection())
        return;
    showVerdict();
    showOpenRow();
}

void MainWindow::showPage(Page page)
{
    scrollTo(m_pages);
    m_pages->setCurrentIndex(static_cast<int>(page));
}

void MainWindow::scrollTo(QWidget* part)
{
    // In a low window it stands below what can be seen.
    if (isVisible())
        m_column->reveal(part);
}

void MainWindow::showWay()
{
    m_way->setVisible(m_session.hasInspection());
    if (m_session.hasInspection())
        m_way->setInspection(m_session.inspection(), apiAnswer());
}

void MainWindow::showLeft()
{
    // The ladder stands beside what mends it; the checklist beside everything else.
    int shown = ChecklistPlace;
    if (m_session.hasInspection() && !m_session.inspection().token)
        shown = ExplanationPlace;
    else if (m_pages->currentIndex() == static_cast<int>(Page::Roles) && !m_ladder->isEmpty())
        shown = LadderPlace;
    m_left->setCurrentIndex(shown);
}

void MainWindow::foldWay()
{
    m_way->setFolded(!m_way->isFolded());
}

void MainWindow::applyFix(const QString& field, const QString& value)
{
    const QString destination = m_secret.destination();
    if (value.isEmpty() || !m_session.applyFix(field, value))
        return m_request->focusField(field);
    // What changes the request is answered by another token; what the API expects is judged by the one at hand.
    const bool isExpected = field.startsWith(QLatin1String("expectations."));
    if (isExpected || !m_session.inspection().request || m_session.isRunning())
        return;
    // To another authority, client or hosts a secret goes when the user says so, not by a fix.
    if (m_secret.destination() == destination)
        m_session.getToken();
    else
        say(tr("Changed: look at where the request goes, then get the token"));
}

void MainWindow::addManifest(const QString& name, const entra::Manifest& manifest)
{
    if (const auto added = m_session.addManifest(name, manifest); !added)
        return m_environment.dialogs->tellProblem(added.error());
    m_request->showManifests();
    say(tr("Kept with the profile, without credentials"));
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
    showPage(Page::Answer);
    m_answer->setText(text);
}

void MainWindow::pasteAnswer()
{
    const QString text = clipboardText();
    explainAnswer(text);
    m_answer->focusText();
}

void MainWindow::saveExchanges()
{
    const QList<http::Exchange>& exchanges = m_session.inspection().exchanges;
    if (exchanges.isEmpty())
        return;
    const QString when = exchanges.first().started.toLocalTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const QString path = m_environment.dialogs->exportPath(QStringLiteral("exchanges-%1.har").arg(when));
    if (path.isEmpty())
        return;
    if (const auto written = store::writeFile(path, inspection::toHar(m_session.inspection())); !written)
        return m_environment.dialogs->tellProblem(written.error());
    say(tr("Saved, without secrets and tokens"));
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
