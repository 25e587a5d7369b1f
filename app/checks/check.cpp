// SPDX-License-Identifier: Apache-2.0
#include "checks/check.h"

#include <algorithm>

namespace assayer::checks {

QString toName(CheckId id)
{
    switch (id) {
    case CheckId::Kind:
        return QStringLiteral("kind");
    case CheckId::Signature:
        return QStringLiteral("signature");
    case CheckId::Issuer:
        return QStringLiteral("issuer");
    case CheckId::Audience:
        return QStringLiteral("audience");
    case CheckId::Roles:
        return QStringLiteral("roles");
    case CheckId::Lifetime:
        return QStringLiteral("lifetime");
    case CheckId::Client:
        return QStringLiteral("client");
    case CheckId::Tenant:
        return QStringLiteral("tenant");
    case CheckId::Version:
        return QStringLiteral("version");
    }
    return {};
}

QString toName(Status status)
{
    switch (status) {
    case Status::Pass:
        return QStringLiteral("pass");
    case Status::Warning:
        return QStringLiteral("warning");
    case Status::Fail:
        return QStringLiteral("fail");
    case Status::Unchecked:
        return QStringLiteral("unchecked");
    }
    return {};
}

const Result* Checklist::find(CheckId id) const
{
    const auto it =
        std::find_if(results.begin(), results.end(), [id](const Result& result) { return result.id == id; });
    return it == results.end() ? nullptr : &*it;
}

} // namespace assayer::checks
