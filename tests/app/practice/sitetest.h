// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jose/verification.h"
#include "practice/practicetenant.h"
#include "practice/site.h"

#include <QFile>
#include <QTest>

namespace assayer::test {

namespace json = support::json;

inline constexpr qint64 now = 1790001000;
inline const QString base = QStringLiteral("http://127.0.0.1:4711");
inline const QByteArray tenantId = "6d3c1f2a-8b47-4e0e-9c55-20f1a7e3b914";
inline const QByteArray clientId = "1f7a9c3e-5d28-4b61-8e0f-94c2d6b3a715";
inline const QByteArray webApi = "c2e84b60-7a1d-4f39-b5d8-3e9f06a7c148";

inline QByteArray encoded(const QByteArray& text)
{
    return text.toPercentEncoding();
}

inline QByteArray secretText()
{
    return practice::PracticeTenant::demoSecret().reveal().toByteArray();
}

inline QStringList memberNames(const json::Value& object)
{
    QStringList names;
    for (const json::Member& member : object.members())
        names.append(member.name);
    return names;
}

inline json::Value parsed(const QByteArray& text)
{
    const auto value = json::parse(text);
    return value ? *value : json::Value();
}

inline QString textOf(const json::Value& object, QStringView name)
{
    const json::Value* value = object.find(name);
    return value != nullptr ? value->text() : QString();
}

/// The practice tenant without its sockets.
struct PracticeSite {
    [[nodiscard]] practice::Answer post(const QByteArray& target, const QByteArray& body,
                                        const QByteArray& authorization = {})
    {
        return site.answer(
            {QStringLiteral("POST"), target, "application/x-www-form-urlencoded", authorization, {}, {}, body});
    }
    [[nodiscard]] practice::Answer get(const QByteArray& target)
    {
        return site.answer({QStringLiteral("GET"), target, {}, {}, {}, {}, {}});
    }
    [[nodiscard]] json::Value grantFor(const QByteArray& resource, int version)
    {
        const QByteArray body =
            "grant_type=client_credentials&client_id=" + clientId + "&client_secret=" + encoded(secretText()) +
            (version == 1 ? "&resource=" + encoded(resource) : "&scope=" + encoded(resource + "/.default"));
        return parsed(post('/' + tenantId + (version == 1 ? "/oauth2/token" : "/oauth2/v2.0/token"), body).body);
    }
    [[nodiscard]] jose::Jwt tokenFor(const QByteArray& resource, int version)
    {
        return jose::takeApart(textOf(grantFor(resource, version), u"access_token").toLatin1());
    }

    support::FixedClock clock{now};
    practice::Site site{practice::Directory::builtIn().value(), base, clock};
};

} // namespace assayer::test
