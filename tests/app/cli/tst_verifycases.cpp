// SPDX-License-Identifier: Apache-2.0
#include "cli/verifycommand.h"

#include "support/json.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryFile>
#include <QTest>

#ifdef Q_OS_UNIX
#include <unistd.h>

#include <thread>
#endif

using namespace assayer;
using support::json::Value;

namespace {

// RFC 8037 appendix A.4
const QByteArray key = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";
const QByteArray token = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
                         "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

QByteArray lineOf(const QByteArray& id, const QByteArray& jws, const QByteArray& keys = "\"jwk\":" + key)
{
    return "{\"id\":" + id + ",\"jws\":\"" + jws + "\"," + keys + "}";
}

struct Run {
    int code = -1;
    QByteArray out;
};

Run runOver(QByteArray text)
{
    QBuffer in(&text);
    QBuffer out;
    in.open(QIODevice::ReadOnly);
    out.open(QIODevice::WriteOnly);
    Run run;
    run.code = cli::verifyCases(in, out);
    run.out = out.data();
    return run;
}

/// Takes the first bytes and then no more, as a full disk does.
class FullDevice final : public QIODevice {
protected:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char*, qint64) override { return -1; }
};

} // namespace

class VerifyCasesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void line_isAnswered_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("answer");
        const auto invalid = [](const char* error) {
            return QByteArray("{\"id\":\"a\",\"verdict\":\"invalid\",\"error\":\"") + error + "\"}\n";
        };
        const QByteArray valid = "{\"id\":\"a\",\"verdict\":\"valid\",\"error\":null}\n";
        const QByteArray nameless = "{\"id\":null,\"line\":1,\"verdict\":\"invalid\",\"error\":\"bad-line\"}\n";

        QTest::newRow("one key") << lineOf("\"a\"", token) << valid;
        QTest::newRow("a set") << lineOf("\"a\"", token, "\"jwks\":{\"keys\":[" + key + "]}") << valid;
        QTest::newRow("other members do not matter")
            << lineOf("\"a\"", token, "\"jwk\":" + key + ",\"expect\":\"invalid\"") << valid;
        QTest::newRow("carriage return") << lineOf("\"a\"", token) + '\r' << valid;
        QTest::newRow("bad signature") << lineOf("\"a\"", QByteArray(token).replace("UXh", "UXi").replace("RXh", "RXi"))
                                       << invalid("bad");
        QTest::newRow("cut signature") << lineOf("\"a\"", token.chopped(4)) << invalid("truncated");
        QTest::newRow("not a token") << lineOf("\"a\"", "hello") << invalid("unsupported");
        QTest::newRow("empty token") << lineOf("\"a\"", "") << invalid("unsupported");
        QTest::newRow("JSON serialization")
            << lineOf("\"a\"", "{\\\"payload\\\":\\\"e30\\\"}") << invalid("unsupported");
        QTest::newRow("empty set") << lineOf("\"a\"", token, "\"jwks\":{\"keys\":[]}") << invalid("keys-unavailable");
        QTest::newRow("bad key") << lineOf("\"a\"", token, "\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"\"}")
                                 << invalid("invalid-key");
        QTest::newRow("key is a text") << lineOf("\"a\"", token, "\"jwk\":\"x\"") << invalid("invalid-key");
        QTest::newRow("set is a key") << lineOf("\"a\"", token, "\"jwks\":" + key) << invalid("not-a-key-set");
        QTest::newRow("key is a set") << lineOf("\"a\"", token, "\"jwk\":{\"keys\":[" + key + "]}")
                                      << invalid("invalid-key");
        QTest::newRow("no key") << QByteArray("{\"id\":\"a\",\"jws\":\"x\"}") << invalid("bad-line");
        QTest::newRow("key and set") << lineOf("\"a\"", token, "\"jwk\":" + key + ",\"jwks\":{\"keys\":[]}")
                                     << invalid("bad-line");
        QTest::newRow("token twice") << lineOf("\"a\"", token, "\"jws\":\"\",\"jwk\":" + key) << invalid("bad-line");
        QTest::newRow("token is no text") << QByteArray("{\"id\":\"a\",\"jws\":1,\"jwk\":{}}") << invalid("bad-line");
        QTest::newRow("line cut behind the id") << QByteArray("{\"id\":\"a\",\"jws\":\"x") << invalid("bad-line");
        QTest::newRow("id is a number") << lineOf("17", token)
                                        << QByteArray("{\"id\":17,\"verdict\":\"valid\",\"error\":null}\n");
        QTest::newRow("id of any characters")
            << lineOf("\"\\u202e\\n\"", token)
            << QByteArray("{\"id\":\"\\u202e\\n\",\"verdict\":\"valid\",\"error\":null}\n");
        QTest::newRow("no id") << QByteArray("{\"jws\":\"" + token + "\",\"jwk\":" + key + "}")
                               << QByteArray("{\"id\":null,\"line\":1,\"verdict\":\"valid\",\"error\":null}\n");
        QTest::newRow("nonsense") << QByteArray("nonsense") << nameless;
        QTest::newRow("array") << QByteArray("[]") << nameless;
        QTest::newRow("blank") << QByteArray(" ") << nameless;
        QTest::newRow("nul") << QByteArray("\0", 1) << nameless;
        QTest::newRow("not UTF-8") << QByteArray("\"\xFF\"") << nameless;
        QTest::newRow("deep") << QByteArray(100'000, '[') << nameless;
    }

    void line_isAnswered()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, answer);
        const Run run = runOver(line + '\n');
        QCOMPARE(run.out, answer);
        QCOMPARE(run.code, 0);
        QCOMPARE(runOver(line).out, answer);
    }

    void order_isKept()
    {
        QByteArray text;
        QByteArray expected;
        for (int i = 0; i < 3000; ++i) {
            const QByteArray id = QByteArray::number(i);
            text += (i % 7 == 3 ? QByteArray("{bad") : lineOf(id, i % 2 ? token : token.chopped(1))) + '\n';
            expected += i % 7 == 3 ? "{\"id\":null,\"line\":" + QByteArray::number(i + 1) +
                                         ",\"verdict\":\"invalid\",\"error\":\"bad-line\"}\n"
                        : i % 2 ? "{\"id\":" + id + ",\"verdict\":\"valid\",\"error\":null}\n"
                                : "{\"id\":" + id + ",\"verdict\":\"invalid\",\"error\":\"truncated\"}\n";
        }
        const Run run = runOver(text);
        QCOMPARE(run.code, 0);
        QVERIFY(run.out == expected);
    }

    void keys_areNotMixedUp()
    {
        // The last key is remembered; the next line has another, then the first again.
        const QByteArray other =
            "\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg\"}";
        const Run run =
            runOver(lineOf("1", token) + '\n' + lineOf("2", token, other) + '\n' + lineOf("3", token) + '\n');
        QCOMPARE(run.out, QByteArray("{\"id\":1,\"verdict\":\"valid\",\"error\":null}\n"
                                     "{\"id\":2,\"verdict\":\"invalid\",\"error\":\"bad\"}\n"
                                     "{\"id\":3,\"verdict\":\"valid\",\"error\":null}\n"));
    }

    void longLine_isAnAnswerAndNotAnEnd()
    {
        const QByteArray fits = "{\"id\":1,\"x\":\"" + QByteArray(cli::maximumCaseLine - 100, 'x') + "\"}";
        const QByteArray tooLong = QByteArray(cli::maximumCaseLine + 1, 'x');
        const Run run = runOver(fits + '\n' + tooLong + '\n' + lineOf("3", token) + '\n' + tooLong);
        QCOMPARE(run.out, QByteArray("{\"id\":1,\"verdict\":\"invalid\",\"error\":\"bad-line\"}\n"
                                     "{\"id\":null,\"line\":2,\"verdict\":\"invalid\",\"error\":\"line-too-long\"}\n"
                                     "{\"id\":3,\"verdict\":\"valid\",\"error\":null}\n"
                                     "{\"id\":null,\"line\":4,\"verdict\":\"invalid\",\"error\":\"line-too-long\"}\n"));
    }

    void emptyInput_hasNoAnswers()
    {
        const Run run = runOver({});
        QCOMPARE(run.code, 0);
        QCOMPARE(run.out, QByteArray());
    }

    void blankLines_keepTheCount()
    {
        const Run run = runOver("\n" + lineOf("2", token) + "\n");
        QCOMPARE(run.out.count('\n'), 2);
        QVERIFY(run.out.startsWith("{\"id\":null,\"line\":1,"));
    }

    void brokenStreams_areToldByTheCode()
    {
        QByteArray text = lineOf("1", token);
        QBuffer in(&text);
        in.open(QIODevice::ReadOnly);
        FullDevice full;
        full.open(QIODevice::WriteOnly);
        QCOMPARE(cli::verifyCases(in, full), 3);
        QFile folder(QStringLiteral("/"));
        QBuffer out;
        out.open(QIODevice::WriteOnly);
        QCOMPARE(cli::verifyCases(folder, out), 3);
    }

    void files_areReadAndWritten()
    {
        QTemporaryFile in;
        QTemporaryFile out;
        QVERIFY(in.open() && out.open());
        in.write(lineOf("1", token));
        in.seek(0);
        QCOMPARE(cli::verifyCases(in, out), 0);
        QFile written(out.fileName());
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), QByteArray("{\"id\":1,\"verdict\":\"valid\",\"error\":null}\n"));
    }

#ifdef Q_OS_UNIX
    void pipe_isAnsweredLineByLine()
    {
        int toVerifier[2];
        int fromVerifier[2];
        QVERIFY(::pipe(toVerifier) == 0 && ::pipe(fromVerifier) == 0);
        int code = -1;
        std::thread verifier([&] {
            FILE* stream = ::fdopen(toVerifier[0], "rb");
            QFile in;
            QFile out;
            if (in.open(stream, QIODevice::ReadOnly) &&
                out.open(fromVerifier[1], QIODevice::WriteOnly, QFile::AutoCloseHandle)) {
                code = cli::verifyCases(in, out);
            }
            out.close();
            ::fclose(stream);
        });
        QFile answers;
        QVERIFY(answers.open(fromVerifier[0], QIODevice::ReadOnly | QIODevice::Unbuffered, QFile::AutoCloseHandle));
        // Each answer is read before the next case is sent: had it been kept back, this would wait for ever.
        for (int i = 1; i <= 3; ++i) {
            const QByteArray line = lineOf(QByteArray::number(i), token) + '\n';
            QCOMPARE(::write(toVerifier[1], line.constData(), static_cast<std::size_t>(line.size())), line.size());
            QCOMPARE(answers.readLine(),
                     "{\"id\":" + QByteArray::number(i) + ",\"verdict\":\"valid\",\"error\":null}\n");
        }
        ::close(toVerifier[1]);
        QCOMPARE(answers.readLine(), QByteArray());
        verifier.join();
        QCOMPARE(code, 0);
    }
#endif

    void vectors_comeOutAsScored_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("scored");
        QTest::newRow("RFC") << "jws-rfc.jsonl" << 11;
        QTest::newRow("Wycheproof") << "jws-cases.jsonl" << 194;
        QTest::newRow("JSON payloads") << "json-payload-cases.jsonl" << 158;
    }

    void vectors_comeOutAsScored()
    {
        QFETCH(QString, file);
        QFETCH(int, scored);
        QFile cases(QStringLiteral(ASSAYER_SHARED_DIR "/vectors/") + file);
        if (!cases.open(QIODevice::ReadOnly)) {
            QSKIP("the shared vectors are not here");
        }
        QBuffer out;
        out.open(QIODevice::ReadWrite);
        QCOMPARE(cli::verifyCases(cases, out), 0);
        cases.seek(0);
        out.seek(0);
        QStringList wrong;
        while (!cases.atEnd()) {
            const auto line = support::json::parse(cases.readLine());
            const auto answer = support::json::parse(out.readLine());
            QVERIFY(line && answer);
            QCOMPARE(answer->find(u"id")->text(), line->find(u"id")->text());
            const QString expected = line->find(u"expect")->text();
            if (expected == "acceptable") {
                continue;
            }
            --scored;
            if (answer->find(u"verdict")->text() != expected) {
                wrong += line->find(u"id")->text();
            }
        }
        QCOMPARE(wrong, QStringList());
        QCOMPARE(scored, 0);
        QVERIFY(out.atEnd());
    }
};

QTEST_GUILESS_MAIN(VerifyCasesTest)
#include "tst_verifycases.moc"
