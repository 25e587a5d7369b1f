// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/answerwords.h"
#include "support/clock.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QPushButton;

namespace assayer::controls {
class Banner;
class LifetimeBar;
class PlainLabel;
} // namespace assayer::controls

namespace assayer::panels {

/// The verdict in one sentence with the token's lifetime; while something runs, what is waited for and how long.
class VerdictPanel final : public QWidget {
    Q_OBJECT
public:
    explicit VerdictPanel(const support::Clock& clock, QWidget* parent = nullptr);

    void showNothing();
    /// `what` is what is being asked for: «token», «keys»; the seconds count on by themselves.
    void showWaiting(const QString& what, const QString& host);
    /// `answer`: what the API said to the token, if anything.
    void showInspection(const inspection::Inspection& inspection, const checks::ApiAnswer* answer = nullptr);
    /// What keeps a token from being asked for, in a sentence; empty if nothing does.
    void setObstacle(const QString& problem);
    /// A line under the verdict: what pasted text lost, what it is judged by; empty hides it.
    void setRemark(const QString& remark);

    [[nodiscard]] QString sentence() const;

Q_SIGNALS:
    void reportRequested();
    void keysRequested();
    void expired();

private:
    void showElapsed();
    [[nodiscard]] QString nextStep() const;
    [[nodiscard]] QString nextStepAgain() const; ///< after one that was cancelled
    void showLifetime(const inspection::Inspection& inspection);
    void setOffer(const QString& keysHost);

    controls::Banner* m_banner;
    controls::LifetimeBar* m_lifetime;
    QPushButton* m_report;
    QWidget* m_remarkRow;
    controls::PlainLabel* m_remark;
    QPushButton* m_fetch;
    QTimer m_tick;
    QElapsedTimer m_waiting;
    QString m_host;
    QString m_what;
    QString m_obstacle;
    bool m_saysNothing = false;
};

} // namespace assayer::panels
