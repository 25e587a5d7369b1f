// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/causes.h"
#include "checks/checklist.h"
#include "jose/base64url.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

/// What the tests of the checks share: tokens made of claims, snapshots around them, and tables of cases.
namespace assayer::checks::testing {

inline const QString tenant = QStringLiteral("6f1c2a5e-0b7d-4c39-9d41-2f8e5a7b1c60");
inline const QString otherTenant = QStringLiteral("a3d9e7b1-4c62-4f08-b5e9-7d1c0f2a8b34");
inline const QString api = QStringLiteral("b7a0d2c4-5e31-4f6b-8a90-13c7e2d4f5a6");
inline const QString client = QStringLiteral("4c8b1f6d-2a3e-47d5-b9c0-7e6f5d4c3b2a");
inline const QString servicePrincipal = QStringLiteral("e2f4a6c8-1b3d-4e5f-8a7b-9c0d1e2f3a4b");
inline const QString role = QStringLiteral("Test.Application.Permission");
inline constexpr qint64 now = 1790001000;

inline jose::Jwt tokenOf(const QByteArray& header, const QByteArray& claims,
                         const QByteArray& signature = "c2lnbmF0dXJl")
{
    return jose::takeApart(jose::base64url::encode(header) + '.' + jose::base64url::encode(claims) + '.' + signature);
}

inline const QByteArray plainHeader = R"({"typ":"JWT","alg":"RS256","kid":"k"})";

/// A good app-only v2 token's claims.
inline QJsonObject goodClaims()
{
    return {{"aud", api},
            {"iss", "https://login.microsoftonline.com/" + tenant + "/v2.0"},
            {"iat", 1790000000},
            {"nbf", 1790000000},
            {"exp", 1790004500},
            {"azp", client},
            {"azpacr", "1"},
            {"oid", servicePrincipal},
            {"roles", QJsonArray{role}},
            {"sub", servicePrincipal},
            {"tid", tenant},
            {"ver", "2.0"}};
}

/// JSON in which ' stands for ".
inline QByteArray quotedJson(QByteArray text)
{
    return text.replace('\'', '"');
}

/// A good token's claims with the given ones put in; null takes one out. The JSON may be written with ' for ".
inline QByteArray claimsWith(const QByteArray& changes)
{
    QJsonObject claims = goodClaims();
    const QJsonObject patch = QJsonDocument::fromJson(quotedJson(changes)).object();
    for (auto it = patch.begin(); it != patch.end(); ++it) {
        if (it->isNull()) {
            claims.remove(it.key());
        } else {
            claims.insert(it.key(), *it);
        }
    }
    return QJsonDocument(claims).toJson(QJsonDocument::Compact);
}

/// A snapshot in which everything is expected as the good token has it, with a signature that holds.
inline Snapshot snapshotOf(const jose::Jwt& token)
{
    Snapshot snapshot;
    snapshot.token = token;
    snapshot.verification.status = jose::SignatureStatus::Valid;
    snapshot.expectations.audiences = QStringList{api};
    snapshot.expectations.roles = QStringList{role};
    snapshot.expectations.issuer =
        QStringLiteral("https://login.microsoftonline.com/") + tenant + QStringLiteral("/v2.0");
    snapshot.expectations.client = client;
    snapshot.expectations.tenant = tenant;
    snapshot.expectations.tokenVersion = profile::TokenVersion::V2;
    snapshot.now = now;
    return snapshot;
}

/// Of a good token with changes; of exactly those claims behind «=»; of that token behind «~».
inline Snapshot snapshotWith(const QByteArray& changes, const QByteArray& header = plainHeader)
{
    if (changes.startsWith('~')) {
        return snapshotOf(jose::takeApart(changes.mid(1)));
    }
    if (changes.startsWith('=')) {
        return snapshotOf(tokenOf(header, quotedJson(changes.mid(1))));
    }
    return snapshotOf(tokenOf(header, claimsWith(changes)));
}

inline profile::Profile entraProfile()
{
    profile::Profile profile;
    profile.name = QStringLiteral("Orders worker → Orders API");
    profile.authority.tenant = tenant;
    profile.clientId = client;
    return profile;
}

/// One row of a table: what is wanted, or which cause it only just misses, and what makes the case.
struct Row {
    QString name;
    QString cause;    ///< without the check's name; empty for a pass
    QString nearMiss; ///< a cause that it must not have; empty for a case that gives its cause
    QStringList expected;
    QByteArray claims; ///< as snapshotWith() takes it
    QList<entra::Manifest> manifests = {};
};

inline const QString billingApi = QStringLiteral("99999999-2222-4333-8444-555555555555");

/// The row's token with its manifests.
inline Snapshot snapshotOf(const Row& row)
{
    Snapshot snapshot = snapshotWith(row.claims);
    snapshot.manifests = row.manifests;
    return snapshot;
}

/// Puts ids and characters that do not show in place of @names.
inline QByteArray withIds(QByteArray text)
{
    // A manifest's parts first, as ids stand in them; of two names that begin alike the longer one first.
    static const QList<std::pair<QByteArray, QByteArray>> names{
        {"@manifestOfApi", "\"appId\":\"@api\",\"id\":\"@apiObject\",\"displayName\":\"Orders "
                           "API\",\"identifierUris\":[\"api://orders\",\"@uri\"]"},
        {"@principalOfApi",
         "\"appId\":\"@api\",\"id\":\"@apiSp\",\"servicePrincipalNames\":[\"@api\",\"api://orders\"]"},
        {"@clientAsking", "\"appId\":\"@client\",\"requiredResourceAccess\":[{\"resourceAppId\":\"@api\","
                          "\"resourceAccess\":[{\"id\":\"@roleId\",\"type\":\"Role\"}]}]"},
        {"@declaresRole", "\"appRoles\":[{\"id\":\"@roleId\",\"value\":\"@role\",\"allowedMemberTypes\":["
                          "\"Application\"],\"isEnabled\":true}]"},
        {"@grantOfRole", "\"appRoleId\":\"@roleId\",\"principalId\":\"@sp\",\"principalType\":\"ServicePrincipal\","
                         "\"resourceId\":\"@apiSp\""},
        {"@listOfClient", "\"@odata.context\":\"x#servicePrincipals('@sp')/appRoleAssignments\""},
        {"@listOfApi", "\"@odata.context\":\"x#servicePrincipals('@apiSp')/appRoleAssignedTo\""},
        {"@roleId", "3ea51f40-2ad7-4e79-aa18-12c45156dc6a"},
        {"@oldId", "58c1d2e3-f4a5-4b6c-8d7e-9f0a1b2c3d4e"},
        {"@apiSp", "0d9e8f7a-6b5c-4d3e-9f2a-1b0c9d8e7f6a"},
        {"@apiObject", "7c6b5a49-3827-4615-a4b3-c2d1e0f9a8b7"},
        {"@api", api.toUtf8()},
        {"@other", "11111111-2222-4333-8444-555555555555"},
        {"@client", client.toUtf8()},
        {"@sp", servicePrincipal.toUtf8()},
        {"@tenant2", otherTenant.toUtf8()},
        {"@tenant", tenant.toUtf8()},
        {"@billing", billingApi.toUtf8()},
        {"@uri", "https://contoso.example/orders"},
        {"@graph", "https://graph.microsoft.com"},
        {"@role", role.toUtf8()},
        {"@tab", "\t"},
        {"@nbsp", "\u00A0"},
        {"@zero", "\u200B"},
        {"@kelvin", "\u212A"}};
    for (const auto& [name, value] : names) {
        text.replace(name, value);
    }
    return text;
}

/// The manifests of a cell: JSON, separated by ;
inline QList<entra::Manifest> manifestsIn(const QByteArray& cell)
{
    QList<entra::Manifest> manifests;
    for (const QByteArray& json : cell.split(';')) {
        const auto manifest = entra::parseManifest(json);
        if (!manifest) {
            qFatal("no manifest: %s", json.constData());
        }
        manifests += *manifest;
    }
    return manifests;
}

/// The rows of tests/data/checks/<file>.txt; a line a row: name | cause | near miss of | expected, separated by ; |
/// claims, and perhaps | manifests. Lines that begin with # are remarks.
inline QList<Row> rowsOf(const char* file)
{
    QFile table(QStringLiteral(ASSAYER_SOURCE_DIR "/tests/data/checks/%1.txt").arg(QLatin1String(file)));
    if (!table.open(QIODevice::ReadOnly)) {
        qFatal("no table %s", qUtf8Printable(table.fileName()));
    }
    QList<Row> rows;
    for (const QByteArray& line : table.readAll().split('\n')) {
        const QList<QByteArray> cells = line.split('|');
        if (cells.size() != 5 && cells.size() != 6) {
            if (!line.isEmpty()) {
                qFatal("not five cells: %s", line.constData());
            }
            continue;
        }
        if (!line.startsWith('#')) {
            const QString expected = QString::fromUtf8(withIds(cells[3].trimmed()));
            rows += Row{QString::fromUtf8(cells[0].trimmed()),
                        QString::fromUtf8(cells[1].trimmed()),
                        QString::fromUtf8(cells[2].trimmed()),
                        expected.split(u';', Qt::SkipEmptyParts),
                        withIds(cells[4].trimmed()),
                        cells.size() == 6 ? manifestsIn(withIds(cells[5].trimmed())) : QList<entra::Manifest>()};
        }
    }
    return rows;
}

inline void addRows(const char* file)
{
    QTest::addColumn<Row>("row");
    for (const Row& row : rowsOf(file)) {
        QTest::newRow(row.name.toUtf8().constData()) << row;
    }
}

inline Row fetchedRow()
{
    return *static_cast<Row*>(QTest::qData("row", qMetaTypeId<Row>()));
}

/// Every cause of the check has three cases and two near misses among the rows.
inline void compareCoverage(CheckId check, const QList<Row>& rows)
{
    QHash<QString, int> given;
    QHash<QString, int> missed;
    for (const Row& row : rows) {
        QVERIFY2(row.nearMiss != row.cause || row.cause.isEmpty(), qPrintable(row.name));
        if (!row.nearMiss.isEmpty()) {
            ++missed[row.nearMiss];
        } else {
            ++given[row.cause];
        }
    }
    for (const Cause& cause : causes) {
        if (cause.check != check) {
            continue;
        }
        const QString name = QString(cause.text()).section(u'.', 1);
        QVERIFY2(given.value(name) >= 3, qPrintable(QStringLiteral("%1: %2 cases").arg(name).arg(given.value(name))));
        QVERIFY2(missed.value(name) >= 2,
                 qPrintable(QStringLiteral("%1: %2 near misses").arg(name).arg(missed.value(name))));
    }
}

inline void compareCause(const Result& result, const QString& cause)
{
    QCOMPARE(result.cause, cause.isEmpty() ? QString() : toName(result.id) + u'.' + cause);
    QCOMPARE(result.status == Status::Pass, cause.isEmpty());
}

} // namespace assayer::checks::testing

