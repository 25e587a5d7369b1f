// SPDX-License-Identifier: Apache-2.0
#include "cli/secretsource.h"

#include <QTest>

using namespace assayer;
using cli::Claimant;
using cli::SecretTable;

class SecretSourceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void table_givesEachItsOwn_data();
    void table_givesEachItsOwn();
    void nameOfSeveral_isRefusedAndSaid();
    void entriesForNobody_areCounted();
};

namespace {

constexpr const char* nothing = "nothing";
constexpr const char* ambiguous = "ambiguous-profile";

} // namespace

/// What each of the run's profiles gets: a secret, nothing, or an error's code.
void SecretSourceTest::table_givesEachItsOwn_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QList<Claimant>>("run");
    QTest::addColumn<QStringList>("expected");
    const Claimant orders{"prod/orders.json", "id-1", "Orders"};
    const Claimant stranger{"zz/evil.json", "id-2", "Orders"};
    QTest::newRow("by name") << QByteArray(R"({"Orders":"s"})") << QList{orders} << QStringList{"s"};
    QTest::newRow("by id") << QByteArray(R"({"id-1":"s"})") << QList{orders, stranger} << QStringList{"s", nothing};
    QTest::newRow("by path") << QByteArray(R"({"prod/orders.json":"s"})") << QList{orders} << QStringList{"s"};
    QTest::newRow("by path without its ending")
        << QByteArray(R"({"prod/orders":"s"})") << QList{orders} << QStringList{"s"};
    QTest::newRow("a path is one however it is written")
        << QByteArray(R"({"prod/orders":"s"})") << QList<Claimant>{{"./prod//orders.json", "", ""}} << QStringList{"s"};
    QTest::newRow("an empty one") << QByteArray(R"({"Orders":""})") << QList{orders} << QStringList{"secret-empty"};
    QTest::newRow("with its file's line break")
        << QByteArray(R"({"Orders":"s\n","prod/other":"t\r\n"})")
        << QList<Claimant>{orders, {"prod/other.json", "", ""}} << QStringList{"s", "t"};
    QTest::newRow("a line break alone") << QByteArray(R"({"Orders":"\n"})") << QList{orders}
                                        << QStringList{"secret-empty"};
    QTest::newRow("none") << QByteArray(R"({"other":"s"})") << QList{orders} << QStringList{nothing};
    QTest::newRow("no name is no name") << QByteArray(R"({"":"s"})") << QList<Claimant>{{"", "", ""}}
                                        << QStringList{nothing};
    QTest::newRow("the name of two") << QByteArray(R"({"Orders":"s"})") << QList{orders, stranger}
                                     << QStringList{ambiguous, ambiguous};
    QTest::newRow("the id of two") << QByteArray(R"({"id-1":"s"})")
                                   << QList<Claimant>{orders, {"b.json", "id-1", "Other"}}
                                   << QStringList{ambiguous, ambiguous};
    QTest::newRow("the name of one, the id of another")
        << QByteArray(R"({"id-1":"s"})") << QList<Claimant>{orders, {"b.json", "id-3", "id-1"}}
        << QStringList{ambiguous, ambiguous};
    QTest::newRow("a path goes before a name that others have")
        << QByteArray(R"({"Orders":"x","prod/orders":"s"})") << QList{orders, stranger} << QStringList{"s", ambiguous};
    QTest::newRow("a path that another has for its name")
        << QByteArray(R"({"prod/orders":"s"})") << QList<Claimant>{orders, {"b.json", "", "prod/orders"}}
        << QStringList{"s", ambiguous};
    QTest::newRow("the path of a file that could not be read")
        << QByteArray(R"({"a":"s"})") << QList<Claimant>{{"a.json", "", ""}, {"b.json", "", "a"}}
        << QStringList{"s", ambiguous};
    QTest::newRow("a path is never a name")
        << QByteArray(R"({"gone/a.json":"s"})") << QList<Claimant>{{"b.json", "gone/a.json", "gone/a.json"}}
        << QStringList{nothing};
    QTest::newRow("one path in two folders")
        << QByteArray(R"({"a.json":"s"})") << QList<Claimant>{{"a.json", "1", ""}, {"a.json", "2", ""}}
        << QStringList{ambiguous, ambiguous};
}

void SecretSourceTest::table_givesEachItsOwn()
{
    QFETCH(QByteArray, table);
    QFETCH(QList<Claimant>, run);
    QFETCH(QStringList, expected);
    const auto secrets = SecretTable::parse(table);
    QVERIFY(secrets);
    QStringList found;
    for (const auto& given : secrets->given(run)) {
        found.append(!given ? given.error().code : *given ? QString::fromUtf8((*given)->reveal()) : QString(nothing));
    }
    QCOMPARE(found, expected);
}

void SecretSourceTest::entriesForNobody_areCounted()
{
    const auto table = SecretTable::parse(R"({"Orders":"a","id-1":"b","prod/orders":"c","prod/odrers":"d"})");
    QVERIFY(table);
    QCOMPARE(table->unused({{"prod/orders.json", "id-1", "Orders"}}), 1);
    QCOMPARE(table->unused({}), 4);
    QCOMPARE(SecretTable().unused({}), 0);
}

void SecretSourceTest::nameOfSeveral_isRefusedAndSaid()
{
    const auto secrets = SecretTable::parse(R"({"Orders":"canary"})");
    QVERIFY(secrets);
    QList<Claimant> run;
    for (int i = 0; i < 40; ++i) {
        run.append({QStringLiteral("%1/orders.json").arg(i), {}, "Orders"});
    }
    const auto given = secrets->given(run);
    QCOMPARE(given.size(), 40);
    for (const auto& one : given) {
        QVERIFY(!one);
        QVERIFY2(one.error().sentence.contains("Orders"), qPrintable(one.error().sentence));
        QVERIFY2(one.error().detail.contains("0/orders.json, 1/orders.json"), qPrintable(one.error().detail));
        QVERIFY(one.error().detail.size() < 1000);
        QVERIFY(!(one.error().sentence + one.error().detail).contains("canary"));
    }
}

QTEST_GUILESS_MAIN(SecretSourceTest)
#include "tst_secretsource.moc"
