// SPDX-License-Identifier: Apache-2.0
#include "checktesting.h"

using namespace assayer::checks;
using namespace assayer::checks::testing;
using assayer::profile::TokenVersion;

namespace {

void compareRow(const Row& row, CheckId id)
{
    Snapshot snapshot = snapshotWith(row.claims);
    const QString expected = row.expected.value(0);
    switch (id) {
    case CheckId::Client:
        snapshot.expectations.client = expected;
        break;
    case CheckId::Tenant:
        snapshot.expectations.tenant = expected;
        break;
    default:
        snapshot.expectations.tokenVersion.reset();
        if (!expected.isEmpty()) {
            snapshot.expectations.tokenVersion = expected == QLatin1String("1.0") ? TokenVersion::V1 : TokenVersion::V2;
        }
    }
    const Result result = *judge(snapshot).find(id);
    compareCause(result, row.cause);
    QCOMPARE(result.status == Status::Unchecked, row.cause == QLatin1String("not-expected"));
}

} // namespace

/// Client, tenant and version.
class IdentityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void client_data() { addRows("client"); }
    void client() { compareRow(fetchedRow(), CheckId::Client); }
    void tenant_data() { addRows("tenant"); }
    void tenant() { compareRow(fetchedRow(), CheckId::Tenant); }
    void version_data() { addRows("version"); }
    void version() { compareRow(fetchedRow(), CheckId::Version); }

    void severalClients_anyWillDo()
    {
        Snapshot snapshot = snapshotWith("{'roles':null}");
        snapshot.expectations.client = otherTenant;
        snapshot.expectations.moreClients = QStringList{assayer::checks::testing::client};
        QCOMPARE(judge(snapshot).find(CheckId::Client)->status, Status::Pass);
        QCOMPARE(judge(snapshot).find(CheckId::Roles)->cause, QStringLiteral("roles.absent"));
        snapshot.expectations.moreClients = QStringList{servicePrincipal};
        QCOMPARE(judge(snapshot).find(CheckId::Client)->cause, QStringLiteral("client.object-id"));
        snapshot.expectations.moreClients = QStringList{assayer::checks::testing::tenant};
        QCOMPARE(judge(snapshot).find(CheckId::Client)->cause, QStringLiteral("client.other-client"));
        QCOMPARE(judge(snapshot).find(CheckId::Roles)->cause, QStringLiteral("roles.other-client"));
    }
    void tenantByDomain_isUncheckedWhereNobodyKnowsItsId()
    {
        Snapshot snapshot = snapshotWith("{}");
        snapshot.expectations.tenant = QStringLiteral("contoso.com");
        snapshot.expectations.issuer.clear();
        const Result result = *judge(snapshot).find(CheckId::Tenant);
        QCOMPARE(result.cause, QStringLiteral("tenant.other"));
        QCOMPARE(result.status, Status::Unchecked);
    }

    void everyCause_hasCasesAndNearMisses()
    {
        compareCoverage(CheckId::Client, rowsOf("client"));
        compareCoverage(CheckId::Tenant, rowsOf("tenant"));
        compareCoverage(CheckId::Version, rowsOf("version"));
    }
};

QTEST_GUILESS_MAIN(IdentityTest)
#include "tst_identity.moc"
