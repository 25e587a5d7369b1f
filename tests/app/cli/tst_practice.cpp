// SPDX-License-Identifier: Apache-2.0
#include "app/cli/program.h"

#include <QFile>
#include <QJsonArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

#include <csignal>

class PracticeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void issuerProfile_reachesTheRunningTenant();
    void token_isInspectedWithTheIssuersKeys();
    void signal_endsIt_data();
    void signal_endsIt();
    void takenPort_isReported();
    void text_namesWhatAnotherProgramNeeds();
    void switchedOff_isSaid();

private:
    [[nodiscard]] QByteArray requestToken();
    [[nodiscard]] QString file(const QString& name, const QByteArray& content) const;
    QTemporaryDir m_folder;
    std::unique_ptr<QProcess> m_tenant;
    QJsonObject m_address;
};

void PracticeTest::init()
{
    m_tenant = std::make_unique<QProcess>();
    program::prepare(*m_tenant, {"practice", "--format", "json"});
    m_tenant->start();
    QByteArray output;
    QTRY_VERIFY((output += m_tenant->readAllStandardOutput()).endsWith("}\n"));
    m_address = QJsonDocument::fromJson(output).object();
    QVERIFY(m_address.value("base_url").toString().startsWith(QLatin1String("http://127.0.0.1:")));
}

void PracticeTest::cleanup()
{
    if (m_tenant->state() != QProcess::NotRunning) {
        m_tenant->terminate();
        QVERIFY(m_tenant->waitForFinished());
    }
}

QString PracticeTest::file(const QString& name, const QByteArray& content) const
{
    const QString path = m_folder.filePath(name);
    program::writeFile(path, content);
    return path;
}

QByteArray PracticeTest::requestToken()
{
    const QJsonObject profile = m_address.value("issuer_profile").toObject();
    QUrlQuery form;
    form.addQueryItem("grant_type", "client_credentials");
    form.addQueryItem("client_id", profile.value("client_id").toString());
    form.addQueryItem("client_secret", m_address.value("client_secret").toString());
    form.addQueryItem("scope", profile.value("scope").toString());
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(m_address.value("token_endpoint").toString()));
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/x-www-form-urlencoded");
    QNetworkReply* reply = network.post(request, form.toString(QUrl::FullyEncoded).toLatin1());
    if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, 20'000)) {
        return {};
    }
    return reply->readAll();
}

void PracticeTest::issuerProfile_reachesTheRunningTenant()
{
    const QString profile = file("profile.json", QJsonDocument(m_address.value("issuer_profile").toObject()).toJson());
    const QString secret = file("secret", m_address.value("client_secret").toString().toUtf8());
    const auto outcome = program::run({"get", profile, "--secret-file", secret, "--format", "json", "--no-practice"});
    QVERIFY2(outcome.code == 0, qUtf8Printable(outcome.said));
    const QString issuer = outcome.json().value("claims").toObject().value("iss").toString();
    QVERIFY(issuer.startsWith(m_address.value("base_url").toString()));
}

void PracticeTest::token_isInspectedWithTheIssuersKeys()
{
    const QByteArray response = requestToken();
    QVERIFY2(response.contains("access_token"), response.constData());
    const QStringList inspect{"inspect", "--format", "json", "--issuer", m_address.value("issuer").toString()};
    auto outcome = program::run(inspect, response);
    QVERIFY2(outcome.code == 0, qUtf8Printable(outcome.said));
    QCOMPARE(outcome.check("signature").value("status").toString(), QStringLiteral("pass"));
    QCOMPARE(outcome.json().value("exchanges").toArray().size(), 2);

    outcome = program::run(inspect + QStringList{"--offline"}, response);
    QCOMPARE(outcome.check("signature").value("cause").toString(), QStringLiteral("signature.keys-unavailable"));
    QVERIFY(outcome.json().value("exchanges").toArray().isEmpty());
}

void PracticeTest::signal_endsIt_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void PracticeTest::signal_endsIt()
{
    QFETCH(int, number);
    QCOMPARE(::kill(static_cast<pid_t>(m_tenant->processId()), number), 0);
    const auto outcome = program::finish(*m_tenant);
    QVERIFY2(outcome.code == 0, qUtf8Printable(outcome.said));
}

void PracticeTest::takenPort_isReported()
{
    const QUrl base(m_address.value("base_url").toString());
    const auto outcome = program::run({"practice", "--port", QString::number(base.port())});
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    QVERIFY(!outcome.errors.isEmpty());
    QVERIFY(outcome.output.isEmpty());
}

void PracticeTest::text_namesWhatAnotherProgramNeeds()
{
    QProcess tenant;
    program::prepare(tenant, {"practice"});
    tenant.start();
    QByteArray text;
    QTRY_VERIFY((text += tenant.readAllStandardOutput()).endsWith("}\n"));
    for (const char* part : {"/oauth2/v2.0/token", "/.default", "127.0.0.1", "\"schema\": 1", "Ctrl+C"}) {
        QVERIFY2(text.contains(part), part);
    }
    tenant.terminate();
    QCOMPARE(program::finish(tenant).code, 0);
}

void PracticeTest::switchedOff_isSaid()
{
    const auto outcome = program::run({"practice"}, {}, {{"ASSAYER_NO_PRACTICE", "1"}});
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    QVERIFY(outcome.errors.contains("switched off"));
}

QTEST_GUILESS_MAIN(PracticeTest)
#include "tst_practice.moc"
