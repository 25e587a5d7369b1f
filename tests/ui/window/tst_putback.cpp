// SPDX-License-Identifier: Apache-2.0
#include "ui/window/workspacefixture.h"

#include <QTest>

#include <functional>
#include <utility>

using namespace assayer;

namespace {

/// Lets something happen in the midst of a save: when the secret is kept, the file is written, and no listing has it.
class InTheMidst final : public store::SecretStore {
public:
    std::function<void()> happens;

    void read(const store::SecretKey& key, QObject* context, Answer<std::optional<store::StoredSecret>> answer) override
    {
        m_store->read(key, context, std::move(answer));
    }
    void write(const store::SecretKey& key, const store::StoredSecret& secret, QObject* context,
               Answer<store::Stored> answer) override
    {
        if (happens)
            std::exchange(happens, {})();
        m_store->write(key, secret, context, std::move(answer));
    }
    void remove(const store::SecretKey& key, QObject* context, Answer<bool> answer) override
    {
        m_store->remove(key, context, std::move(answer));
    }

private:
    std::unique_ptr<store::SecretStore> m_store = store::memoryStore();
};

} // namespace

/// A file that gets its older text back behind the window's back.
class TestPutBack : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void olderText_isShownAgain_data()
    {
        QTest::addColumn<bool>("edited");
        QTest::newRow("nothing is open to save") << false;
        QTest::newRow("something is typed by then") << true;
    }
    void olderText_isShownAgain()
    {
        QFETCH(bool, edited);
        InTheMidst secrets;
        WorkspaceFixture desk;
        desk.environment.secrets = &secrets;
        desk.reopen();
        const QString file = QStringLiteral("a.json");
        desk.put(file, namedProfile(QStringLiteral("a")));
        desk.openRow(file);
        const QByteArray older = desk.text(file);
        const QString tenant = desk.tenant();
        desk.setTenant(QStringLiteral("newer"));
        desk.typeSecret(QStringLiteral("s"));
        secrets.happens = [&] {
            QVERIFY(desk.text(file) != older);
            desk.put(file, older);
        };
        desk.window->saveProfile();
        QVERIFY(!secrets.happens);
        if (edited)
            desk.setTenant(QStringLiteral("typed"));
        QTRY_COMPARE(desk.tenant(), edited ? QStringLiteral("typed") : tenant);
        if (edited)
            QTRY_VERIFY(desk.note(file).contains(QLatin1String("on the disk")));
        QCOMPARE(desk.window->isWindowModified(), edited);
    }

    void save_isNotTakenBackByAnOlderListing()
    {
        WorkspaceFixture desk;
        const QString file = QStringLiteral("a.json");
        desk.put(file, namedProfile(QStringLiteral("a")));
        desk.openRow(file);
        for (const QString& tenant : {QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")}) {
            desk.setTenant(tenant);
            desk.window->saveProfile();
            desk.put(tenant + QStringLiteral(".json"), namedProfile(tenant));
            QTRY_VERIFY(desk.row(tenant + QStringLiteral(".json")).isValid());
            QCOMPARE(desk.tenant(), tenant);
            QVERIFY(!desk.window->isWindowModified());
        }
        QCOMPARE(desk.onDisk(file).authority.tenant, QStringLiteral("three"));
    }
};

QTEST_MAIN(TestPutBack)
#include "tst_putback.moc"
