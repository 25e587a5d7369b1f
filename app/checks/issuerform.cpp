// SPDX-License-Identifier: Apache-2.0
#include "checks/issuerform.h"

#include "checks/texts.h"
#include "entra/cloud.h"

namespace assayer::checks {

namespace {

bool isLoopbackHost(QStringView host)
{
    const QStringView name = host.startsWith(u'[') ? host.left(host.indexOf(u']') + 1) : host.left(host.indexOf(u':'));
    const QStringView bare = host.contains(u':') ? name : host;
    return bare == u"localhost" || bare == u"[::1]" || bare.startsWith(u"127.");
}

/// Version and tenant of a path of Entra's shape: /tenant/ or /tenant/v2.0.
void readEntraPath(IssuerForm& form, const QStringList& segments, bool versionOneHost)
{
    if (segments.isEmpty())
        return;
    form.tenant = segments.first();
    if (segments.size() == 2 && segments[1].compare(QLatin1String("v2.0"), Qt::CaseInsensitive) == 0 && !versionOneHost)
        form.version = 2;
    else if (segments.size() == 1 && versionOneHost)
        form.version = 1;
}

void readB2cPath(IssuerForm& form, QStringList segments)
{
    if (!segments.isEmpty() && segments.first().compare(QLatin1String("tfp"), Qt::CaseInsensitive) == 0) {
        segments.removeFirst();
        form.policy = segments.value(1);
    }
    form.tenant = segments.value(0);
    form.version = 2;
}

/// The practice tenant speaks as Entra does, from loopback, with the tenant's GUID in the path.
void readLoopback(IssuerForm& form, const QStringList& segments)
{
    const bool two = segments.size() == 2 && segments[1] == QLatin1String("v2.0");
    if (segments.isEmpty() || segments.size() > 2 || (segments.size() == 2 && !two) || !entra::isGuid(segments.first()))
        return;
    form.kind = IssuerForm::Kind::Entra;
    form.clouds = {QStringLiteral("loopback")};
    form.issuerHost = true;
    form.tenant = segments.first();
    form.version = two ? 2 : 1;
}

} // namespace

bool isTenantTemplate(const QString& segment)
{
    return (segment.startsWith(u'{') && segment.endsWith(u'}')) ||
           segment.startsWith(QLatin1String("%7B"), Qt::CaseInsensitive);
}

IssuerForm issuerFormOf(const QString& issuer)
{
    IssuerForm form;
    const QString text = withoutInvisible(issuer);
    const qsizetype scheme = text.indexOf(QLatin1String("://"));
    if (scheme <= 0)
        return form;
    form.scheme = text.left(scheme).toLower();
    const qsizetype slash = text.indexOf(u'/', scheme + 3);
    form.host = (slash < 0 ? text.mid(scheme + 3) : text.mid(scheme + 3, slash - scheme - 3)).toLower();
    form.path = slash < 0 ? QString() : text.mid(slash);
    const QStringList segments = form.path.split(u'/', Qt::SkipEmptyParts);

    for (const entra::Cloud& cloud : entra::clouds()) {
        if (form.host == cloud.issuerHostV1 || form.host == cloud.issuerHostV2 || form.host == cloud.loginHost ||
            cloud.aliases.contains(form.host))
            form.clouds += cloud.id;
        if (form.host == cloud.issuerHostV1 || form.host == cloud.issuerHostV2)
            form.issuerHost = true;
    }
    if (!form.clouds.isEmpty()) {
        form.kind = IssuerForm::Kind::Entra;
        readEntraPath(form, segments, form.host.startsWith(QLatin1String("sts.")));
        // A B2C tenant may also be asked at the ordinary host, with the policy in the path.
        if (form.path.contains(QLatin1String("/tfp/"), Qt::CaseInsensitive)) {
            form.kind = IssuerForm::Kind::B2c;
            readB2cPath(form, segments);
        }
    } else if (form.host.endsWith(QLatin1String(".b2clogin.com")) ||
               form.path.contains(QLatin1String("/tfp/"), Qt::CaseInsensitive)) {
        form.kind = IssuerForm::Kind::B2c;
        readB2cPath(form, segments);
    } else if (form.host.endsWith(QLatin1String(".ciamlogin.com"))) {
        form.kind = IssuerForm::Kind::Ciam;
        readEntraPath(form, segments, false);
    } else if (isLoopbackHost(form.host)) {
        readLoopback(form, segments);
    }
    return form;
}

} // namespace assayer::checks
