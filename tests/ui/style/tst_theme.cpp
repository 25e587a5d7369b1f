// SPDX-License-Identifier: Apache-2.0
#include "style/theme.h"

#include "style/portal.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace assayer::style;

namespace {

const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString colorScheme = QStringLiteral("color-scheme");
constexpr uint noPreference = 0;
constexpr uint preferDark = 1;
constexpr uint preferLight = 2;

} // namespace

/// The desktop portal's settings on a bus of the test's own; without a scheme, «Read» is refused.
class FakePortal : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    explicit FakePortal(const QDBusConnection& bus)
        : m_bus(bus)
    {
    }
    void setScheme(const QVariant& scheme) { m_scheme = scheme; }
    [[nodiscard]] int reads() const { return m_reads; }
    void tell(const QString& group, const QString& key, const QVariant& value)
    {
        QDBusMessage signal = QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/portal/desktop"),
                                                         QStringLiteral("org.freedesktop.portal.Settings"),
                                                         QStringLiteral("SettingChanged"));
        signal << group << key << QVariant::fromValue(QDBusVariant(value));
        m_bus.send(signal);
    }

public Q_SLOTS:
    QDBusVariant Read(const QString& group, const QString& key)
    {
        ++m_reads;
        if (!m_scheme.isValid() || group != appearance || key != colorScheme)
            sendErrorReply(QStringLiteral("org.freedesktop.portal.Error.NotFound"), QStringLiteral("not found"));
        return QDBusVariant(QVariant::fromValue(QDBusVariant(m_scheme)));
    }

private:
    QDBusConnection m_bus;
    QVariant m_scheme;
    int m_reads = 0;
};

class tst_Theme : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();
    void change_isHeardByTheFirstOnTheBus();
    void start_takesTheDesktopsScheme_data();
    void start_takesTheDesktopsScheme();
    void start_withoutAnAnswerReportsNothing_data();
    void start_withoutAnAnswerReportsNothing();
    void start_isSettledOnceTheDesktopAnswered_data();
    void start_isSettledOnceTheDesktopAnswered();
    void start_withoutADesktopIsSettled();
    void change_isFollowed();
    void change_ofAnythingElseIsNot();
    void change_leavesAnOwnChoice();

private:
    void turn(Theme& theme, uint scheme, bool dark);

    QTemporaryDir m_folder;
    QProcess m_daemon;
    Portal m_first; ///< starts before the fake makes Qt know the types of D-Bus, as in the program
    QPalette m_platform;
    std::unique_ptr<FakePortal> m_portal;
};

void tst_Theme::initTestCase()
{
    if (QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty())
        QSKIP("dbus-daemon is needed: apt install dbus");
    // A bus that starts nothing by itself, so that no portal of the machine answers.
    QFile configuration(m_folder.filePath(QStringLiteral("bus.conf")));
    QVERIFY(configuration.open(QIODevice::WriteOnly));
    configuration.write("<busconfig><type>session</type><listen>unix:tmpdir=" + QFile::encodeName(m_folder.path()) +
                        "</listen><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
                        "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
    configuration.close();
    m_daemon.start(QStringLiteral("dbus-daemon"),
                   {QStringLiteral("--config-file=") + configuration.fileName(), QStringLiteral("--nofork"),
                    QStringLiteral("--nopidfile"), QStringLiteral("--print-address")});
    QTRY_VERIFY(m_daemon.canReadLine());
    const QByteArray address = m_daemon.readLine().trimmed();
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);

    QDBusConnection bus = QDBusConnection::connectToBus(QString::fromLocal8Bit(address), QStringLiteral("portal"));
    QVERIFY(bus.isConnected());
    QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
    m_first.start();
    m_platform = QApplication::palette();
}

void tst_Theme::init()
{
    QDBusConnection bus(QStringLiteral("portal"));
    m_portal = std::make_unique<FakePortal>(bus);
    QVERIFY(bus.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), m_portal.get(),
                               QDBusConnection::ExportAllSlots));
}

void tst_Theme::cleanup()
{
    QDBusConnection(QStringLiteral("portal")).unregisterObject(QStringLiteral("/org/freedesktop/portal/desktop"));
    m_portal.reset();
    QApplication::setPalette(m_platform);
}

void tst_Theme::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(QStringLiteral("portal"));
    if (m_daemon.state() == QProcess::NotRunning)
        return;
    m_daemon.terminate();
    QVERIFY(m_daemon.waitForFinished());
}

void tst_Theme::turn(Theme& theme, uint scheme, bool dark)
{
    QCOMPARE(theme.isSystemDark(), !dark);
    m_portal->tell(appearance, colorScheme, scheme);
    QTRY_COMPARE(theme.isSystemDark(), dark);
}

void tst_Theme::change_isHeardByTheFirstOnTheBus()
{
    QSignalSpy reported(&m_first, &Portal::darkReported);
    m_portal->tell(appearance, colorScheme, preferDark);
    QTRY_COMPARE(reported.size(), 1);
    QCOMPARE(reported.first().first().toBool(), true);
}

void tst_Theme::start_takesTheDesktopsScheme_data()
{
    QTest::addColumn<bool>("platformDark");
    QTest::addColumn<uint>("scheme");
    QTest::newRow("dark") << false << preferDark;
    QTest::newRow("light") << true << preferLight;
}

void tst_Theme::start_takesTheDesktopsScheme()
{
    QFETCH(bool, platformDark);
    QFETCH(uint, scheme);
    QApplication::setPalette(QPalette(platformDark ? Qt::black : Qt::white));
    m_portal->setScheme(scheme);
    Theme theme;
    QSignalSpy changed(&theme, &Theme::changed);
    QCOMPARE(theme.isDark(), platformDark);
    theme.install();
    QTRY_COMPARE(theme.isDark(), !platformDark);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(QApplication::palette().color(QPalette::Window), theme.palette().toQPalette().color(QPalette::Window));
    QCOMPARE(QApplication::palette().color(QPalette::Window).lightness() < 128, !platformDark);
}

void tst_Theme::start_withoutAnAnswerReportsNothing_data()
{
    QTest::addColumn<QVariant>("scheme");
    QTest::newRow("refused") << QVariant();
    QTest::newRow("words") << QVariant(QStringLiteral("prefer"));
    QTest::newRow("a list") << QVariant(QStringList{QStringLiteral("1")});
}

void tst_Theme::start_withoutAnAnswerReportsNothing()
{
    QFETCH(QVariant, scheme);
    m_portal->setScheme(scheme);
    Portal portal;
    QSignalSpy reported(&portal, &Portal::darkReported);
    portal.start();
    QTRY_COMPARE(m_portal->reads(), 1);
    m_portal->tell(appearance, colorScheme, preferDark);
    QTRY_VERIFY(!reported.isEmpty());
    QCOMPARE(reported.first().first().toBool(), true);
}

void tst_Theme::start_isSettledOnceTheDesktopAnswered_data()
{
    QTest::addColumn<QVariant>("scheme");
    QTest::newRow("answered") << QVariant(preferLight);
    QTest::newRow("refused") << QVariant();
}

void tst_Theme::start_isSettledOnceTheDesktopAnswered()
{
    QFETCH(QVariant, scheme);
    m_portal->setScheme(scheme);
    Theme theme;
    QSignalSpy settled(&theme, &Theme::settled);
    QVERIFY(!theme.isSettled());
    QTRY_COMPARE(settled.size(), 1);
    QVERIFY(theme.isSettled());
    QCOMPARE(m_portal->reads(), 1);
}

void tst_Theme::start_withoutADesktopIsSettled()
{
    QVERIFY(Theme(Theme::Choice::System, Theme::Source::None).isSettled());
}

void tst_Theme::change_isFollowed()
{
    QApplication::setPalette(QPalette(Qt::white));
    m_portal->setScheme(noPreference);
    Theme theme;
    QTRY_COMPARE(m_portal->reads(), 1);
    for (const uint light : {preferLight, noPreference}) {
        turn(theme, preferDark, true);
        QVERIFY(theme.isDark());
        turn(theme, light, false);
        QVERIFY(!theme.isDark());
    }
}

void tst_Theme::change_ofAnythingElseIsNot()
{
    Portal portal;
    QSignalSpy reported(&portal, &Portal::darkReported);
    portal.start();
    QTRY_COMPARE(m_portal->reads(), 1);
    m_portal->tell(appearance, QStringLiteral("contrast"), preferDark);
    m_portal->tell(QStringLiteral("org.gnome.desktop.interface"), colorScheme, preferDark);
    m_portal->tell(appearance, colorScheme, QStringLiteral("dark"));
    m_portal->tell(appearance, colorScheme, preferDark);
    m_portal->tell(appearance, colorScheme, preferLight);
    QTRY_VERIFY(reported.size() >= 2);
    QCOMPARE(reported.at(0).first().toBool(), true);
    QCOMPARE(reported.at(1).first().toBool(), false);
}

void tst_Theme::change_leavesAnOwnChoice()
{
    QApplication::setPalette(QPalette(Qt::white));
    m_portal->setScheme(preferLight);
    Theme theme(Theme::Choice::Light);
    QSignalSpy changed(&theme, &Theme::changed);
    QTRY_COMPARE(m_portal->reads(), 1);
    turn(theme, preferDark, true);
    QVERIFY(!theme.isDark());
    QCOMPARE(changed.count(), 0);
    theme.setChoice(Theme::Choice::System);
    QVERIFY(theme.isDark());
    QCOMPARE(changed.count(), 1);
}

QTEST_MAIN(tst_Theme)
#include "tst_theme.moc"
