// SPDX-License-Identifier: Apache-2.0
#include "checktesting.h"

using namespace assayer::checks;
using namespace assayer::checks::testing;
using assayer::profile::RoleMatch;

namespace {

Result rolesOf(const Snapshot& snapshot)
{
    return *judge(snapshot).find(CheckId::Roles);
}

Result elsewhere(const char* claims)
{
    Snapshot snapshot = snapshotWith(claims);
    snapshot.expectations.roles = QStringList{QStringLiteral("read:orders")};
    return rolesOf(snapshot);
}

} // namespace

class RolesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cause_isTheOneThatExplainsMost_data() { addRows("roles"); }
    void cause_isTheOneThatExplainsMost()
    {
        const Row row = fetchedRow();
        Snapshot snapshot = snapshotOf(row);
        snapshot.expectations.roles = row.expected;
        snapshot.others = {{QStringLiteral("Billing"), {billingApi}}};
        const Result result = rolesOf(snapshot);
        compareCause(result, row.cause);
        if (row.cause == QLatin1String("not-expected")) {
            QCOMPARE(result.status, Status::Unchecked);
        } else if (!row.cause.isEmpty()) {
            QCOMPARE(result.status, Status::Fail);
        }
    }

    void everyCause_hasCasesAndNearMisses() { compareCoverage(CheckId::Roles, rowsOf("roles")); }

    void anyOf_needsOne()
    {
        Snapshot snapshot = snapshotWith("{}");
        snapshot.expectations.roles = QStringList{QStringLiteral("A"), role};
        QCOMPARE(rolesOf(snapshot).status, Status::Fail);
        snapshot.expectations.roleMatch = RoleMatch::Any;
        const Result result = rolesOf(snapshot);
        QCOMPARE(result.status, Status::Pass);
        QCOMPARE(result.items.value(0).status, Status::Unchecked);
        QCOMPARE(result.items.value(1).status, Status::Pass);
        snapshot.expectations.roles = QStringList{QStringLiteral("A"), QStringLiteral("B")};
        QCOMPARE(rolesOf(snapshot).cause, QStringLiteral("roles.missing"));
    }

    void items_haveTheirOwnCause()
    {
        Snapshot snapshot = snapshotWith("{'roles':['a','b']}");
        snapshot.expectations.roles = QStringList{QStringLiteral("a"), QStringLiteral("B"), QStringLiteral("c")};
        const Result result = rolesOf(snapshot);
        QCOMPARE(result.items.size(), 3);
        QCOMPARE(result.items[0], (Item{QStringLiteral("a"), Status::Pass, {}}));
        QCOMPARE(result.items[1], (Item{QStringLiteral("B"),
                                        Status::Fail,
                                        QStringLiteral("roles.case"),
                                        {{QStringLiteral("alike"), QStringLiteral("b")}}}));
        QCOMPARE(result.items[2], (Item{QStringLiteral("c"), Status::Fail, QStringLiteral("roles.missing")}));
    }

    void items_haveTheirOwnCauseBesideWhatHoldsOfAll_data()
    {
        QTest::addColumn<QByteArray>("claims");
        QTest::addColumn<QStringList>("causes");
        const auto row = [](const char* name, const char* claims, const char* causes) {
            QTest::newRow(name) << withIds(claims) << QString::fromLatin1(causes).split(u' ');
        };
        row("a user's", "{'roles':null,'scp':'access_as_user app.read','sub':'x'}",
            "delegated delegated delegated delegated");
        row("in scp of B2C", "{'iss':'https://c.b2clogin.com/@tenant/v2.0/','roles':null,'scp':'app.read'}",
            "in-scp in-scp scope-name absent");
        row("another client's, and in other letters", "{'azp':'@other'}",
            "other-client other-client other-client other-client");
        row("Graph's", "{'aud':'@graph','roles':['X']}", "other-resource other-resource other-resource other-resource");
        row("its own", "{}", "scope-name missing scope-name case");
        row("one more of its own", "{'roles':['Other']}", "scope-name missing scope-name missing");
    }
    void items_haveTheirOwnCauseBesideWhatHoldsOfAll()
    {
        QFETCH(QByteArray, claims);
        QFETCH(QStringList, causes);
        Snapshot snapshot = snapshotWith(claims);
        snapshot.expectations.roles =
            QStringList{QStringLiteral("app.read"), QStringLiteral("access_as_user"), role.toUpper()};
        const Result result = rolesOf(snapshot);
        QStringList found{result.cause};
        for (const Item& item : result.items)
            found += item.cause;
        for (QString& cause : causes)
            cause.prepend(QLatin1String("roles."));
        QCOMPARE(found, causes);
    }

    void oneText_isAWarningWhereItHoldsWhatIsExpected()
    {
        const auto of = [](const char* text, const QStringList& roles, RoleMatch match = RoleMatch::All) {
            Snapshot snapshot = snapshotWith(QByteArray("{'roles':'") + text + "'}");
            snapshot.expectations.roles = roles;
            snapshot.expectations.roleMatch = match;
            const Result result = rolesOf(snapshot);
            return result.cause == QLatin1String("roles.other") ? result.status : Status::Pass;
        };
        const QString a = QStringLiteral("A");
        const QString b = QStringLiteral("B");
        QCOMPARE(of("A", {a}), Status::Warning);
        QCOMPARE(of("A B", {a, b}), Status::Warning);
        QCOMPARE(of("A B", {QStringLiteral("A B")}), Status::Warning);
        QCOMPARE(of("A", {a, b}, RoleMatch::Any), Status::Warning);
        QCOMPARE(of("A", {a, b}), Status::Fail);
        QCOMPARE(of("AB", {a}), Status::Fail);
        QCOMPARE(of("a", {a}), Status::Fail);
        QCOMPARE(of("A,B", {a}), Status::Fail);
    }

    void rbacResource_needsNoRoles()
    {
        for (const char* claims :
             {"{'aud':'https://management.azure.com/','roles':null}", "{'aud':'https://vault.azure.net','roles':null}",
              "{'aud':'https://storage.azure.com','roles':null}"}) {
            Snapshot snapshot = snapshotWith(claims);
            snapshot.expectations.audiences = QStringList{snapshot.token.claimText(u"aud")};
            const Result result = rolesOf(snapshot);
            QCOMPARE(result.cause, QStringLiteral("roles.absent"));
            QCOMPARE(result.status, Status::Warning);
            QVERIFY(!result.arguments.value(QStringLiteral("rbac")).isEmpty());
        }
        Snapshot graph = snapshotWith("{'aud':'https://graph.microsoft.com','roles':null}");
        graph.expectations.audiences = QStringList{QStringLiteral("https://graph.microsoft.com")};
        QCOMPARE(rolesOf(graph).status, Status::Fail);
    }

    void permissionsElsewhere_areAWarningAtOtherAuthorities()
    {
        const char* const issuer = "{'iss':'https://c.eu.auth0.com/','roles':null,'permissions':['read:orders']}";
        QCOMPARE(elsewhere(issuer).status, Status::Warning);
        QCOMPARE(elsewhere(issuer).cause, QStringLiteral("roles.absent"));
        QCOMPARE(elsewhere(issuer).arguments.value(QStringLiteral("elsewhere")), QStringLiteral("permissions"));
        QCOMPARE(elsewhere("{'iss':'https://sso.example/realms/a','roles':null,"
                           "'resource_access':{'x':{'roles':['read:orders']}}}")
                     .status,
                 Status::Warning);
        QCOMPARE(elsewhere("{'iss':'https://x.example','roles':null,'scope':'a read:orders'}").status, Status::Warning);
        // Near misses: not there, only a part of it, and Entra, where the API reads roles.
        QCOMPARE(elsewhere("{'iss':'https://x.example','roles':null,'scope':'a'}").status, Status::Fail);
        QCOMPARE(elsewhere("{'iss':'https://x.example','roles':null,'scope':'read:orders2'}").status, Status::Fail);
        QCOMPARE(elsewhere("{'roles':null,'permissions':['read:orders']}").status, Status::Fail);
    }

    void request_decides_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QByteArray>("manifests");
        QTest::addColumn<QString>("cause");
        const QByteArray manifest = "{@manifestOfApi,@declaresRole}";
        QTest::newRow("nobody knows") << QString() << QByteArray() << QStringLiteral("roles.absent");
        QTest::newRow("the expected API")
            << QStringLiteral("api://orders/.default") << QByteArray() << QStringLiteral("roles.absent");
        QTest::newRow("another API") << QStringLiteral("api://billings/.default") << QByteArray()
                                     << QStringLiteral("roles.other-resource");
        QTest::newRow("another profile's API")
            << QStringLiteral("api://billing") << QByteArray() << QStringLiteral("roles.other-resource");
        QTest::newRow("another name of the same, by its manifest")
            << QStringLiteral("https://contoso.example/orders") << manifest << QStringLiteral("roles.absent");
    }
    void request_decides()
    {
        QFETCH(QString, asked);
        QFETCH(QByteArray, manifests);
        QFETCH(QString, cause);
        Snapshot snapshot = snapshotWith("{'roles':null}");
        snapshot.expectations.audiences = QStringList{QStringLiteral("api://orders")};
        snapshot.requestedResource = asked;
        snapshot.others = {{QStringLiteral("Billing"), {QStringLiteral("api://billing")}}};
        if (!manifests.isEmpty())
            snapshot.manifests = manifestsIn(withIds(manifests));
        QCOMPARE(rolesOf(snapshot).cause, cause);
    }

    void duplicateRoles_fail()
    {
        const QByteArray claims = quotedJson("{'roles':['" + role.toUtf8() + "'],'roles':[]}");
        Snapshot snapshot = snapshotOf(tokenOf(plainHeader, claims));
        QCOMPARE(rolesOf(snapshot).cause, QStringLiteral("roles.other"));
        QCOMPARE(rolesOf(snapshot).status, Status::Fail);
        snapshot.expectations.roles.clear();
        QCOMPARE(rolesOf(snapshot).status, Status::Fail);
    }
};

QTEST_GUILESS_MAIN(RolesTest)
#include "tst_roles.moc"
