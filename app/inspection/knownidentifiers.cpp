// SPDX-License-Identifier: Apache-2.0
#include "inspection/pseudonyms.h"

#include "entra/cloud.h"
#include "inspection/identifiers.h"

#include <QUrl>

#include <algorithm>

namespace assayer::inspection {

namespace {

using support::json::Value;

constexpr qsizetype longestIdentifier = 512;

/// The label of a host that its owner chose, which stands in names of other things too: «contoso» of
/// login.contoso.com and of contoso.onmicrosoft.com. Empty if there is none.
QString ownLabelOf(const QString& host)
{
    static const QStringList generic{QStringLiteral("login"),  QStringLiteral("auth"),     QStringLiteral("accounts"),
                                     QStringLiteral("token"),  QStringLiteral("identity"), QStringLiteral("example"),
                                     QStringLiteral("tenant"), QStringLiteral("orders"),   QStringLiteral("localhost")};
    if (isIpAddress(host) || !host.contains(u'.')) {
        return {};
    }
    const QString platform = platformOf(host);
    const QString own = platform.isEmpty() ? host : host.chopped(platform.size());
    QString label = platform.isEmpty() ? own.section(u'.', -2, -2) : own.section(u'.', -1);
    if (platform.isEmpty() && label.size() <= 3) {
        label = own.section(u'.', -3, -3); // contoso.co.uk
    }
    return generic.contains(label) ? QString() : label;
}

} // namespace

Pseudonyms::Pseudonyms(const Inspection& inspection)
    : m_mask(inspection.token)
{
    if (inspection.profile) {
        knowProfile(*inspection.profile);
    }
    know(Subject::Tenant, inspection.expectations.tenant);
    know(Subject::Client, inspection.expectations.client);
    if (inspection.token) {
        knowToken(*inspection.token);
    }
    know(Subject::Host, inspection.offeredKeysHost);
    for (const http::Exchange& exchange : inspection.exchanges) {
        know(Subject::Host, exchange.request.url.host());
    }
    compileLiterals();
}

void Pseudonyms::knowProfile(const profile::Profile& profile)
{
    const QString& tenant = profile.authority.tenant;
    know(entra::isGuid(QStringView(tenant)) ? Subject::Tenant : Subject::Host, tenant);
    know(Subject::Client, profile.clientId);
    know(Subject::Host, QUrl(profile.authority.issuer).host());
    for (const QString& resource : profile.resources) {
        know(Subject::Api, resource);
    }
}

void Pseudonyms::knowToken(const jose::Jwt& token)
{
    if (!token.payload.json) {
        return;
    }
    know(Subject::Tenant, token.claimText(u"tid"));
    knowClaims(*token.payload.json, 0);
    for (const QString& audience : token.claimList(u"aud")) {
        know(Subject::Api, audience);
    }
    know(Subject::Host, QUrl(token.claimText(u"iss")).host());
}

/// Those inside of others too: act, address, realm_access …
void Pseudonyms::knowClaims(const Value& claims, int depth)
{
    constexpr int deepest = 8;
    for (const support::json::Member& member : claims.members()) {
        const auto subject = subjectOfClaim(member.name);
        if (subject) {
            know(*subject, member.value.text());
        }
        for (const Value& item : member.value.items()) {
            if (subject) {
                know(*subject, item.text());
            }
            if (depth < deepest) {
                knowClaims(item, depth + 1);
            }
        }
        if (depth < deepest) {
            knowClaims(member.value, depth + 1);
        }
    }
}

/// GUIDs are found by their form; here is only what they are of. What has no form of its own is looked for as it is.
void Pseudonyms::know(Subject subject, const QString& text)
{
    constexpr qsizetype shortest = 4; // a shorter word stands anywhere by chance
    constexpr qsizetype most = 64;
    const QString lower = text.toLower();
    if (text.isEmpty() || text.size() > longestIdentifier || m_known.contains(lower) ||
        (subject == Subject::Host && isPublicHost(lower))) {
        return;
    }
    const bool isAddress = text.count(u'@') == 1 && !text.contains(u' ');
    const bool isUrl = text.contains(u"://") && subject != Subject::Opaque && subject != Subject::Name;
    const bool hasForm = entra::isGuid(QStringView(text)) || isAddress || isUrl;
    if (hasForm && subject == Subject::Api && !entra::isGuid(QStringView(text))) {
        return;
    }
    m_known.insert(lower, subject);
    if (!hasForm && text.size() >= shortest && m_literals.size() < most && subject != Subject::Api) {
        m_literals += text;
        // As JSON has it, in an answer's body.
        if (text.contains(u'\\') && !m_known.contains(QString(lower).replace(u'\\', QLatin1String("\\\\")))) {
            know(subject, QString(text).replace(u'\\', QLatin1String("\\\\")));
        }
    }
    if (subject == Subject::Host) {
        know(Subject::Name, ownLabelOf(lower));
    }
}

void Pseudonyms::compileLiterals()
{
    if (m_literals.isEmpty()) {
        return;
    }
    std::ranges::sort(m_literals, [](const QString& left, const QString& right) { return left.size() > right.size(); });
    QStringList escaped;
    for (const QString& literal : std::as_const(m_literals)) {
        escaped += QRegularExpression::escape(literal);
    }
    m_literal =
        QRegularExpression(QStringLiteral("(?<![\\w.@-])(?:%1)(?![\\w-]|\\.\\w)").arg(escaped.join(u'|')),
                           QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
}

} // namespace assayer::inspection
