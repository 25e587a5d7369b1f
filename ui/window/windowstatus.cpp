// SPDX-License-Identifier: Apache-2.0
#include "controls/statusnote.h"
#include "models/valuetext.h"
#include "support/visibletext.h"
#include "window/mainwindow.h"
#include "window/statusbar.h"

namespace assayer::window {

using support::visibleText;

void MainWindow::buildStatusBar()
{
    m_status->setObjectName(QStringLiteral("status"));
    m_statusBar = new StatusBar(m_status, tr("Tokens and secrets stay on this computer"));
    setStatusBar(m_statusBar);
}

void MainWindow::say(const QString& sentence)
{
    m_statusBar->say(sentence);
}

void MainWindow::showStatus()
{
    if (m_session.isRunning()) {
        m_status->set(style::State::Busy, tr("Waiting for an answer"));
        return;
    }
    const QList<http::Exchange>& exchanges = m_session.inspection().exchanges;
    const http::Exchange* shown = exchanges.isEmpty() ? nullptr : &exchanges.last();
    for (const http::Exchange& exchange : exchanges) {
        if (exchange.purpose == http::Purpose::Token)
            shown = &exchange;
    }
    if (!shown) {
        m_status->set(style::State::Neutral, inspection::wasCancelled(m_session.inspection()) ? tr("Cancelled")
                                             : m_session.hasInspection()                      ? tr("Nothing was sent")
                                                                                              : tr("Ready"));
        return;
    }
    QStringList parts;
    if (shown->response && shown->response->status)
        parts << (QString::number(shown->response->status) + u' ' + visibleText(shown->response->reason)).trimmed();
    else
        parts << (inspection::wasCancelled(m_session.inspection()) ? tr("Cancelled") : tr("No answer"));
    parts << models::millisecondsInWords(shown->phases.total);
    if (shown->response)
        parts << models::bytesInWords(shown->response->bodyBytes);
    const bool good = !shown->failure && shown->response && shown->response->status < 300;
    const bool cancelled = inspection::wasCancelled(m_session.inspection());
    m_status->set(good        ? style::State::Pass
                  : cancelled ? style::State::Neutral
                              : style::State::Fail,
                  parts.join(QStringLiteral(" · ")));
}

} // namespace assayer::window
