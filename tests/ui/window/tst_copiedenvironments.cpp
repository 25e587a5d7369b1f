// SPDX-License-Identifier: Apache-2.0
#include "ui/window/environmentsfixture.h"

#include <QTest>

using namespace assayer;

namespace {

/// A person copied «dev» with its id: «copy» beside it, with a tenant of its own. «dev» is chosen.
struct Fixture : EnvironmentsFixture {
    Fixture()
    {
        choose(QStringLiteral("dev"));
        copy.id = dev.id;
        put(QStringLiteral("environments/copy.json"), profile::write(copy));
        QTRY_COMPARE(selector()->count(), 4);
    }
    void edit(const dialogs::EnvironmentChange& change)
    {
        dialogs.environments = dialogs::EnvironmentsEdit{{change}, QStringLiteral("dev")};
        QTest::mouseClick(find<QWidget>("editEnvironments"), Qt::LeftButton);
    }
    [[nodiscard]] dialogs::EnvironmentChange changeOf(const QString& below, const profile::Environment& edited)
    {
        dialogs::EnvironmentChange change;
        change.path = below;
        change.base = store::revisionOf(text(below));
        change.environment = edited;
        return change;
    }
    [[nodiscard]] profile::Environment written(const QString& below) const
    {
        return profile::parseEnvironment(text(below)).value_or(profile::Environment());
    }
    [[nodiscard]] QString kept(const store::SecretKey& key)
    {
        std::optional<QString> found;
        QObject context;
        secrets->read(key, &context, [&found](const auto& answer) {
            found = answer && *answer ? QString::fromUtf8((*answer)->secret.reveal()) : QString();
        });
        (void)QTest::qWaitFor([&found] { return found.has_value(); });
        return found.value_or(QString());
    }
    void keep(const store::SecretKey& key, const QString& secret)
    {
        bool done = false;
        QObject context;
        secrets->write(key, {support::Secret::fromText(secret), 1, {}, {}}, &context,
                       [&done](const auto&) { done = true; });
        QTRY_VERIFY(done);
    }
    [[nodiscard]] QString secret() const { return QString::fromUtf8(window->session().secret().reveal()); }

    const QString copyPath = QStringLiteral("environments/copy.json");
    const QString variable = QStringLiteral("app_secret");
    profile::Environment copy = named(QStringLiteral("copy"), QStringLiteral("copy.example"));
};

} // namespace

class TestCopiedEnvironments : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void secretOfTheCopy_isKeptApart()
    {
        Fixture fixture;
        const store::SecretKey shared = store::secretKeyOf(fixture.dev, fixture.variable);
        fixture.keep(shared, QStringLiteral("of-dev"));
        dialogs::EnvironmentChange change = fixture.changeOf(fixture.copyPath, fixture.copy);
        change.secrets.insert(fixture.variable, support::Secret::fromText(QStringLiteral("of-copy")));
        fixture.edit(change);
        const profile::Environment written = fixture.written(fixture.copyPath);
        QVERIFY(!written.id.isEmpty() && written.id != fixture.dev.id);
        QCOMPARE(fixture.written(QStringLiteral("environments/dev.json")), fixture.dev);
        QTRY_COMPARE(fixture.kept(store::secretKeyOf(written, fixture.variable)), QStringLiteral("of-copy"));
        QCOMPARE(fixture.kept(shared), QStringLiteral("of-dev"));
    }

    void secretOfTheCopy_isNotKeptBesideTheirs()
    {
        Fixture fixture;
        const store::SecretKey shared = store::secretKeyOf(fixture.dev, fixture.variable);
        fixture.keep(shared, QStringLiteral("of-dev"));
        dialogs::EnvironmentChange change = fixture.changeOf(fixture.copyPath, fixture.copy);
        change.base = store::revisionOf("what was there before");
        change.environment.variables[0].value = QStringLiteral("ours");
        change.secrets.insert(fixture.variable, support::Secret::fromText(QStringLiteral("of-copy")));
        fixture.dialogs.conflict = dialogs::Dialogs::ConflictAnswer::Theirs;
        fixture.edit(change);
        QCOMPARE(fixture.dialogs.conflicts.size(), 1);
        QCOMPARE(fixture.written(fixture.copyPath), fixture.copy);
        QCOMPARE(fixture.kept(shared), QStringLiteral("of-dev"));
        QCOMPARE(fixture.dialogs.told.size(), 1);
        QVERIFY(fixture.dialogs.told.first().sentence.contains(QLatin1String("copy")));
    }

    void renamedVariable_leavesTheOthersSecret()
    {
        Fixture fixture;
        const store::SecretKey shared = store::secretKeyOf(fixture.dev, fixture.variable);
        fixture.keep(shared, QStringLiteral("of-both"));
        dialogs::EnvironmentChange change = fixture.changeOf(fixture.copyPath, fixture.copy);
        change.environment.variables[1].name = QStringLiteral("renamed");
        change.renamed = {{fixture.variable, QStringLiteral("renamed")}};
        fixture.edit(change);
        const profile::Environment written = fixture.written(fixture.copyPath);
        QTRY_COMPARE(fixture.kept(store::secretKeyOf(written, QStringLiteral("renamed"))), QStringLiteral("of-both"));
        QCOMPARE(fixture.kept(shared), QStringLiteral("of-both"));
    }

    void deletedVariable_leavesTheOthersSecret()
    {
        Fixture fixture;
        const store::SecretKey shared = store::secretKeyOf(fixture.dev, fixture.variable);
        fixture.keep(shared, QStringLiteral("of-both"));
        dialogs::EnvironmentChange change = fixture.changeOf(fixture.copyPath, fixture.copy);
        change.environment.variables.removeLast();
        change.forgotten = {fixture.variable};
        fixture.edit(change);
        QTRY_VERIFY(fixture.written(fixture.copyPath).variables.size() == 1);
        QCOMPARE(fixture.kept(shared), QStringLiteral("of-both"));
    }

    void renamedVariableOfAnotherCheckout_leavesTheOthersSecret()
    {
        Fixture fixture;
        const QString other = fixture.folder.filePath(QStringLiteral("checkout"));
        QVERIFY(QDir().mkpath(other + QStringLiteral("/environments")));
        QVERIFY(QFile::copy(fixture.path(QStringLiteral("environments/test.json")),
                            other + QStringLiteral("/environments/test.json")));
        fixture.dialogs.folder = other;
        fixture.act("openFolderAction");
        QTRY_COMPARE(WorkspaceFixture::rowOf(*fixture.window, QStringLiteral("empty:") + other).data().toString(),
                     QStringLiteral("No profiles yet"));
        const store::SecretKey shared = store::secretKeyOf(fixture.test, fixture.variable);
        fixture.keep(shared, QStringLiteral("of-both"));
        dialogs::EnvironmentChange change = fixture.changeOf(QStringLiteral("environments/test.json"), fixture.test);
        change.environment.variables[1].name = QStringLiteral("renamed");
        change.renamed = {{fixture.variable, QStringLiteral("renamed")}};
        fixture.edit(change);
        const profile::Environment written = fixture.written(QStringLiteral("environments/test.json"));
        QCOMPARE(written.id, fixture.test.id);
        QTRY_COMPARE(fixture.kept(store::secretKeyOf(written, QStringLiteral("renamed"))), QStringLiteral("of-both"));
        QCOMPARE(fixture.kept(shared), QStringLiteral("of-both"));
    }

    void deletedWithItsSecrets_takesThoseOfItsProfilesToo()
    {
        Fixture fixture;
        fixture.choose(QStringLiteral("test"));
        fixture.typeSecret(QStringLiteral("of-test"));
        fixture.window->saveProfile();
        const store::SecretKey key = store::secretKeyOf(fixture.onDisk(QStringLiteral("a.json")), fixture.test);
        QTRY_COMPARE(fixture.kept(key), QStringLiteral("of-test"));
        dialogs::EnvironmentChange change = fixture.changeOf(QStringLiteral("environments/test.json"), fixture.test);
        change.removed = true;
        change.forgotten = {fixture.variable};
        fixture.edit(change);
        QTRY_COMPARE(fixture.kept(key), QString());
    }

    void profilesSecretForThem_isNotTakenFromTheOther()
    {
        Fixture fixture;
        fixture.typeSecret(QStringLiteral("of-dev"));
        fixture.window->saveProfile();
        fixture.choose(QStringLiteral("copy"));
        QTRY_COMPARE(fixture.window->secret().state().is, window::SecretState::Is::OtherDestination);
        QVERIFY(fixture.window->secret().note().text.contains(QLatin1String("same id")));
        fixture.typeSecret(QStringLiteral("of-copy"));
        fixture.window->saveProfile();
        QCOMPARE(fixture.secret(), QStringLiteral("of-copy"));
        const QString note = fixture.window->secret().note().text;
        QVERIFY2(note.contains(QLatin1String("this run")) && note.contains(QStringLiteral("«dev»")), qPrintable(note));
        fixture.choose(QStringLiteral("dev"));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("of-dev"));
        // As the note says: changed, it has an id of its own, and takes what is kept along.
        dialogs::EnvironmentChange change = fixture.changeOf(fixture.copyPath, fixture.copy);
        change.environment.variables[0].value = QStringLiteral("copied.example");
        fixture.edit(change);
        const profile::Environment apart = fixture.written(fixture.copyPath);
        QVERIFY(apart.id != fixture.dev.id);
        QTRY_COMPARE(fixture.kept(store::secretKeyOf(fixture.onDisk(QStringLiteral("a.json")), apart)),
                     QStringLiteral("of-dev"));
        fixture.choose(QStringLiteral("copy"));
        QTRY_VERIFY(fixture.shows("tenant", QStringLiteral("copied.example")));
        fixture.typeSecret(QStringLiteral("of-copy"));
        fixture.window->saveProfile();
        fixture.choose(QStringLiteral("dev"));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("of-dev"));
        fixture.choose(QStringLiteral("copy"));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("of-copy"));
    }
};

QTEST_MAIN(TestCopiedEnvironments)
#include "tst_copiedenvironments.moc"
