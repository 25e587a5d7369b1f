// SPDX-License-Identifier: Apache-2.0
#include "jose/jwk.h"

#include <QCoreApplication>

#include <algorithm>

namespace assayer::jose {

using support::failure;
using support::Result;
using support::json::Value;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

void addKey(JwkSet& set, const Value& value)
{
    Result<Jwk> key = Jwk::parse(value);
    if (key) {
        set.keys += std::move(*key);
        return;
    }
    const Value* kid = value.find(u"kid");
    set.unusable += JwkSet::Unusable{kid ? kid->text() : QString(), key.error()};
}

} // namespace

bool JwkSet::has(QStringView kid) const
{
    return std::any_of(keys.begin(), keys.end(), [kid](const Jwk& key) { return key.kid == kid; }) ||
           std::any_of(unusable.begin(), unusable.end(), [kid](const Unusable& key) { return key.kid == kid; });
}

Result<JwkSet> JwkSet::parse(QByteArrayView json)
{
    return support::json::parse(json).and_then(&JwkSet::fromValue);
}

Result<JwkSet> JwkSet::parsePublished(QByteArrayView json)
{
    return parse(json).map([](JwkSet set) {
        for (const Jwk& key : std::as_const(set.keys)) {
            if (key.kty == QLatin1String("oct")) {
                set.unusable += Unusable{key.kid,
                                         {QStringLiteral("shared-key"),
                                          tr("The key is a shared one that is published: everybody can sign with it."),
                                          {},
                                          {}}};
            }
        }
        set.keys.removeIf([](const Jwk& key) { return key.kty == QLatin1String("oct"); });
        return set;
    });
}

Result<JwkSet> JwkSet::fromValue(const Value& value)
{
    JwkSet set;
    const Value* list = value.find(u"keys");
    if (!list && value.find(u"kty")) {
        addKey(set, value);
        return set;
    }
    if (!list || !list->isArray() || value.hasDuplicate(u"keys")) {
        return failure(QStringLiteral("not-a-key-set"), tr("This is neither a set of keys nor a key (RFC 7517)."));
    }
    for (const Value& item : list->items()) {
        if (set.keys.size() + set.unusable.size() == maximumKeys) {
            set.cut = true;
            break;
        }
        addKey(set, item);
    }
    return set;
}

} // namespace assayer::jose
