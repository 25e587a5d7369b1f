// SPDX-License-Identifier: Apache-2.0
#include "dialogs/meantfor.h"
#include "store/keychain.h"
#include "window/environmentsecrets.h"

#include <QSignalSpy>
#include <QTest>

using namespace assayer;

namespace {

struct FixedClock final : support::Clock {
    [[nodiscard]] qint64 now() const override { return 1'700'000'000; }
};

struct Fixture {
    Fixture()
    {
        environment.id = QStringLiteral("test");
        environment.name = QStringLiteral("test");
    }
    void declare(const QStringList& names)
    {
        environment.variables.clear();
        for (const QString& name : names)
            environment.variables.append({name, profile::VariableKind::Secret});
    }
    void keep(const QString& name, const QString& secret)
    {
        bool done = false;
        QObject context;
        store->write(store::formerSecretKeyOf(environment, name), {support::Secret::fromText(secret), 1, {}, {}},
                     &context, [&done](const auto&) { done = true; });
        QTRY_VERIFY(done);
    }
    [[nodiscard]] std::optional<store::StoredSecret> kept(const QString& name)
    {
        std::optional<support::Result<std::optional<store::StoredSecret>>> found;
        QObject context;
        store->read(store::formerSecretKeyOf(environment, name), &context,
                    [&found](const auto& answer) { found = answer; });
        (void)QTest::qWaitFor([&found] { return found.has_value(); });
        return found ? found->value_or(std::nullopt) : std::nullopt;
    }
    [[nodiscard]] QString text(const QString& name)
    {
        const auto found = kept(name);
        return found ? QString::fromUtf8(found->secret.reveal()) : QString();
    }
    void apply(const dialogs::EnvironmentChange& change, const QList<store::ProfileEntry>& profiles = {})
    {
        QSignalSpy finished(&secrets, &window::EnvironmentSecrets::finished);
        secrets.apply(change, environment, profiles);
        if (secrets.isBusy())
            QVERIFY(finished.wait());
    }

    std::unique_ptr<store::SecretStore> store = store::memoryStore();
    FixedClock clock;
    window::EnvironmentSecrets secrets{*store, clock};
    profile::Environment environment;
};

store::ProfileEntry profileNaming(const QString& variable)
{
    store::ProfileEntry entry;
    entry.profile = profile::workedExample();
    entry.profile.secretVariable = variable;
    return entry;
}

} // namespace

class TestEnvironmentSecrets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void renamed_goesWithItsName_data()
    {
        QTest::addColumn<QStringList>("declared");
        QTest::addColumn<QStringList>("moves"); // from, to, from, to …
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<QString>("c");
        QTest::newRow("one") << QStringList{"c", "b"} << QStringList{"a", "c"} << ""
                             << "of b"
                             << "of a";
        QTest::newRow("swapped") << QStringList{"a", "b"} << QStringList{"a", "b", "b", "a"} << "of b"
                                 << "of a"
                                 << "";
        QTest::newRow("a chain") << QStringList{"b", "c"} << QStringList{"a", "b", "b", "c"} << ""
                                 << "of a"
                                 << "of b";
        QTest::newRow("one that has none") << QStringList{"a", "b"} << QStringList{"c", "a", "a", "c"} << ""
                                           << "of b"
                                           << "of a";
    }
    void renamed_goesWithItsName()
    {
        QFETCH(QStringList, declared);
        QFETCH(QStringList, moves);
        Fixture fixture;
        fixture.declare(declared);
        fixture.keep(QStringLiteral("a"), QStringLiteral("of a"));
        fixture.keep(QStringLiteral("b"), QStringLiteral("of b"));
        dialogs::EnvironmentChange change;
        for (qsizetype i = 0; i + 1 < moves.size(); i += 2)
            change.renamed.append({moves.at(i), moves.at(i + 1)});
        fixture.apply(change);
        QTEST(fixture.text(QStringLiteral("a")), "a");
        QTEST(fixture.text(QStringLiteral("b")), "b");
        QTEST(fixture.text(QStringLiteral("c")), "c");
    }

    void forgotten_isRemovedThoughTheVariableIsGone()
    {
        Fixture fixture;
        fixture.declare({});
        fixture.keep(QStringLiteral("a"), QStringLiteral("of a"));
        dialogs::EnvironmentChange change;
        change.forgotten = {QStringLiteral("a")};
        fixture.apply(change);
        QCOMPARE(fixture.text(QStringLiteral("a")), QString());
    }

    void newSecret_isMeantForTheProfilesThatNameIt()
    {
        Fixture fixture;
        fixture.declare({QStringLiteral("a"), QStringLiteral("b")});
        dialogs::EnvironmentChange change;
        change.secrets.insert(QStringLiteral("a"), support::Secret::fromText(QStringLiteral("of a")));
        change.secrets.insert(QStringLiteral("b"), support::Secret::fromText(QStringLiteral("of b")));
        fixture.apply(change, {profileNaming(QStringLiteral("a"))});
        const QString there = store::destinationOf(profile::workedExample());
        QVERIFY(store::isMeantFor(fixture.kept(QStringLiteral("a"))->destination, there));
        QVERIFY(!store::isMeantFor(fixture.kept(QStringLiteral("b"))->destination, there));
        QCOMPARE(fixture.kept(QStringLiteral("a"))->setAt, fixture.clock.now());
        // Then the user says so.
        QSignalSpy finished(&fixture.secrets, &window::EnvironmentSecrets::finished);
        fixture.secrets.allow(store::secretKeyOf(fixture.environment, QStringLiteral("b")), there);
        QVERIFY(finished.wait());
        QVERIFY(store::isMeantFor(fixture.kept(QStringLiteral("b"))->destination, there));
        QCOMPARE(fixture.text(QStringLiteral("b")), QStringLiteral("of b"));
    }

    void newSecret_isMeantForNoneThatWasNotNamed()
    {
        Fixture fixture;
        fixture.declare({QStringLiteral("a")});
        QList<store::ProfileEntry> profiles;
        for (int i = 0; i < 20; ++i) {
            profiles << profileNaming(QStringLiteral("a"));
            profiles.last().profile.clientId = QStringLiteral("client-%1").arg(i);
        }
        const QString said = dialogs::meantForInWords(QStringLiteral("a"), fixture.environment, profiles);
        dialogs::EnvironmentChange change;
        change.secrets.insert(QStringLiteral("a"), support::Secret::fromText(QStringLiteral("of a")));
        fixture.apply(change, profiles);
        const QString destinations = fixture.kept(QStringLiteral("a"))->destination;
        int meant = 0;
        for (const store::ProfileEntry& entry : profiles) {
            const bool is = store::isMeantFor(destinations, store::destinationOf(entry.profile));
            meant += is ? 1 : 0;
            QCOMPARE(said.contains(entry.profile.clientId + u' '), is);
        }
        QVERIFY(meant >= 5 && meant < 20);
        QVERIFY2(said.contains(QString::number(20 - meant)), qPrintable(said));
    }
};

QTEST_GUILESS_MAIN(TestEnvironmentSecrets)
#include "tst_environmentsecrets.moc"
