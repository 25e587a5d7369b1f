// SPDX-License-Identifier: Apache-2.0
#include "panels/connectionpage.h"

#include "controls/formfield.h"
#include "panels/fieldlabels.h"
#include "panels/linesedit.h"

#include <QCheckBox>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QVBoxLayout>

namespace assayer::panels {

using controls::FormField;

ConnectionPage::ConnectionPage(QWidget* parent)
    : QWidget(parent)
    , m_deadline(new QSpinBox)
    , m_plainHttp(new QCheckBox(tr("Allow plain http beyond this computer")))
    , m_hosts(new LinesEdit)
{
    auto* grid = new controls::FormGrid(this);
    m_deadline->setObjectName(QStringLiteral("deadline"));
    m_deadline->setRange(1, 600);
    m_deadline->setSuffix(tr(" s"));
    auto* deadline = new FormField(fieldLabel(QStringLiteral("connection.deadlineSeconds")), m_deadline);
    deadline->setHint(tr("for each request, from the first byte to the last"));
    grid->add(deadline);
    m_fields.insert(QStringLiteral("connection.deadlineSeconds"), deadline);

    m_hosts->setObjectName(QStringLiteral("allowedHosts"));
    m_hosts->setPlaceholderText(tr("one a line"));
    auto* hosts = new FormField(fieldLabel(QStringLiteral("connection.allowedHosts")), m_hosts);
    hosts->setHint(tr("token endpoints beyond the issuer's host that may get the secret"));
    grid->add(hosts);
    m_fields.insert(QStringLiteral("connection.allowedHosts"), hosts);

    m_plainHttp->setObjectName(QStringLiteral("allowPlainHttp"));
    m_plainHttp->setAccessibleName(m_plainHttp->text());
    auto* plain = new FormField(fieldLabel(QStringLiteral("connection.allowPlainHttp")), m_plainHttp);
    plain->setAccessibleLabel(m_plainHttp->text());
    plain->setHint(tr("off: a secret never travels unencrypted"));
    grid->add(plain);
    m_fields.insert(QStringLiteral("connection.allowPlainHttp"), plain);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(grid);
    connect(m_deadline, &QSpinBox::valueChanged, this, &ConnectionPage::changed);
    connect(m_plainHttp, &QCheckBox::toggled, this, &ConnectionPage::changed);
    connect(m_hosts, &LinesEdit::edited, this, &ConnectionPage::changed);
}

void ConnectionPage::setConnection(const profile::Connection& connection)
{
    const QScopedValueRollback<bool> setting(m_setting, true);
    m_deadline->setValue(connection.deadlineSeconds);
    m_plainHttp->setChecked(connection.allowPlainHttp);
    m_hosts->setLines(connection.allowedHosts);
}

void ConnectionPage::collect(profile::Connection& connection) const
{
    connection.deadlineSeconds = m_deadline->value();
    connection.allowPlainHttp = m_plainHttp->isChecked();
    connection.allowedHosts = m_hosts->lines();
}

void ConnectionPage::changed()
{
    if (!m_setting)
        Q_EMIT edited();
}

} // namespace assayer::panels
