// SPDX-License-Identifier: Apache-2.0
#include "formats/draft.h"
#include "formats/settingsform.h"

#include <QCoreApplication>

#include <array>

namespace assayer::formats {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

constexpr int defaultSkew = 300;
const QString parameters = QStringLiteral("tokenvalidationparameters.");
const QString schemes = QStringLiteral("authentication.schemes.");

void readSkew(Draft& draft)
{
    draft.setSkew(defaultSkew);
    const QString written = draft.text(parameters + QStringLiteral("clockskew"));
    if (written.isEmpty()) {
        return;
    }
    if (const auto seconds = secondsOfTimeSpan(written)) {
        draft.setSkew(*seconds);
    } else {
        draft.note(Text::tr("ClockSkew is no time of at most a day; the default, 300 seconds, was taken."));
    }
}

/// The section that ASP.NET Core's own configuration reads: the scheme «Bearer», else the first.
QString schemeIn(const Settings& settings, bool& others)
{
    QStringList found;
    for (const char16_t* name :
         {u"authority", u"metadataaddress", u"validissuer", u"validissuers", u"validaudience", u"validaudiences"}) {
        for (const QString& parent : settings.parentsOf(QString::fromUtf16(name))) {
            const bool scheme = parent.startsWith(schemes) && parent.count(u'.') == schemes.count(u'.') + 1;
            if (scheme && !found.contains(parent)) {
                found.append(parent);
            }
        }
    }
    const QString bearer = schemes + QStringLiteral("bearer.");
    const QString chosen = found.contains(bearer) ? bearer : found.value(0);
    others = found.size() > 1;
    return chosen;
}

ApiSettings readScheme(const Settings& settings, const QString& prefix, bool others)
{
    Draft draft(settings, prefix, Middleware::AspNetCore);
    draft.setSkew(defaultSkew);
    acceptWithSlashes(draft,
                      draft.texts(QStringLiteral("validaudience")) + draft.texts(QStringLiteral("validaudiences")));
    draft.acceptIssuers(draft.texts(QStringLiteral("validissuers")) + draft.texts(QStringLiteral("validissuer")));
    const QString address = draft.has(QStringLiteral("metadataaddress")) ? draft.text(QStringLiteral("metadataaddress"))
                                                                         : draft.text(QStringLiteral("authority"));
    if (draft.isFalse(QStringLiteral("validateissuer"))) {
        draft.result().issuers.clear();
        draft.note(Text::tr("ValidateIssuer is false: the API takes tokens of any issuer whose keys it has."));
    } else if (!address.isEmpty()) {
        const bool named = !draft.result().issuers.isEmpty();
        draft.acceptIssuersOf(authorityAt(address));
        if (!named) {
            draft.note(
                Text::tr("ValidIssuer is not set. It was assumed that the issuer of the Authority is checked, as "
                         "ASP.NET Core 8 possibly does; version 7 possibly checks none."));
        }
    } else if (draft.result().issuers.isEmpty()) {
        draft.note(Text::tr("There is neither ValidIssuer nor an Authority: the issuer is not checked here."));
    }
    if (draft.isFalse(QStringLiteral("validateaudience"))) {
        draft.result().expectations.audiences.clear();
        draft.note(Text::tr("ValidateAudience is false: the API takes tokens that are meant for any other."));
    }
    if (draft.has(QStringLiteral("audience"))) {
        draft.note(Text::tr("ASP.NET Core reads ValidAudience and ValidAudiences from this section, not Audience; it "
                            "was passed over. It counts only if the API's code reads it."));
    }
    if (draft.has(parameters + QStringLiteral("clockskew"))) {
        draft.note(Text::tr("ASP.NET Core does not read TokenValidationParameters from this section; they were passed "
                            "over."));
    }
    if (others) {
        draft.note(Text::tr("There are other schemes too; they were passed over."));
    }
    return draft.take();
}

bool namesBearer(const QString& prefix)
{
    return prefix.contains(u"jwt") || prefix.contains(u"bearer") || prefix.contains(u"auth") ||
           prefix.contains(u"token");
}

/// A section that the API's code hands to the handler.
std::optional<QString> sectionIn(const Settings& settings)
{
    for (const char16_t* name : {u"authority", u"metadataaddress", u"validissuer", u"validissuers", u"validaudience",
                                 u"validaudiences", u"issuer", u"audience"}) {
        const bool common = QStringView(name) == u"issuer" || QStringView(name) == u"audience";
        for (QString parent : settings.parentsOf(QString::fromUtf16(name))) {
            if (parent.startsWith(u"spring.") || (common && !namesBearer(parent))) {
                continue;
            }
            if (parent.endsWith(parameters)) {
                parent.chop(parameters.size());
            }
            return parent;
        }
    }
    return std::nullopt;
}

ApiSettings readSection(const Settings& settings, const QString& prefix)
{
    Draft draft(settings, prefix, Middleware::AspNetCore);
    draft.note(Text::tr("It was assumed that the API's code hands this section to ASP.NET Core's JwtBearer handler as "
                        "its names say."));
    acceptWithSlashes(draft, draft.texts(QStringLiteral("audience")) + draft.texts(QStringLiteral("audiences")) +
                                 draft.texts(QStringLiteral("validaudience")) +
                                 draft.texts(QStringLiteral("validaudiences")));
    draft.acceptIssuers(draft.texts(QStringLiteral("issuer")) + draft.texts(QStringLiteral("validissuer")) +
                        draft.texts(QStringLiteral("validissuers")));
    const QString address = draft.has(QStringLiteral("metadataaddress")) ? draft.text(QStringLiteral("metadataaddress"))
                                                                         : draft.text(QStringLiteral("authority"));
    if (!address.isEmpty()) {
        const AuthorityAddress authority = authorityAt(address);
        draft.acceptIssuersOf(authority);
        draft.expectTenantOf(authority);
    }
    readValidationParameters(draft);
    return draft.take();
}

} // namespace

void acceptWithSlashes(Draft& draft, const QStringList& audiences)
{
    QStringList accepted;
    for (const QString& audience : audiences) {
        accepted += audience;
        if (audience.contains(u"://")) {
            accepted += audience.endsWith(u'/') ? audience.chopped(1) : audience + u'/';
        }
    }
    if (accepted.size() > audiences.size()) {
        draft.note(Text::tr("ASP.NET Core overlooks one final slash in an audience: both spellings are accepted."));
    }
    draft.acceptAudiences(accepted);
}

void readValidationParameters(Draft& draft)
{
    readSkew(draft);
    acceptWithSlashes(draft, draft.texts(parameters + QStringLiteral("validaudience")) +
                                 draft.texts(parameters + QStringLiteral("validaudiences")));
    draft.acceptIssuers(draft.texts(parameters + QStringLiteral("validissuer")) +
                        draft.texts(parameters + QStringLiteral("validissuers")));
    ApiSettings& result = draft.result();
    if (draft.isFalse(parameters + QStringLiteral("validateaudience"))) {
        result.expectations.audiences.clear();
        draft.note(Text::tr("ValidateAudience is false: the API takes tokens that are meant for any other."));
    }
    if (draft.isFalse(parameters + QStringLiteral("validateissuer"))) {
        result.issuers.clear();
        result.expectations.tenant.clear();
        draft.note(Text::tr("ValidateIssuer is false: the API takes tokens of any issuer whose keys it has."));
    }
    if (draft.isFalse(parameters + QStringLiteral("validatelifetime"))) {
        draft.obey(profile::Rule::ExpiryIgnored);
        draft.obey(profile::Rule::NotBeforeIgnored);
        draft.note(Text::tr("ValidateLifetime is false: the API takes expired tokens."));
    }
    if (draft.isFalse(parameters + QStringLiteral("requireexpirationtime"))) {
        draft.obey(profile::Rule::ExpiryOptional);
        draft.note(Text::tr("RequireExpirationTime is false: the API takes tokens that never expire."));
    }
}

std::optional<ApiSettings> aspNetSettings(const Settings& settings)
{
    bool others = false;
    if (const QString scheme = schemeIn(settings, others); !scheme.isEmpty()) {
        return readScheme(settings, scheme, others);
    }
    if (const auto section = sectionIn(settings)) {
        return readSection(settings, *section);
    }
    return std::nullopt;
}

} // namespace assayer::formats
