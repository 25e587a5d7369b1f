// SPDX-License-Identifier: Apache-2.0
#include "checks/audiencecase.h"
#include "checks/texts.h"

#include "entra/cloud.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>

namespace assayer::checks {

namespace {

using Forms = QStringList (*)(const QString& text, const QSet<QString>& names);

struct Edit {
    const char* cause;
    Forms forms; ///< two texts are the same but for this edit if they have a form in common
};

QStringList apiPrefixForms(const QString& text, const QSet<QString>&)
{
    const QString rest = withoutApiPrefix(text);
    const bool doubled = text.size() - rest.size() > 6;
    QStringList forms{text};
    if (doubled)
        forms += QStringLiteral("api://") + rest;
    // A bare GUID and api://GUID are two names of one app, not a slip of the pen.
    if (rest != text && !entra::isGuid(withoutFinalSlash(rest)))
        forms += rest;
    return forms;
}

QStringList defaultSuffixForms(const QString& text, const QSet<QString>&)
{
    const QString base = withoutDefaultSuffix(text);
    return base.isEmpty() ? QStringList{text} : QStringList{text, base, base + u'/', withoutFinalSlash(base)};
}

QStringList scopeSuffixForms(const QString& text, const QSet<QString>& names)
{
    const auto split = splitLastSegment(text);
    return split && names.contains(split->segment) ? QStringList{text, split->head} : QStringList{text};
}

QStringList spnForms(const QString& text, const QSet<QString>&)
{
    QStringList forms{text};
    if (text.startsWith(QLatin1String("spn:"))) {
        forms.append(text.mid(4));
    }
    return forms;
}

template <QString (*plain)(const QString&)> QStringList singleForm(const QString& text, const QSet<QString>&)
{
    return {plain(text)};
}

constexpr std::array edits{
    Edit{"whitespace", singleForm<withoutInvisible>},
    Edit{"case", singleForm<asciiLower>},
    Edit{"scheme", singleForm<withSecureScheme>},
    Edit{"trailing-slash", singleForm<withoutFinalSlash>},
    Edit{"double-slash", singleForm<withSingleSlashes>},
    Edit{"default-suffix", defaultSuffixForms},
    Edit{"spn-prefix", spnForms},
    Edit{"api-prefix", apiPrefixForms},
    Edit{"scope-suffix", scopeSuffixForms},
};

} // namespace

QSet<QString> permissionNames(const AudienceCase& it)
{
    QSet<QString> names{QStringLiteral("access_as_user"), QStringLiteral("user_impersonation")};
    for (const QStringList* list :
         {&it.context.facts.roles, &it.context.facts.scopes, &it.context.snapshot.expectations.roles})
        names.unite(QSet<QString>(list->begin(), list->end()));
    for (const entra::Manifest& manifest : it.context.snapshot.manifests) {
        for (const entra::AppRole& role : manifest.appRoles)
            names.insert(role.value);
        for (const entra::PermissionScope& scope : manifest.scopes)
            names.insert(scope.value);
    }
    names.remove(QString());
    return names;
}

Slip slipIn(const QString& name, const QSet<QString>& permissions)
{
    if (const QString plain = withoutInvisible(name); plain != name)
        return {"whitespace", plain};
    if (const QString base = withoutDefaultSuffix(name); !base.isEmpty())
        return {"default-suffix", base};
    if (const auto split = splitLastSegment(name); split && permissions.contains(split->segment))
        return {"scope-suffix", split->head};
    constexpr QLatin1String scheme("api://");
    if (name.startsWith(scheme, Qt::CaseInsensitive) && !name.startsWith(scheme))
        return {"case", scheme + name.mid(scheme.size())};
    if (name.mid(scheme.size()).startsWith(scheme) && name.startsWith(scheme))
        return {"api-prefix", scheme + withoutApiPrefix(name)};
    return {};
}

void saySlip(const AudienceCase& it)
{
    const QString name = it.result.arguments.value(QStringLiteral("expectation"));
    const Slip slip = slipIn(name, permissionNames(it));
    const QList<entra::Manifest>& manifests = it.context.snapshot.manifests;
    const bool registered = std::any_of(manifests.begin(), manifests.end(), [&name](const entra::Manifest& manifest) {
        return manifest.identifierUris.contains(name);
    });
    if (slip.identifier.isEmpty() || registered)
        return;
    it.say("slip", QLatin1String(slip.kind));
    it.say("identifier", slip.identifier);
}

bool isOneEditAway(const AudienceCase& it)
{
    const QSet<QString> names = permissionNames(it);
    for (const Edit& edit : edits) {
        QHash<QString, const QString*> forms;
        for (const QString& expectation : it.expected) {
            for (const QString& form : edit.forms(expectation, names)) {
                if (!form.isEmpty() && !forms.contains(form))
                    forms.insert(form, &expectation);
            }
        }
        for (const QString& audience : it.audiences) {
            for (const QString& form : edit.forms(audience, names)) {
                if (const QString* expectation = forms.value(form))
                    return it.found(edit.cause, audience, *expectation);
            }
        }
    }
    return false;
}

} // namespace assayer::checks
