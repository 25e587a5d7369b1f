// SPDX-License-Identifier: Apache-2.0
#include "panels/expectationspage.h"

#include "controls/formfield.h"
#include "panels/fieldlabels.h"
#include "panels/linesedit.h"
#include "panels/showntext.h"
#include "style/fonts.h"
#include "support/visibletext.h"

#include <QComboBox>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QVBoxLayout>

namespace assayer::panels {

using controls::FormField;
using profile::RoleMatch;
using profile::TokenVersion;

ExpectationsPage::ExpectationsPage(QWidget* parent)
    : QWidget(parent)
    , m_grid(new controls::FormGrid(this))
{
    m_audiences = addLines(QStringLiteral("audiences"));
    m_roles = addLines(QStringLiteral("roles"));
    m_roleMatch = new QComboBox;
    m_roleMatch->setObjectName(QStringLiteral("roleMatch"));
    m_roleMatch->setAccessibleName(tr("How many of the roles"));
    m_roleMatch->addItem(tr("all of"), static_cast<int>(RoleMatch::All));
    m_roleMatch->addItem(tr("any of"), static_cast<int>(RoleMatch::Any));
    m_fields.value(QStringLiteral("expectations.roles"))->setLeading(m_roleMatch);
    m_issuer = addLine(QStringLiteral("issuer"));
    m_client = addLine(QStringLiteral("client"));
    m_tenant = addLine(QStringLiteral("tenant"));

    m_version = new QComboBox;
    m_version->setObjectName(QStringLiteral("expectedVersion"));
    m_version->addItem(tr("any"));
    m_version->addItem(QStringLiteral("1.0"), static_cast<int>(TokenVersion::V1));
    m_version->addItem(QStringLiteral("2.0"), static_cast<int>(TokenVersion::V2));
    addField(QStringLiteral("tokenVersion"), m_version);
    m_skew = new QSpinBox;
    m_skew->setObjectName(QStringLiteral("skew"));
    m_skew->setRange(0, 86400);
    m_skew->setSuffix(tr(" s"));
    addField(QStringLiteral("skewSeconds"), m_skew);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_grid);
    connect(m_roleMatch, &QComboBox::currentIndexChanged, this, &ExpectationsPage::changed);
    connect(m_version, &QComboBox::currentIndexChanged, this, &ExpectationsPage::changed);
    connect(m_skew, &QSpinBox::valueChanged, this, &ExpectationsPage::changed);
}

FormField* ExpectationsPage::addField(const QString& field, QWidget* editor)
{
    const QString name = QStringLiteral("expectations.") + field;
    auto* form = new FormField(fieldLabel(name), editor);
    m_fields.insert(name, form);
    m_grid->add(form);
    return form;
}

QLineEdit* ExpectationsPage::addLine(const QString& field)
{
    auto* edit = new QLineEdit;
    edit->setObjectName(QStringLiteral("expected_") + field);
    style::setFontRole(edit, style::FontRole::Value);
    addField(field, edit);
    connect(edit, &QLineEdit::textChanged, this, &ExpectationsPage::changed);
    return edit;
}

LinesEdit* ExpectationsPage::addLines(const QString& field)
{
    auto* edit = new LinesEdit;
    edit->setObjectName(QStringLiteral("expected_") + field);
    addField(field, edit);
    connect(edit, &LinesEdit::edited, this, &ExpectationsPage::changed);
    return edit;
}

void ExpectationsPage::setExpectations(const profile::Expectations& expectations)
{
    const QScopedValueRollback<bool> setting(m_setting, true);
    m_audiences->setLines(expectations.audiences);
    m_roles->setLines(expectations.roles);
    m_roleMatch->setCurrentIndex(m_roleMatch->findData(static_cast<int>(expectations.roleMatch)));
    showFromStart(m_issuer, expectations.issuer);
    showFromStart(m_client, expectations.client);
    showFromStart(m_tenant, expectations.tenant);
    m_version->setCurrentIndex(
        expectations.tokenVersion ? m_version->findData(static_cast<int>(*expectations.tokenVersion)) : 0);
    m_skew->setValue(expectations.skewSeconds);
}

void ExpectationsPage::collect(profile::Expectations& expectations) const
{
    expectations.audiences = m_audiences->lines();
    expectations.roles = m_roles->lines();
    expectations.roleMatch = static_cast<RoleMatch>(m_roleMatch->currentData().toInt());
    expectations.issuer = m_issuer->text();
    expectations.client = m_client->text();
    expectations.tenant = m_tenant->text();
    expectations.tokenVersion = m_version->currentData().isValid()
                                    ? std::optional(static_cast<TokenVersion>(m_version->currentData().toInt()))
                                    : std::nullopt;
    expectations.skewSeconds = m_skew->value();
}

void ExpectationsPage::setDefaults(const profile::Expectations& resolved)
{
    const auto hint = [this](QLineEdit* edit, const QString& value) {
        edit->setPlaceholderText(value.isEmpty() ? tr("not checked") : support::visibleText(value));
    };
    hint(m_issuer, resolved.issuer);
    hint(m_client, resolved.client);
    hint(m_tenant, resolved.tenant);
    m_audiences->setPlaceholderText(tr("any of these, one a line; empty: not checked"));
    m_roles->setPlaceholderText(tr("one a line; empty: not checked"));
}

int ExpectationsPage::count() const
{
    profile::Expectations now;
    collect(now);
    return static_cast<int>(now.audiences.size() + now.roles.size()) + !now.issuer.isEmpty() + !now.client.isEmpty() +
           !now.tenant.isEmpty() + now.tokenVersion.has_value();
}

void ExpectationsPage::changed()
{
    if (!m_setting)
        Q_EMIT edited();
}

} // namespace assayer::panels
