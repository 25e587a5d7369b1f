// SPDX-License-Identifier: Apache-2.0
#include "http/challenge.h"

#include <QElapsedTimer>
#include <QTest>

using namespace assayer::http;

namespace {

/// One line a challenge: scheme{name=value;…}text
QString printed(const QList<Challenge>& challenges)
{
    QStringList lines;
    for (const Challenge& challenge : challenges) {
        QStringList parameters;
        for (const auto& parameter : challenge.parameters) {
            parameters.append(parameter.name + u'=' + parameter.value);
        }
        lines.append(challenge.scheme + u'{' + parameters.join(u';') + u'}' + challenge.text);
    }
    return lines.join(u'\n');
}

} // namespace

class tst_Challenge : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void header_isTakenApart_data()
    {
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nothing") << ""
                                 << "";
        QTest::newRow("bare scheme") << "Bearer"
                                     << "Bearer{}";
        QTest::newRow("ASP.NET Core")
            << "Bearer error=\"invalid_token\", error_description=\"The audience 'a, b' is invalid\""
            << "Bearer{error=invalid_token;error_description=The audience 'a, b' is invalid}";
        QTest::newRow("two in one") << "Bearer realm=\"api\", error=\"invalid_token\", DPoP algs=\"ES256 PS256\""
                                    << "Bearer{realm=api;error=invalid_token}\nDPoP{algs=ES256 PS256}";
        QTest::newRow("two bare") << "Negotiate, NTLM"
                                  << "Negotiate{}\nNTLM{}";
        QTest::newRow("joined by a line break") << "Bearer error=\"x\"\nBasic realm=\"y\""
                                                << "Bearer{error=x}\nBasic{realm=y}";
        QTest::newRow("no quotes") << "Bearer error=invalid_token, realm=api"
                                   << "Bearer{error=invalid_token;realm=api}";
        QTest::newRow("no scheme") << "error=\"invalid_token\", realm=api"
                                   << "{error=invalid_token;realm=api}";
        QTest::newRow("a bare sentence") << "jwt audience is invalid"
                                         << "{}jwt audience is invalid";
        QTest::newRow("a sentence with a comma") << "error: bad token, sorry"
                                                 << "{}error: bad token, sorry";
        QTest::newRow("escaped quote") << "Bearer a=\"x\\\"y\""
                                       << "Bearer{a=x\"y}";
        QTest::newRow("unterminated quote") << "Bearer a=\"x, b=y"
                                            << "Bearer{a=x, b=y}";
        QTest::newRow("Key Vault")
            << "Bearer authorization=\"https://login.windows.net/t\", resource=\"https://vault.azure.net\""
            << "Bearer{authorization=https://login.windows.net/t;resource=https://vault.azure.net}";
        QTest::newRow("spaces round =") << "Bearer error = \"x\" , b = y"
                                        << "Bearer{error=x;b=y}";
        QTest::newRow("empty value") << "Bearer error=\"\""
                                     << "Bearer{error=}";
        // A word behind a scheme that is no parameter cannot be told from a sentence: it is shown whole.
        QTest::newRow("token68") << "Negotiate dG9rZW4="
                                 << "{}Negotiate dG9rZW4=";
    }
    void header_isTakenApart()
    {
        QFETCH(QString, header);
        QFETCH(QString, expected);
        QCOMPARE(printed(parseChallenges(header)), expected);
    }
    void parameter_isFoundWithoutCase()
    {
        const auto found = parseChallenges(QStringLiteral("bearer Error=\"x\""));
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().parameter(u"error"), QStringLiteral("x"));
        QVERIFY(!found.first().has(u"realm"));
    }
    void hugeHeader_endsSoon()
    {
        QElapsedTimer timer;
        timer.start();
        const auto words = parseChallenges(QStringLiteral("Bearer a=\"b\", ").repeated(50'000));
        QCOMPARE(words.size(), 50'000);
        (void)parseChallenges(QString(1'000'000, u'a'));
        (void)parseChallenges(QStringLiteral("a ").repeated(500'000));
        (void)parseChallenges(QStringLiteral("a,").repeated(500'000));
        QVERIFY2(timer.elapsed() < 5'000, "the parser is not linear");
    }
};

QTEST_GUILESS_MAIN(tst_Challenge)
#include "tst_challenge.moc"
