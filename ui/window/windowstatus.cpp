// SPDX-License-Identifier: Apache-2.0
#include "controls/plainlabel.h"
#include "controls/statusnote.h"
#include "models/valuetext.h"
#include "style/fonts.h"
#include "support/visibletext.h"
#include "window/mainwindow.h"
#include "window/statusbar.h"

namespace assayer::window {

using support::visibleText;

void MainWindow::buildStatusBar()
{
    setStatusBar(new StatusBar);
    auto* promise = new controls::PlainLabel(tr("Tokens and secrets stay on this computer"));
    promise->setMuted(true);
    promise->setFontRole(style::FontRole::Note);
    m_status->setObjectName(QStringLiteral("status"));
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setContentsMargins(10, 0, 10, 0);
    statusBar()->addWidget(m_status);
    statusBar()->addPermanentWidget(promise);
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
        m_status->set(style::State::Neutral, inspection::wasCancelled(m_session.inspection()) ? tr("cancelled")
                                             : m_session.hasInspection()                      ? tr("Nothing was sent")
                                                                                              : tr("Ready"));
        return;
    }
    QStringList parts;
    if (shown->response && shown->response->status)
        parts << (QString::number(shown->response->status) + u' ' + visibleText(shown->response->reason)).trimmed();
    else
        parts << (inspection::wasCancelled(m_session.inspection()) ? tr("cancelled") : tr("no answer"));
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
