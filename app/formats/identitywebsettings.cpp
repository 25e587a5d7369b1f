// SPDX-License-Identifier: Apache-2.0
#include "formats/draft.h"

#include "entra/cloud.h"

#include <QCoreApplication>

namespace assayer::formats {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

/// How much a section looks like that of the API's own registration; 0: not at all.
int likeness(const Settings& settings, const QString& prefix)
{
    const bool instance = settings.has(prefix + QStringLiteral("instance"));
    const bool tenant = settings.has(prefix + QStringLiteral("tenantid"));
    const bool client = settings.has(prefix + QStringLiteral("clientid"));
    const bool otherProgram = prefix.startsWith(u"spring.") || prefix.startsWith(u"azure.") ||
                              settings.has(prefix + QStringLiteral("identitymetadata"));
    if (otherProgram || !client || !(instance || tenant)) {
        return 0;
    }
    const bool named = prefix.contains(u"azuread") || prefix.contains(u"entra");
    return 1 + (instance ? 2 : 0) + (named ? 1 : 0);
}

std::optional<QString> sectionIn(const Settings& settings)
{
    std::optional<QString> best;
    int most = 0;
    for (const QString& parent : settings.parentsOf(QStringLiteral("clientid"))) {
        if (const int each = likeness(settings, parent); each > most) {
            most = each;
            best = parent;
        }
    }
    return best;
}

AuthorityAddress authorityIn(Draft& draft)
{
    if (draft.has(QStringLiteral("authority"))) {
        return authorityAt(draft.text(QStringLiteral("authority")));
    }
    QString instance = draft.text(QStringLiteral("instance"));
    if (instance.isEmpty()) {
        instance = QStringLiteral("https://login.microsoftonline.com/");
        draft.note(Text::tr("There is no Instance that is known here; the public cloud was assumed."));
    }
    const bool hasTenant = draft.has(QStringLiteral("tenantid"));
    const QString tenant = draft.text(hasTenant ? QStringLiteral("tenantid") : QStringLiteral("domain"));
    return authorityOf(instance, tenant);
}

void acceptIssuers(Draft& draft, const AuthorityAddress& authority)
{
    using Kind = AuthorityAddress::Kind;
    if (authority.kind == Kind::Tenant) {
        draft.acceptIssuers(issuersOfBothVersions(authority));
        draft.expectTenantOf(authority);
        draft.note(Text::tr("Microsoft.Identity.Web takes the tenant's issuers of both token versions."));
    } else if (authority.kind == Kind::Shared) {
        draft.note(
            Text::tr("The API takes tokens of any tenant, unless its code names some; the issuer is not checked."));
    } else {
        draft.acceptIssuersOf(authority);
    }
}

void acceptOwnAudiences(Draft& draft, const AuthorityAddress& authority)
{
    const QString client = draft.text(QStringLiteral("clientid"));
    if (client.isEmpty()) {
        return;
    }
    const bool account =
        authority.kind == AuthorityAddress::Kind::Account || draft.has(QStringLiteral("signupsigninpolicyid"));
    if (account) {
        draft.acceptAudiences({client});
        return;
    }
    draft.acceptAudiences({client, QStringLiteral("api://") + client});
    draft.obey(profile::Rule::AudienceOfVersion);
    draft.note(Text::tr("No audience is configured: Microsoft.Identity.Web takes the client ID in tokens of version "
                        "2.0, and api:// with the client ID in those of version 1.0."));
}

} // namespace

std::optional<ApiSettings> identityWebSettings(const Settings& settings)
{
    const auto section = sectionIn(settings);
    if (!section) {
        return std::nullopt;
    }
    Draft draft(settings, *section, Middleware::MicrosoftIdentityWeb);
    draft.note(Text::tr("It was assumed that Microsoft.Identity.Web checks the API's tokens by this section."));
    const AuthorityAddress authority = authorityIn(draft);
    acceptIssuers(draft, authority);
    const bool configured = draft.has(QStringLiteral("audience")) || draft.has(QStringLiteral("audiences"));
    acceptWithSlashes(draft, draft.texts(QStringLiteral("audience")) + draft.texts(QStringLiteral("audiences")));
    readValidationParameters(draft);
    if (!configured && draft.result().expectations.audiences.isEmpty() &&
        !draft.isFalse(QStringLiteral("tokenvalidationparameters.validateaudience"))) {
        acceptOwnAudiences(draft, authority);
    }
    if (!draft.isTrue(QStringLiteral("allowwebapitobeauthorizedbyacl"))) {
        draft.obey(profile::Rule::RolesOrScopes);
        draft.note(Text::tr("Microsoft.Identity.Web refuses a token that has neither roles nor scp (IDW10201), unless "
                            "AllowWebApiToBeAuthorizedByACL is true."));
    }
    return draft.take();
}

} // namespace assayer::formats
