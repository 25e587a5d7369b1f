// SPDX-License-Identifier: Apache-2.0
#include "panels/verdictpanel.h"

#include "controls/banner.h"
#include "controls/lifetimebar.h"
#include "controls/plainlabel.h"
#include "inspection/report.h"
#include "style/style.h"
#include "support/visibletext.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace assayer::panels {

using style::State;

namespace {

constexpr int tickMilliseconds = 500;

std::optional<qint64> timeClaim(const jose::Jwt& token, QStringView name)
{
    const support::json::Value* value = token.claim(name);
    return value ? value->toInteger() : std::nullopt;
}

} // namespace

VerdictPanel::VerdictPanel(const support::Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_banner(new controls::Banner(this))
    , m_lifetime(new controls::LifetimeBar([&clock] { return clock.now(); }))
    , m_report(new QPushButton(tr("Copy report")))
    , m_remarkRow(new QWidget(this))
    , m_remark(new controls::PlainLabel)
    , m_fetch(new QPushButton)
{
    setObjectName(QStringLiteral("verdictPanel"));
    m_banner->setObjectName(QStringLiteral("verdict"));
    m_lifetime->setObjectName(QStringLiteral("lifetime"));
    m_report->setObjectName(QStringLiteral("copyReport"));
    m_report->setToolTip(tr("Verdict, checks and claims as text, without the signature and without secrets"));
    m_banner->add(m_lifetime);
    m_banner->add(m_report);

    m_remark->setObjectName(QStringLiteral("verdictRemark"));
    m_remark->setMuted(true);
    m_remark->setFontRole(style::FontRole::Note);
    m_remark->setOverflow(controls::PlainLabel::Overflow::Wrap);
    m_fetch->setObjectName(QStringLiteral("fetchKeys"));
    style::setButtonRole(m_fetch, style::ButtonRole::Link);
    auto* row = new QHBoxLayout(m_remarkRow);
    row->setContentsMargins(12, 8, 12, 0);
    row->setSpacing(12);
    row->addWidget(m_remark, 1);
    row->addWidget(m_fetch);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_remarkRow);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);

    m_tick.setInterval(tickMilliseconds);
    connect(&m_tick, &QTimer::timeout, this, &VerdictPanel::showElapsed);
    connect(m_report, &QPushButton::clicked, this, &VerdictPanel::reportRequested);
    connect(m_fetch, &QPushButton::clicked, this, &VerdictPanel::keysRequested);
    connect(m_lifetime, &controls::LifetimeBar::expired, this, &VerdictPanel::expired);
    showNothing();
}

void VerdictPanel::showNothing()
{
    m_tick.stop();
    m_lifetime->clear();
    m_lifetime->hide();
    m_report->hide();
    setOffer({});
    setRemark({});
    m_banner->setReasonBelow(false);
    m_banner->show(State::Neutral, tr("No token yet"), nextStep());
    m_saysNothing = true;
}

void VerdictPanel::setObstacle(const QString& problem)
{
    if (problem == m_obstacle)
        return;
    m_obstacle = problem;
    if (m_saysNothing)
        showNothing();
}

QString VerdictPanel::nextStepAgain() const
{
    return m_obstacle.isEmpty() ? tr("Ask again with Ctrl+Return, or paste a token with Ctrl+V") : nextStep();
}

QString VerdictPanel::nextStep() const
{
    return m_obstacle.isEmpty() ? tr("Get one with Ctrl+Return, or paste one with Ctrl+V")
                                : tr("%1 Complete the form above, or paste a token with Ctrl+V").arg(m_obstacle);
}

void VerdictPanel::showWaiting(const QString& what, const QString& host)
{
    if (!m_tick.isActive())
        m_waiting.start();
    m_saysNothing = false;
    m_what = what;
    m_host = host;
    m_tick.start();
    m_lifetime->hide();
    m_report->hide();
    setOffer({});
    setRemark({});
    m_banner->setReasonBelow(false);
    showElapsed();
}

void VerdictPanel::showElapsed()
{
    const qint64 seconds = m_waiting.elapsed() / 1000;
    const QString reason = seconds == 0 ? m_what : tr("%1 · %2 s · Escape cancels").arg(m_what).arg(seconds);
    m_banner->show(State::Busy, tr("Waiting for %1").arg(support::visibleText(m_host)), reason);
}

void VerdictPanel::showInspection(const inspection::Inspection& inspection, const checks::ApiAnswer* answer)
{
    m_tick.stop();
    m_saysNothing = false;
    const inspection::Verdict verdict =
        answer ? inspection::verdictBeside(inspection, *answer) : inspection::verdictOf(inspection);
    const bool cancelled = inspection::wasCancelled(inspection);
    const auto judged = inspection::lastVerdict(inspection, answer);
    const State state = cancelled ? State::Neutral
                        : judged  ? style::stateFromName(checks::toName(*judged))
                                  : State::Fail;
    m_report->setVisible(inspection::isReportable(inspection) && !cancelled);
    showLifetime(inspection);
    m_banner->setReasonBelow(false);
    // Without a token the explanation stands below, whole.
    const QString next = cancelled ? nextStepAgain() : QString();
    m_banner->show(state, verdict.sentence, inspection.token ? verdict.reason : next);
    setOffer(inspection.offeredKeysHost);
}

void VerdictPanel::showLifetime(const inspection::Inspection& inspection)
{
    controls::LifetimeBar::Times times;
    if (inspection.token)
        times = {timeClaim(*inspection.token, u"iat"), timeClaim(*inspection.token, u"nbf"),
                 timeClaim(*inspection.token, u"exp")};
    m_lifetime->setVisible(times.expires.has_value());
    if (times.expires)
        m_lifetime->setTimes(times);
    else
        m_lifetime->clear();
}

void VerdictPanel::setOffer(const QString& keysHost)
{
    m_fetch->setText(tr("Fetch keys from %1").arg(support::visibleText(keysHost).replace(u'&', QStringLiteral("&&"))));
    m_fetch->setVisible(!keysHost.isEmpty());
    m_remarkRow->setVisible(!keysHost.isEmpty() || !m_remark->fullText().isEmpty());
}

void VerdictPanel::setRemark(const QString& remark)
{
    m_remark->setText(remark);
    m_remarkRow->setVisible(!remark.isEmpty() || !m_fetch->isHidden());
}

QString VerdictPanel::sentence() const
{
    return m_banner->sentence();
}

} // namespace assayer::panels
