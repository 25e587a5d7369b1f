// SPDX-License-Identifier: Apache-2.0
#include "entra/wellknown.h"

#include "entra/table.h"

#include <QHash>
#include <QRegularExpression>

namespace assayer::entra {
namespace {

/// The table and its two ways in: by the whole text, and by pattern.
struct Resources {
    struct Exact {
        qsizetype index = 0;
        QString cloud;
    };
    struct Pattern {
        QRegularExpression expression;
        qsizetype index = 0;
        QString cloud;
    };
    QList<WellKnownResource> list;
    QHash<QString, Exact> exact; ///< lower-case, without a final slash; app IDs have no cloud
    QList<Pattern> patterns;
};

QString withoutFinalSlash(QString text)
{
    if (text.endsWith(u'/')) {
        text.chop(1);
    }
    return text;
}

QRegularExpression expressionOf(const QString& pattern)
{
    static const QRegularExpression placeholder(QStringLiteral("\\\\\\{[a-z]+\\\\\\}"));
    QString expression = QRegularExpression::escape(withoutFinalSlash(pattern));
    expression.replace(QStringLiteral("\\*"), QStringLiteral("[a-z0-9-]{1,63}"));
    expression.replace(QStringLiteral("\\{n\\}"), QStringLiteral("[0-9]{0,3}"));
    expression.replace(placeholder, QStringLiteral("[a-z0-9-]{1,63}"));
    return QRegularExpression(QRegularExpression::anchoredPattern(expression));
}

void addIdentifier(Resources& resources, qsizetype index, const WellKnownResource::Identifier& identifier)
{
    if (identifier.pattern.contains(u'*') || identifier.pattern.contains(u'{')) {
        resources.patterns.append({expressionOf(identifier.pattern), index, identifier.cloud});
    } else {
        resources.exact.insert(withoutFinalSlash(identifier.pattern).toLower(), {index, identifier.cloud});
    }
}

Resources readResources()
{
    Resources resources;
    const QJsonArray rows = table(QStringLiteral("resources"));
    for (const QJsonValue& row : rows) {
        const QJsonObject object = row.toObject();
        const qsizetype index = resources.list.size();
        WellKnownResource resource;
        resource.id = object.value(u"id").toString();
        resource.name = object.value(u"name").toString();
        resource.appId = object.value(u"app_id").toString();
        resource.rbac = object.value(u"rbac").toBool(false);
        resources.exact.insert(resource.appId, {index, {}});
        for (const QString& appId : texts(object.value(u"other_app_ids"))) {
            resources.exact.insert(appId, {index, {}});
        }
        const QJsonArray identifiers = object.value(u"identifiers").toArray();
        for (const QJsonValue& value : identifiers) {
            const QJsonObject entry = value.toObject();
            resource.identifiers.append({entry.value(u"pattern").toString(), entry.value(u"cloud").toString()});
            addIdentifier(resources, index, resource.identifiers.last());
        }
        resources.list.append(resource);
    }
    return resources;
}

} // namespace

WellKnownMatch wellKnownResource(QStringView audience)
{
    static const Resources resources = readResources();
    constexpr qsizetype longestIdentifier = 512;
    if (audience.isEmpty() || audience.size() > longestIdentifier) {
        return {};
    }
    const QString text = withoutFinalSlash(audience.toString()).toLower();
    const auto found = resources.exact.constFind(text);
    if (found != resources.exact.constEnd()) {
        return {&resources.list.at(found->index), found->cloud};
    }
    if (text.startsWith(u"https://")) {
        for (const Resources::Pattern& pattern : resources.patterns) {
            if (pattern.expression.match(text).hasMatch()) {
                return {&resources.list.at(pattern.index), pattern.cloud};
            }
        }
    }
    return {};
}

} // namespace assayer::entra
