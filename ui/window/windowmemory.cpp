// SPDX-License-Identifier: Apache-2.0
#include "controls/tabs.h"
#include "panels/checklistpanel.h"
#include "panels/exchangepanel.h"
#include "panels/requestpanel.h"
#include "panels/waypanel.h"
#include "window/mainwindow.h"

#include <QSettings>
#include <QSplitter>

#include <algorithm>

namespace assayer::window {

void MainWindow::remember()
{
    QSettings& settings = *m_environment.settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/side"), m_side->saveState());
    settings.setValue(QStringLiteral("window/lower"), m_lower->saveState());
    settings.setValue(QStringLiteral("window/detail"), m_checklist->footState());
    settings.setValue(QStringLiteral("window/raw"), m_token->splitterState());
    settings.setValue(QStringLiteral("window/tokenColumns"), m_token->columnState());
    if (m_exchange) {
        settings.setValue(QStringLiteral("window/exchange"), m_exchange->splitterState());
        settings.setValue(QStringLiteral("window/exchangeColumns"), m_exchange->columnState());
    }
    settings.setValue(QStringLiteral("window/wayFolded"), m_way->isFolded());
    settings.setValue(QStringLiteral("window/page"), m_pages->currentIndex());
    settings.setValue(QStringLiteral("window/requestPage"), m_request->currentPage());
}

void MainWindow::restore()
{
    const QSettings& settings = *m_environment.settings;
    const auto text = [&settings](const char* key) { return settings.value(QLatin1String(key)).toString(); };
    const auto bytes = [&settings](const char* key) { return settings.value(QLatin1String(key)).toByteArray(); };
    restoreGeometry(bytes("window/geometry"));
    if (!m_side->restoreState(bytes("window/side")))
        m_side->setSizes({248, 1112});
    if (!m_lower->restoreState(bytes("window/lower")))
        m_lower->setSizes({540, 540});
    m_token->restoreColumnState(text("window/tokenColumns"));
    m_checklist->restoreFootState(bytes("window/detail"));
    m_token->restoreSplitterState(bytes("window/raw"));
    m_pages->setCurrentIndex(
        std::clamp(settings.value(QStringLiteral("window/page"), 0).toInt(), 0, m_pages->bar()->QTabBar::count() - 1));
    m_way->setFolded(settings.value(QStringLiteral("window/wayFolded"), false).toBool());
    m_request->setCurrentPage(settings.value(QStringLiteral("window/requestPage"), 0).toInt());
}

void MainWindow::restoreExchange()
{
    const QSettings& settings = *m_environment.settings;
    m_exchange->restoreColumnState(settings.value(QStringLiteral("window/exchangeColumns")).toString());
    m_exchange->restoreSplitterState(settings.value(QStringLiteral("window/exchange")).toByteArray());
}

} // namespace assayer::window
