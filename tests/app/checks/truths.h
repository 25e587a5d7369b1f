// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/checks/editing.h"

#include <QRegularExpression>

#include <functional>

/// What must hold wherever a cause is named, for edited tokens: found in claims, expectations and manifests.
namespace assayer::checks::testing {

inline QStringList listedRoles(const QJsonObject& claims)
{
    const QJsonValue value = claims.value(QStringLiteral("roles"));
    return value.isArray() ? textsIn(value).value_or(QStringList()) : QStringList();
}

/// One random case, and what a cause was found in.
struct Case {
    const QJsonObject& claims;
    const Snapshot& snapshot;
    const Checklist& checklist;
    const Result& result;
    QString role; ///< of the item, for causes of roles

    [[nodiscard]] const profile::Expectations& expected() const { return snapshot.expectations; }
    [[nodiscard]] QString text(const char* claim) const { return claims.value(QLatin1String(claim)).toString(); }
    [[nodiscard]] bool has(const char* claim) const
    {
        return !claims.value(QLatin1String(claim)).isUndefined() && !claims.value(QLatin1String(claim)).isNull();
    }
    [[nodiscard]] bool isNumber(const char* claim) const { return claims.value(QLatin1String(claim)).isDouble(); }
    [[nodiscard]] qint64 number(const char* claim) const { return claims.value(QLatin1String(claim)).toInteger(); }
    [[nodiscard]] QString argument(const char* name) const { return result.arguments.value(QLatin1String(name)); }
    /// The two texts that the finding is about.
    [[nodiscard]] QString found() const { return argument("audience").isEmpty() ? text("iss") : argument("audience"); }
    [[nodiscard]] QString wanted() const
    {
        return argument("expectation").isEmpty() ? argument("expected") : argument("expectation");
    }
    [[nodiscard]] QStringList issuers() const { return QStringList{expected().issuer} + expected().moreIssuers; }
    [[nodiscard]] QStringList scopes() const { return text("scp").split(u' ', Qt::SkipEmptyParts); }
};

inline QString guidIn(const QString& text)
{
    static const QRegularExpression guid(QStringLiteral("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
                                         QRegularExpression::CaseInsensitiveOption);
    return guid.match(text).captured().toLower();
}

inline bool isBare(const QString& text)
{
    return !guidIn(text).isEmpty() && guidIn(text).size() >= text.size() - 1;
}

using Edit = QString (*)(QString);
/// Whether that edit makes the two texts one.
inline bool areOneBy(const Case& it, Edit edit)
{
    return it.found() != it.wanted() && edit(it.found()) == edit(it.wanted());
}

inline QString withoutSlash(QString text)
{
    return text.endsWith(u'/') ? text.chopped(1) : text;
}

inline bool begins(const QString& longer, const QString& shorter)
{
    return longer.startsWith(withoutSlash(shorter) + u'/');
}

inline bool oneBeginsTheOther(const Case& it)
{
    return begins(it.found(), it.wanted()) || begins(it.wanted(), it.found());
}

/// Names of the API in its manifest, or that only the request tells to be one app's.
inline bool mayBeNamesOfOneApp(const Case& it)
{
    static const QStringList names = known("api://orders @uri");
    const auto isName = [](const QString& text) {
        return guidIn(text) == api || names.contains(withoutSlash(text).toLower());
    };
    return (!guidIn(it.found()).isEmpty() && guidIn(it.found()) == guidIn(it.wanted())) ||
           (!it.snapshot.manifests.isEmpty() && isName(it.found()) && isName(it.wanted())) ||
           !it.snapshot.requestedResource.isEmpty();
}

inline bool isOfUser(const Case& it)
{
    return it.has("scp") || it.has("name");
}

inline bool isOfOtherClient(const Case& it)
{
    const auto same = [](const QString& left, const QString& right) {
        return left.compare(right, Qt::CaseInsensitive) == 0;
    };
    return !same(it.text("azp"), it.expected().client) || !same(it.text("tid"), it.expected().tenant);
}

inline QString withoutUnseen(QString text)
{
    return text.remove(u' ').remove(QChar(0x200B));
}

/// One of the accepted issuers is of the token's tenant, at the same kind of authority.
inline bool isOfTrustedTenant(const Case& it)
{
    const auto isB2c = [](const QString& issuer) { return issuer.contains(QLatin1String(".b2clogin.com")); };
    const QString issuer = withoutUnseen(it.text("iss"));
    const QStringList issuers = it.issuers();
    return std::any_of(issuers.begin(), issuers.end(), [&](const QString& each) {
        return isB2c(each) == isB2c(issuer) && guidIn(each) == guidIn(issuer);
    });
}

inline bool isV1(const QString& issuer)
{
    return withoutUnseen(issuer).contains(QLatin1String("://sts.windows.net/"), Qt::CaseInsensitive);
}

inline bool speaksOf(const QString& text, std::initializer_list<const char*> words)
{
    return std::any_of(words.begin(), words.end(),
                       [&text](const char* each) { return text.contains(QLatin1String(each), Qt::CaseInsensitive); });
}

inline bool isIdToken(const Case& it)
{
    return !it.has("azp") && it.has("name");
}

/// Whether a service's manifest at hand, or its role of that name, is so.
template <typename Test> bool someService(const Case& it, Test test)
{
    const auto& manifests = it.snapshot.manifests;
    return std::any_of(manifests.begin(), manifests.end(), [&](const entra::Manifest& manifest) {
        return manifest.kind != entra::ManifestKind::Assignments && test(manifest, manifest.roleByValue(it.role));
    });
}

template <typename Test> bool someRole(const Case& it, Test test)
{
    return someService(
        it, [&](const entra::Manifest&, const entra::AppRole* declared) { return declared && test(*declared); });
}

template <typename Test> bool someList(const Case& it, Test test)
{
    const auto& manifests = it.snapshot.manifests;
    return std::any_of(manifests.begin(), manifests.end(), [&](const entra::Manifest& manifest) {
        return manifest.kind == entra::ManifestKind::Assignments && test(manifest);
    });
}

/// The token is for the API whose manifest at hand declares the role, and no other app is expected.
inline bool isOfDeclaringApi(const Case& it)
{
    const auto isOther = [](const QString& each) { return !guidIn(each).isEmpty() && guidIn(each) != api; };
    const QStringList& expected = it.expected().audiences;
    const QStringList audiences = textsIn(it.claims.value(QStringLiteral("aud"))).value_or(QStringList());
    // An API that calls itself is told by its client ID.
    if (std::any_of(expected.begin(), expected.end(), isOther) || it.text("azp").toLower() == api)
        return false;
    return someService(it, [&](const entra::Manifest& manifest, const entra::AppRole* declared) {
        return declared && manifest.appId == api &&
               std::any_of(audiences.begin(), audiences.end(), [](const QString& each) {
                   return isBare(each) ? guidIn(each) == api : each == QStringLiteral("api://") + api;
               });
    });
}

/// Some API at hand declares the role, and the client's manifest requests it there as one of these types, or does not.
inline bool requestsAs(const Case& it, const QStringList& types, bool does)
{
    return someService(it, [&](const entra::Manifest& declaring, const entra::AppRole* declared) {
        const auto asks = [&](const entra::RequiredAccess& access) {
            return access.resourceAppId == declaring.appId && access.id == declared->id && types.contains(access.type);
        };
        return declared && someService(it, [&](const entra::Manifest& asking, const entra::AppRole*) {
                   return asking.appId == it.text("azp").toLower() &&
                          std::any_of(asking.requiredAccess.begin(), asking.requiredAccess.end(), asks) == does;
               });
    });
}

inline bool lacksGrant(const Case& it)
{
    // The service principal of an API that calls itself has another object ID than the token here.
    return it.text("azp").toLower() == api || someRole(it, [&](const entra::AppRole& declared) {
               return someList(it, [&](const entra::Manifest& list) {
                   return !list.paged &&
                          std::none_of(list.assignments.begin(), list.assignments.end(), [&](const auto& each) {
                              return each.appRoleId == declared.id && each.principalId == it.text("oid").toLower();
                          });
               });
           });
}

/// What a cause says must be so: what has to hold wherever it is named. A cause that is not here cannot be true of
/// these tokens.
inline const QHash<QString, std::function<bool(const Case&)>>& truths()
{
    using C = const Case&;
    static const QHash<QString, std::function<bool(const Case&)>> all{
        {QStringLiteral("kind.delegated"), isOfUser},
        {QStringLiteral("kind.id-token"), isIdToken},
        {QStringLiteral("kind.exchange-assertion"),
         [](C it) { return QJsonDocument(it.claims).toJson().contains("AzureADTokenExchange"); }},
        {QStringLiteral("kind.client-assertion"), [](C it) { return it.text("iss") == it.text("sub"); }},

        {QStringLiteral("issuer.not-expected"), [](C it) { return it.expected().issuer.isEmpty(); }},
        {QStringLiteral("issuer.other"), [](C it) { return !it.issuers().contains(it.text("iss")); }},
        {QStringLiteral("issuer.tenant"),
         [](C it) {
             return it.argument("reason") == QLatin1String("tid")
                        ? guidIn(withoutUnseen(it.text("iss"))) != it.text("tid").toLower()
                        : !isOfTrustedTenant(it);
         }},
        {QStringLiteral("issuer.version"), [](C it) { return isV1(it.found()) != isV1(it.wanted()); }},
        {QStringLiteral("issuer.cloud"),
         [](C it) { return speaksOf(it.found(), {".us/"}) != speaksOf(it.wanted(), {".us/"}); }},
        {QStringLiteral("issuer.template"), [](C it) { return it.wanted().contains(u'{'); }},
        {QStringLiteral("issuer.common"), [](C it) { return speaksOf(it.wanted(), {"/common/"}); }},
        {QStringLiteral("issuer.domain-name"), [](C it) { return speaksOf(it.wanted(), {"/contoso.com/"}); }},
        {QStringLiteral("issuer.authority-url"), [](C it) { return !it.wanted().endsWith(QLatin1String("/v2.0")); }},
        {QStringLiteral("issuer.b2c"), [](C it) { return speaksOf(it.found() + it.wanted(), {".b2clogin.com"}); }},
        {QStringLiteral("issuer.trailing-slash"), [](C it) { return areOneBy(it, withoutSlash); }},
        {QStringLiteral("issuer.case"), [](C it) { return areOneBy(it, [](QString t) { return t.toLower(); }); }},
        {QStringLiteral("issuer.whitespace"),
         [](C it) { return withoutUnseen(it.found()) == withoutUnseen(it.wanted()); }},

        {QStringLiteral("audience.absent"),
         [](C it) {
             return textsIn(it.claims.value(QStringLiteral("aud"))).value_or(QStringList()).join(u' ').isEmpty();
         }},
        {QStringLiteral("audience.other"), [](C it) { return !it.expected().audiences.contains(it.found()); }},
        {QStringLiteral("audience.trailing-slash"), [](C it) { return areOneBy(it, withoutSlash); }},
        {QStringLiteral("audience.case"), [](C it) { return areOneBy(it, [](QString t) { return t.toLower(); }); }},
        {QStringLiteral("audience.whitespace"),
         [](C it) { return withoutUnseen(it.found()) == withoutUnseen(it.wanted()); }},
        {QStringLiteral("audience.scheme"),
         [](C it) {
             return areOneBy(it,
                             [](QString t) { return t.replace(QLatin1String("http://"), QLatin1String("https://")); });
         }},
        {QStringLiteral("audience.double-slash"),
         [](C it) { return areOneBy(it, [](QString t) { return t.remove(u'/'); }); }},
        {QStringLiteral("audience.spn-prefix"),
         [](C it) { return areOneBy(it, [](QString t) { return t.remove(QLatin1String("spn:")); }); }},
        {QStringLiteral("audience.api-prefix"),
         [](C it) { return areOneBy(it, [](QString t) { return t.remove(QLatin1String("api://")); }); }},
        {QStringLiteral("audience.default-suffix"),
         [](C it) { return speaksOf(it.found() + it.wanted(), {"/.default"}); }},
        {QStringLiteral("audience.scope-suffix"), oneBeginsTheOther},
        {QStringLiteral("audience.path-prefix"), oneBeginsTheOther},
        {QStringLiteral("audience.site-url"), [](C it) { return it.wanted().startsWith(QLatin1String("http")); }},
        {QStringLiteral("audience.guid-vs-uri"), mayBeNamesOfOneApp},
        {QStringLiteral("audience.other-identifier"), mayBeNamesOfOneApp},
        {QStringLiteral("audience.object-id"),
         [](C it) {
             const QStringList ids = known("@sp @apiSp @apiObject") + QStringList{it.text("oid").toLower()};
             return ids.contains(guidIn(it.wanted())) || ids.contains(guidIn(it.found()));
         }},
        {QStringLiteral("audience.microsoft-graph"),
         [](C it) {
             return speaksOf(it.found(), {"graph.microsoft.com", "00000003-0000-0000-c000-000000000000"});
         }},
        {QStringLiteral("audience.aad-graph"), [](C it) { return speaksOf(it.found(), {"00000002-0000-0000-c000-"}); }},
        {QStringLiteral("audience.microsoft-resource"), [](C it) { return speaksOf(it.found(), {"vault.azure.net"}); }},
        {QStringLiteral("audience.resource-alias"),
         [](C it) {
             return speaksOf(it.found(), {"graph", "00000003", "00000002", "vault"});
         }},
        {QStringLiteral("audience.own-client"),
         [](C it) {
             return guidIn(it.found()) == it.text("azp").toLower() && guidIn(it.wanted()) != guidIn(it.found());
         }},
        {QStringLiteral("audience.id-token"), isIdToken},
        {QStringLiteral("audience.exchange-assertion"),
         [](C it) { return it.found().startsWith(QLatin1String("api://AzureADTokenExchange")); }},
        {QStringLiteral("audience.v2-token"),
         [](C it) { return it.text("ver") == QLatin1String("2.0") && isBare(it.found()) && !isBare(it.wanted()); }},
        {QStringLiteral("audience.v1-token"),
         [](C it) { return it.text("ver") == QLatin1String("1.0") && !isBare(it.found()) && isBare(it.wanted()); }},
        {QStringLiteral("audience.other-profile"), [](C it) { return !it.snapshot.others.isEmpty(); }},
        {QStringLiteral("audience.multiple"),
         [](C it) { return it.claims.value(QStringLiteral("aud")).toArray().size() > 1; }},

        {QStringLiteral("roles.other"),
         [](C it) {
             return it.has("roles") && !(it.claims.value(QStringLiteral("roles")).isArray() &&
                                         textsIn(it.claims.value(QStringLiteral("roles"))));
         }},
        {QStringLiteral("roles.absent"), [](C it) { return listedRoles(it.claims).isEmpty(); }},
        {QStringLiteral("roles.missing"), [](C it) { return !listedRoles(it.claims).isEmpty(); }},
        {QStringLiteral("roles.case"),
         [](C it) {
             const QStringList roles = listedRoles(it.claims);
             return !roles.contains(it.role) && roles.contains(it.role, Qt::CaseInsensitive);
         }},
        {QStringLiteral("roles.delegated"), isOfUser},
        {QStringLiteral("roles.scope-name"),
         [](C it) { return it.role == QLatin1String("access_as_user") || it.scopes().contains(it.role); }},
        {QStringLiteral("roles.in-scp"), [](C it) { return it.scopes().contains(it.role); }},
        {QStringLiteral("roles.other-client"), isOfOtherClient},
        {QStringLiteral("roles.other-resource"), [](C it) { return isIdToken(it) || !isOfDeclaringApi(it); }},
        {QStringLiteral("roles.not-declared"),
         [](C it) {
             return someService(it, [](const entra::Manifest& manifest, const entra::AppRole* declared) {
                 return manifest.saysRoles && !declared;
             });
         }},
        {QStringLiteral("roles.not-application"),
         [](C it) {
             return someRole(it, [](const entra::AppRole& declared) { return !declared.isForApplications(); });
         }},
        {QStringLiteral("roles.disabled"),
         [](C it) { return someRole(it, [](const entra::AppRole& declared) { return !declared.enabled; }); }},
        {QStringLiteral("roles.not-requested"),
         [](C it) {
             return requestsAs(it, {QStringLiteral("Role"), QStringLiteral("Scope")}, false);
         }},
        {QStringLiteral("roles.requested-as-scope"),
         [](C it) { return requestsAs(it, {QStringLiteral("Scope")}, true); }},
        {QStringLiteral("roles.not-granted"), lacksGrant},
        {QStringLiteral("roles.orphaned"), lacksGrant},
        {QStringLiteral("roles.stale-token"),
         [](C it) {
             return someList(it, [&](const entra::Manifest& list) {
                 return std::any_of(list.assignments.begin(), list.assignments.end(), [&](const auto& each) {
                     return each.created.value_or(0) > it.number("iat") + 300;
                 });
             });
         }},

        {QStringLiteral("lifetime.expired"), [](C it) { return it.number("exp") < now; }},
        {QStringLiteral("lifetime.not-yet-valid"), [](C it) { return it.number("nbf") > now; }},
        {QStringLiteral("lifetime.clock-skew"), [](C it) { return it.number("exp") < now || it.number("nbf") > now; }},
        {QStringLiteral("lifetime.reversed"), [](C it) { return it.number("nbf") > it.number("exp"); }},
        {QStringLiteral("lifetime.missing"), [](C it) { return !it.isNumber("exp"); }},
        {QStringLiteral("lifetime.malformed"), [](C it) { return !it.isNumber("exp") || !it.isNumber("nbf"); }},

        {QStringLiteral("client.other-client"),
         [](C it) { return it.text("azp").compare(it.expected().client, Qt::CaseInsensitive) != 0; }},
        {QStringLiteral("client.object-id"), [](C it) { return it.expected().client != it.text("azp"); }},
        {QStringLiteral("client.absent"), [](C it) { return it.text("azp").isEmpty(); }},
        {QStringLiteral("tenant.other-tenant"),
         [](C it) { return it.text("tid").compare(it.expected().tenant, Qt::CaseInsensitive) != 0; }},
        {QStringLiteral("tenant.absent"), [](C it) { return it.text("tid").isEmpty(); }},
        {QStringLiteral("version.v1-instead-of-v2"), [](C it) { return it.text("ver") == QLatin1String("1.0"); }},
        {QStringLiteral("version.other"),
         [](C it) { return it.text("ver") != QLatin1String("1.0") && it.text("ver") != QLatin1String("2.0"); }},
    };
    return all;
}

/// The two texts of a finding are one of the token's and one that is expected.
inline bool isOfThisCase(const Case& it)
{
    if (it.result.id == CheckId::Issuer)
        return it.argument("expected").isEmpty() || it.issuers().contains(it.argument("expected"));
    if (it.result.id != CheckId::Audience || it.argument("audience").isEmpty())
        return true;
    const QStringList audiences = textsIn(it.claims.value(QStringLiteral("aud"))).value_or(QStringList());
    return audiences.contains(it.argument("audience")) && it.expected().audiences.contains(it.argument("expectation"));
}

/// Of roles every one that is not there has its own cause, and the check's is one of those.
inline QByteArray untruthIn(const Case& it)
{
    const QString& cause = it.result.cause;
    if (cause.isEmpty())
        return {};
    if (it.result.id == CheckId::Roles && !it.result.items.isEmpty()) {
        QStringList ofItems;
        for (const Item& item : it.result.items) {
            if (item.cause.isEmpty() != (item.status == Status::Pass))
                return "a cause where it passes, or none where it does not: " + item.text.toUtf8();
            if (item.cause.isEmpty())
                continue;
            ofItems += item.cause;
            const auto truth = truths().constFind(item.cause);
            Case ofItem = {it.claims, it.snapshot, it.checklist, it.result, item.text};
            if (truth == truths().cend() || !(*truth)(ofItem))
                return item.cause.toUtf8() + " of " + item.text.toUtf8();
        }
        return ofItems.contains(cause) ? QByteArray() : cause.toUtf8() + " of no item";
    }
    if (!isOfThisCase(it))
        return cause.toUtf8() + " of texts that are not in the case";
    const auto truth = truths().constFind(cause);
    return truth != truths().cend() && (*truth)(it) ? QByteArray() : cause.toUtf8();
}

} // namespace assayer::checks::testing
