// SPDX-License-Identifier: Apache-2.0
#include "entra/cloud.h"

#include "entra/table.h"

#include <algorithm>
#include <array>

namespace assayer::entra {
namespace {

QList<Cloud> readClouds()
{
    QList<Cloud> list;
    const QJsonArray rows = table(QStringLiteral("clouds"));
    for (const QJsonValue& row : rows) {
        const QJsonObject object = row.toObject();
        Cloud cloud;
        cloud.id = object.value(u"id").toString();
        cloud.name = object.value(u"name").toString();
        cloud.loginHost = object.value(u"login_host").toString();
        cloud.aliases = texts(object.value(u"aliases"));
        cloud.issuerHostV1 = object.value(u"issuer_host_v1").toString();
        cloud.issuerHostV2 = object.value(u"issuer_host_v2").toString();
        cloud.graphHost = texts(object.value(u"graph_hosts")).value(0);
        cloud.verified = object.value(u"verified").toBool(true);
        cloud.closed = object.value(u"closed").toBool(false);
        list.append(cloud);
    }
    return list;
}

bool isHexadecimal(char16_t character)
{
    return (character >= u'0' && character <= u'9') || (character >= u'a' && character <= u'f') ||
           (character >= u'A' && character <= u'F');
}

template <typename Text> bool hasGuidShape(Text text)
{
    if (text.size() != 36) {
        return false;
    }
    for (qsizetype i = 0; i < 36; ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        const char16_t character = QChar(text[i]).unicode();
        if (hyphen ? character != u'-' : !isHexadecimal(character)) {
            return false;
        }
    }
    return true;
}

bool isHostLabel(QStringView label)
{
    const auto isAllowed = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-';
    };
    return !label.isEmpty() && label.size() <= 63 && !label.startsWith(u'-') && !label.endsWith(u'-') &&
           std::all_of(label.begin(), label.end(), isAllowed);
}

} // namespace

const QList<Cloud>& clouds()
{
    static const QList<Cloud> list = readClouds();
    return list;
}

const Cloud* cloudById(QStringView id)
{
    const auto found =
        std::find_if(clouds().begin(), clouds().end(), [id](const Cloud& cloud) { return cloud.id == id; });
    return found == clouds().end() ? nullptr : &*found;
}

const Cloud* cloudOfHost(QStringView host)
{
    if (host.endsWith(u'.')) {
        host.chop(1);
    }
    for (const Cloud& cloud : clouds()) {
        if (host.compare(cloud.loginHost, Qt::CaseInsensitive) == 0 ||
            cloud.aliases.contains(host, Qt::CaseInsensitive)) {
            return &cloud;
        }
    }
    return nullptr;
}

bool isGuid(QStringView text)
{
    return hasGuidShape(text);
}

bool isGuid(QByteArrayView text)
{
    return hasGuidShape(text);
}

bool isSharedTenant(QStringView text)
{
    static constexpr std::array names{u"common", u"organizations", u"consumers"};
    return std::any_of(names.begin(), names.end(),
                       [text](QStringView name) { return text.compare(name, Qt::CaseInsensitive) == 0; });
}

bool isDomainName(QStringView text)
{
    const QList<QStringView> labels = text.split(u'.');
    if (text.size() > 253 || labels.size() < 2) {
        return false;
    }
    const QStringView last = labels.last();
    const bool address = std::all_of(last.begin(), last.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return !address && std::all_of(labels.begin(), labels.end(), isHostLabel);
}

} // namespace assayer::entra
