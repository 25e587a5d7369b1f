// SPDX-License-Identifier: Apache-2.0
#include "checktesting.h"

using namespace assayer::checks;
using namespace assayer::checks::testing;
using assayer::profile::AuthorityKind;

namespace {

QByteArray withIssuers(QByteArray text)
{
    return text.replace("@v1", "https://sts.windows.net/@tenant/")
        .replace("@v2", "https://login.microsoftonline.com/@tenant/v2.0");
}

Status statusFor(const assayer::profile::Profile& profile, const QByteArray& changes, const QUrl& base = {})
{
    Snapshot snapshot = snapshotWith(withIds(withIssuers(changes)));
    snapshot.profile = profile;
    snapshot.expectations = resolveExpectations(profile, base);
    return judge(snapshot).find(CheckId::Issuer)->status;
}

} // namespace

class IssuerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cause_isTheOneThatExplainsMost_data() { addRows("issuer"); }
    void cause_isTheOneThatExplainsMost()
    {
        const Row row = fetchedRow();
        Snapshot snapshot = snapshotWith(row.claims);
        snapshot.expectations.issuer = row.expected.value(0);
        snapshot.expectations.moreIssuers = row.expected.mid(1);
        const Result result = *judge(snapshot).find(CheckId::Issuer);
        compareCause(result, row.cause);
        QCOMPARE(result.status == Status::Unchecked, row.cause == QLatin1String("not-expected"));
    }

    void everyCause_hasCasesAndNearMisses() { compareCoverage(CheckId::Issuer, rowsOf("issuer")); }

    void profile_acceptsBothVersionsOfItsTenant()
    {
        assayer::profile::Profile profile = entraProfile();
        QCOMPARE(statusFor(profile, "{}"), Status::Pass);
        QCOMPARE(statusFor(profile, "{'iss':'@v1'}"), Status::Pass);
        QCOMPARE(statusFor(profile, "{'iss':'https://login.microsoftonline.us/@tenant/v2.0'}"), Status::Fail);
        profile.expectations.tokenVersion = assayer::profile::TokenVersion::V2;
        QCOMPARE(statusFor(profile, "{}"), Status::Pass);
        QCOMPARE(statusFor(profile, "{'iss':'@v1'}"), Status::Fail);
        profile.expectations.tokenVersion = {};
        profile.expectations.issuer = QStringLiteral("https://issuer.example");
        QCOMPARE(statusFor(profile, "{}"), Status::Fail);
    }

    void severalAccepted_anyWillDo()
    {
        const QString v1 = QStringLiteral("https://sts.windows.net/%1/").arg(tenant);
        for (const bool withProfile : {false, true}) {
            Snapshot snapshot = snapshotWith("{}");
            snapshot.expectations.moreIssuers = {snapshot.expectations.issuer};
            snapshot.expectations.issuer = v1;
            if (withProfile)
                snapshot.profile = entraProfile();
            QCOMPARE(judge(snapshot).find(CheckId::Issuer)->status, Status::Pass);
            snapshot.expectations.moreIssuers = {QStringLiteral("https://sso.example")};
            const Result result = *judge(snapshot).find(CheckId::Issuer);
            QCOMPARE(result.cause, QStringLiteral("issuer.version"));
            QCOMPARE(result.expected.size(), 2);
        }
    }
    void tenantInCapitals_isTheSameTenant()
    {
        assayer::profile::Profile profile = entraProfile();
        profile.authority.tenant = tenant.toUpper();
        QCOMPARE(statusFor(profile, "{}"), Status::Pass);
        QCOMPARE(statusFor(profile, "{'iss':'@v1'}"), Status::Pass);
    }

    void practice_acceptsBothVersions()
    {
        assayer::profile::Profile profile = entraProfile();
        profile.authority.kind = AuthorityKind::Practice;
        const QUrl base(QStringLiteral("http://127.0.0.1:4711"));
        QCOMPARE(statusFor(profile, "{'iss':'http://127.0.0.1:4711/@tenant/'}", base), Status::Pass);
        QCOMPARE(statusFor(profile, "{'iss':'http://127.0.0.1:4711/@tenant/v2.0'}", base), Status::Pass);
        QCOMPARE(statusFor(profile, "{'iss':'http://127.0.0.1:4712/@tenant/v2.0'}", base), Status::Fail);
        QCOMPARE(statusFor(profile, "{'iss':'http://127.0.0.1:4711/@tenant2/','tid':'@tenant2'}", base), Status::Fail);
    }

    void tenantByDomain_leavesItUncheckedButNotAnything()
    {
        assayer::profile::Profile profile = entraProfile();
        profile.authority.tenant = QStringLiteral("contoso.com");
        QCOMPARE(statusFor(profile, "{}"), Status::Unchecked);
        QCOMPARE(statusFor(profile, "{'iss':'@v1'}"), Status::Unchecked);
        QCOMPARE(statusFor(profile, "{'iss':'https://login.microsoftonline.us/@tenant/v2.0'}"), Status::Fail);
        QCOMPARE(statusFor(profile, "{'iss':'https://x.b2clogin.com/@tenant/v2.0/'}"), Status::Fail);
        QCOMPARE(statusFor(profile, "{'iss':'https://evil.example/@tenant/v2.0'}"), Status::Fail);
    }

    void duplicateIssuer_fails()
    {
        Snapshot snapshot =
            snapshotOf(tokenOf(plainHeader, quotedJson(withIds(withIssuers("{'iss':'@v2','iss':'x'}")))));
        QCOMPARE(judge(snapshot).find(CheckId::Issuer)->cause, QStringLiteral("issuer.other"));
        snapshot.expectations.issuer.clear();
        QCOMPARE(judge(snapshot).find(CheckId::Issuer)->status, Status::Fail);
    }
};

QTEST_GUILESS_MAIN(IssuerTest)
#include "tst_issuer.moc"
