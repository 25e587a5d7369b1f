// SPDX-License-Identifier: Apache-2.0
#include "app/store/secretsession.h"

#include <QDirIterator>
#include <QTest>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using Service = SecretSession::Service;
Q_DECLARE_METATYPE(Service)

class KeychainTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void secret_outlivesTheProcess();
    void secret_ofAnyBytes_data();
    void secret_ofAnyBytes();
    void missing_isSaidPlainly_data();
    void missing_isSaidPlainly();
    void missing_keepsTheSecretForTheRun_data();
    void missing_keepsTheSecretForTheRun();
    void hangingService_isGivenUp();
    void hangingBus_isGivenUp();
    void secret_isNowhereInClear();

private:
    static QString client(const QString& arguments)
    {
        return QStringLiteral("'%1' %2").arg(QStringLiteral(KEYCHAIN_CLIENT), arguments);
    }
};

namespace {

QList<QByteArray> linesOf(const SecretSession::Outcome& outcome)
{
    return outcome.output.trimmed().split('\n');
}

} // namespace

void KeychainTest::initTestCase()
{
    QVERIFY2(SecretSession::isPossible(), "dbus-run-session and gnome-keyring-daemon are needed: apt install dbus "
                                          "gnome-keyring");
}

void KeychainTest::secret_outlivesTheProcess()
{
    SecretSession session;
    session.environment().insert("ASSAYER_TEST_CANARY", "canary-1");
    QCOMPARE(linesOf(session.run(Service::Unlocked, client("read=a write=a read=a read=b"))),
             (QList<QByteArray>{"read nothing", "write kept in the keychain", "read the same from the keychain",
                                "read nothing"}));
    QCOMPARE(linesOf(session.run(Service::Unlocked, client("read=a front write=a remove=a read=a remove=a"))),
             (QList<QByteArray>{"read the same from the keychain", "write kept in the keychain", "remove done",
                                "read nothing", "remove done"}));
}

void KeychainTest::secret_ofAnyBytes_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::newRow("line breaks") << QByteArray("\n\nassayer 1\nset 7\n\n");
    QTest::newRow("not UTF-8") << QByteArray("\xff\xfe canary");
    QTest::newRow("long") << QByteArray(20'000, 'x');
}

void KeychainTest::secret_ofAnyBytes()
{
    QFETCH(QByteArray, secret);
    SecretSession session;
    session.environment().insert("ASSAYER_TEST_CANARY", QString::fromLocal8Bit(secret));
    QCOMPARE(linesOf(session.run(Service::Unlocked, client("write=a read=a"))),
             (QList<QByteArray>{"write kept in the keychain", "read the same from the keychain"}));
}

void KeychainTest::missing_isSaidPlainly_data()
{
    QTest::addColumn<Service>("service");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("no bus") << Service::NoBus << QByteArray("keychain-absent");
    QTest::newRow("no service") << Service::None << QByteArray("keychain-absent");
    QTest::newRow("locked") << Service::Locked << QByteArray("keychain-locked");
    QTest::newRow("denied") << Service::Refused << QByteArray("keychain-denied");
}

void KeychainTest::missing_isSaidPlainly()
{
    QFETCH(Service, service);
    QFETCH(QByteArray, code);
    SecretSession session;
    session.environment().insert("ASSAYER_TEST_CANARY", "canary-1");
    if (service == Service::Locked) { // it must be there to be locked
        QCOMPARE(linesOf(session.run(Service::Unlocked, client("write=a"))).first(), "write kept in the keychain");
    }
    const auto outcome = session.run(service, client("read=a write=b read=none"));
    const QList<QByteArray> lines = linesOf(outcome);
    QCOMPARE(lines.size(), 3);
    for (const QByteArray& line : lines) {
        QVERIFY2(line.contains(" error " + code + " «"), outcome.output.constData());
        QVERIFY2(!line.contains("canary"), line.constData());
    }
}

void KeychainTest::missing_keepsTheSecretForTheRun_data()
{
    missing_isSaidPlainly_data();
}

void KeychainTest::missing_keepsTheSecretForTheRun()
{
    QFETCH(Service, service);
    QFETCH(QByteArray, code);
    SecretSession session;
    session.environment().insert("ASSAYER_TEST_CANARY", "canary-1");
    if (service == Service::Locked) {
        QCOMPARE(linesOf(session.run(Service::Unlocked, client("write=a"))).first(), "write kept in the keychain");
    }
    const auto lines = linesOf(session.run(service, client("front write=b read=b")));
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines.at(0).startsWith("write kept for this run: error " + code), lines.at(0).constData());
    QCOMPARE(lines.at(1), "read the same from this run");
}

void KeychainTest::hangingService_isGivenUp()
{
#ifndef ASSAYER_TEST_DBUS
    QSKIP("Built without Qt DBus.");
#endif
    SecretSession session;
    session.environment().insert("ASSAYER_TEST_CANARY", "canary-1");
    const auto outcome = session.run(Service::None, client("squat limit=700 front read=a write=a read=a"));
    const auto lines = linesOf(outcome);
    QCOMPARE(lines.size(), 3);
    QVERIFY2(lines.at(0).startsWith("read error keychain-timeout"), outcome.output.constData());
    QVERIFY2(lines.at(1).startsWith("write kept for this run: error keychain-timeout"), outcome.output.constData());
    QCOMPARE(lines.at(2), "read the same from this run");
}

void KeychainTest::hangingBus_isGivenUp()
{
    SecretSession session;
    session.environment().insert("ASSAYER_TEST_CANARY", "canary-1");
    const QByteArray path = QFile::encodeName(session.path("socket"));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    QVERIFY(path.size() < qsizetype(sizeof address.sun_path));
    std::copy(path.begin(), path.end(), address.sun_path);
    const int listening = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    QCOMPARE(::bind(listening, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    QCOMPARE(::listen(listening, 5), 0);
    session.setBusAddress(QStringLiteral("unix:path=") + QString::fromLocal8Bit(path));
    const auto outcome = session.run(Service::NoBus, client("limit=700 front write=a read=a"));
    ::close(listening);
    const auto lines = linesOf(outcome);
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines.at(0).startsWith("write kept for this run: error keychain-timeout"), outcome.output.constData());
    QCOMPARE(lines.at(1), "read the same from this run");
}

void KeychainTest::secret_isNowhereInClear()
{
    const QByteArray canary = "kq7-canary-in-the-keyring";
    for (const Service service : {Service::Unlocked, Service::None}) {
        SecretSession session;
        session.environment().insert("ASSAYER_TEST_CANARY", QString::fromLatin1(canary));
        const auto outcome = session.run(service, client("front write=a read=a"));
        QVERIFY(outcome.output.contains("the same"));
        QDirIterator files(session.root(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY2(!file.open(QIODevice::ReadOnly) || !file.readAll().contains(canary), qPrintable(file.fileName()));
        }
    }
}

QTEST_GUILESS_MAIN(KeychainTest)
#include "tst_keychain.moc"
