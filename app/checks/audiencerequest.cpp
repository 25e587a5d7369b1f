// SPDX-License-Identifier: Apache-2.0
#include "checks/audiencecase.h"
#include "checks/texts.h"

#include "entra/cloud.h"
#include "entra/wellknown.h"

#include <algorithm>

namespace assayer::checks {

bool mayBeOneApp(const QString& name, const QString& guid)
{
    const QString own = appGuid(name);
    return (own.isEmpty() || sameId(own, withoutFinalSlash(guid))) && !entra::wellKnownResource(name) &&
           !entra::wellKnownResource(guid);
}

bool isOneAppByRequest(const AudienceCase& it)
{
    const QString* meant = it.asked.meantOf(it.expected);
    // A client ID that comes although it was not asked for by it: the authority wrote it for the name in the request.
    if (!meant || entra::isGuid(withoutFinalSlash(*meant)))
        return false;
    const auto guid = std::find_if(it.audiences.begin(), it.audiences.end(), [meant](const QString& audience) {
        return entra::isGuid(withoutFinalSlash(audience)) && mayBeOneApp(*meant, audience);
    });
    if (guid == it.audiences.end())
        return false;
    it.say("proved", QStringLiteral("1"));
    it.say("askedFor", it.asked.identifier());
    if (!withoutDefaultSuffix(*meant).isEmpty())
        return it.found("default-suffix", *guid, *meant);
    return it.found(it.hasVersion("2.0") ? "v2-token" : "guid-vs-uri", *guid, *meant);
}

bool speaksForAnotherApi(const AudienceCase& it, const QString& audience)
{
    if (!it.asked.isKnown() || it.asked.meantOf(it.expected))
        return false;
    const QString app = appGuid(audience);
    return app.isEmpty() ? !it.asked.means(audience) : app != appGuid(it.asked.identifier());
}

} // namespace assayer::checks
