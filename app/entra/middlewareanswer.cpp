// SPDX-License-Identifier: Apache-2.0
#include "entra/middlewareanswer.h"

#include "entra/table.h"

#include <algorithm>
#include <vector>

namespace assayer::entra {
namespace {

MiddlewareAnswer readRow(const QJsonObject& object)
{
    MiddlewareAnswer answer;
    answer.middleware = object.value(u"middleware").toString();
    answer.causes = texts(object.value(u"causes"));
    answer.rule = object.value(u"rule").toString();
    answer.reason = object.value(u"reason").toString();
    answer.status = object.value(u"status").toInt();
    answer.challenge = object.value(u"challenge").toString();
    answer.body = object.value(u"body").toString();
    answer.log = object.value(u"log").toString();
    answer.verified = object.value(u"verified").toBool(true);
    return answer;
}

const std::vector<MiddlewareAnswer>& rows()
{
    static const std::vector<MiddlewareAnswer> all = [] {
        std::vector<MiddlewareAnswer> read;
        for (const QJsonValue& value : table(QStringLiteral("middleware-answers"))) {
            read.push_back(readRow(value.toObject()));
        }
        return read;
    }();
    return all;
}

} // namespace

const MiddlewareAnswer* middlewareAnswer(const QString& middleware, const QString& cause, const QString& rule,
                                         const QString& reason)
{
    const QString all = cause.section(u'.', 0, 0) + QStringLiteral(".*");
    const bool contradictory = reason == u"duplicate" || reason == u"malformed" || reason == u"tid";
    const auto row = std::find_if(rows().begin(), rows().end(), [&](const MiddlewareAnswer& answer) {
        return answer.middleware == middleware &&
               (answer.reason.isEmpty() ? !contradictory : answer.reason == reason) &&
               (answer.rule.isEmpty() || answer.rule == rule) &&
               (answer.causes.contains(cause) || answer.causes.contains(all));
    });
    if (row != rows().end()) {
        return &*row;
    }
    return middleware == u"microsoft-identity-web" ? middlewareAnswer(QStringLiteral("aspnetcore"), cause, rule, reason)
                                                   : nullptr;
}

} // namespace assayer::entra
