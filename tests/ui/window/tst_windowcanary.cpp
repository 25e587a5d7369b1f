// SPDX-License-Identifier: Apache-2.0
// A secret is followed through the window: where it may not be, it is not, in whatever spelling.
#include "app/cli/fakeauthority.h"
#include "app/store/secretsession.h"
#include "support/canary.h"
#include "ui/window/canaryflows.h"

#include <QProcess>
#include <QTest>

#include <unistd.h>

using namespace canary;
using Service = SecretSession::Service;

namespace {

struct Answering {
    const char* name;
    FakeAuthority::Answer answer;
};

QByteArray token()
{
    constexpr auto options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    return QByteArray("{\"alg\":\"RS256\",\"kid\":\"k\"}").toBase64(options) + '.' +
           QByteArray("{\"aud\":\"orders\",\"iss\":\"fake\",\"exp\":1795377720,\"roles\":[\"R\"]}").toBase64(options) +
           ".c2lnbmF0dXJl";
}

/// An authority that sends back what it got, where an authority can.
const QList<Answering>& answers()
{
    static const QList<Answering> all{
        {"a token", {"200 OK", "{\"access_token\":\"" + token() + "\",\"token_type\":\"Bearer\",\"expires_in\":60}"}},
        {"a token with the secret beside it",
         {"200 OK", "{\"access_token\":\"" + token() + "\",\"token_type\":\"Bearer\",\"expires_in\":60,\"echo\":\"" +
                        inJson(secret) + "\"}"}},
        {"a refusal with the secret",
         {"401 Unauthorized",
          "{\"error\":\"invalid_client\",\"error_description\":\"no such secret: " + inJson(secret) + "\"}"}},
        {"a page with the secret", {"500 Internal Server Error", "<html><body>" + secret + "</body></html>"}},
        {"a page with the form",
         {"502 Bad Gateway", "grant_type=client_credentials&client_secret=" + secret.toPercentEncoding()}},
        {"a header with the secret", {"400 Bad\r\nX-Echo: " + secret, "{}"}},
        {"nothing", {"", ""}},
    };
    return all;
}

QByteArray readAll(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The flow's own process, and what it leaves behind.
class Run {
public:
    Run(SecretSession& session, Service service, const QString& flow, const QString& profile)
    {
        session.environment().insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        session.environment().insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        session.start(
            m_process, service,
            QStringLiteral("cd \"$HOME\" && exec '%1' '%2' '%3'").arg(QStringLiteral(CANARY_CLIENT), flow, profile));
        m_process.write(secret + '\n');
    }

    /// Until the flow is over; the process then waits. Its pid, or 0.
    qint64 waitUntilDone()
    {
        (void)QTest::qWaitFor(
            [this] {
                read();
                return m_output.contains("\ndone ") || m_process.state() == QProcess::NotRunning;
            },
            60'000);
        const qsizetype at = m_output.indexOf("\ndone ");
        return at < 0 ? 0 : m_output.mid(at + 6).split('\n').first().toLongLong();
    }
    bool finish()
    {
        m_process.closeWriteChannel();
        const bool ended = QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, 60'000);
        if (!ended) {
            m_process.kill();
            m_process.waitForFinished();
        }
        read();
        return ended && m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
    }
    [[nodiscard]] const QByteArray& output() const { return m_output; }

private:
    void read() { m_output += m_process.readAllStandardOutput() + m_process.readAllStandardError(); }

    QProcess m_process;
    QByteArray m_output;
};

/// Where the first trace is; empty if there is none.
QString traceOf(const Run& run, const SecretSession& session, qint64 pid)
{
    if (const QByteArray found = foundIn(run.output()); !found.isEmpty())
        return QStringLiteral("the output: ") +
               QString::fromUtf8(run.output().mid(std::max<qsizetype>(0, run.output().indexOf(found) - 200), 500));
    const QString file = foundBelow(session.root());
    if (!file.isEmpty())
        return file;
    if (pid == 0)
        return {};
    for (const char* name : {"cmdline", "environ", "comm"}) {
        const QString path = QStringLiteral("/proc/%1/%2").arg(pid).arg(QLatin1String(name));
        if (!foundIn(readAll(path)).isEmpty())
            return path;
    }
    return {};
}

void put(const QString& path, const QByteArray& bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

} // namespace

class TestWindowCanary : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void secret_isLeftNowhere_data();
    void secret_isLeftNowhere();
    void search_findsWhatIsPlanted_data();
    void search_findsWhatIsPlanted();
};

void TestWindowCanary::secret_isLeftNowhere_data()
{
    QTest::addColumn<QString>("flow");
    QTest::addColumn<int>("answer");
    QTest::addColumn<bool>("leaves");
    for (const Flow& flow : flows()) {
        for (int answer = 0; answer < (flow.kind == Flow::Kind::Asks ? answers().size() : 1); ++answer)
            QTest::addRow("%s, %s", flow.name, answers().at(answer).name)
                << QString::fromLatin1(flow.name) << answer << (flow.kind == Flow::Kind::Leaves);
    }
}

void TestWindowCanary::secret_isLeftNowhere()
{
    QFETCH(QString, flow);
    QFETCH(int, answer);
    QFETCH(bool, leaves);
    FakeAuthority authority;
    authority.answerDiscovery(QStringLiteral("127.0.0.1"));
    authority.answer("/token", answers().at(answer).answer);
    SecretSession session;
    const QString profile = session.path(QStringLiteral("home/w/a.json"));
    put(profile, authority.profile().replace("\"schema\": 1", "\"schema\": 1, \"id\": \"id-1\""));
    Run run(session, Service::None, flow, profile);
    const qint64 pid = run.waitUntilDone();
    QVERIFY2(pid != 0, run.output());
    const QString trace = traceOf(run, session, pid);
    QVERIFY2(run.finish(), run.output());
    QVERIFY2(trace.isEmpty() != leaves, qPrintable(trace));
    if (!leaves)
        QCOMPARE(traceOf(run, session, 0), QString());
}

void TestWindowCanary::search_findsWhatIsPlanted_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("plain") << "home/.config/assayer/assayer.ini"
                           << "x=" + secret;
    QTest::newRow("base64") << "home/.cache/a"
                            << "Basic " + ("client:" + secret).toBase64();
    QTest::newRow("percent") << "tmp/a"
                             << "client_secret=" + secret.toPercentEncoding();
    QTest::newRow("JSON") << "home/w/other.json"
                          << "{\"a\":\"" + inJson(secret) + "\"}";
    const QString text = QString::fromUtf8(secret);
    QTest::newRow("UTF-16") << "run/a" << QByteArray(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
    QTest::newRow("a file's name") << "tmp/" + QString::fromUtf8(secret.toPercentEncoding()) << QByteArray();
}

void TestWindowCanary::search_findsWhatIsPlanted()
{
    QFETCH(QString, place);
    QFETCH(QByteArray, bytes);
    SecretSession session;
    put(session.path(QStringLiteral("home/w/a.json")), "{}");
    QCOMPARE(foundBelow(session.root()), QString());
    put(session.path(place), bytes);
    QCOMPARE(foundBelow(session.root()), session.path(place));
}

QTEST_GUILESS_MAIN(TestWindowCanary)
#include "tst_windowcanary.moc"
