// SPDX-License-Identifier: Apache-2.0
#include "panels/fieldlabels.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace assayer::panels {

namespace {

struct Label {
    const char* field;
    const char* text;
};

constexpr Label labels[] = {
    {"authority", QT_TRANSLATE_NOOP("assayer::panels", "Authority")},
    {"cloud", QT_TRANSLATE_NOOP("assayer::panels", "Authority")},
    {"version", QT_TRANSLATE_NOOP("assayer::panels", "Endpoint version")},
    {"tenant", QT_TRANSLATE_NOOP("assayer::panels", "Tenant")},
    {"issuer", QT_TRANSLATE_NOOP("assayer::panels", "Issuer")},
    {"clientId", QT_TRANSLATE_NOOP("assayer::panels", "Client ID")},
    {"clientSecret", QT_TRANSLATE_NOOP("assayer::panels", "Client secret")},
    {"resource", QT_TRANSLATE_NOOP("assayer::panels", "Resource")},
    {"resources", QT_TRANSLATE_NOOP("assayer::panels", "Resources")},
    {"scope", QT_TRANSLATE_NOOP("assayer::panels", "Scope")},
    {"audience", QT_TRANSLATE_NOOP("assayer::panels", "Audience")},
    {"parameters", QT_TRANSLATE_NOOP("assayer::panels", "Extra parameters")},
    {"expectations.audiences", QT_TRANSLATE_NOOP("assayer::panels", "Audiences")},
    {"expectations.roles", QT_TRANSLATE_NOOP("assayer::panels", "Roles")},
    {"expectations.issuer", QT_TRANSLATE_NOOP("assayer::panels", "Token issuer")},
    {"expectations.client", QT_TRANSLATE_NOOP("assayer::panels", "Token client")},
    {"expectations.tenant", QT_TRANSLATE_NOOP("assayer::panels", "Token tenant")},
    {"expectations.tokenVersion", QT_TRANSLATE_NOOP("assayer::panels", "Token version")},
    {"expectations.skewSeconds", QT_TRANSLATE_NOOP("assayer::panels", "Clock skew")},
    {"expectations.middleware", QT_TRANSLATE_NOOP("assayer::panels", "Validated by")},
    {"connection.deadlineSeconds", QT_TRANSLATE_NOOP("assayer::panels", "Deadline")},
    {"connection.allowedHosts", QT_TRANSLATE_NOOP("assayer::panels", "Allowed hosts")},
    {"connection.allowPlainHttp", QT_TRANSLATE_NOOP("assayer::panels", "Encryption")},
};

} // namespace

QString fieldLabel(const QString& field)
{
    const auto* found = std::find_if(std::begin(labels), std::end(labels),
                                     [&field](const Label& label) { return field == QLatin1String(label.field); });
    return found == std::end(labels) ? QString() : QCoreApplication::translate("assayer::panels", found->text);
}

} // namespace assayer::panels
