// SPDX-License-Identifier: Apache-2.0
#include "window/fieldedit.h"

#include <algorithm>
#include <iterator>

namespace assayer::window {

using profile::Profile;

namespace {

struct Setter {
    const char* field;
    bool (*set)(Profile&, const QString&);
};

template <typename Assign> constexpr auto always(Assign)
{
    return [](Profile& profile, const QString& value) {
        Assign{}(profile, value);
        return true;
    };
}

QStringList lines(const QString& value)
{
    return value.split(u'\n', Qt::SkipEmptyParts);
}

bool setTokenVersion(Profile& profile, const QString& value)
{
    if (value == QLatin1String("1.0"))
        profile.expectations.tokenVersion = profile::TokenVersion::V1;
    else if (value == QLatin1String("2.0"))
        profile.expectations.tokenVersion = profile::TokenVersion::V2;
    else if (value.isEmpty())
        profile.expectations.tokenVersion.reset();
    else
        return false;
    return true;
}

bool setSkew(Profile& profile, const QString& value)
{
    bool ok = false;
    const int seconds = value.toInt(&ok);
    if (!ok || seconds < 0 || seconds > 86400)
        return false;
    profile.expectations.skewSeconds = seconds;
    return true;
}

constexpr Setter setters[] = {
    {"tenant", always([](Profile& p, const QString& v) { p.authority.tenant = v; })},
    {"issuer", always([](Profile& p, const QString& v) { p.authority.issuer = v; })},
    {"cloud", always([](Profile& p, const QString& v) { p.authority.cloud = v; })},
    {"clientId", always([](Profile& p, const QString& v) { p.clientId = v; })},
    {"resource", always([](Profile& p, const QString& v) { p.resources = lines(v); })},
    {"audience", always([](Profile& p, const QString& v) { p.audience = v; })},
    {"scope", always([](Profile& p, const QString& v) { p.scope = v; })},
    {"expectations.audiences", always([](Profile& p, const QString& v) { p.expectations.audiences = lines(v); })},
    {"expectations.roles", always([](Profile& p, const QString& v) { p.expectations.roles = lines(v); })},
    {"expectations.issuer", always([](Profile& p, const QString& v) { p.expectations.issuer = v; })},
    {"expectations.client", always([](Profile& p, const QString& v) { p.expectations.client = v; })},
    {"expectations.tenant", always([](Profile& p, const QString& v) { p.expectations.tenant = v; })},
    {"expectations.tokenVersion", setTokenVersion},
    {"expectations.skewSeconds", setSkew},
};

} // namespace

bool setField(Profile& profile, const QString& field, const QString& value)
{
    const auto* found = std::find_if(std::begin(setters), std::end(setters),
                                     [&field](const Setter& setter) { return field == QLatin1String(setter.field); });
    return found != std::end(setters) && found->set(profile, value);
}

} // namespace assayer::window
