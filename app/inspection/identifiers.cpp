// SPDX-License-Identifier: Apache-2.0
#include "inspection/identifiers.h"

#include "entra/claim.h"
#include "entra/cloud.h"
#include "entra/wellknown.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QUrl>

#include <algorithm>

namespace assayer::inspection {

namespace {

/// What a claim is called behind the prefix that a directory extension or a SAML name has, in small letters:
/// extension_{app}_mail, extn.mail, http://schemas.xmlsoap.org/…/claims/name.
QString plainName(const QString& name)
{
    static const QRegularExpression prefix(QStringLiteral("^(?:extension_[0-9a-f]{32}_|extn\\.|https?://[^ ]*/)(?=.)"));
    return name.toLower().remove(prefix);
}

} // namespace

std::optional<Subject> subjectOfClaim(const QString& name)
{
    static const QHash<QString, Subject> subjects = [] {
        QHash<QString, Subject> made;
        const auto add = [&made](Subject subject, std::initializer_list<const char*> names) {
            for (const char* each : names) {
                made.insert(QLatin1String(each), subject);
            }
        };
        add(Subject::User, {"upn",
                            "preferred_username",
                            "unique_name",
                            "email",
                            "emails",
                            "verified_primary_email",
                            "verified_secondary_email",
                            "username",
                            "cognito:username",
                            "mail",
                            "othermails",
                            "user_name",
                            "userid",
                            "user_id",
                            "login",
                            "login_name",
                            "emailaddress",
                            "emailaddresses",
                            "userprincipalname",
                            "samaccountname",
                            "onprem_sam_account_name",
                            "winaccountname",
                            "windowsaccountname",
                            "onprem_user_principal_name"});
        add(Subject::Name,
            {"name",       "given_name",   "family_name",   "middle_name",    "nickname",     "app_displayname",
             "clienthost", "phone_number", "birthdate",     "address",        "displayname",  "display_name",
             "fullname",   "full_name",    "surname",       "givenname",      "firstname",    "lastname",
             "first_name", "last_name",    "commonname",    "jobtitle",       "department",   "companyname",
             "company",    "street",       "streetaddress", "street_address", "city",         "locality",
             "postalcode", "postal_code",  "phone",         "mobile",         "mobilephone",  "telephonenumber",
             "employeeid", "employee_id",  "groups",        "cognito:groups", "netbios_name", "dns_domain_name",
             "hostname",   "profile",      "picture",       "website"});
        add(Subject::Address, {"ipaddr", "fwd", "clientaddress", "client_ip", "clientip", "remote_addr", "ip"});
        add(Subject::Opaque, {"aio",        "rh",         "uti",        "sid",           "jti",
                              "login_hint", "puid",       "onprem_sid", "ztdid",         "nonce",
                              "c_hash",     "at_hash",    "xms_ftd",    "xms_rd",        "xms_frd",
                              "xms_mirid",  "xms_az_rid", "vnet",       "session_state", "uid",
                              "xms_st",     "altsecid",   "primarysid", "primary_sid",   "onpremisessecurityidentifier",
                              "deviceid",   "device_id"});
        add(Subject::Client, {"appid", "azp", "client_id", "cid"});
        add(Subject::Principal, {"oid", "sub"});
        add(Subject::Tenant, {"tid"});
        return made;
    }();
    const auto found = subjects.constFind(plainName(name));
    return found == subjects.constEnd() ? std::nullopt : std::optional(*found);
}

bool isPublicId(const QString& guid)
{
    static const QSet<QString> others{QStringLiteral("9188040d-6c67-4c5b-b112-36a304b66dad"),
                                      QStringLiteral("00000000-0000-0000-0000-000000000000")};
    const entra::ClaimFact* roles = entra::claimFact(entra::ClaimPlace::Payload, u"wids");
    return others.contains(guid) || entra::wellKnownResource(guid) || (roles && roles->values.contains(guid));
}

bool isLoopback(const QString& host)
{
    return host == QLatin1String("localhost") || host.startsWith(QLatin1String("127.")) ||
           host == QLatin1String("[::1]");
}

bool isPublicHost(const QString& host)
{
    static const QSet<QString> others{QStringLiteral("tools.ietf.org"),      QStringLiteral("datatracker.ietf.org"),
                                      QStringLiteral("www.rfc-editor.org"),  QStringLiteral("portal.azure.com"),
                                      QStringLiteral("accounts.google.com"), QStringLiteral("microsoft.com")};
    if (isLoopback(host) || entra::cloudOfHost(host) || others.contains(host) ||
        host.endsWith(QLatin1String(".microsoft.com"))) {
        return true;
    }
    const auto match = entra::wellKnownResource(QString(QLatin1String("https://") + host));
    return match && std::ranges::any_of(match.resource->identifiers, [&](const auto& identifier) {
               return QUrl(identifier.pattern).host() == host;
           });
}

QString platformOf(const QString& host)
{
    static const QStringList platforms{
        QStringLiteral(".onmicrosoft.com"),   QStringLiteral(".b2clogin.com"),   QStringLiteral(".ciamlogin.com"),
        QStringLiteral(".azurewebsites.net"), QStringLiteral(".sharepoint.com"), QStringLiteral(".azure-api.net"),
        QStringLiteral(".auth0.com"),         QStringLiteral(".okta.com"),       QStringLiteral(".amazonaws.com")};
    for (const QString& platform : platforms) {
        if (host.endsWith(platform)) {
            return platform;
        }
    }
    return entra::wellKnownResource(QString(QLatin1String("https://") + host)) ? host.mid(host.indexOf(u'.'))
                                                                               : QString();
}

bool endsLikeDomain(const QString& name)
{
    static const QSet<QString> ends{
        QStringLiteral("com"), QStringLiteral("net"), QStringLiteral("org"), QStringLiteral("edu"),
        QStringLiteral("gov"), QStringLiteral("mil"), QStringLiteral("int"), QStringLiteral("info"),
        QStringLiteral("biz"), QStringLiteral("dev"), QStringLiteral("app"), QStringLiteral("cloud"),
        QStringLiteral("local"), QStringLiteral("internal"), QStringLiteral("intranet"), QStringLiteral("lan"),
        QStringLiteral("corp"), QStringLiteral("home"), QStringLiteral("example"), QStringLiteral("test"),
        QStringLiteral("invalid"), QStringLiteral("online"), QStringLiteral("tech"), QStringLiteral("bank"),
        QStringLiteral("software"), QStringLiteral("systems"), QStringLiteral("company"), QStringLiteral("group"),
        // Of the newer ones those that end no role's name.
        QStringLiteral("academy"), QStringLiteral("aero"), QStringLiteral("africa"), QStringLiteral("agency"),
        QStringLiteral("amsterdam"), QStringLiteral("asia"), QStringLiteral("bayern"), QStringLiteral("berlin"),
        QStringLiteral("bio"), QStringLiteral("brussels"), QStringLiteral("business"), QStringLiteral("capital"),
        QStringLiteral("care"), QStringLiteral("cat"), QStringLiteral("clinic"), QStringLiteral("club"),
        QStringLiteral("consulting"), QStringLiteral("coop"), QStringLiteral("digital"), QStringLiteral("eco"),
        QStringLiteral("education"), QStringLiteral("energy"), QStringLiteral("engineering"),
        QStringLiteral("enterprises"), QStringLiteral("finance"), QStringLiteral("financial"), QStringLiteral("fund"),
        QStringLiteral("foundation"), QStringLiteral("global"), QStringLiteral("gmbh"), QStringLiteral("hamburg"),
        QStringLiteral("health"), QStringLiteral("healthcare"), QStringLiteral("holdings"), QStringLiteral("hospital"),
        QStringLiteral("hotel"), QStringLiteral("inc"), QStringLiteral("industries"), QStringLiteral("insurance"),
        QStringLiteral("international"), QStringLiteral("koeln"), QStringLiteral("legal"), QStringLiteral("llc"),
        QStringLiteral("localdomain"), QStringLiteral("london"), QStringLiteral("ltd"), QStringLiteral("mobi"),
        QStringLiteral("museum"), QStringLiteral("nrw"), QStringLiteral("nyc"), QStringLiteral("paris"),
        QStringLiteral("partners"), QStringLiteral("pharmacy"), QStringLiteral("private"), QStringLiteral("ruhr"),
        QStringLiteral("school"), QStringLiteral("scot"), QStringLiteral("services"), QStringLiteral("shop"),
        QStringLiteral("site"), QStringLiteral("solutions"), QStringLiteral("store"), QStringLiteral("studio"),
        QStringLiteral("swiss"), QStringLiteral("technology"), QStringLiteral("tokyo"), QStringLiteral("travel"),
        QStringLiteral("university"), QStringLiteral("ventures"), QStringLiteral("vip"), QStringLiteral("wien"),
        QStringLiteral("works"), QStringLiteral("world"), QStringLiteral("xyz"), QStringLiteral("zone")};
    static const QSet<QString> noCountries{QStringLiteral("js"), QStringLiteral("py"), QStringLiteral("sh"),
                                           QStringLiteral("md"), QStringLiteral("rs"), QStringLiteral("cs"),
                                           QStringLiteral("ts"), QStringLiteral("go"), QStringLiteral("id")};
    const QString last = name.section(u'.', -1);
    const bool country = last.size() == 2 && !noCountries.contains(last) &&
                         std::ranges::all_of(last, [](QChar c) { return c >= u'a' && c <= u'z'; });
    return country || ends.contains(last);
}

bool isIpAddress(const QString& text)
{
    static const QRegularExpression four(
        QRegularExpression::anchoredPattern(QStringLiteral("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}")));
    return four.match(text).hasMatch();
}

} // namespace assayer::inspection
