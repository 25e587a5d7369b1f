// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/asked.h"
#include "checks/context.h"

#include <QHash>
#include <QSet>

namespace assayer::checks {

/// The two lists, and where the finding goes.
struct AudienceCase {
    const Context& context;
    const QStringList& audiences;
    const QStringList& expected;
    Shape shape;
    Result& result;
    Asked asked;

    [[nodiscard]] bool found(const char* cause, const QString& audience, const QString& expectation) const
    {
        result.arguments.insert(QStringLiteral("audience"), audience);
        result.arguments.insert(QStringLiteral("expectation"), expectation);
        conclude(result, Status::Fail, cause);
        return true;
    }
    void say(const char* name, const QString& value) const { result.arguments.insert(QLatin1String(name), value); }
    [[nodiscard]] bool hasVersion(const char* version) const { return context.facts.version == QLatin1String(version); }
};

/// Whether the texts are the same but for one slip of the pen, in the order that decides; says which.
[[nodiscard]] bool isOneEditAway(const AudienceCase& it);

/// Names that scopes and roles have: of the token, the expectations, the manifests, and everybody's.
[[nodiscard]] QSet<QString> permissionNames(const AudienceCase& it);

/// What stands in a name and in no token's audience.
struct Slip {
    const char* kind = ""; ///< the cause that it would be if nothing else differed; empty: none
    QString identifier;    ///< the name without it
};
[[nodiscard]] Slip slipIn(const QString& name, const QSet<QString>& permissions);
/// Says the slip of the expectation that was found, unless a manifest at hand registers just that name.
void saySlip(const AudienceCase& it);

/// Whether a manifest at hand proves that both name one app; says in which way they differ.
[[nodiscard]] bool isOneAppByManifest(const AudienceCase& it);

/// The identifiers of the apps whose manifests at hand name any.
class NamesAtHand {
public:
    explicit NamesAtHand(const QList<entra::Manifest>& manifests);

    /// The manifest of the app with that client ID, if that name is none of its identifiers, nor one with a slip of
    /// the pen or a permission behind it; null if it is one, or nothing is known of the app's.
    [[nodiscard]] const entra::Manifest* denying(const QString& name, const QString& guid) const;

private:
    struct App {
        const entra::Manifest* manifest = nullptr; ///< the first that names any
        QSet<QString> names;
    };
    QHash<QString, App> m_apps; ///< by client ID
};

/// Every object ID that is at hand, of the manifests, the lists and the token, in small letters: none is an audience.
[[nodiscard]] QSet<QString> objectIds(const Context& context);
/// Nothing speaks against both being names of one app: a GUID in the name is that GUID, and it is none of Microsoft's.
[[nodiscard]] bool mayBeOneApp(const QString& name, const QString& guid);
/// Whether the request proves that both name one app: it asked by the expected name, and a client ID came.
[[nodiscard]] bool isOneAppByRequest(const AudienceCase& it);
/// Whether the request names neither what is expected nor that audience, so that no likeness of the two can be meant.
[[nodiscard]] bool speaksForAnotherApi(const AudienceCase& it, const QString& audience);

} // namespace assayer::checks
