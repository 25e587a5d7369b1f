// SPDX-License-Identifier: Apache-2.0
#include "panels/expectationspage.h"

#include "controls/accessible.h"
#include "controls/formfield.h"
#include "controls/plainlabel.h"
#include "inspection/words.h"
#include "panels/fieldlabels.h"
#include "panels/linesedit.h"
#include "panels/showntext.h"
#include "style/fonts.h"
#include "support/visibletext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
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
    , m_notes(new controls::PlainLabel)
{
    m_audiences = addLines(QStringLiteral("audiences"));
    m_roles = addLines(QStringLiteral("roles"));
    m_roleMatch = new QComboBox;
    m_roleMatch->setObjectName(QStringLiteral("roleMatch"));
    controls::setBoxName(m_roleMatch, tr("How many of the roles"));
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
    addMiddleware();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_grid);
    m_ruleBoxes = new QVBoxLayout;
    m_ruleBoxes->setContentsMargins(14, 0, 14, 4);
    layout->addLayout(m_ruleBoxes);
    auto* paste = new QPushButton(tr("Paste the API's settings"));
    paste->setObjectName(QStringLiteral("pasteSettings"));
    paste->setToolTip(controls::plainToolTip(
        tr("Reads appsettings.json, API Management's policy, Spring's application.yml or a Node middleware's options "
           "from the clipboard, with that middleware's own defaults")));
    m_notes->setObjectName(QStringLiteral("settingsNotes"));
    m_notes->setOverflow(controls::PlainLabel::Overflow::Wrap);
    m_notes->setFontRole(style::FontRole::Small);
    m_notes->setMuted(true);
    // What was read stands beside the button that read it: below, it would push the verdict out of the window.
    auto* notes = new QHBoxLayout;
    notes->setContentsMargins(14, 0, 14, 8);
    notes->setSpacing(12);
    notes->addWidget(paste, 0, Qt::AlignTop | Qt::AlignLeading);
    notes->addWidget(m_notes, 1);
    notes->addStretch(0);
    layout->addLayout(notes);
    setNotes({});
    connect(paste, &QPushButton::clicked, this, &ExpectationsPage::settingsPasteRequested);
    connect(m_middleware, &QComboBox::currentIndexChanged, this, &ExpectationsPage::changed);
    connect(m_roleMatch, &QComboBox::currentIndexChanged, this, &ExpectationsPage::changed);
    connect(m_version, &QComboBox::currentIndexChanged, this, &ExpectationsPage::changed);
    connect(m_skew, &QSpinBox::valueChanged, this, &ExpectationsPage::changed);
}

void ExpectationsPage::addMiddleware()
{
    using profile::Middleware;
    m_middleware = new QComboBox;
    m_middleware->setObjectName(QStringLiteral("middleware"));
    m_middleware->addItem(tr("not known"));
    // Names of products: not translated.
    const std::initializer_list<std::pair<Middleware, const char*>> products{
        {Middleware::AspNetCore, "ASP.NET Core"},
        {Middleware::MicrosoftIdentityWeb, "Microsoft.Identity.Web"},
        {Middleware::Spring, "Spring Security"},
        {Middleware::ApiManagement, "API Management"},
        {Middleware::Express, "express-oauth2-jwt-bearer"},
        {Middleware::PassportAzureAd, "passport-azure-ad"},
        {Middleware::EasyAuth, "App Service"}};
    for (const auto& [middleware, name] : products)
        m_middleware->addItem(QLatin1String(name), static_cast<int>(middleware));
    addField(QStringLiteral("middleware"), m_middleware)->setHint(tr("decides which fault the API names first"));
}

void ExpectationsPage::setNotes(const QStringList& notes)
{
    m_notes->setParagraphs(notes);
    m_notes->setVisible(!notes.isEmpty());
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
    showFromStart(m_issuer, profile::issuersInLine(expectations));
    showFromStart(m_client, profile::clientsInLine(expectations));
    showFromStart(m_tenant, expectations.tenant);
    m_version->setCurrentIndex(
        expectations.tokenVersion ? m_version->findData(static_cast<int>(*expectations.tokenVersion)) : 0);
    m_skew->setValue(expectations.skewSeconds);
    m_middleware->setCurrentIndex(
        expectations.middleware ? m_middleware->findData(static_cast<int>(*expectations.middleware)) : 0);
    showRules(expectations);
}

QCheckBox* ExpectationsPage::addRule(const QString& words)
{
    QString plain = support::visibleText(words);
    auto* box = new QCheckBox(plain.replace(u'&', QStringLiteral("&&")));
    box->setChecked(true);
    m_ruleBoxes->addWidget(box);
    connect(box, &QCheckBox::toggled, this, &ExpectationsPage::changed);
    return box;
}

void ExpectationsPage::showRules(const profile::Expectations& expectations)
{
    // This comes with every key that is typed.
    QList<profile::Rule> shown;
    for (const auto& [rule, box] : std::as_const(m_rules))
        shown.append(rule);
    if (shown == expectations.rules && m_shownScopes == expectations.scopes)
        return;
    m_shownScopes = expectations.scopes;
    while (QLayoutItem* item = m_ruleBoxes->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // one of them may be what the user just clicked
        delete item;
    }
    m_rules.clear();
    m_scopes = nullptr;
    for (const profile::Rule rule : expectations.rules) {
        m_rules.append({rule, addRule(tr("The API %1").arg(inspection::ruleInWords(rule)))});
        m_rules.last().second->setObjectName(QStringLiteral("rule_%1").arg(static_cast<int>(rule)));
    }
    if (!expectations.scopes.isEmpty()) {
        m_scopes =
            addRule(tr("The API asks for a scope: %1").arg(expectations.scopes.join(QStringLiteral(", ")).left(200)));
        m_scopes->setObjectName(QStringLiteral("rule_scopes"));
    }
}

void ExpectationsPage::collect(profile::Expectations& expectations) const
{
    expectations.audiences = m_audiences->lines();
    expectations.roles = m_roles->lines();
    expectations.roleMatch = static_cast<RoleMatch>(m_roleMatch->currentData().toInt());
    profile::expectIssuers(expectations, m_issuer->text());
    profile::expectClients(expectations, m_client->text());
    expectations.tenant = m_tenant->text();
    expectations.tokenVersion = m_version->currentData().isValid()
                                    ? std::optional(static_cast<TokenVersion>(m_version->currentData().toInt()))
                                    : std::nullopt;
    expectations.skewSeconds = m_skew->value();
    const QVariant middleware = m_middleware->currentData();
    const auto before = expectations.middleware;
    expectations.middleware =
        middleware.isValid() ? std::optional(static_cast<profile::Middleware>(middleware.toInt())) : std::nullopt;
    // Another middleware has other rules.
    const bool other = before != expectations.middleware;
    for (const auto& [rule, box] : m_rules) {
        if (other || !box->isChecked())
            expectations.rules.removeAll(rule);
    }
    if (m_scopes && (other || !m_scopes->isChecked()))
        expectations.scopes.clear();
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

int ExpectationsPage::countOf(const profile::Expectations& expectations)
{
    return static_cast<int>(expectations.audiences.size() + expectations.roles.size()) +
           !expectations.issuer.isEmpty() + !expectations.client.isEmpty() + !expectations.tenant.isEmpty() +
           expectations.tokenVersion.has_value();
}

void ExpectationsPage::changed()
{
    if (!m_setting)
        Q_EMIT edited();
}

} // namespace assayer::panels
