// SPDX-License-Identifier: Apache-2.0
#include "inspection/phrases.h"

#include "entra/claim.h"
#include "entra/cloud.h"
#include "entra/wellknown.h"
#include "jose/algorithm.h"

#include <QRegularExpression>
#include <QSet>

#include <cmath>

namespace assayer::inspection {

namespace {

using support::json::Value;

bool isTime(const QString& name)
{
    static const QSet<QString> times{QStringLiteral("exp"),        QStringLiteral("nbf"),
                                     QStringLiteral("iat"),        QStringLiteral("auth_time"),
                                     QStringLiteral("updated_at"), QStringLiteral("xms_tcdt")};
    return times.contains(name);
}

/// The table's name for a claim whose own name is made up of others: a directory extension attribute.
QString tableName(const QString& name)
{
    constexpr qsizetype longest = 256;
    static const QRegularExpression extension(QStringLiteral("^(?:extn\\.[^.]|extension_[0-9A-Fa-f]{32}_)"));
    return name.size() <= longest && extension.match(name).hasMatch() ? QStringLiteral("extn.<attribute>") : name;
}

/// The table's name of a family; what is known of every issuer for one that it does not have.
QStringView tableFamily(checks::Family family)
{
    switch (family) {
    case checks::Family::Entra:
    case checks::Family::Ciam:
        return u"entra";
    case checks::Family::B2c:
        return u"b2c";
    case checks::Family::Auth0:
        return u"auth0";
    case checks::Family::Okta:
        return u"okta";
    case checks::Family::Keycloak:
        return u"keycloak";
    case checks::Family::Cognito:
        return u"cognito";
    case checks::Family::Adfs:
        return u"adfs";
    case checks::Family::PingOne:
    case checks::Family::Google:
    case checks::Family::Other:
        break;
    }
    return u"generic";
}

const entra::ClaimFact* factOf(jose::Section section, const QString& claim, checks::Family family, jose::TokenKind kind)
{
    // Placeholders of the table are no names of claims.
    if (claim.contains(u'<')) {
        return nullptr;
    }
    const QString name = tableName(claim);
    const auto place = section != jose::Section::Header ? entra::ClaimPlace::Payload
                       : kind == jose::TokenKind::Jwe   ? entra::ClaimPlace::EncryptedHeader
                                                        : entra::ClaimPlace::Header;
    return entra::claimFact(place, name, tableFamily(family));
}

/// The whole seconds of a NumericDate; nothing if it is none.
std::optional<qint64> secondsOf(const Value& value)
{
    if (!value.isNumber()) {
        return std::nullopt;
    }
    if (const auto whole = value.toInteger()) {
        return whole;
    }
    bool fits = false;
    const double number = value.number().toDouble(&fits);
    constexpr double farthest = 1e15;
    return fits && std::abs(number) < farthest ? std::optional(qint64(std::floor(number))) : std::nullopt;
}

QString textOf(const Value& value)
{
    if (value.isString()) {
        return value.text();
    }
    if (value.isNumber()) {
        return QString::fromLatin1(value.number());
    }
    if (value.kind() == support::json::Kind::Boolean) {
        return value.toBoolean() ? QStringLiteral("true") : QStringLiteral("false");
    }
    return {};
}

/// What the table says of one value; «possibly» where it was not seen in a source.
QString valueMeaning(const entra::ClaimFact& fact, const QString& value)
{
    const QString mark = QStringLiteral(" (unverified)");
    const QString meaning = fact.values.value(value);
    return meaning.endsWith(mark) ? said("possibly %1").arg(meaning.chopped(mark.size())) : meaning;
}

/// What the members of an object say that the table lists: how a token is bound (RFC 7800 §3).
QString enumeratedMembers(const entra::ClaimFact& fact, const Value& value)
{
    QStringList meanings;
    for (const auto& member : value.members()) {
        if (fact.values.contains(member.name)) {
            meanings += said("%1: %2").arg(member.name, valueMeaning(fact, member.name));
        }
        if (meanings.size() == 8) {
            break;
        }
    }
    return meanings.join(QStringLiteral("; "));
}

/// The meanings of the values that the table lists; a text may hold several, separated by spaces.
QString enumerated(const entra::ClaimFact& fact, const Value& value)
{
    constexpr size_t most = 8;
    if (value.isObject()) {
        return fact.name == QLatin1String("cnf") ? enumeratedMembers(fact, value) : QString();
    }
    if (value.isArray()) {
        QStringList meanings;
        for (size_t i = 0; i < value.items().size() && i < most; ++i) {
            const QString text = textOf(value.items()[i]);
            const QString meaning = valueMeaning(fact, text);
            if (!meaning.isEmpty()) {
                meanings += value.items().size() == 1 ? meaning : said("%1: %2").arg(text, meaning);
            }
        }
        return meanings.join(QStringLiteral("; "));
    }
    const QString text = textOf(value);
    if (text.isEmpty() || fact.values.contains(text)) {
        return valueMeaning(fact, text);
    }
    QStringList meanings;
    for (const QString& word : text.left(200).split(u' ', Qt::SkipEmptyParts)) {
        if (fact.values.contains(word)) {
            meanings += said("%1: %2").arg(word, valueMeaning(fact, word));
        }
    }
    return meanings.join(QStringLiteral("; "));
}

QString resourceName(const Value& value)
{
    if (value.isArray() && value.items().size() == 1) {
        return resourceName(value.items().front());
    }
    const auto match = value.isString() ? entra::wellKnownResource(value.text()) : entra::WellKnownMatch();
    return match ? match.resource->name : QString();
}

/// Whose issuer it is, where it is not one of Entra's clouds (facts: generic-idps, recogniser).
QString otherIssuerMeaning(const QString& issuer)
{
    switch (checks::familyOfIssuer(issuer)) {
    case checks::Family::B2c:
        return said("Azure AD B2C");
    case checks::Family::Ciam:
        return said("Entra External ID");
    case checks::Family::Auth0:
        return QStringLiteral("Auth0");
    case checks::Family::Okta:
        return QStringLiteral("Okta");
    case checks::Family::Keycloak:
        return QStringLiteral("Keycloak");
    case checks::Family::Cognito:
        return QStringLiteral("AWS Cognito");
    case checks::Family::PingOne:
        return QStringLiteral("PingOne");
    case checks::Family::Adfs:
        return QStringLiteral("AD FS");
    case checks::Family::Google:
        return QStringLiteral("Google");
    case checks::Family::Entra:
    case checks::Family::Other:
        break;
    }
    return {};
}

/// «v2 issuer, Public cloud»; whose it is, if the host is not one of Entra's; else empty.
QString issuerMeaning(const QString& issuer)
{
    constexpr qsizetype longest = 2048;
    if (issuer.size() > longest) {
        return {};
    }
    if (issuer.contains(QLatin1String("/9188040d-6c67-4c5b-b112-36a304b66dad/"))) {
        return said("personal Microsoft accounts");
    }
    const QString host = issuer.section(u'/', 2, 2);
    const entra::Cloud* cloud = entra::cloudOfHost(host);
    if (!cloud) {
        return otherIssuerMeaning(issuer);
    }
    if (host == cloud->issuerHostV1) {
        // sts.windows.net is the host of two clouds.
        return host == QLatin1String("sts.windows.net") ? said("Entra ID, v1 issuer")
                                                        : said("Entra ID, v1 issuer, cloud %1").arg(cloud->name);
    }
    return issuer.endsWith(QLatin1String("/v2.0")) ? said("Entra ID, v2 issuer, cloud %1").arg(cloud->name) : QString();
}

QString algorithmMeaning(const QString& name)
{
    const jose::Algorithm* algorithm = jose::algorithmNamed(name);
    return algorithm ? algorithm->description() : QString();
}

QString particularMeaning(jose::Section section, const QString& name, const Value& value, qint64 now,
                          jose::TokenKind kind)
{
    if (section == jose::Section::Header) {
        const bool isSigned = kind != jose::TokenKind::Jwe;
        return isSigned && name == QLatin1String("alg") ? algorithmMeaning(value.text()) : QString();
    }
    if (isTime(name)) {
        const auto seconds = secondsOf(value);
        return seconds ? timeInWords(*seconds, now) : QString();
    }
    if (name == QLatin1String("pwd_exp")) {
        const auto seconds = secondsOf(value);
        return seconds ? said("the password expires %1 after iat").arg(durationInWords(*seconds)) : QString();
    }
    if (name == QLatin1String("iss") || name == QLatin1String("idp")) {
        return issuerMeaning(value.text());
    }
    static const QSet<QString> apps{QStringLiteral("aud"), QStringLiteral("appid"), QStringLiteral("azp"),
                                    QStringLiteral("client_id")};
    return apps.contains(name) ? resourceName(value) : QString();
}

} // namespace

QString meaningOf(jose::Section section, const QString& name, const Value& value, qint64 now, checks::Family family,
                  jose::TokenKind kind)
{
    if (section != jose::Section::Header && section != jose::Section::Payload) {
        return {};
    }
    const entra::ClaimFact* fact = factOf(section, name, family, kind);
    // Entra's own times are nobody else's.
    const bool ofEntra = name == QLatin1String("xms_tcdt") || name == QLatin1String("pwd_exp");
    const QString particular = fact || !ofEntra ? particularMeaning(section, name, value, now, kind) : QString();
    if (!particular.isEmpty()) {
        return !fact || fact->verified ? particular : said("Possibly: %1").arg(particular);
    }
    if (!fact) {
        return {};
    }
    const QString ofValue = enumerated(*fact, value);
    const QString meaning = ofValue.isEmpty() ? fact->explanation : ofValue;
    return fact->verified || meaning.isEmpty() ? meaning : said("Possibly: %1").arg(meaning);
}

QString useOf(jose::Section section, const QString& name, checks::Family family)
{
    const bool isPart = section == jose::Section::Header || section == jose::Section::Payload;
    const entra::ClaimFact* fact = isPart ? factOf(section, name, family, jose::TokenKind::Jws) : nullptr;
    if (!fact) {
        return {};
    }
    if (fact->authorization == QLatin1String("yes")) {
        return said("An API may decide access on it.");
    }
    if (fact->authorization == QLatin1String("with-care")) {
        return fact->note.isEmpty() ? said("An API may decide access on it only with care.")
                                    : said("An API may decide access on it only with care: %1").arg(fact->note);
    }
    return fact->authorization == QLatin1String("no") ? said("No access may be decided on it.") : QString();
}

} // namespace assayer::inspection
