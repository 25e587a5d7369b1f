// SPDX-License-Identifier: Apache-2.0
#include "panels/requestpage.h"

#include "controls/accessible.h"
#include "controls/formfield.h"
#include "controls/plainlabel.h"
#include "controls/secretfield.h"
#include "panels/fieldlabels.h"
#include "panels/linesedit.h"
#include "panels/showntext.h"
#include "style/fonts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace assayer::panels {

using controls::FormField;
using profile::AuthorityKind;
using profile::SecretPlacement;

namespace {

QStringList toLines(const QList<profile::Parameter>& parameters)
{
    QStringList lines;
    for (const profile::Parameter& parameter : parameters)
        lines << parameter.name + u'=' + parameter.value;
    return lines;
}

QList<profile::Parameter> toParameters(const QStringList& lines)
{
    QList<profile::Parameter> parameters;
    for (const QString& line : lines)
        parameters.append({line.section(u'=', 0, 0), line.section(u'=', 1)});
    return parameters;
}

} // namespace

RequestPage::RequestPage(QWidget* parent)
    : QWidget(parent)
    , m_grid(new controls::FormGrid(this))
    , m_predicted(new controls::PlainLabel)
{
    m_tenant = addLine(QStringLiteral("tenant"), tr("contoso.com or its GUID"));
    m_issuer = addLine(QStringLiteral("issuer"), tr("https://login.example.com/shop"));
    m_clientId = addLine(QStringLiteral("clientId"));
    addSecret();
    m_resource = addLine(QStringLiteral("resource"), tr("api://… or the API's client ID"));
    m_scope = addLine(QStringLiteral("scope"));
    m_audience = addLine(QStringLiteral("audience"));
    m_resources = addLines(QStringLiteral("resources"), tr("one a line"));
    m_parameters = addLines(QStringLiteral("parameters"), tr("name=value, one a line"));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_grid);
    m_predicted->setObjectName(QStringLiteral("predicted"));
    m_predicted->setFontRole(style::FontRole::Small);
    m_predicted->setMuted(true);
    m_predicted->setOverflow(controls::PlainLabel::Overflow::Wrap); // aud, iss and ver are all to be seen
    m_predicted->hide();
    auto* predicted = new QHBoxLayout;
    predicted->setContentsMargins(14, 0, 14, 8);
    predicted->addWidget(m_predicted);
    layout->addLayout(predicted);
    showFieldsFor(AuthorityKind::Entra);
}

QLineEdit* RequestPage::addLine(const QString& field, const QString& placeholder)
{
    auto* edit = new QLineEdit;
    edit->setObjectName(field);
    edit->setPlaceholderText(placeholder);
    style::setFontRole(edit, style::FontRole::Value);
    auto* form = new FormField(fieldLabel(field), edit);
    m_fields.insert(field, form);
    m_grid->add(form);
    connect(edit, &QLineEdit::textChanged, this, &RequestPage::changed);
    return edit;
}

LinesEdit* RequestPage::addLines(const QString& field, const QString& placeholder)
{
    auto* edit = new LinesEdit;
    edit->setObjectName(field);
    edit->setPlaceholderText(placeholder);
    auto* form = new FormField(fieldLabel(field), edit);
    m_fields.insert(field, form);
    m_grid->add(form);
    connect(edit, &LinesEdit::edited, this, &RequestPage::changed);
    return edit;
}

void RequestPage::addSecret()
{
    m_secret = new controls::SecretField;
    m_secret->setObjectName(QStringLiteral("clientSecret"));
    m_placement = new QComboBox;
    m_placement->setObjectName(QStringLiteral("secretPlacement"));
    controls::setBoxName(m_placement, tr("How the secret is sent"));
    m_placement->addItem(tr("in the body"), static_cast<int>(SecretPlacement::Body));
    m_placement->addItem(tr("Basic"), static_cast<int>(SecretPlacement::Basic));
    m_placement->addItem(tr("Basic, raw"), static_cast<int>(SecretPlacement::BasicRaw));
    m_placement->setItemData(0, tr("client_secret_post: as a parameter of the form"), Qt::ToolTipRole);
    m_placement->setItemData(1, tr("client_secret_basic: in the Authorization header, form-encoded first"),
                             Qt::ToolTipRole);
    m_placement->setItemData(2, tr("in the Authorization header as it is, for authorities that do not decode"),
                             Qt::ToolTipRole);
    auto* form = new FormField(fieldLabel(QStringLiteral("clientSecret")), m_secret);
    form->setLeading(m_placement);
    form->setHint(tr("kept in memory only, never in the profile file"), QStringLiteral("lock"));
    m_fields.insert(QStringLiteral("clientSecret"), form);
    m_grid->add(form);
    connect(m_placement, &QComboBox::currentIndexChanged, this, &RequestPage::changed);
    connect(m_secret, &controls::SecretField::edited, this, &RequestPage::secretEdited);
    connect(m_secret, &controls::SecretField::undoRequested, this, &RequestPage::secretUndoRequested);
    connect(m_secret, &controls::SecretField::copyRequested, this, &RequestPage::secretCopyRequested);
}

void RequestPage::setProfile(const profile::Profile& profile)
{
    const QScopedValueRollback<bool> setting(m_setting, true);
    showFromStart(m_tenant, profile.authority.tenant);
    showFromStart(m_issuer, profile.authority.issuer);
    showFromStart(m_clientId, profile.clientId);
    showFromStart(m_resource, profile.resources.value(0));
    showFromStart(m_audience, profile.audience);
    showFromStart(m_scope, profile.scope);
    m_resources->setLines(profile.resources);
    m_parameters->setLines(toLines(profile.parameters));
    m_placement->setCurrentIndex(m_placement->findData(static_cast<int>(profile.placement)));
    showFieldsFor(profile.authority.kind);
}

void RequestPage::collect(profile::Profile& profile) const
{
    profile.authority.tenant = m_tenant->text();
    profile.authority.issuer = m_issuer->text();
    profile.clientId = m_clientId->text();
    profile.placement = static_cast<SecretPlacement>(m_placement->currentData().toInt());
    profile.audience = m_audience->text();
    profile.scope = m_scope->text();
    profile.parameters = toParameters(m_parameters->lines());
    if (profile.authority.kind == AuthorityKind::Issuer) {
        profile.resources = m_resources->lines();
        return;
    }
    // One field; a file may hold more, and they are not lost by editing the first.
    QStringList resources = profile.resources.mid(1);
    if (!m_resource->text().isEmpty() || !resources.isEmpty())
        resources.prepend(m_resource->text());
    profile.resources = resources;
}

void RequestPage::setSecret(const support::Secret& secret)
{
    m_secret->setSecret(secret);
}

support::Secret RequestPage::secret() const
{
    return m_secret->secret();
}

void RequestPage::setSecretUndoable(bool undoable)
{
    m_secret->setUndoable(undoable);
}

void RequestPage::setSecretNote(const QString& text, const QString& icon)
{
    m_fields.value(QStringLiteral("clientSecret"))->setHint(text, icon);
}

void RequestPage::setSends(const QString& sends)
{
    for (const QString& field : {QStringLiteral("resource"), QStringLiteral("scope")})
        m_fields.value(field)->setHint(sends.isEmpty() ? QString() : tr("sends"), {}, sends);
}

void RequestPage::setPredicted(const QString& predicted, const QString& why)
{
    m_predicted->setText(predicted.isEmpty() ? QString() : tr("The token will say: %1").arg(predicted));
    m_predicted->setToolTip(controls::plainToolTip(why));
    m_predicted->setAccessibleDescription(why);
    m_predicted->setVisible(!predicted.isEmpty());
}

void RequestPage::showFieldsFor(AuthorityKind kind)
{
    const bool issuer = kind == AuthorityKind::Issuer;
    m_clientId->setPlaceholderText(issuer ? tr("the client's name at the authority") : tr("the app's GUID"));
    for (const QString& field : {QStringLiteral("tenant"), QStringLiteral("resource")})
        m_fields.value(field)->setVisible(!issuer);
    for (const QString& field : {QStringLiteral("issuer"), QStringLiteral("resources"), QStringLiteral("audience"),
                                 QStringLiteral("scope"), QStringLiteral("parameters")})
        m_fields.value(field)->setVisible(issuer);
}

void RequestPage::changed()
{
    if (!m_setting)
        Q_EMIT edited();
}

} // namespace assayer::panels
