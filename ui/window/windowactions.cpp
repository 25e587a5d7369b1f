// SPDX-License-Identifier: Apache-2.0
#include "style/icons.h"
#include "style/theme.h"
#include "window/mainwindow.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>

#include <utility>

namespace assayer::window {

enum class MainWindow::Menu { File, Edit, Token, View, Tools, Help };

struct MainWindow::ActionRow {
    Menu menu;
    const char* name; ///< null: a separator
    const char* text;
    QKeySequence key;
    const char* icon;
    void (MainWindow::*act)();
};

const QList<MainWindow::ActionRow>& MainWindow::actionRows()
{
    using W = MainWindow;
    using enum Menu;
    static const QList<ActionRow> rows{
        {File, "newProfileAction", QT_TR_NOOP("&New profile"), QKeySequence::New, "plus", &W::newProfile},
        {File, "newFolderAction", QT_TR_NOOP("New &folder…"), Qt::CTRL | Qt::SHIFT | Qt::Key_N, nullptr, &W::newFolder},
        {File, "openAction", QT_TR_NOOP("&Open profile, token or manifest…"), QKeySequence::Open, "folder", &W::open},
        {File, "openFolderAction", QT_TR_NOOP("Open a folder as &workspace…"), Qt::CTRL | Qt::SHIFT | Qt::Key_O,
         nullptr, &W::openFolder},
        {File, "closeFolderAction", QT_TR_NOOP("&Close the workspace's folder"), {}, nullptr, &W::closeFolder},
        {File, nullptr, nullptr, {}, nullptr, nullptr},
        {File, "saveAction", QT_TR_NOOP("&Save profile"), QKeySequence::Save, "save", &W::saveProfile},
        {File, "saveAsAction", QT_TR_NOOP("Save profile &as…"), Qt::CTRL | Qt::SHIFT | Qt::Key_S, nullptr,
         &W::saveProfileAs},
        {File, nullptr, nullptr, {}, nullptr, nullptr},
        {File, "renameProfileAction", QT_TR_NOOP("&Rename"), Qt::Key_F2, nullptr, &W::renameProfile},
        {File, "duplicateProfileAction", QT_TR_NOOP("&Duplicate"), Qt::CTRL | Qt::Key_D, nullptr, &W::duplicateProfile},
        {File, "moveProfileAction", QT_TR_NOOP("&Move to…"), Qt::CTRL | Qt::SHIFT | Qt::Key_D, nullptr,
         &W::moveProfile},
        {File, "deleteProfileAction", QT_TR_NOOP("De&lete…"), Qt::Key_Delete, nullptr, &W::deleteProfile},
        {File, "undoDeleteAction", QT_TR_NOOP("&Undo delete"), Qt::CTRL | Qt::SHIFT | Qt::Key_Z, nullptr,
         &W::undoDelete},
        {File, nullptr, nullptr, {}, nullptr, nullptr},
        {File, "quitAction", QT_TR_NOOP("&Quit"), Qt::CTRL | Qt::Key_Q, nullptr, &W::quit},

        {Edit, "pasteAction", QT_TR_NOOP("&Paste token"), QKeySequence::Paste, "paste", &W::pasteToken},
        {Edit, "pasteAnswerAction", QT_TR_NOOP("Paste what the &API said"), Qt::CTRL | Qt::SHIFT | Qt::Key_V, nullptr,
         &W::pasteAnswer},
        {Edit, "pasteManifestAction", QT_TR_NOOP("Paste an app &manifest"), Qt::CTRL | Qt::SHIFT | Qt::Key_M, nullptr,
         &W::pasteManifest},
        {Edit, "pasteSettingsAction", QT_TR_NOOP("Paste the API's &settings"), {}, nullptr, &W::pasteSettings},
        {Edit, nullptr, nullptr, {}, nullptr, nullptr},
        {Edit, "copyReportAction", QT_TR_NOOP("Copy &report"), Qt::CTRL | Qt::SHIFT | Qt::Key_R, "copy",
         &W::copyReport},
        {Edit, nullptr, nullptr, {}, nullptr, nullptr},
        {Edit, "findInTokenAction", QT_TR_NOOP("&Find in token…"), QKeySequence::Find, "search", &W::findInToken},
        {Edit, "findProfileAction", QT_TR_NOOP("Find pr&ofile"), Qt::CTRL | Qt::Key_K, nullptr, &W::findProfile},

        {Token, "getTokenAction", QT_TR_NOOP("&Get token"), Qt::CTRL | Qt::Key_Return, "play", &W::getToken},
        {Token, "cancelAction", QT_TR_NOOP("&Cancel"), Qt::Key_Escape, "stop", &W::cancel},
        {Token, "fetchKeysAction", QT_TR_NOOP("&Fetch keys"), Qt::CTRL | Qt::Key_J, "cloud", &W::fetchKeys},
        {Token, nullptr, nullptr, {}, nullptr, nullptr},
        {Token, "copyTokenAction", QT_TR_NOOP("Copy &token"), Qt::CTRL | Qt::SHIFT | Qt::Key_T, "copy", &W::copyToken},
        {Token, "copyHeaderAction", QT_TR_NOOP("Copy &header as JSON"), {}, nullptr, &W::copyHeader},
        {Token, "copyClaimsAction", QT_TR_NOOP("Copy c&laims as JSON"), Qt::CTRL | Qt::SHIFT | Qt::Key_J, nullptr,
         &W::copyClaims},
        {Token, "copyCurlAction", QT_TR_NOOP("Copy the request as c&URL"), Qt::CTRL | Qt::SHIFT | Qt::Key_U, nullptr,
         &W::copyCurl},
        {Token, "saveExchangesAction", QT_TR_NOOP("Sa&ve the exchanges…"), {}, nullptr, &W::saveExchanges},
        {Token, nullptr, nullptr, {}, nullptr, nullptr},
        {Token, "forgetTokenAction", QT_TR_NOOP("F&orget the token"), {}, nullptr, &W::forgetToken},

        {View, "showTokenAction", QT_TR_NOOP("&Token"), Qt::ALT | Qt::Key_1, nullptr, &W::showToken},
        {View, "showExchangeAction", QT_TR_NOOP("&Exchange"), Qt::ALT | Qt::Key_2, nullptr, &W::showExchange},
        {View, "showAnswerAction", QT_TR_NOOP("API &answer"), Qt::ALT | Qt::Key_3, nullptr, &W::showAnswer},
        {View, "showRolesAction", QT_TR_NOOP("Ro&les ladder"), Qt::ALT | Qt::Key_4, nullptr, &W::showRoles},
        {View, "foldWayAction", QT_TR_NOOP("Fold the token's &way"), Qt::CTRL | Qt::SHIFT | Qt::Key_W, nullptr,
         &W::foldWay},
        {View, "toggleRawAction", QT_TR_NOOP("&Raw text of the token"), Qt::CTRL | Qt::Key_U, nullptr, &W::toggleRaw},
        {View, nullptr, nullptr, {}, nullptr, nullptr},
        {View, "nextPaneAction", QT_TR_NOOP("&Next pane"), Qt::Key_F6, nullptr, &W::nextPane},
        {View, "previousPaneAction", QT_TR_NOOP("&Previous pane"), Qt::SHIFT | Qt::Key_F6, nullptr, &W::previousPane},

        {Tools, "openExampleAction", QT_TR_NOOP("Open the &worked example"), {}, nullptr, &W::openExample},
        {Tools, "checkAgainAction", QT_TR_NOOP("Check &again"), Qt::Key_F5, "refresh", &W::checkAgain},

        {Help, "aboutAction", QT_TR_NOOP("&About Assayer"), {}, nullptr, &W::about},
    };
    return rows;
}

void MainWindow::buildMenus()
{
    menuBar()->setObjectName(QStringLiteral("menuBar"));
    const QHash<Menu, QMenu*> menus{
        {Menu::File, menuBar()->addMenu(tr("&File"))},   {Menu::Edit, menuBar()->addMenu(tr("&Edit"))},
        {Menu::Token, menuBar()->addMenu(tr("&Token"))}, {Menu::View, menuBar()->addMenu(tr("&View"))},
        {Menu::Tools, menuBar()->addMenu(tr("T&ools"))}, {Menu::Help, menuBar()->addMenu(tr("&Help"))},
    };
    for (const ActionRow& row : actionRows()) {
        QMenu* menu = menus.value(row.menu);
        if (!row.name) {
            menu->addSeparator();
            continue;
        }
        auto* action = new QAction(tr(row.text), this);
        action->setObjectName(QLatin1String(row.name));
        action->setShortcut(row.key);
        if (row.icon)
            action->setIcon(style::icon(QLatin1String(row.icon)));
        connect(action, &QAction::triggered, this, row.act);
        menu->addAction(action);
        // Also where the menu bar is hidden or global.
        addAction(action);
        m_actions.insert(QLatin1String(row.name), action);
    }
    // The keypad's Enter is another key.
    m_actions.value(QStringLiteral("getTokenAction"))
        ->setShortcuts({Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    buildOrderMenu(menus.value(Menu::View));
    buildThemeMenu(menus.value(Menu::View));
    buildReportMenu(menus.value(Menu::Edit));
    updateActions();
}

void MainWindow::buildReportMenu(QMenu* edit)
{
    using inspection::Naming;
    using inspection::ReportFormat;
    auto* menu = new QMenu(tr("&Copy report as"), edit);
    // Behind «Copy report».
    const QList<QAction*> actions = edit->actions();
    edit->insertMenu(actions.value(actions.indexOf(m_actions.value(QLatin1String("copyReportAction"))) + 1), menu);
    menu->setObjectName(QStringLiteral("reportMenu"));
    const auto add = [this, menu](const char* name, const QString& text, ReportFormat format, Naming naming) {
        QAction* action = menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, [this, format, naming] { copyReportAs(format, naming); });
    };
    add("reportMarkdown", tr("&Markdown"), ReportFormat::Markdown, Naming::Real);
    add("reportText", tr("Plain &text"), ReportFormat::Text, Naming::Real);
    add("reportJson", tr("&JSON"), ReportFormat::Json, Naming::Real);
    menu->addSeparator();
    add("reportPseudonyms", tr("Markdown with &pseudonyms instead of ids"), ReportFormat::Markdown, Naming::Pseudonyms);
}

void MainWindow::buildThemeMenu(QMenu* view)
{
    using style::Theme;
    view->addSeparator();
    QMenu* menu = view->addMenu(tr("T&heme"));
    auto* group = new QActionGroup(this);
    const QList<std::pair<Theme::Choice, QString>> choices{{Theme::Choice::System, tr("As the &system")},
                                                           {Theme::Choice::Light, tr("&Light")},
                                                           {Theme::Choice::Dark, tr("&Dark")}};
    for (const auto& [choice, text] : choices) {
        QAction* action = group->addAction(text);
        action->setObjectName(QStringLiteral("theme_") + Theme::toName(choice));
        action->setCheckable(true);
        action->setChecked(m_environment.theme && m_environment.theme->choice() == choice);
        menu->addAction(action);
        connect(action, &QAction::triggered, this, [this, wanted = choice] {
            m_environment.settings->setValue(QStringLiteral("window/theme"), Theme::toName(wanted));
            if (m_environment.theme)
                m_environment.theme->setChoice(wanted);
        });
    }
}

} // namespace assayer::window
