// SPDX-License-Identifier: Apache-2.0
#include "truths.h"

#include <QSet>

using namespace assayer::checks;
using namespace assayer::checks::testing;
namespace entra = assayer::entra;

namespace {

constexpr int runs = 4000;

bool audiencePasses(const QJsonObject& claims, const QStringList& expected)
{
    const QStringList values = textsIn(claims.value(QStringLiteral("aud"))).value_or(QStringList());
    return std::any_of(values.begin(), values.end(), [&](const QString& value) { return expected.contains(value); });
}

bool rolesPass(const QJsonObject& claims, const assayer::profile::Expectations& expected)
{
    const QStringList roles = listedRoles(claims);
    const auto has = [&](const QString& each) { return roles.contains(each); };
    return expected.roleMatch == assayer::profile::RoleMatch::All
               ? std::all_of(expected.roles.begin(), expected.roles.end(), has)
               : std::any_of(expected.roles.begin(), expected.roles.end(), has);
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
        const QSet<QString> named = knownCauses();
        QSet<QString> seen;
        QMap<QByteArray, QByteArray> untruths; ///< with the first case of each
        for (int run = 0; run < runs; ++run) {
            QJsonObject claims;
            const Snapshot snapshot = randomSnapshot(random, claims);
            const Checklist checklist = judge(snapshot);
            const QByteArray shown = shownOf(snapshot, claims);
            const auto status = [&checklist](CheckId id) { return checklist.find(id)->status; };

            const auto& expected = snapshot.expectations;

            QVERIFY2((status(CheckId::Audience) == Status::Pass) == audiencePasses(claims, expected.audiences), shown);
            QVERIFY2((status(CheckId::Roles) == Status::Pass) == rolesPass(claims, expected), shown);
            QVERIFY2(status(CheckId::Lifetime) == lifetimeOf(claims, expected.skewSeconds), shown);
            const QString issuer = claims.value(QStringLiteral("iss")).toString();
            const QString tid = claims.value(QStringLiteral("tid")).toString();
            const bool accepted = expected.issuer == issuer || expected.moreIssuers.contains(issuer);
            if (status(CheckId::Issuer) == Status::Pass) {
                QVERIFY2(accepted, shown);
            } else {
                QVERIFY2(!accepted || tid != guidIn(issuer), shown);
            }
            for (const Result& result : checklist.results) {
                QVERIFY2(result.cause.isEmpty() == (result.status == Status::Pass), shown);
                QVERIFY2(result.cause.isEmpty() || named.contains(result.cause), qPrintable(result.cause));
                const QByteArray untruth = untruthIn({claims, snapshot, checklist, result, {}});
                if (!untruth.isEmpty() && !untruths.contains(untruth))
                    untruths.insert(untruth, shown);
                seen.insert(result.cause);
            }
        }
        for (auto it = untruths.cbegin(); it != untruths.cend(); ++it)
            qWarning("%s in %s", it.key().constData(), it.value().constData());
        QVERIFY(untruths.isEmpty());
        // The edits reach what is told apart here.
        QVERIFY2(seen.size() >= 45, qPrintable(QStringList(seen.begin(), seen.end()).join(u' ')));
    }

    void bentManifests_neverContradictTheLadder()
    {
        QRandomGenerator random(20261124);
        QSet<QString> seen;
        for (int run = 0; run < runs / 4; ++run) {
            const Chain chain = chainWith(random);
            Snapshot snapshot = snapshotWith("{'roles':null}");
            snapshot.manifests = {chain.list, chain.client, chain.principal, chain.api};
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
