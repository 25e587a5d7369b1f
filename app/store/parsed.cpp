// SPDX-License-Identifier: Apache-2.0
#include "store/parsed.h"

#include "support/json.h"

#include <QFileInfo>
#include <QRegularExpression>

namespace assayer::store {
namespace {

QString nameOf(const QString& name, const QString& path)
{
    return name.trimmed().isEmpty() ? QFileInfo(path).completeBaseName() : name;
}

/// Of a text that is no JSON: whether it may be one of ours, cut, merged or overwritten with zeros.
bool mayBeOurs(const QByteArray& text)
{
    constexpr qsizetype behindOurFirstMember = 64;
    if (text.size() < behindOurFirstMember || text.contains("\"schema\"") || text.contains('\0')) {
        return true;
    }
    // Who sorts the members has «schema» near the end, where it is the first to be cut off. With comments it is the
    // settings of another program that has a client and an authority too.
    static const QRegularExpression comment(QStringLiteral("(^|[\\s{\\[,])/[/*]"));
    return (text.contains("\"client_id\"") || text.contains("\"authority\"")) &&
           !QString::fromUtf8(text).contains(comment);
}

/// A repository has JSON files of many kinds, also with comments.
template <typename Value>
support::Result<Value> unlessForeign(support::Result<Value> parsed, const QByteArray& text, Owner owner)
{
    const bool ours = owner == Owner::Ours || mayBeOurs(text);
    if (parsed || (parsed.error().code == QLatin1String("invalid-json") && ours)) {
        return parsed;
    }
    if (parsed.error().code == QLatin1String("invalid-json")) {
        return support::failure(QStringLiteral("foreign"), QString());
    }
    const auto file = support::json::parse(text);
    if (file && (!file->isObject() || !file->find(u"schema"))) {
        return support::failure(QStringLiteral("foreign"), QString());
    }
    return parsed;
}

} // namespace

support::Result<profile::Profile> parsedProfile(const QByteArray& text, Owner owner)
{
    return unlessForeign(profile::parse(text), text, owner);
}

support::Result<profile::Environment> parsedEnvironment(const QByteArray& text, Owner owner)
{
    return unlessForeign(profile::parseEnvironment(text), text, owner);
}

support::Result<ProfileEntry> entryOf(const QString& path, const QByteArray& text,
                                      support::Result<profile::Profile> profile)
{
    return std::move(profile).map([&](profile::Profile value) {
        const QString name = nameOf(value.name, path);
        return ProfileEntry{path, name, std::move(value), revisionOf(text)};
    });
}

support::Result<EnvironmentEntry> entryOf(const QString& path, const QByteArray& text,
                                          support::Result<profile::Environment> environment)
{
    return std::move(environment).map([&](profile::Environment value) {
        const QString name = nameOf(value.name, path);
        return EnvironmentEntry{path, name, std::move(value), revisionOf(text)};
    });
}

} // namespace assayer::store
