// SPDX-License-Identifier: Apache-2.0
#include "window/mainwindow.h"

#include "controls/card.h"
#include "controls/column.h"
#include "controls/statusnote.h"
#include "controls/tabs.h"
#include "dialogs/dialogs.h"
#include "inspection/report.h"
#include "inspection/words.h"
#include "panels/answerpage.h"
#include "panels/checklistpanel.h"
#include "panels/exchangepanel.h"
#include "panels/explanationpanel.h"
#include "panels/ladderpanel.h"
#include "panels/profilespanel.h"
#include "panels/requestpanel.h"
#include "panels/rolespage.h"
#include "panels/verdictpanel.h"
#include "panels/waypanel.h"
#include "support/visibletext.h"

#include <QAction>
#include <QEvent>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace assayer::window {

using support::visibleText;

namespace {

constexpr int clockMilliseconds = 1'000;

QString waitingText(flow::Stage stage)
{
    switch (stage) {
    case flow::Stage::Discovery:
        return MainWindow::tr("asking for its metadata");
    case flow::Stage::Token:
        return MainWindow::tr("asking for a token");
    case flow::Stage::Keys:
        return MainWindow::tr("fetching its keys");
    }
    return {};
}

} // namespace

MainWindow::MainWindow(const Environment& environment)
    : m_environment(environment)
    , m_session(environment.surroundings)
    , m_workspaces(environment.home, *environment.settings)
    , m_book(*environment.settings, m_workspaces)
    , m_kept(*environment.secrets, *environment.surroundings.clock)
    , m_secret(m_session, m_kept, m_book)
    , m_desk(environment, {m_session, m_workspaces, m_book, m_secret})
    , m_edits(environment, {m_workspaces, m_book, m_desk, m_secret, m_kept})
    , m_secretClipboard(*environment.clipboard)
    , m_profiles(new panels::ProfilesPanel)
    , m_request(new panels::RequestPanel)
    , m_tokenPaste(*m_request, *environment.clipboard)
    , m_verdict(new panels::VerdictPanel(*environment.surroundings.clock))
    , m_checklist(new panels::ChecklistPanel)
    , m_token(new panels::TokenPanel)
    , m_way(new panels::WayPanel)
    , m_pages(new controls::PageStack)
    , m_left(new controls::LateStack)
    , m_column(new controls::Column)
    , m_side(new QSplitter(Qt::Horizontal))
    , m_lower(new QSplitter(Qt::Horizontal))
    , m_status(new controls::StatusNote)
{
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    m_book.setExample(environment.example);
    m_session.setOtherApis([this] { return m_book.otherApis(); });
    buildLayout();
    buildStatusBar();
    buildMenus();
    connectSession();
    connectPanels();
    connectPages();
    connectProfiles();
    connect(this, &MainWindow::firstFrameDrawn, &m_workspaces, &Workspaces::begin);
    connect(this, &MainWindow::firstFrameDrawn, this, &MainWindow::makeNextPage);
    restore();
    if (m_environment.example)
        m_desk.openExample();
    else
        m_desk.openUntitled();
    m_clock.setInterval(clockMilliseconds);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        const qint64 now = m_environment.surroundings.clock->now();
        m_token->setNow(now);
        m_checklist->setNow(now);
    });
}

MainWindow::~MainWindow() = default;

void MainWindow::buildLayout()
{
    QWidget* right = buildPages();
    m_lower->setObjectName(QStringLiteral("lowerSplitter"));
    m_lower->addWidget(m_left);
    m_lower->addWidget(right);
    m_lower->setHandleWidth(10);
    m_lower->setChildrenCollapsible(false);
    m_lower->setStretchFactor(0, 1);
    m_lower->setStretchFactor(1, 1);

    m_column->setObjectName(QStringLiteral("column"));
    m_column->setAccessibleName(tr("Request, verdict and token"));
    QVBoxLayout* column = m_column->column();
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(10);
    column->addWidget(m_request);
    column->addWidget(m_way);
    column->addWidget(m_verdict);
    column->addWidget(m_lower, 1);
    m_side->setObjectName(QStringLiteral("sideSplitter"));
    m_side->addWidget(m_profiles);
    m_side->addWidget(m_column);
    m_side->setHandleWidth(1);
    m_side->setStretchFactor(1, 1);
    m_side->setCollapsible(1, false);
    setCentralWidget(m_side);
    resize(1360, 860);
}

void MainWindow::connectSession()
{
    connect(&m_session, &Session::profileChanged, this, &MainWindow::showProfile);
    connect(&m_session, &Session::previewChanged, this, &MainWindow::showPreview);
    connect(&m_session, &Session::environmentChanged, this,
            [this] { m_request->setResolvedTexts(m_session.resolvedTexts()); });
    connect(&m_session, &Session::runningChanged, this, &MainWindow::showRunning);
    connect(&m_session, &Session::inspectionChanged, this, &MainWindow::showInspection);
    connect(&m_session, &Session::waitingFor, this, [this](flow::Stage stage, const QString& host) {
        const QString what = waitingText(stage);
        m_verdict->showWaiting(
            m_session.inspection().token ? tr("%1; the token below is the one before").arg(what) : what, host);
    });
    connect(&m_session, &Session::stopped, this, [this] { say(tr("Cancelled; the token is the one from before")); });
    connect(&m_session, &Session::hostConfirmationNeeded, this,
            [this](const QString& issuerHost, const QString& tokenHost) {
                m_session.answerHost(m_environment.dialogs->confirmHost(issuerHost, tokenHost));
            });
    connect(&m_session, &Session::refused, this, [this](const oauth::Finding& finding) {
        m_request->setShowMissing(true);
        m_request->focusField(finding.field);
        say(finding.sentence);
    });
}

void MainWindow::connectPanels()
{
    connect(m_request, &panels::RequestPanel::profileEdited, &m_session, &Session::edit);
    connect(m_request, &panels::RequestPanel::secretEdited, this, [this] { m_secret.edit(m_request->secret()); });
    connect(m_request, &panels::RequestPanel::secretCopyRequested, this, &MainWindow::copySecret);
    connect(m_request, &panels::RequestPanel::tokenRequested, this, &MainWindow::getToken);
    connect(m_request, &panels::RequestPanel::cancelRequested, this, &MainWindow::cancel);
    connect(m_verdict, &panels::VerdictPanel::reportRequested, this, &MainWindow::copyReport);
    connect(m_verdict, &panels::VerdictPanel::keysRequested, this, &MainWindow::fetchKeys);
    connect(&m_tokenPaste, &TokenPaste::dropped, this, &MainWindow::takeText);
    connect(m_verdict, &panels::VerdictPanel::expired, &m_session, &Session::judgeAgain);
    connect(m_checklist, &panels::ChecklistPanel::claimSelected, m_token, &panels::TokenPanel::selectClaim);
    connect(m_checklist, &panels::ChecklistPanel::partSelected, m_token, &panels::TokenPanel::selectPart);
    connect(m_token, &panels::TokenPanel::partSelected, m_checklist, &panels::ChecklistPanel::selectPart);
    connect(m_checklist, &panels::ChecklistPanel::copyRequested, this, [this](const QString& text) { copy(text); });
    connect(m_checklist, &panels::ChecklistPanel::fixRequested, this, &MainWindow::applyFix);
    connect(m_token, &panels::TokenPanel::claimSelected, m_checklist, &panels::ChecklistPanel::selectClaim);
    connect(m_token, &panels::TokenPanel::copyRequested, this, &MainWindow::copy);
    connect(m_token, &panels::TokenPanel::pasteRequested, this, &MainWindow::pasteToken);
    connect(m_token, &panels::TokenPanel::openRequested, this, &MainWindow::open);
}

void MainWindow::showProfile()
{
    m_request->setProfile(m_session.profile());
    m_request->setResolvedTexts(m_session.resolvedTexts());
}

void MainWindow::showPreview()
{
    if (m_shown)
        m_session.preparePractice();
    const panels::Preview preview = m_session.preview();
    m_request->setPreview(preview);
    m_verdict->setObstacle(preview.problem);
    m_token->setObstacle(preview.problem);
    m_request->setDefaults(m_session.defaults());
    m_request->setFindings(m_session.findings());
}

void MainWindow::showRunning(bool running)
{
    m_request->setBusy(running);
    m_token->setRunning(running);
    showStatus();
    updateActions();
    // What is waited for stands there too, and what came of it.
    scrollTo(m_verdict);
    m_ended = !running;
}

void MainWindow::showInspection()
{
    const inspection::Inspection& inspection = m_session.inspection();
    // What the API said was said of the token that was at hand.
    if (m_answer && !m_answered.isEmpty() && m_answered != fingerprint())
        m_answer->setText({});
    m_token->setInspection(inspection);
    m_checklist->setInspection(inspection);
    // A claim that the last token did not have, for the check that is selected still.
    if (!m_token->isAnythingSelected())
        m_token->selectClaim(m_checklist->currentClaim());
    showPages();
    if (!m_session.hasInspection()) {
        m_verdict->showNothing();
        // What the authority said of a field was said of a request that is not here any more.
        m_request->forgetTold();
    } else {
        showVerdict();
        showRefusedField();
    }
    showOpenRow();
    showStatus();
    updateActions();
    // Only now it has its place: the way above it may have come. An edit that is judged again moves nothing.
    if (std::exchange(m_ended, false) && m_session.hasInspection())
        scrollTo(m_verdict);
}

void MainWindow::showVerdict()
{
    m_verdict->showInspection(m_session.inspection(), apiAnswer());
    m_verdict->setRemark(remark());
    // Of a profile with holes not everything was judged.
    const auto verdict = inspection::lastVerdict(m_session.inspection(), apiAnswer());
    if (verdict && m_session.notJudged().isEmpty())
        m_book.noteVerdict(checks::toName(*verdict));
}

void MainWindow::showRefusedField()
{
    if (m_session.inspection().token || !m_session.inspection().refusal)
        return;
    const inspection::Explanation explanation = inspection::explain(m_session.inspection());
    if (!explanation.field.isEmpty())
        m_request->focusField(explanation.field, explanation.sentence);
}

QString MainWindow::remark() const
{
    const inspection::Inspection& inspection = m_session.inspection();
    if (!inspection.token)
        return {};
    QStringList parts;
    if (const QString unknown = m_session.notJudged(); !unknown.isEmpty())
        parts << tr("%1 What needs it was not checked").arg(visibleText(unknown));
    for (const inspection::Surprise& surprise : m_session.surprises())
        parts << surprise.sentence;
    if (inspection.request)
        return parts.join(QStringLiteral(" · "));
    if (!inspection.stripped.isEmpty())
        parts << tr("Left out: %1").arg(inspection.stripped.join(QStringLiteral(", ")));
    parts << tr("Checked by what «%1» expects").arg(visibleText(shownName(m_session.profile())));
    if (!inspection.offeredKeysHost.isEmpty())
        parts << tr("Nothing was fetched");
    return parts.join(QStringLiteral(" · "));
}

void MainWindow::showTitle()
{
    // Qt reads «[*]» in a title as its mark for changes.
    const QString name =
        visibleText(shownName(m_session.profile())).replace(QLatin1String("[*]"), QLatin1String("[*][*]"));
    setWindowTitle(tr("%1[*] – Assayer").arg(name));
    // The worked example comes back as it was, and is not asked about.
    setWindowModified(m_desk.isChanged() && m_desk.key() != ProfileBook::exampleKey);
}

void MainWindow::updateActions()
{
    const inspection::Inspection& inspection = m_session.inspection();
    const bool running = m_session.isRunning();
    const bool token = inspection.token.has_value();
    const panels::TokenPanel::Possible& possible = m_token->possible();
    const auto enable = [this](const char* name, bool enabled) {
        m_actions.value(QLatin1String(name))->setEnabled(enabled);
    };
    enable("getTokenAction", !running);
    enable("cancelAction", running);
    enable("fetchKeysAction", !running && !inspection.offeredKeysHost.isEmpty());
    enable("copyReportAction", m_session.hasInspection() && inspection::isReportable(inspection));
    enable("forgetTokenAction", m_session.hasInspection());
    enable("checkAgainAction", token);
    enable("copyTokenAction", token);
    enable("copyClaimsAction", possible.copyClaims);
    enable("copyHeaderAction", possible.copyHeader);
    enable("findInTokenAction", possible.find);
    enable("toggleRawAction", possible.find);
    enable("copyCurlAction", !inspection.exchanges.isEmpty());
    enable("saveExchangesAction", !inspection.exchanges.isEmpty());
    enable("undoDeleteAction", m_edits.canUndo());
}

void MainWindow::movePane(int step)
{
    constexpr int panes = 4;
    const QWidget* order[panes] = {m_profiles, m_request, m_left, m_pages};
    for (int pane = 0; pane < panes; ++pane) {
        if (order[pane]->isAncestorOf(focusWidget()))
            m_pane = pane;
    }
    m_pane = (m_pane + step + panes) % panes;
    if (m_pane == 0)
        m_profiles->focusList();
    else if (m_pane == 1)
        m_request->focusForm();
    else if (m_pane == 2 && m_left->currentWidget() == m_checklist)
        m_checklist->focusTree();
    else if (m_pane == 2 && m_left->currentWidget() == m_ladder)
        m_ladder->focusTree();
    else if (m_pane == 2)
        m_explanation->focusButton();
    else if (m_pages->currentPage() == m_token)
        m_token->focusTree();
    else if (m_pages->currentPage() == m_answer)
        m_answer->focusText();
    else if (m_pages->currentPage() == m_roles)
        m_roles->focusMain();
    else
        m_exchange->focusList();
}

bool MainWindow::event(QEvent* event)
{
    if (event->type() == QEvent::Paint && !m_drawn) {
        m_drawn = true;
        QTimer::singleShot(0, this, &MainWindow::firstFrameDrawn);
    }
    return QMainWindow::event(event);
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    m_clock.start();
    if (m_shown)
        return;
    m_shown = true;
    m_request->focusMain();
    // In the first frame already: nothing that a person sees comes after it, but what is read from folders.
    showSide();
    showPreview();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    // A network's folder tells of no changes.
    if (event->type() == QEvent::ActivationChange && isActiveWindow()) {
        m_workspaces.refresh();
        m_secret.lookAgain();
    }
    if (event->type() == QEvent::WindowStateChange)
        isMinimized() ? m_clock.stop() : m_clock.start();
}

} // namespace assayer::window
