// SPDX-License-Identifier: Apache-2.0
// Time of the whole checklist with its diagnosis: on a token of 2 KB, and with growing numbers of roles, audiences,
// saved profiles and manifests' roles. Ends with 1 if a limit is broken.
#include "app/checks/checktesting.h"
#include "inspection/words.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace assayer;
using namespace assayer::checks;
using namespace assayer::checks::testing;

namespace {

// Of this thread alone, so that neighbours on the machine count less.
double processorSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// The best of several rounds, in seconds a run.
double secondsOf(const std::function<void()>& work)
{
    double best = 1e9;
    for (int round = 0; round < 7; ++round) {
        int runs = 0;
        const double start = processorSeconds();
        double end = start;
        do {
            work();
            ++runs;
            end = processorSeconds();
        } while (end - start < 0.05);
        best = std::min(best, (end - start) / runs);
    }
    return best;
}

QStringList numbered(const char* prefix, int count)
{
    QStringList texts;
    for (int i = 0; i < count; ++i)
        texts += QLatin1String(prefix) + QString::number(i);
    return texts;
}

jose::Jwt tokenWith(const QStringList& audiences, const QStringList& roles)
{
    QJsonObject claims = goodClaims();
    claims.insert(QStringLiteral("aud"), QJsonArray::fromStringList(audiences));
    claims.insert(QStringLiteral("roles"), QJsonArray::fromStringList(roles));
    return tokenOf(plainHeader, QJsonDocument(claims).toJson(QJsonDocument::Compact));
}

/// A token of 2 KB for the wrong audience without the role, and manifests that tell why.
Snapshot usualCase()
{
    QJsonObject claims = goodClaims();
    claims.insert(QStringLiteral("aud"), QStringLiteral("api://orders"));
    claims.insert(QStringLiteral("ver"), QStringLiteral("1.0"));
    claims.insert(QStringLiteral("roles"), QJsonArray::fromStringList(numbered("Orders.Permission.", 10)));
    QString filling;
    while (QJsonDocument(claims).toJson(QJsonDocument::Compact).size() * 4 / 3 < 1700) {
        filling += QStringLiteral("0123456789abcdef");
        claims.insert(QStringLiteral("rh"), filling);
    }
    Snapshot snapshot =
        snapshotOf(tokenOf(plainHeader, QJsonDocument(claims).toJson(QJsonDocument::Compact), QByteArray(342, 'A')));
    snapshot.manifests = manifestsIn(withIds("{@manifestOfApi,@declaresRole};{@principalOfApi,@declaresRole};"
                                             "{@clientAsking};{@listOfClient,\"value\":[]}"));
    snapshot.others = {{QStringLiteral("Billing"), {billingApi}}};
    return snapshot;
}

Snapshot withRoles(int count)
{
    Snapshot snapshot = snapshotOf(tokenWith({api}, numbered("Have.", count)));
    snapshot.expectations.roles = numbered("Want.", count);
    return snapshot;
}

Snapshot withDeclaredRoles(int count)
{
    Snapshot snapshot = withRoles(count);
    snapshot.manifests = manifestsIn(withIds("{@manifestOfApi,@declaresRole};{@clientAsking};{@listOfClient,"
                                             "\"value\":[]}"));
    for (int i = 0; i < count; ++i) {
        const QString id = QStringLiteral("3ea51f40-2ad7-4e79-aa18-%1").arg(i, 12, 16, QLatin1Char('0'));
        snapshot.manifests[0].appRoles +=
            {id, QStringLiteral("Want.%1").arg(i), {}, {QStringLiteral("Application")}, true};
        snapshot.manifests[1].requiredAccess += {api, id, QStringLiteral("Role")};
        snapshot.manifests[2].assignments += {id, billingApi, QStringLiteral("ServicePrincipal"), {}, {}, {}, {}};
    }
    return snapshot;
}

Snapshot withAudiences(int count)
{
    Snapshot snapshot = snapshotOf(tokenWith(numbered("api://have/", count), {role}));
    snapshot.expectations.audiences = numbered("api://want/", count);
    return snapshot;
}

Snapshot withProfiles(int count)
{
    Snapshot snapshot = snapshotOf(tokenWith({QStringLiteral("api://orders")}, {role}));
    for (const QString& name : numbered("api://other/", count))
        snapshot.others += {name, {name}};
    return snapshot;
}

bool isFast()
{
    constexpr double limit = 1e-3;
    const Snapshot snapshot = usualCase();
    const QByteArray compact = snapshot.token.compact;
    const double seconds = secondsOf([&] { (void)judge(snapshot); });
    inspection::Inspection inspection;
    inspection.token = snapshot.token;
    inspection.manifests = snapshot.manifests;
    inspection.expectations = snapshot.expectations;
    const double withWords = secondsOf([&] {
        inspection.checklist = judge(snapshot);
        for (const Result& result : inspection.checklist.results)
            (void)inspection::wordsFor(result, inspection);
    });
    std::printf("token of %lld bytes: checklist %.3f ms, with its words %.3f ms\n",
                static_cast<long long>(compact.size()), seconds * 1e3, withWords * 1e3);
    return withWords < limit;
}

/// Reading the manifests that a profile may keep (256 KiB), which an edit must not pay for with every key, beside
/// judging with what was read.
bool isReadOnce()
{
    entra::Manifest manifest = manifestsIn(withIds("{@manifestOfApi,@declaresRole}")).first();
    QByteArray json;
    for (int i = 0; json.size() < 250 * 1024; i += 100) {
        for (int k = i; k < i + 100; ++k)
            manifest.appRoles += {QStringLiteral("3ea51f40-2ad7-4e79-aa18-%1").arg(k, 12, 16, QLatin1Char('0')),
                                  QStringLiteral("Want.%1").arg(k),
                                  {},
                                  {QStringLiteral("Application")},
                                  true};
        json = entra::keptForm(manifest);
    }
    profile::Profile profile = entraProfile();
    profile.manifests = {{QString(), json}};
    Snapshot snapshot = usualCase();
    const double reading = secondsOf([&] { (void)manifestsOf(profile); });
    snapshot.manifests = manifestsOf(profile);
    const double judging = secondsOf([&] { (void)judge(snapshot); });
    std::printf("manifest of %lld bytes: read in %.3f ms, judged in %.3f ms\n", static_cast<long long>(json.size()),
                reading * 1e3, judging * 1e3);
    return judging < 20e-3;
}

/// Ten times as many may cost at most this many times as much, between sizes beyond the fixed cost and the caches.
bool isLinear(const char* name, Snapshot (*make)(int))
{
    constexpr double most = 20;
    double thousand = 0;
    double tenThousand = 0;
    std::printf("%-16s", name);
    for (const int count : {10, 100, 1000, 10000}) {
        const Snapshot snapshot = make(count);
        const double seconds = secondsOf([&] { (void)judge(snapshot); });
        std::printf("  %6d: %9.3f ms", count, seconds * 1e3);
        thousand = count == 1000 ? seconds : thousand;
        tenThousand = seconds;
    }
    std::printf("  (x%.1f)\n", tenThousand / thousand);
    return tenThousand < most * thousand;
}

} // namespace

int main()
{
#ifdef __GLIBC__
    // Memory that is given back after every run would be fetched anew, page by page: that is what would be measured.
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
#endif
    bool good = isFast();
    good = isReadOnce() && good;
    good = isLinear("roles", withRoles) && good;
    good = isLinear("declared roles", withDeclaredRoles) && good;
    good = isLinear("audiences", withAudiences) && good;
    good = isLinear("saved profiles", withProfiles) && good;
    return good ? 0 : 1;
}
