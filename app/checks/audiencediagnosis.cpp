// SPDX-License-Identifier: Apache-2.0
#include "checks/audiencediagnosis.h"
#include "checks/audiencecase.h"

#include "checks/texts.h"

#include "entra/cloud.h"
#include "entra/wellknown.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>

namespace assayer::checks {

namespace {

bool isGuidText(const QString& text)
{
    return entra::isGuid(withoutFinalSlash(text));
}

/// Whether the text is one of the resource's fixed names, and not one of the many that a pattern stands for.
bool isFixedName(const entra::WellKnownResource& resource, const QString& text)
{
    const QString plain = withoutFinalSlash(asciiLower(text));
    return plain == resource.appId ||
           std::any_of(resource.identifiers.begin(), resource.identifiers.end(),
                       [&plain](const auto& each) { return withoutFinalSlash(each.pattern) == plain; });
}

bool namesSameResource(const entra::WellKnownMatch& left, const QString& leftText, const entra::WellKnownMatch& right,
                       const QString& rightText)
{
    if (left.resource != right.resource || asciiLower(leftText) == asciiLower(rightText))
        return false;
    // Two accounts or organisations of one service are two resources.
    return isFixedName(*left.resource, leftText) || isFixedName(*right.resource, rightText) ||
           withoutFinalSlash(asciiLower(leftText)) == withoutFinalSlash(asciiLower(rightText));
}

bool namesOneMicrosoftResource(const AudienceCase& it)
{
    struct Named {
        entra::WellKnownMatch match;
        QString text;
    };
    QHash<QString, QList<Named>> expected;
    constexpr qsizetype enoughNames = 16; // of one resource; more say nothing new and would cost a product
    for (const QString& text : it.expected) {
        if (const auto match = entra::wellKnownResource(text)) {
            auto& named = expected[match.resource->id];
            if (named.size() < enoughNames)
                named += Named{match, text};
        }
    }
    if (expected.isEmpty())
        return false;
    for (const QString& audience : it.audiences) {
        const auto match = entra::wellKnownResource(audience);
        if (!match)
            continue;
        const auto candidates = expected.value(match.resource->id);
        const Named* otherCloud = nullptr;
        for (const Named& named : candidates) {
            if (!namesSameResource(match, audience, named.match, named.text))
                continue;
            it.say("resource", match.resource->name);
            it.say("cloud", match.cloud);
            it.say("expectedCloud", named.match.cloud);
            if (match.cloud.isEmpty() || named.match.cloud.isEmpty() || match.cloud == named.match.cloud) {
                (void)it.found("resource-alias", audience, named.text);
                it.result.status = Status::Warning;
                return true;
            }
            otherCloud = &named;
        }
        if (otherCloud)
            return it.found("cloud", audience, otherCloud->text);
    }
    return false;
}

bool isExchange(const AudienceCase& it)
{
    const auto audience = std::find_if(it.audiences.begin(), it.audiences.end(), namesTokenExchange);
    return audience != it.audiences.end() && it.found("exchange-assertion", *audience, it.expected.first());
}

bool isIdToken(const AudienceCase& it)
{
    return it.context.idToken && it.found("id-token", it.audiences.first(), it.expected.first());
}

/// The Microsoft resources that an expectation means, however it is written: then the writing is the fault.
QSet<QString> meantResources(const QStringList& expected)
{
    QSet<QString> meant;
    for (const QString& text : expected) {
        QString plain = withSecureScheme(withSingleSlashes(withoutInvisible(text)));
        if (plain.startsWith(QLatin1String("spn:")))
            plain.remove(0, 4);
        const QString bare = withoutDefaultSuffix(plain);
        if (const auto match = entra::wellKnownResource(bare.isEmpty() ? plain : bare))
            meant.insert(match.resource->id);
    }
    return meant;
}

bool isMicrosoftResource(const AudienceCase& it)
{
    const QSet<QString> meant = meantResources(it.expected);
    for (const QString& audience : it.audiences) {
        const auto match = entra::wellKnownResource(audience);
        if (!match || meant.contains(match.resource->id))
            continue;
        it.say("resource", match.resource->name);
        const QString& id = match.resource->id;
        const char* cause = id == QLatin1String("aad-graph")         ? "aad-graph"
                            : id == QLatin1String("microsoft-graph") ? "microsoft-graph"
                                                                     : "microsoft-resource";
        return it.found(cause, audience, it.expected.first());
    }
    return false;
}

bool isOwnClient(const AudienceCase& it)
{
    QStringList own{it.context.facts.client};
    if (it.context.snapshot.profile)
        own += it.context.snapshot.profile->clientId;
    own.removeAll(QString());
    const QSet<QString> permissions = permissionNames(it);
    for (const QString& client : std::as_const(own)) {
        const auto names = [&client](const QString& text) {
            return sameId(text, client) || (!appGuid(text).isEmpty() && appGuid(text) == client.toLower());
        };
        // An API that calls itself is its own client: then only the form of its name is at fault.
        const auto isMeant = [&names, &permissions](const QString& text) {
            return names(text) || names(slipIn(text, permissions).identifier);
        };
        if (std::any_of(it.expected.begin(), it.expected.end(), isMeant))
            continue;
        const auto audience = std::find_if(it.audiences.begin(), it.audiences.end(), names);
        if (audience != it.audiences.end()) {
            it.say("client", client);
            return it.found("own-client", *audience, it.expected.first());
        }
    }
    return false;
}

bool isSameApp(const AudienceCase& it)
{
    const QSet<QString> permissions = permissionNames(it);
    QHash<QString, const QString*> apps;
    for (const QString& expectation : it.expected) {
        QString app = appGuid(expectation);
        if (app.isEmpty())
            app = appGuid(slipIn(expectation, permissions).identifier);
        if (!app.isEmpty() && !apps.contains(app))
            apps.insert(app, &expectation);
    }
    for (const QString& audience : it.audiences) {
        const QString app = appGuid(audience);
        const QString* expectation = app.isEmpty() ? nullptr : apps.value(app);
        if (!expectation)
            continue;
        it.say("app", app);
        if (isGuidText(audience) == isGuidText(*expectation))
            return it.found("other-identifier", audience, *expectation);
        const bool versionDecides = isGuidText(audience) && it.hasVersion("2.0");
        it.say("proved", QStringLiteral("1"));
        return it.found(versionDecides ? "v2-token" : "guid-vs-uri", audience, *expectation);
    }
    return false;
}

bool isOtherProfile(const AudienceCase& it)
{
    QSet<QString> wanted;
    for (const QString& audience : it.audiences) {
        wanted.insert(withoutFinalSlash(audience));
        if (const QString app = appGuid(audience); !app.isEmpty())
            wanted.insert(app);
    }
    // The client ID that came may be known by the name alone that it was asked for by.
    if (it.asked.isKnown() && !it.asked.meantOf(it.expected))
        wanted.insert(withoutFinalSlash(it.asked.identifier()));
    for (const KnownApi& api : it.context.snapshot.others) {
        for (const QString& name : api.audiences) {
            const QString app = appGuid(name);
            if (!wanted.contains(withoutFinalSlash(name)) && (app.isEmpty() || !wanted.contains(app)))
                continue;
            const auto named = std::find_if(it.audiences.begin(), it.audiences.end(), [&](const QString& audience) {
                return withoutFinalSlash(audience) == withoutFinalSlash(name) ||
                       (!app.isEmpty() && appGuid(audience) == app);
            });
            it.say("profile", api.name);
            return it.found("other-profile", named == it.audiences.end() ? it.audiences.first() : *named,
                            it.expected.first());
        }
    }
    return false;
}

/// Hosts that a web site has without its owner having a domain; no App ID URI of a new registration may name them.
bool isHostedSite(const QString& text)
{
    const qsizetype start = text.indexOf(QLatin1String("://")) + 3;
    const QString host =
        text.mid(start, text.indexOf(u'/', start) < 0 ? -1 : text.indexOf(u'/', start) - start).toLower();
    constexpr std::array suffixes{".azurewebsites.net", ".azurewebsites.us",      ".azure-api.net",
                                  ".azurefd.net",       ".azurecontainerapps.io", ".azurestaticapps.net",
                                  ".cloudapp.azure.com"};
    return std::any_of(suffixes.begin(), suffixes.end(),
                       [&host](const char* suffix) { return host.endsWith(QLatin1String(suffix)); });
}

bool isSiteAddress(const AudienceCase& it)
{
    const QString& address = it.context.snapshot.callAddress;
    for (const QString& expectation : it.expected) {
        const QString site = withoutFinalSlash(expectation);
        if (!site.startsWith(QLatin1String("http")) || !isUri(site))
            continue;
        const bool called = !address.isEmpty() && (address == expectation || address == site ||
                                                   address.startsWith(site + u'/') || address.startsWith(site + u'?'));
        if (called || isHostedSite(site)) {
            it.say("called", called ? address : QString());
            return it.found("site-url", it.audiences.first(), expectation);
        }
    }
    return false;
}

bool hasPathPrefix(const AudienceCase& it)
{
    const auto matches = [](const QStringList& longer, const QStringList& shorter, QString& left, QString& right) {
        QHash<QString, const QString*> roots;
        for (const QString& text : shorter)
            roots.insert(withoutFinalSlash(text), &text);
        for (const QString& text : longer) {
            for (const QString& prefix : pathPrefixes(text)) {
                if (const QString* root = roots.value(prefix)) {
                    left = text;
                    right = *root;
                    return true;
                }
            }
        }
        return false;
    };
    QString left;
    QString right;
    if (matches(it.audiences, it.expected, left, right))
        return it.found("path-prefix", left, right);
    return matches(it.expected, it.audiences, left, right) && it.found("path-prefix", right, left);
}

/// The one is that app's client ID, and its manifest has no such name as the other.
bool isNoName(const AudienceCase& it, const entra::Manifest& manifest)
{
    it.say("reason", QStringLiteral("no-name"));
    it.say("app", asciiLower(manifest.appId));
    it.say("name", manifest.displayName);
    it.say("names", manifest.identifierUris.join(u'\n'));
    const auto isOfApp = [&manifest](const QString& text) { return sameId(withoutFinalSlash(text), manifest.appId); };
    const auto of = std::find_if(it.expected.begin(), it.expected.end(), isOfApp);
    const auto audience =
        std::find_if(it.audiences.begin(), it.audiences.end(), of == it.expected.end() ? isGuidText : isUri);
    return it.found("other", *audience, of == it.expected.end() ? it.expected.first() : *of);
}

bool isDecidedByVersion(const AudienceCase& it)
{
    const NamesAtHand names(it.context.snapshot.manifests);
    const entra::Manifest* denying = nullptr;
    const auto mayBe = [&](const QString& name, const QString& guid) {
        const entra::Manifest* other = mayBeOneApp(name, guid) ? names.denying(name, guid) : nullptr;
        denying = denying ? denying : other;
        return !other && mayBeOneApp(name, guid);
    };
    const auto guid = std::find_if(it.audiences.begin(), it.audiences.end(), isGuidText);
    if (it.hasVersion("2.0") && guid != it.audiences.end() && !speaksForAnotherApi(it, *guid) &&
        std::none_of(it.expected.begin(), it.expected.end(), isGuidText)) {
        for (const QString& expectation : it.expected) {
            if (mayBe(expectation, *guid))
                return it.found("v2-token", *guid, expectation);
        }
    }
    const auto uri = std::find_if(it.audiences.begin(), it.audiences.end(), isUri);
    if (it.hasVersion("1.0") && uri != it.audiences.end() && !speaksForAnotherApi(it, *uri) &&
        std::all_of(it.expected.begin(), it.expected.end(), isGuidText)) {
        for (const QString& expectation : it.expected) {
            if (mayBe(*uri, expectation))
                return it.found("v1-token", *uri, expectation);
        }
    }
    return denying && isNoName(it, *denying);
}

bool isMultiple(const AudienceCase& it)
{
    it.say("count", QString::number(it.audiences.size()));
    return it.shape == Shape::List && it.audiences.size() > 1 &&
           it.found("multiple", it.audiences.first(), it.expected.first());
}

bool isOther(const AudienceCase& it)
{
    QHash<QString, const QString*> plain;
    for (const QString& expectation : it.expected)
        plain.insert(withoutLookalikes(expectation), &expectation);
    for (const QString& audience : it.audiences) {
        if (const QString* expectation = plain.value(withoutLookalikes(audience))) {
            it.say("reason", QStringLiteral("lookalike"));
            return it.found("other", audience, *expectation);
        }
    }
    const QSet<QString> ids = objectIds(it.context);
    const auto objectId = std::find_if(it.expected.begin(), it.expected.end(), [&ids](const QString& each) {
        return ids.contains(asciiLower(each)) || ids.contains(appGuid(each));
    });
    if (objectId != it.expected.end()) {
        it.say("reason", QStringLiteral("object-id"));
        return it.found("other", it.audiences.first(), *objectId);
    }
    if (it.asked.isKnown()) {
        it.say("reason", it.asked.meantOf(it.expected) ? QStringLiteral("unasked") : QStringLiteral("asked"));
        it.say("askedFor", it.asked.identifier());
    }
    return it.found("other", it.audiences.first(), it.expected.first());
}

/// The first that holds decides.
constexpr std::array rules{namesOneMicrosoftResource,
                           isExchange,
                           isIdToken,
                           isMicrosoftResource,
                           isOwnClient,
                           isOneEditAway,
                           isOneAppByManifest,
                           isSameApp,
                           isOneAppByRequest,
                           isOtherProfile,
                           isSiteAddress,
                           hasPathPrefix,
                           isDecidedByVersion,
                           isMultiple,
                           isOther};

} // namespace

void diagnoseAudience(Result& result, const Context& context, Shape shape)
{
    const QStringList audiences = result.actual;
    const QStringList expected = result.expected;
    const AudienceCase it{context, audiences, expected, shape, result, Asked(context.snapshot)};
    (void)std::any_of(rules.begin(), rules.end(), [&it](const auto rule) { return rule(it); });
    if (result.cause == QLatin1String("audience.v1-token") || result.cause == QLatin1String("audience.v2-token"))
        sayWhatDecidesVersion(result, context, result);
    static const QSet<QString> ofNames{QStringLiteral("audience.v2-token"), QStringLiteral("audience.guid-vs-uri"),
                                       QStringLiteral("audience.other")};
    if (ofNames.contains(result.cause))
        saySlip(it);
}

} // namespace assayer::checks
