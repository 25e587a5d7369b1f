// SPDX-License-Identifier: Apache-2.0
#include "panels/authoritybar.h"

#include "controls/accessible.h"
#include "controls/primarybutton.h"
#include "controls/requestline.h"
#include "entra/cloud.h"
#include "style/fonts.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>

namespace assayer::panels {

using profile::AuthorityKind;
using profile::EndpointVersion;

namespace {

constexpr int leastForTheLine = 200;

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
    , m_grid(new QGridLayout(this))
{
    m_authority->setObjectName(QStringLiteral("authority"));
    controls::setBoxName(m_authority, tr("Authority"));
    // As wide as the names that most people have; a longer one is complete in the list.
    m_authority->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_authority->setMinimumContentsLength(static_cast<int>(tr("Microsoft Entra ID").size()) - 2);
    m_version->setObjectName(QStringLiteral("endpointVersion"));
    controls::setBoxName(m_version, tr("Endpoint version"));
    m_version->addItem(QStringLiteral("v2.0"), static_cast<int>(EndpointVersion::V2));
    m_version->addItem(QStringLiteral("v1.0"), static_cast<int>(EndpointVersion::V1));
    m_line->setObjectName(QStringLiteral("requestLine"));
    m_button->setObjectName(QStringLiteral("getToken"));
    m_button->setAccessibleName(tr("Get token"));
    m_button->setShortcutHint(QKeySequence(Qt::CTRL | Qt::Key_Return));

    m_grid->setContentsMargins(8, 8, 8, 6);
    m_grid->setSpacing(8);
    m_grid->setColumnStretch(2, 1);
    m_grid->addWidget(m_authority, 0, 0);
    m_grid->addWidget(m_version, 0, 1);
    m_grid->addWidget(m_line, 0, 2);
    m_grid->addWidget(m_button, 0, 3);

    connect(m_authority, &QComboBox::currentIndexChanged, this, [this] {
        showVersion();
        Q_EMIT edited();
    });
    connect(m_version, &QComboBox::currentIndexChanged, this, &AuthorityBar::edited);
    connect(m_button, &controls::PrimaryButton::requested, this, &AuthorityBar::tokenRequested);
    connect(m_button, &controls::PrimaryButton::cancelRequested, this, &AuthorityBar::cancelRequested);
}

int AuthorityBar::roomBesideTheLine() const
{
    const QMargins margins = m_grid->contentsMargins();
    int taken = margins.left() + margins.right();
    for (const QWidget* widget :
         {static_cast<QWidget*>(m_authority), static_cast<QWidget*>(m_version), static_cast<QWidget*>(m_button)})
        taken += widget->isHidden() ? 0 : widget->sizeHint().width() + m_grid->horizontalSpacing();
    return taken;
}

QSize AuthorityBar::minimumSizeHint() const
{
    return {roomBesideTheLine(), m_grid->minimumSize().height()};
}

void AuthorityBar::arrange()
{
    const bool below = width() < roomBesideTheLine() + style::scaled(leastForTheLine, this);
    if (below == m_below)
        return;
    m_below = below;
    m_grid->removeWidget(m_line);
    if (below)
        m_grid->addWidget(m_line, 1, 0, 1, 4);
    else
        m_grid->addWidget(m_line, 0, 2);
    // Tab goes as the eye does.
    setTabOrder(m_version, below ? static_cast<QWidget*>(m_button) : m_line);
    setTabOrder(below ? static_cast<QWidget*>(m_button) : m_line, below ? static_cast<QWidget*>(m_line) : m_button);
    updateGeometry();
}

void AuthorityBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void AuthorityBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        arrange();
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
    if (isVisible()) // its width is its own by then
        arrange();
}

} // namespace assayer::panels
