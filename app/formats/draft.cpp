// SPDX-License-Identifier: Apache-2.0
#include "formats/draft.h"

#include "formats/settingsform.h"
#include "support/visibletext.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace assayer::formats {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

constexpr int longestSkew = 86400;

/// Appends what is not there yet.
void merge(QStringList& list, const QStringList& more)
{
    QSet<QString> known(list.begin(), list.end());
    for (const QString& each : more) {
        if (!each.isEmpty() && !known.contains(each)) {
            known.insert(each);
            list.append(each);
        }
    }
}

/// As the checks tell them apart; absent for those that they do not know.
std::optional<profile::Middleware> knownMiddleware(Middleware middleware)
{
    switch (middleware) {
    case Middleware::AspNetCore:
        return profile::Middleware::AspNetCore;
    case Middleware::MicrosoftIdentityWeb:
        return profile::Middleware::MicrosoftIdentityWeb;
    case Middleware::ApiManagement:
        return profile::Middleware::ApiManagement;
    case Middleware::Spring:
    case Middleware::SpringAzure:
        return profile::Middleware::Spring;
    case Middleware::ExpressBearer:
        return profile::Middleware::Express;
    case Middleware::PassportAzureAd:
        return profile::Middleware::PassportAzureAd;
    case Middleware::Jose:
    case Middleware::JsonWebToken:
        break;
    }
    return std::nullopt;
}

} // namespace

Draft::Draft(const Settings& settings, QString prefix, Middleware middleware)
    : m_settings(settings)
    , m_prefix(std::move(prefix))
{
    m_result.middleware = middleware;
    m_result.expectations.middleware = knownMiddleware(middleware);
}

bool Draft::isKnown(const QString& shownName, const QString& value)
{
    if (!isFilledInElsewhere(value)) {
        return true;
    }
    note(Text::tr("«%1» is filled in elsewhere; what it stands for is not known here and was left out.")
             .arg(shownSetting(shownName)));
    return false;
}

QStringList Draft::texts(const QString& name)
{
    const bool spring = m_result.middleware == Middleware::Spring || m_result.middleware == Middleware::SpringAzure;
    QStringList known;
    for (const Settings::Entry& entry : m_settings.named(m_prefix + name)) {
        const QString value = spring ? withDefaults(entry.value) : entry.value;
        if (value != entry.value) {
            note(Text::tr("«%1» may be filled in elsewhere; its default was taken.").arg(shownSetting(entry.shown)));
        }
        if (entry.repeated) {
            note(Text::tr("«%1» stands there more than once; the last one was taken.").arg(shownSetting(entry.shown)));
        }
        if (isKnown(entry.shown, value)) {
            known.append(value);
        }
    }
    return known;
}

QString Draft::text(const QString& name)
{
    return texts(name).value(0);
}

bool Draft::isTrue(const QString& name) const
{
    return m_settings.value(m_prefix + name).compare(u"true", Qt::CaseInsensitive) == 0;
}

bool Draft::isFalse(const QString& name) const
{
    return m_settings.value(m_prefix + name).compare(u"false", Qt::CaseInsensitive) == 0;
}

QStringList Draft::listOf(const QString& name)
{
    QStringList list;
    for (const QString& value : texts(name)) {
        for (const QString& each : value.split(u',', Qt::SkipEmptyParts)) {
            list.append(each.trimmed());
        }
    }
    return list;
}

void Draft::note(const QString& sentence)
{
    constexpr qsizetype most = 40;
    if (m_result.notes.size() < most && !m_result.notes.contains(sentence)) {
        m_result.notes.append(sentence);
    }
}

void Draft::setSkew(int seconds)
{
    m_result.expectations.skewSeconds = seconds;
}

void Draft::setSkew(const QString& name, int byDefault)
{
    setSkew(byDefault);
    const QString written = text(name);
    if (written.isEmpty()) {
        return;
    }
    bool whole = false;
    const int seconds = written.toInt(&whole);
    if (whole && seconds >= 0 && seconds <= longestSkew) {
        setSkew(seconds);
    } else {
        note(Text::tr("«%1» is no number of seconds from 0 to 86400; the default, %2 seconds, was taken.")
                 .arg(shownSetting(name))
                 .arg(byDefault));
    }
}

void Draft::acceptAudiences(const QStringList& audiences)
{
    merge(m_result.expectations.audiences, withoutUsers(audiences));
}

void Draft::acceptIssuers(const QStringList& issuers)
{
    merge(m_result.issuers, withoutUsers(issuers));
}

QStringList Draft::withoutUsers(const QStringList& addresses)
{
    QStringList bare;
    for (const QString& address : addresses) {
        bare.append(withoutUserInfo(address));
        if (bare.last() != address) {
            note(Text::tr("There is a user or a password in the address of an issuer or an audience. No token names "
                          "such a one. It was left out here; regard it as seen by whatever the text went through."));
        }
    }
    return bare;
}

void Draft::acceptClients(const QStringList& clients)
{
    merge(m_result.clients, clients);
}

void Draft::acceptIssuersOf(const AuthorityAddress& address)
{
    using Kind = AuthorityAddress::Kind;
    acceptIssuers(issuersAt(address));
    switch (address.kind) {
    case Kind::Tenant:
        if (issuersAt(address).isEmpty()) {
            note(Text::tr("Which issuer tokens of that cloud name is not known; the issuer is not checked."));
        }
        break;
    case Kind::Domain:
        note(Text::tr("The tenant is named by its domain. Its issuer has the tenant's GUID, which is not known here; "
                      "the issuer is not checked."));
        break;
    case Kind::Shared:
        note(Text::tr("The metadata of «%1» names a template as issuer, with {tenantid} in it, and no token has that "
                      "one: unless the API's code fills it in, every token is refused.")
                 .arg(support::visibleText(address.authority.tenant)));
        break;
    case Kind::Account:
        note(Text::tr("The issuer is what the metadata of that tenant names; it is not known here and not checked."));
        break;
    case Kind::Other:
        note(Text::tr("The issuer is what the metadata names; it was assumed to be the authority's address, with or "
                      "without a final slash."));
        break;
    case Kind::None:
        note(Text::tr("The authority's address was not understood; the issuer is not checked."));
        break;
    }
}

void Draft::expectRoles(const QStringList& roles, profile::RoleMatch match)
{
    merge(m_result.expectations.roles, roles);
    m_result.expectations.roleMatch = match;
}

void Draft::expectTenantOf(const AuthorityAddress& address)
{
    if (address.kind == AuthorityAddress::Kind::Tenant) {
        m_result.expectations.tenant = address.authority.tenant.toLower();
    }
}

void Draft::obey(profile::Rule rule)
{
    QList<profile::Rule>& rules = m_result.expectations.rules;
    if (!rules.contains(rule)) {
        rules.insert(std::lower_bound(rules.begin(), rules.end(), rule), rule);
    }
}

void Draft::expectScopes(const QStringList& scopes)
{
    merge(m_result.expectations.scopes, scopes);
}

void Draft::noteSecrets()
{
    QStringList names;
    constexpr qsizetype most = 5;
    for (const Settings::Entry& entry : m_settings.entries()) {
        if (names.size() < most && holdsSecret(entry)) {
            names.append(shownSetting(entry.shown));
        }
    }
    if (!names.isEmpty()) {
        note(Text::tr("There are secrets in these settings (%1). They were not kept; regard them as seen by whatever "
                      "the text went through.")
                 .arg(names.join(QStringLiteral(", "))));
    }
}

ApiSettings Draft::take()
{
    profile::Expectations& expectations = m_result.expectations;
    expectations.issuer = m_result.issuers.value(0);
    expectations.client = m_result.clients.value(0);
    if (expectations.audiences.isEmpty()) {
        note(Text::tr("No audience is known from these settings; the audience is not checked."));
    }
    noteSecrets();
    m_result.notes.prepend(Text::tr("These were read as settings of %1.").arg(toName(m_result.middleware)));
    return m_result;
}

} // namespace assayer::formats
