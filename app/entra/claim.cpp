// SPDX-License-Identifier: Apache-2.0
#include "entra/claim.h"

#include "entra/table.h"

#include <QMultiHash>

namespace assayer::entra {
namespace {

ClaimPlace placeNamed(const QString& name)
{
    return name == u"header"             ? ClaimPlace::Header
           : name == u"encrypted-header" ? ClaimPlace::EncryptedHeader
                                         : ClaimPlace::Payload;
}

ClaimFact readClaim(const QJsonObject& object)
{
    ClaimFact fact;
    fact.name = object.value(u"name").toString();
    fact.place = placeNamed(object.value(u"in").toString());
    fact.family = object.value(u"issuer_family").toString();
    fact.explanation = words(object.value(u"explanation"));
    const QJsonObject values = object.value(u"values").toObject();
    for (auto value = values.begin(); value != values.end(); ++value) {
        fact.values.insert(value.key(), words(value.value()));
    }
    fact.authorization = object.value(u"authorization").toString();
    fact.note = words(object.value(u"note"));
    fact.verified = object.value(u"verified").toBool(true);
    return fact;
}

const QMultiHash<QString, ClaimFact>& claims()
{
    static const QMultiHash<QString, ClaimFact> facts = [] {
        QMultiHash<QString, ClaimFact> hash;
        const QJsonArray rows = table(QStringLiteral("claims"));
        for (const QJsonValue& row : rows) {
            const ClaimFact fact = readClaim(row.toObject());
            hash.insert(fact.name, fact);
        }
        return hash;
    }();
    return facts;
}

const ClaimFact* find(ClaimPlace place, const QString& name, QStringView family)
{
    const auto [begin, end] = claims().equal_range(name);
    for (auto fact = begin; fact != end; ++fact) {
        if (fact->place == place && fact->family == family) {
            return &*fact;
        }
    }
    return nullptr;
}

} // namespace

const ClaimFact* claimFact(ClaimPlace place, QStringView name, QStringView family)
{
    // No known name is longer; a hostile one of a megabyte is not worth a hash.
    constexpr qsizetype longestName = 128;
    if (name.size() > longestName) {
        return nullptr;
    }
    const QString key = name.toString();
    if (const ClaimFact* fact = find(place, key, family)) {
        return fact;
    }
    if (const ClaimFact* fact = find(place, key, u"generic")) {
        return fact;
    }
    if (place == ClaimPlace::EncryptedHeader) {
        return claimFact(ClaimPlace::Header, name, family);
    }
    // A B2C directory is an Entra one: what its policies do not say otherwise means the same.
    return family == u"b2c" ? find(place, key, u"entra") : nullptr;
}

} // namespace assayer::entra
