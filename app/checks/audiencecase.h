// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/context.h"

namespace assayer::checks {

/// The two lists, and where the finding goes.
struct AudienceCase {
    const Context& context;
    const QStringList& audiences;
    const QStringList& expected;
    Shape shape;
    Result& result;

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

/// Whether a manifest at hand proves that both name one app; says in which way they differ.
[[nodiscard]] bool isOneAppByManifest(const AudienceCase& it);

} // namespace assayer::checks
