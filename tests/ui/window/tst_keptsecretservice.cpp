// SPDX-License-Identifier: Apache-2.0
// The open profile's secret with a real Secret Service, and the ways it can be missing.
#include "app/store/secretsession.h"
#include "support/canary.h"

#include <QTest>

using Service = SecretSession::Service;
Q_DECLARE_METATYPE(Service)

class TestKeptSecretService : public QObject {
    Q_OBJECT

    static QList<QByteArray> run(SecretSession& session, Service service, const QString& arguments)
    {
        session.environment().insert(QStringLiteral("ASSAYER_TEST_CANARY"), QString::fromUtf8(canary::secret));
        session.environment().insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        const auto outcome =
            session.run(service, QStringLiteral("'%1' %2").arg(QStringLiteral(KEPT_SECRET_CLIENT), arguments));
        if (!canary::foundIn(outcome.output + outcome.errors).isEmpty())
            return {"the secret was printed"};
        return outcome.output.trimmed().split('\n');
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(SecretSession::isPossible(), "dbus-run-session and gnome-keyring-daemon are needed: apt install dbus "
                                              "gnome-keyring");
    }

    void secret_outlivesTheProcess()
    {
        SecretSession session;
        QCOMPARE(run(session, Service::Unlocked, QStringLiteral("open save")),
                 (QList<QByteArray>{"open: goes to the system keychain, never into the profile file: none",
                                    "save: kept in the system keychain, never in the profile file · set just now: "
                                    "there"}));
        const QList<QByteArray> second = run(session, Service::Unlocked, QStringLiteral("open moved empty open"));
        QCOMPARE(second.size(), 4);
        QVERIFY2(second.at(0).startsWith("open: kept in the system keychain") && second.at(0).endsWith("there"),
                 second.at(0));
        QVERIFY2(second.at(1).startsWith("moved: the kept secret was entered for another authority") &&
                     second.at(1).endsWith("none"),
                 second.at(1));
        // Empty because it was not handed out: that removes nothing, and what is kept comes back.
        QVERIFY2(second.at(2).startsWith("empty: kept in the system keychain") && second.at(2).endsWith("there"),
                 second.at(2));
        QCOMPARE(run(session, Service::Unlocked, QStringLiteral("open empty")).value(1),
                 QByteArray("empty: goes to the system keychain, never into the profile file: none"));
        QCOMPARE(run(session, Service::Unlocked, QStringLiteral("open")),
                 (QList<QByteArray>{"open: goes to the system keychain, never into the profile file: none"}));
        QCOMPARE(canary::foundBelow(session.root()), QString());
    }

    void missing_isSaidAndKeptForTheRun_data()
    {
        QTest::addColumn<Service>("service");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("no bus") << Service::NoBus << QByteArray("there is no keychain on this system");
        QTest::newRow("no service") << Service::None << QByteArray("there is no keychain on this system");
        QTest::newRow("locked") << Service::Locked << QByteArray("the system keychain is locked");
        QTest::newRow("denied") << Service::Refused << QByteArray("the system keychain denied access");
    }
    void missing_isSaidAndKeptForTheRun()
    {
        QFETCH(Service, service);
        QFETCH(QByteArray, words);
        SecretSession session;
        if (service == Service::Locked) // it must be there to be locked
            QCOMPARE(run(session, Service::Unlocked, QStringLiteral("save")).size(), 1);
        QCOMPARE(run(session, service, QStringLiteral("open save open")),
                 (QList<QByteArray>{"open: " + words +
                                        ": what it keeps cannot be read; a secret that you enter is for this run only: "
                                        "none",
                                    "save: " + words + ": kept for this run only: there",
                                    "open: kept for this run only, never in the profile file · set just now: there"}));
        QCOMPARE(canary::foundBelow(session.root()), QString());
    }
};

QTEST_GUILESS_MAIN(TestKeptSecretService)
#include "tst_keptsecretservice.moc"
