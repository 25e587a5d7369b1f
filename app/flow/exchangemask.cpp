// SPDX-License-Identifier: Apache-2.0
#include "flow/exchangemask.h"

#include "http/mask.h"

namespace assayer::flow {

void maskToken(http::Exchange& exchange, QByteArrayView token)
{
    if (!exchange.response)
        return;
    http::ResponseRecord& response = *exchange.response;
    http::Mask mask({support::Secret(token.toByteArray())});
    if (const qsizetype dot = token.lastIndexOf('.'); dot >= 0)
        mask.add(support::Secret(token.sliced(dot + 1).toByteArray()));
    response.body = mask.applied(oauth::maskTokens(response.body));
    for (http::Header& header : response.headers)
        header.value = mask.applied(header.value);
    response.redirectTarget = mask.applied(response.redirectTarget);
}

void maskGrant(oauth::TokenGrant& grant, const support::Secret& secret)
{
    const http::Mask mask({secret, support::Secret(QByteArray(grant.accessToken))});
    for (QString* text : {&grant.tokenType, &grant.resource, &grant.scope})
        *text = mask.applied(*text);
    for (QString& remark : grant.remarks)
        remark = mask.applied(remark);
}

void maskRefusal(oauth::AuthorityError& refusal, const support::Secret& secret)
{
    const http::Mask mask({secret});
    for (QString* text : {&refusal.error, &refusal.description, &refusal.errorUri, &refusal.traceId,
                          &refusal.correlationId, &refusal.timestamp, &refusal.suberror, &refusal.sentence})
        *text = mask.applied(*text);
}

} // namespace assayer::flow
