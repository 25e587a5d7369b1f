// SPDX-License-Identifier: Apache-2.0
#include "checktesting.h"

#include <QRandomGenerator>
#include <QSet>

#include <algorithm>

using namespace assayer::checks;
using namespace assayer::checks::testing;
namespace entra = assayer::entra;

namespace {

constexpr int runs = 4000;

/// Changes a text somewhere, in ways that people and programs do.
QString edited(QString text, QRandomGenerator& random)
{
    static const QStringList pieces{QStringLiteral("/"),         QStringLiteral(" "),
                                    QStringLiteral("api://"),    QStringLiteral("x"),
                                    QStringLiteral("/.default"), QStringLiteral("spn:"),
                                    QStringLiteral("\u200B"),    QStringLiteral("http://"),
                                    QStringLiteral("/v2.0"),     QStringLiteral("/access_as_user")};
    const qsizetype at = random.bounded(int(text.size()) + 1);
    switch (random.bounded(7)) {
    case 0:
        return text + pieces[random.bounded(int(pieces.size()))];
    case 1:
        return pieces[random.bounded(int(pieces.size()))] + text;
    case 2:
        return text.insert(at, pieces[random.bounded(int(pieces.size()))]);
    case 3:
        return text.left(at);
    case 4:
        return text.toUpper();
    case 5:
        return text.mid(at);
    default:
        return text;
    }
}

QJsonValue replacement(const QJsonValue& value, QRandomGenerator& random)
{
    switch (random.bounded(10)) {
    case 0:
        return QJsonValue::Undefined;
    case 1:
        return QJsonValue::Null;
    case 2:
        return random.bounded(2) == 0;
    case 3:
        return 1790001000 + random.bounded(1000) - 500;
    case 4:
        return QJsonArray{value, QStringLiteral("more")};
    case 5:
        return QJsonArray{};
    default:
        if (value.isDouble()) {
            return value.toInteger() + random.bounded(20000) - 10000;
        }
        if (value.isArray()) {
            return QJsonArray{edited(value.toArray().first().toString(), random), QStringLiteral("Other")};
        }
        return edited(value.toString(), random);
    }
}

QJsonObject editedClaims(QRandomGenerator& random)
{
    QJsonObject claims = goodClaims();
    if (random.bounded(2) == 0) {
        claims.insert(QStringLiteral("aud"), QStringLiteral("api://") + api);
        claims.insert(QStringLiteral("iss"), QStringLiteral("https://sts.windows.net/") + tenant + u'/');
        claims.insert(QStringLiteral("ver"), QStringLiteral("1.0"));
    }
    const QStringList names = claims.keys();
    for (int edits = 1 + random.bounded(2); edits > 0; --edits) {
        const QString name = names[random.bounded(int(names.size()))];
        claims.insert(name, replacement(claims.value(name), random));
    }
    return claims;
}

Snapshot randomSnapshot(QRandomGenerator& random, QJsonObject& claims)
{
    claims = editedClaims(random);
    Snapshot snapshot = snapshotOf(tokenOf(plainHeader, QJsonDocument(claims).toJson(QJsonDocument::Compact)));
    snapshot.expectations.skewSeconds = random.bounded(3) * 300;
    if (random.bounded(2) == 0) {
        snapshot.expectations.audiences = QStringList{QStringLiteral("api://") + api, QStringLiteral("api://orders")};
    }
    return snapshot;
}

std::optional<QStringList> textsOf(const QJsonValue& value)
{
    if (value.isString()) {
        return QStringList{value.toString()};
    }
    const QJsonArray array = value.toArray();
    const bool texts =
        value.isArray() && std::all_of(array.begin(), array.end(), [](const auto& each) { return each.isString(); });
    if (!texts) {
        return std::nullopt;
    }
    QStringList list;
    for (const auto& each : array) {
        list += each.toString();
    }
    return list;
}

bool audiencePasses(const QJsonObject& claims, const QStringList& expected)
{
    const QStringList values = textsOf(claims.value(QStringLiteral("aud"))).value_or(QStringList());
    return std::any_of(values.begin(), values.end(), [&](const QString& value) { return expected.contains(value); });
}

bool rolesPass(const QJsonObject& claims, const QStringList& expected)
{
    const QJsonValue value = claims.value(QStringLiteral("roles"));
    const QStringList roles = value.isArray() ? textsOf(value).value_or(QStringList()) : QStringList();
    return std::all_of(expected.begin(), expected.end(), [&](const QString& each) { return roles.contains(each); });
}

Status lifetimeOf(const QJsonObject& claims, qint64 skew)
{
    const QJsonValue exp = claims.value(QStringLiteral("exp"));
    const QJsonValue nbf = claims.value(QStringLiteral("nbf"));
    if (!exp.isDouble() || !(nbf.isDouble() || nbf.isUndefined())) {
        return Status::Fail;
    }
    const qint64 end = exp.toInteger();
    const qint64 start = nbf.isUndefined() ? 0 : nbf.toInteger();
    if (start > end || now > end + skew || now < start - skew) {
        return Status::Fail;
    }
    return now > end || now < start ? Status::Warning : Status::Pass;
}

/// A chain of manifests in which everything holds, with links taken out or bent.
struct Chain {
    entra::Manifest api, principal, client, list;

    [[nodiscard]] const entra::AppRole* declared() const { return api.roleByValue(role); }
    [[nodiscard]] bool isGranted() const
    {
        return declared() && std::any_of(list.assignments.begin(), list.assignments.end(), [this](const auto& each) {
                   return each.appRoleId == declared()->id && each.principalId == servicePrincipal;
               });
    }
    [[nodiscard]] bool isRequested(const QString& type) const
    {
        return declared() &&
               std::any_of(client.requiredAccess.begin(), client.requiredAccess.end(), [&](const auto& access) {
                   return access.id == declared()->id && (type.isEmpty() || access.type == type);
               });
    }
};

Chain chainWith(QRandomGenerator& random)
{
    const auto parsed = [](const QByteArray& json) { return *entra::parseManifest(withIds(json)); };
    Chain chain{parsed("{@manifestOfApi,@declaresRole}"), parsed("{@principalOfApi,@declaresRole}"),
                parsed("{@clientAsking}"), parsed("{@listOfClient,\"value\":[{@grantOfRole}]}")};
    const auto bends = [&random] { return random.bounded(3) == 0; };
    entra::AppRole& declared = chain.api.appRoles.first();
    if (bends())
        declared.value = edited(declared.value, random);
    if (bends())
        declared.allowedMemberTypes = QStringList{QStringLiteral("User")};
    if (bends())
        declared.enabled = false;
    if (bends())
        chain.client.requiredAccess.first().type = QStringLiteral("Scope");
    if (bends())
        chain.client.requiredAccess.clear();
    if (bends())
        chain.list.assignments.first().created = 1790000000 + random.bounded(1200) - 300;
    if (bends())
        chain.list.assignments.clear();
    return chain;
}

/// What a cause says of the manifests must be so.
bool isTrueOf(const Chain& chain, const QString& cause)
{
    const entra::AppRole* declared = chain.declared();
    if (cause == QLatin1String("roles.not-declared"))
        return !declared;
    if (cause == QLatin1String("roles.not-application"))
        return declared && !declared->isForApplications();
    if (cause == QLatin1String("roles.disabled"))
        return declared && !declared->enabled && !chain.isGranted();
    if (cause == QLatin1String("roles.not-requested"))
        return declared && !chain.isRequested({}) && !chain.isGranted();
    if (cause == QLatin1String("roles.requested-as-scope"))
        return chain.isRequested(QStringLiteral("Scope")) && !chain.isGranted();
    if (cause == QLatin1String("roles.not-granted"))
        return declared && !chain.isGranted();
    if (cause == QLatin1String("roles.stale-token"))
        return chain.isGranted() && chain.list.assignments.first().created.value_or(0) > 1790000000 + 300;
    return cause == QLatin1String("roles.absent");
}

/// What a cause claims of its two texts must be so.
bool isTrue(const QString& cause, const QString& found, const QString& expected)
{
    const auto differByOneAtEnd = [](const QString& longer, const QString& shorter) {
        return longer == shorter + u'/';
    };
    if (cause == QLatin1String("audience.trailing-slash") || cause == QLatin1String("issuer.trailing-slash")) {
        return differByOneAtEnd(found, expected) || differByOneAtEnd(expected, found);
    }
    if (cause == QLatin1String("audience.case") || cause == QLatin1String("issuer.case")) {
        return found.compare(expected, Qt::CaseInsensitive) == 0;
    }
    if (cause == QLatin1String("audience.whitespace") || cause == QLatin1String("issuer.whitespace")) {
        const auto visible = [](QString text) { return text.remove(u' ').remove(QChar(0x200B)); };
        return visible(found) == visible(expected);
    }
    if (cause == QLatin1String("audience.guid-vs-uri") || cause == QLatin1String("audience.other-identifier")) {
        return found.contains(api, Qt::CaseInsensitive) && expected.contains(api, Qt::CaseInsensitive);
    }
    if (cause == QLatin1String("audience.path-prefix")) {
        return found.startsWith(expected) || expected.startsWith(found);
    }
    if (cause == QLatin1String("audience.own-client")) {
        return found.contains(client, Qt::CaseInsensitive) && !expected.contains(client);
    }
    if (cause == QLatin1String("audience.v2-token") || cause == QLatin1String("audience.v1-token")) {
        return found.contains(QLatin1String("://")) != expected.contains(QLatin1String("://"));
    }
    return true;
}

QSet<QString> knownCauses()
{
    QSet<QString> names;
    for (const Cause& cause : causes) {
        names.insert(cause.text());
    }
    return names;
}

} // namespace

/// Random edits of a good token: what is said never contradicts what is there.
class EditsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void edits_neverContradictTheChecks()
    {
        QRandomGenerator random(20261122);
        const QSet<QString> known = knownCauses();
        for (int run = 0; run < runs; ++run) {
            QJsonObject claims;
            const Snapshot snapshot = randomSnapshot(random, claims);
            const Checklist checklist = judge(snapshot);
            const QByteArray shown = QJsonDocument(claims).toJson(QJsonDocument::Compact);
            const auto status = [&checklist](CheckId id) { return checklist.find(id)->status; };

            QVERIFY2((status(CheckId::Audience) == Status::Pass) ==
                         audiencePasses(claims, snapshot.expectations.audiences),
                     shown);
            QVERIFY2((status(CheckId::Roles) == Status::Pass) == rolesPass(claims, snapshot.expectations.roles), shown);
            QVERIFY2(status(CheckId::Lifetime) == lifetimeOf(claims, snapshot.expectations.skewSeconds), shown);
            const QString issuer = claims.value(QStringLiteral("iss")).toString();
            const QString tid = claims.value(QStringLiteral("tid")).toString();
            if (status(CheckId::Issuer) == Status::Pass) {
                QVERIFY2(issuer == snapshot.expectations.issuer, shown);
            } else {
                QVERIFY2(issuer != snapshot.expectations.issuer || tid != tenant, shown);
            }
            for (const Result& result : checklist.results) {
                QVERIFY2(result.cause.isEmpty() == (result.status == Status::Pass), shown);
                QVERIFY2(result.cause.isEmpty() || known.contains(result.cause), qPrintable(result.cause));
                QVERIFY2(isTrue(result.cause, result.arguments.value(QStringLiteral("audience"), issuer),
                                result.arguments.value(QStringLiteral("expectation"),
                                                       result.arguments.value(QStringLiteral("expected")))),
                         shown + result.cause.toUtf8());
            }
        }
    }

    void bentManifests_neverContradictTheLadder()
    {
        QRandomGenerator random(20261124);
        QSet<QString> seen;
        for (int run = 0; run < runs / 4; ++run) {
            const Chain chain = chainWith(random);
            Snapshot snapshot = snapshotWith("{'roles':null}");
            snapshot.manifests = {chain.list, chain.client, chain.principal, chain.api};
            // The tenant's copy follows the registration here.
            snapshot.manifests[2].appRoles = chain.api.appRoles;
            const Result roles = *judge(snapshot).find(CheckId::Roles);
            QCOMPARE(roles.status, Status::Fail);
            QVERIFY2(isTrueOf(chain, roles.cause), qPrintable(roles.cause));
            seen.insert(roles.cause);
            // With the role in the token there is nothing to explain, whatever the manifests say.
            Snapshot good = snapshotWith("{}");
            good.manifests = snapshot.manifests;
            QCOMPARE(judge(good).find(CheckId::Roles)->status, Status::Pass);
        }
        QVERIFY2(seen.size() >= 7, qPrintable(QStringList(seen.begin(), seen.end()).join(u' ')));
    }

    void untouchedToken_passes() { QCOMPARE(judge(snapshotWith("{}")).verdict, Status::Pass); }

    void aByteAnywhere_neverCrashes()
    {
        QRandomGenerator random(7);
        const QByteArray good = tokenOf(plainHeader, claimsWith("{}")).compact;
        for (int run = 0; run < runs; ++run) {
            QByteArray damaged = good;
            for (int edits = 1 + random.bounded(3); edits > 0; --edits) {
                damaged[random.bounded(int(damaged.size()))] = char(random.bounded(256));
            }
            const Checklist checklist =
                judge(snapshotOf(assayer::jose::takeApart(damaged.left(1 + random.bounded(int(damaged.size()))))));
            QCOMPARE(checklist.results.size(), 9);
        }
    }
};

QTEST_GUILESS_MAIN(EditsTest)
#include "tst_edits.moc"
