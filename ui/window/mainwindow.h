// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/answerwords.h"
#include "inspection/report.h"
#include "panels/tokenpanel.h"
#include "window/environment.h"
#include "window/keptsecret.h"
#include "window/opened.h"
#include "window/profiledesk.h"
#include "window/secretclipboard.h"
#include "window/session.h"
#include "window/tokenpaste.h"
#include "window/workspaceedits.h"

#include <QMainWindow>

class QActionGroup;
class QSplitter;

namespace assayer::controls {
class Column;
class LateStack;
class PageStack;
class StatusNote;
} // namespace assayer::controls

namespace assayer::panels {
class AnswerPage;
class ChecklistPanel;
class ExchangePanel;
class ExplanationPanel;
class LadderPanel;
class ProfilesPanel;
class RequestPanel;
class RolesPage;
class VerdictPanel;
class WayPanel;
} // namespace assayer::panels

namespace assayer::window {

class StatusBar;

/// The window: puts the panels together, hands each what it shows, and does what they and the menus ask for.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(const Environment& environment);
    ~MainWindow() override;

    [[nodiscard]] Session& session() { return m_session; }
    [[nodiscard]] const ProfileDesk& desk() const { return m_desk; }
    [[nodiscard]] const OpenSecret& secret() const { return m_secret; }
    /// Opens a profile or a token; a problem is told.
    void openFile(const QString& path);
    void openExample();
    enum class Page { Token, Exchange, Answer, Roles }; ///< in the order of their tabs
    void showPage(Page page);

Q_SIGNALS:
    /// Behind the first frame: what nobody sees yet can be made now.
    void firstFrameDrawn();

public Q_SLOTS:
    void newProfile();
    void open();
    void saveProfile();
    void saveProfileAs();
    void renameProfile();
    void duplicateProfile();
    void moveProfile();
    void deleteProfile();
    void undoDelete();
    void newFolder();
    void openFolder();
    void closeFolder();
    void quit();
    void pasteToken();
    void findInToken();
    void findProfile();
    void copyReport();
    void getToken();
    void cancel();
    void fetchKeys();
    void forgetToken();
    void copyToken();
    void copyClaims();
    void copyHeader();
    void copyCurl();
    void saveExchanges();
    void toggleRaw();
    void showToken();
    void showExchange();
    void showAnswer();
    void showRoles();
    void pasteAnswer();
    void pasteManifest();
    void pasteSettings();
    void foldWay();
    void nextPane();
    void previousPane();
    void checkAgain();
    void about();

protected:
    bool event(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    // mainwindow.cpp
    void buildLayout();
    void buildStatusBar();
    void connectSession();
    void connectPanels();
    void showProfile();
    void showPreview();
    void showRunning(bool running);
    void showInspection();
    void showStatus();
    void say(const QString& sentence); ///< for a while, in the status bar
    void showTitle();
    [[nodiscard]] QString remark() const;
    void showVerdict();
    void showRefusedField();
    void updateActions();
    void movePane(int step);

    // windowpages.cpp
    [[nodiscard]] QWidget* buildPages();
    void connectPages();
    void scrollTo(QWidget* part);
    void showAnswered();
    void showWay();
    [[nodiscard]] QByteArray fingerprint() const; ///< of the token at hand; empty without one
    void showLeft();
    enum Place { ChecklistPlace, ExplanationPlace, LadderPlace };
    void showPages();
    void makeNextPage();
    void makePage(Page page);
    [[nodiscard]] QWidget* makeExchange();
    [[nodiscard]] QWidget* makeAnswer();
    [[nodiscard]] QWidget* makeRoles();
    [[nodiscard]] QWidget* makeExplanation();
    [[nodiscard]] QWidget* makeLadder();
    [[nodiscard]] const checks::ApiAnswer* apiAnswer() const;
    void applyFix(const QString& field, const QString& value);
    void addManifest(const QString& name, const entra::Manifest& manifest);
    void applySettings(const formats::ApiSettings& settings);
    void explainAnswer(const QString& text);

    // windowprofiles.cpp
    void connectProfiles();
    void openKey(const QString& key);
    void showOpened();
    void showSide();
    void showOpenRow();
    void showSideMenu(const QString& key, const QPoint& position);
    void buildOrderMenu(QMenu* view);

    // windowactions.cpp
    enum class Menu;
    struct ActionRow;
    [[nodiscard]] static const QList<ActionRow>& actionRows();
    void buildMenus();
    void buildThemeMenu(QMenu* view);
    void buildReportMenu(QMenu* edit);

    // windowfiles.cpp
    void forgetPasted();
    /// What belongs to the open profile: a manifest, the API's settings, its answer. False for anything else.
    [[nodiscard]] bool takeForProfile(const Opened& opened, const QString& name);
    /// A secret is on its way into the keychain.
    [[nodiscard]] bool isKeeping() const;
    void closeWhenKept();
    [[nodiscard]] QString clipboardText() const;
    void takeText(const QByteArray& text); ///< pasted or dropped
    void inspectText(const QByteArray& text);
    void copyReportAs(inspection::ReportFormat format, inspection::Naming naming);
    void copySecret(const support::Secret& secret);
    void copy(const QString& text, panels::TokenPanel::Copied what = panels::TokenPanel::Copied::Text);
    [[nodiscard]] qint64 copiedSeconds() const; ///< that a secret stays on the clipboard

    // windowmemory.cpp
    void remember();
    void restore();
    void restoreExchange();

    Environment m_environment;
    Session m_session;
    Workspaces m_workspaces;
    ProfileBook m_book;
    KeptSecret m_kept;
    OpenSecret m_secret;
    ProfileDesk m_desk;
    WorkspaceEdits m_edits;
    SecretClipboard m_secretClipboard;
    panels::ProfilesPanel* m_profiles;
    panels::RequestPanel* m_request;
    TokenPaste m_tokenPaste;
    panels::VerdictPanel* m_verdict;
    panels::ChecklistPanel* m_checklist;
    panels::TokenPanel* m_token;
    panels::WayPanel* m_way;
    // Made behind the first frame, or when they are asked for; null until then.
    panels::ExplanationPanel* m_explanation = nullptr;
    panels::LadderPanel* m_ladder = nullptr;
    panels::ExchangePanel* m_exchange = nullptr;
    panels::AnswerPage* m_answer = nullptr;
    panels::RolesPage* m_roles = nullptr;
    controls::PageStack* m_pages;
    controls::LateStack* m_left;
    controls::Column* m_column;
    QSplitter* m_side;
    QSplitter* m_lower;
    controls::StatusNote* m_status;
    StatusBar* m_statusBar = nullptr;
    QHash<QString, QAction*> m_actions;
    QTimer m_clock;
    QString m_sought; ///< in the side bar
    int m_pane = 0;
    bool m_shown = false;
    bool m_ended = false;  ///< what ran; what came of it is not shown yet
    QByteArray m_answered; ///< fingerprint of the token that the API answered; empty if it did not
    bool m_drawn = false;
};

} // namespace assayer::window
