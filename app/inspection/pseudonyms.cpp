// SPDX-License-Identifier: Apache-2.0
#include "inspection/pseudonyms.h"

#include "entra/claim.h"
#include "entra/cloud.h"
#include "inspection/identifiers.h"
#include "inspection/phrases.h"

#include <QUrl>

#include <algorithm>

namespace assayer::inspection {

namespace {

using support::json::Value;

/// As the original was written: all capitals, or some.
QString inCaseOf(const QString& original, QString pseudonym)
{
    const QString lower = original.toLower();
    if (original == lower) {
        return pseudonym;
    }
    if (original == original.toUpper()) {
        return pseudonym.toUpper();
    }
    pseudonym[0] = pseudonym.at(0).toUpper();
    return pseudonym;
}

QString subjectInWords(Subject subject)
{
    switch (subject) {
    case Subject::Tenant:
        return said("tenant");
    case Subject::Client:
        return said("client");
    case Subject::Api:
        return said("API");
    case Subject::Principal:
        return said("principal");
    case Subject::Host:
        return said("host or domain");
    case Subject::User:
        return said("user");
    case Subject::Address:
        return said("IP address");
    case Subject::Name:
        return said("name");
    case Subject::Opaque:
        return said("handle");
    case Subject::Other:
        break;
    }
    return said("ID");
}

/// The letter that a GUID of that subject is made of.
QChar letterOf(Subject subject)
{
    switch (subject) {
    case Subject::Tenant:
        return u'a';
    case Subject::Client:
        return u'b';
    case Subject::Api:
        return u'c';
    case Subject::Principal:
        return u'd';
    default:
        return u'e';
    }
}

QString guidOf(Subject subject, int number)
{
    const QString letters(8, letterOf(subject));
    return QStringLiteral("%1-%2-4%3-8%3-%4")
        .arg(letters, letters.left(4), letters.left(3), QString::number(number).rightJustified(12, u'0'));
}

QString wordOf(Subject subject)
{
    switch (subject) {
    case Subject::Tenant:
        return QStringLiteral("tenant");
    case Subject::Client:
        return QStringLiteral("client");
    case Subject::Api:
        return QStringLiteral("api");
    case Subject::Principal:
        return QStringLiteral("principal");
    case Subject::Name:
        return QStringLiteral("name");
    case Subject::Opaque:
        return QStringLiteral("handle");
    default:
        return QStringLiteral("id");
    }
}

} // namespace

QString Pseudonyms::standIn(Subject subject, const QString& original)
{
    const QString lower = original.toLower();
    if (entra::isGuid(QStringView(lower)) && isPublicId(lower)) {
        return original;
    }
    const auto given = m_given.constFind(lower);
    if (given != m_given.constEnd()) {
        return inCaseOf(original, *given);
    }
    const QString made = make(m_known.value(lower, subject), lower);
    m_given.insert(lower, made);
    return inCaseOf(original, made);
}

QString Pseudonyms::make(Subject subject, const QString& original)
{
    const int number = ++m_counts[int(subject)];
    QString made;
    if (entra::isGuid(QStringView(original))) {
        made = guidOf(subject, number);
    } else if (subject == Subject::Host) {
        const QString platform = platformOf(original);
        const QString end = original.contains(u'.') ? QStringLiteral(".example") : QString();
        made = QStringLiteral("host-%1%2").arg(QString::number(number), platform.isEmpty() ? end : platform);
    } else if (subject == Subject::User) {
        made = original.contains(u'@') ? QStringLiteral("user-%1@users.example").arg(number)
                                       : QStringLiteral("user-%1").arg(number);
    } else if (subject == Subject::Address) {
        // Documentation addresses (RFC 5737).
        made = number < 255 ? QStringLiteral("192.0.2.%1").arg(number) : QStringLiteral("address-%1").arg(number);
    } else {
        made = QStringLiteral("%1-%2").arg(wordOf(subject)).arg(number);
    }
    m_entries += Entry{made, said("%1 %2").arg(subjectInWords(subject), QString::number(number))};
    return made;
}

QString Pseudonyms::ofHost(const QString& host)
{
    const QString name = host.endsWith(u'.') ? host.chopped(1) : host;
    const QString lower = name.toLower();
    if (lower.isEmpty() || isPublicHost(lower)) {
        return host;
    }
    if (isIpAddress(lower)) {
        return standIn(Subject::Address, name);
    }
    return standIn(Subject::Host, name) + host.mid(name.size());
}

QString Pseudonyms::ofDotted(const QString& text)
{
    if (isIpAddress(text)) {
        return isLoopback(text) ? text : standIn(Subject::Address, text);
    }
    const QString name = text.endsWith(u'.') ? text.chopped(1) : text;
    const bool known =
        m_known.value(name.toLower(), Subject::Other) == Subject::Host || m_given.contains(name.toLower());
    return known || endsLikeDomain(name) ? ofHost(text) : text;
}

QString Pseudonyms::ofMatch(const QRegularExpressionMatch& match)
{
    const QString text = match.captured();
    if (match.hasCaptured(QStringLiteral("guid"))) {
        return standIn(Subject::Other, text);
    }
    if (match.hasCaptured(QStringLiteral("hex"))) {
        QString guid = text;
        for (const int dash : {8, 13, 18, 23}) {
            guid.insert(dash, u'-');
        }
        return standIn(Subject::Other, guid).remove(u'-');
    }
    if (match.hasCaptured(QStringLiteral("mail"))) {
        QString address = text;
        return standIn(Subject::User, address.replace(QLatin1String("%40"), QLatin1String("@")));
    }
    if (match.hasCaptured(QStringLiteral("host"))) {
        const bool placeholder = text.startsWith(u'{') || text.startsWith(u'*');
        return placeholder ? text : ofHost(text);
    }
    if (match.hasCaptured(QStringLiteral("sid"))) {
        return standIn(Subject::Opaque, text);
    }
    if (match.hasCaptured(QStringLiteral("resource"))) {
        return QStringLiteral("/subscriptions/") + standIn(Subject::Opaque, text);
    }
    if (match.hasCaptured(QStringLiteral("six"))) {
        return text == QLatin1String("::1") ? text : standIn(Subject::Address, text);
    }
    return ofDotted(text);
}

/// Every alternative begins where the one before cannot go on and never goes back, so that the scan is linear.
QString Pseudonyms::ofPatterns(const QString& text)
{
    static const QRegularExpression pattern(
        QStringLiteral("(?<resource>/[Ss]ubscriptions/[^\\s\"'<>«»]++)"
                       "|(?<sid>(?<![\\w-])S-1-[0-9]++(?:-[0-9]++)++)"
                       "|(?<guid>[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12})"
                       "|(?<hex>(?<![0-9A-Za-z])[0-9A-Fa-f]{32}(?![0-9A-Fa-f]))"
                       "|(?<mail>(?<![\\w.+#-])[\\w.+#'-]++(?:@|%40)[\\w][\\w.-]*+)"
                       "|(?<host>(?:(?<=://)|(?<=:\\\\/\\\\/))[^\\s/?#\"'<>«»\\\\|,;()\\[\\]:@]++)"
                       "|(?<six>(?<![0-9A-Fa-f:.])(?:[0-9A-Fa-f]{0,4}:){3,7}[0-9A-Fa-f]{0,4}(?![0-9A-Fa-f:])"
                       "|(?<![\\w:])(?:[Ff][Ee]80|[Ff][CcDd][0-9A-Fa-f]{2}|2[0-9A-Fa-f]{3})::[0-9A-Fa-f:]++)"
                       "|(?<dotted>(?<![\\w.-])\\w[\\w-]*+(?:\\.[\\w-]++)++)"),
        QRegularExpression::UseUnicodePropertiesOption);
    QString result;
    qsizetype at = 0;
    for (auto matches = pattern.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        result += QStringView(text).mid(at, match.capturedStart() - at);
        result += ofMatch(match);
        at = match.capturedEnd();
    }
    return result + text.mid(at);
}

QString Pseudonyms::ofPlain(const QString& text)
{
    if (m_literals.isEmpty()) {
        return ofPatterns(text);
    }
    QString result;
    qsizetype at = 0;
    for (auto matches = m_literal.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        result += ofPatterns(text.mid(at, match.capturedStart() - at));
        result += standIn(Subject::Name, match.captured());
        at = match.capturedEnd();
    }
    return result + ofPatterns(text.mid(at));
}

QString Pseudonyms::operator()(const QString& text)
{
    // Header and claims of a token inside a text would tell all that is hidden outside of it.
    static const QRegularExpression compact(
        QStringLiteral("(?<![A-Za-z0-9_-])ey[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_•-]*+)++"));
    static const QRegularExpression encoded(QStringLiteral("%(?!40)[0-9A-Fa-f]{2}"));
    const QString masked = m_mask(text).replace(compact, QStringLiteral("•••"));
    QString result;
    qsizetype at = 0;
    for (auto matches = encoded.globalMatch(masked); matches.hasNext();) {
        const auto match = matches.next();
        result += ofPlain(masked.mid(at, match.capturedStart() - at)) + match.captured();
        at = match.capturedEnd();
    }
    return result + ofPlain(masked.mid(at));
}

QStringList Pseudonyms::operator()(const QStringList& texts)
{
    QStringList made;
    for (const QString& text : texts) {
        made += (*this)(text);
    }
    return made;
}

QUrl Pseudonyms::operator()(const QUrl& url)
{
    return QUrl((*this)(url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo)));
}

void Pseudonyms::applyTo(Value& value, Subject subject)
{
    if (value.isString() && !value.text().isEmpty()) {
        value = Value::string(standIn(subject, value.text()));
    }
    for (Value& item : value.items()) {
        applyTo(item, subject);
    }
    for (support::json::Member& member : value.members()) {
        applyTo(member.value, subject);
    }
}

void Pseudonyms::applyTo(Value& value)
{
    if (value.isString()) {
        value = Value::string((*this)(value.text()));
    }
    for (Value& item : value.items()) {
        applyTo(item);
    }
    applyToClaims(value);
}

void Pseudonyms::applyToClaims(Value& claims)
{
    for (support::json::Member& member : claims.members()) {
        const auto subject = subjectOfClaim(member.name);
        if (subject) {
            applyTo(member.value, *subject);
        } else {
            applyTo(member.value);
        }
        // A name that everybody uses is nobody's, whatever else is called so; behind a prefix it may be a customer's.
        static const QRegularExpression plain(QRegularExpression::anchoredPattern(QStringLiteral("[A-Za-z_]{0,40}")));
        const bool common = (subject && plain.match(member.name).hasMatch()) ||
                            entra::claimFact(entra::ClaimPlace::Payload, member.name) ||
                            entra::claimFact(entra::ClaimPlace::Header, member.name);
        if (!common) {
            member.name = (*this)(member.name);
        }
    }
}

} // namespace assayer::inspection
