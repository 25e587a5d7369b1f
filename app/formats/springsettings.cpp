// SPDX-License-Identifier: Apache-2.0
#include "formats/draft.h"

#include <QCoreApplication>

namespace assayer::formats {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

constexpr int defaultSkew = 60;
const QString resourceServer = QStringLiteral("spring.security.oauth2.resourceserver.jwt");
const QString azure = QStringLiteral("spring.cloud.azure");
const QString directory = QStringLiteral("activedirectory.");

/// JwtTimestampValidator looks at exp where it is there (not in the facts, hence «possibly»).
void takeTokensWithoutExpiry(Draft& draft)
{
    draft.obey(profile::Rule::ExpiryOptional);
    draft.note(Text::tr("It was assumed that Spring Security takes a token without exp, as it possibly does unless the "
                        "API's code says otherwise."));
}

ApiSettings readResourceServer(const Settings& settings)
{
    Draft draft(settings, resourceServer + u'.', Middleware::Spring);
    draft.setSkew(defaultSkew);
    takeTokensWithoutExpiry(draft);
    draft.acceptAudiences(draft.listOf(QStringLiteral("audiences")));
    // Spring refuses to start where the metadata names another issuer than this address.
    draft.acceptIssuers(draft.texts(QStringLiteral("issueruri")));
    draft.expectTenantOf(authorityAt(draft.result().issuers.value(0)));
    if (!draft.has(QStringLiteral("issueruri"))) {
        draft.note(Text::tr("There is no issuer-uri: Spring checks the keys and the times, but not the issuer."));
    }
    if (!draft.has(QStringLiteral("audiences"))) {
        draft.note(Text::tr("There are no audiences: Spring Security checks none unless the API's code adds that."));
    }
    if (draft.text(QStringLiteral("authoritiesclaimname")) != QLatin1String("roles")) {
        draft.obey(profile::Rule::RolesUnmapped);
        draft.note(Text::tr("Spring makes authorities of scope and scp alone. Unless the API's code maps roles, a "
                            "token with the right role is refused with 403."));
    }
    if (settings.hasUnder(azure + u'.' + directory.chopped(1))) {
        draft.note(Text::tr("There are settings of the Azure Spring starter too. They were passed over, as "
                            "spring.security.oauth2.resourceserver.jwt was taken."));
    }
    return draft.take();
}

QString cloudOf(const QString& type)
{
    const QString name = Settings::comparable(type);
    return name.contains(u"usgovernment") ? QStringLiteral("usgov")
           : name.contains(u"china")      ? QStringLiteral("china")
                                          : QStringLiteral("public");
}

/// The starter's own setting, else the one that all of Spring Cloud Azure shares.
QString specific(Draft& draft, const QString& name)
{
    const QString own = draft.text(directory + name);
    return own.isEmpty() ? draft.text(name) : own;
}

AuthorityAddress authorityIn(Draft& draft)
{
    AuthorityAddress address = authorityOf(QStringLiteral("https://login.microsoftonline.com/"),
                                           specific(draft, QStringLiteral("profile.tenantid")));
    if (address.kind != AuthorityAddress::Kind::None) {
        address.authority.cloud = cloudOf(specific(draft, QStringLiteral("profile.cloudtype")));
    }
    return address;
}

ApiSettings readStarter(const Settings& settings)
{
    Draft draft(settings, azure + u'.', Middleware::SpringAzure);
    draft.setSkew(defaultSkew);
    takeTokensWithoutExpiry(draft);
    const QString uri = draft.text(directory + QStringLiteral("appiduri"));
    draft.acceptAudiences({uri, specific(draft, QStringLiteral("credential.clientid"))});
    const AuthorityAddress authority = authorityIn(draft);
    if (authority.kind == AuthorityAddress::Kind::Tenant) {
        draft.acceptIssuers(issuersOfBothVersions(authority));
        draft.expectTenantOf(authority);
        draft.note(Text::tr("The Azure Spring starter was assumed to take the tenant's issuers of both token versions; "
                            "some of its versions take those of any tenant."));
    } else if (authority.kind == AuthorityAddress::Kind::Shared || authority.kind == AuthorityAddress::Kind::None) {
        draft.note(Text::tr("No tenant is known from these settings; the issuer is not checked."));
    } else {
        draft.acceptIssuersOf(authority);
    }
    return draft.take();
}

} // namespace

std::optional<ApiSettings> springSettings(const Settings& settings)
{
    if (settings.hasUnder(resourceServer)) {
        return readResourceServer(settings);
    }
    if (settings.hasUnder(azure + u'.' + directory.chopped(1))) {
        return readStarter(settings);
    }
    return std::nullopt;
}

} // namespace assayer::formats
