// SPDX-License-Identifier: Apache-2.0
#include "panels/authoritybar.h"

#include "controls/primarybutton.h"
#include "controls/requestline.h"
#include "entra/cloud.h"

#include <QComboBox>
#include <QHBoxLayout>

namespace assayer::panels {

using profile::AuthorityKind;
using profile::EndpointVersion;

namespace {

enum AuthorityRole { KindRole = Qt::UserRole, CloudRole };

void add(QComboBox* box, const QString& text, AuthorityKind kind, const QString& cloud = {})
{
    box->addItem(text, static_cast<int>(kind));
    box->setItemData(box->count() - 1, cloud, CloudRole);
}

} // namespace

AuthorityBar::AuthorityBar(QWidget* parent)
    : QWidget(parent)
    , m_authority(new QComboBox(this))
    , m_version(new QComboBox(this))
    , m_line(new controls::RequestLine(this))
    , m_button(new controls::PrimaryButton(tr("Get token"), this))
{
    m_authority->setObjectName(QStringLiteral("authority"));
    m_authority->setAccessibleName(tr("Authority"));
    // As wide as the names that most people have; a longer one is complete in the list.
    m_authority->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_authority->setMinimumContentsLength(static_cast<int>(tr("Microsoft Entra ID").size()) - 2);
    m_version->setObjectName(QStringLiteral("endpointVersion"));
    m_version->setAccessibleName(tr("Endpoint version"));
    m_version->addItem(QStringLiteral("v2.0"), static_cast<int>(EndpointVersion::V2));
    m_version->addItem(QStringLiteral("v1.0"), static_cast<int>(EndpointVersion::V1));
    m_line->setObjectName(QStringLiteral("requestLine"));
    m_button->setObjectName(QStringLiteral("getToken"));
    m_button->setAccessibleName(tr("Get token"));
    m_button->setShortcutHint(QKeySequence(Qt::CTRL | Qt::Key_Return));

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 6);
    layout->setSpacing(8);
    layout->addWidget(m_authority);
    layout->addWidget(m_version);
    layout->addWidget(m_line, 1);
    layout->addWidget(m_button);

    connect(m_authority, &QComboBox::currentIndexChanged, this, [this] {
        showVersion();
        Q_EMIT edited();
    });
    connect(m_version, &QComboBox::currentIndexChanged, this, &AuthorityBar::edited);
    connect(m_button, &controls::PrimaryButton::requested, this, &AuthorityBar::tokenRequested);
    connect(m_button, &controls::PrimaryButton::cancelRequested, this, &AuthorityBar::cancelRequested);
}

void AuthorityBar::fillAuthorities(const QString& current)
{
    m_authority->clear();
    for (const entra::Cloud& cloud : entra::clouds()) {
        if (cloud.closed && cloud.id != current)
            continue;
        const QString name =
            cloud.id == QLatin1String("public") ? tr("Microsoft Entra ID") : tr("Entra ID, %1").arg(cloud.name);
        add(m_authority, name, AuthorityKind::Entra, cloud.id);
    }
    add(m_authority, tr("Practice tenant"), AuthorityKind::Practice);
    add(m_authority, tr("Other issuer"), AuthorityKind::Issuer);
}

void AuthorityBar::setAuthority(const profile::Authority& authority)
{
    const QSignalBlocker quietAuthority(m_authority);
    const QSignalBlocker quietVersion(m_version);
    if (m_authority->count() == 0 ||
        (authority.kind == AuthorityKind::Entra && m_authority->findData(authority.cloud, CloudRole) < 0))
        fillAuthorities(authority.cloud);
    const bool byCloud = authority.kind == AuthorityKind::Entra;
    m_authority->setCurrentIndex(byCloud ? m_authority->findData(authority.cloud, CloudRole)
                                         : m_authority->findData(static_cast<int>(authority.kind), KindRole));
    m_version->setCurrentIndex(m_version->findData(static_cast<int>(authority.version)));
    showVersion();
}

void AuthorityBar::collect(profile::Authority& authority) const
{
    if (m_authority->currentIndex() >= 0) {
        authority.kind = static_cast<AuthorityKind>(m_authority->currentData(KindRole).toInt());
        if (authority.kind == AuthorityKind::Entra)
            authority.cloud = m_authority->currentData(CloudRole).toString();
    }
    authority.version = static_cast<EndpointVersion>(m_version->currentData().toInt());
}

void AuthorityBar::setPreview(const Preview& preview)
{
    if (preview.problem.isEmpty())
        m_line->setRequest(preview.method, preview.url, preview.strong);
    else
        m_line->setProblem(preview.problem);
}

void AuthorityBar::setBusy(bool busy)
{
    m_button->setBusy(busy);
}

void AuthorityBar::focusButton()
{
    m_button->setFocus(Qt::OtherFocusReason);
}

bool AuthorityBar::focusField(const QString& field)
{
    const bool authority = field == QLatin1String("authority") || field == QLatin1String("cloud");
    QComboBox* box = authority ? m_authority : field == QLatin1String("version") ? m_version : nullptr;
    if (!box || box->isHidden())
        return false;
    box->setFocus(Qt::OtherFocusReason);
    return true;
}

void AuthorityBar::showVersion()
{
    m_version->setVisible(m_authority->currentData(KindRole).toInt() != static_cast<int>(AuthorityKind::Issuer));
}

} // namespace assayer::panels
