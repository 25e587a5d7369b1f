// SPDX-License-Identifier: Apache-2.0
#include "jose/jwk.h"
#include "jose/verification.h"

#include <QFile>
#include <QTest>

using namespace assayer::jose;
using namespace assayer::support;
using json::Value;

namespace {

const QString folder = QStringLiteral(ASSAYER_SHARED_DIR "/vectors/");

std::vector<Value> linesOf(const QString& name)
{
    std::vector<Value> lines;
    QFile file(folder + name);
    if (file.open(QIODevice::ReadOnly)) {
        while (!file.atEnd()) {
            if (auto line = json::parse(file.readLine())) {
                lines.push_back(std::move(*line));
            }
        }
    }
    return lines;
}

QString text(const Value& line, QStringView name)
{
    const Value* value = line.find(name);
    return value ? value->text() : QString();
}

// A key that cannot be used verifies nothing.
bool verifies(const Value& line, const Result<Jwk>& key)
{
    const Algorithm* algorithm = algorithmNamed(text(line, u"alg"));
    return algorithm && key &&
           verifySignature(*algorithm, *key, QByteArray::fromHex(text(line, u"msg").toLatin1()),
                           QByteArray::fromHex(text(line, u"sig").toLatin1()));
}

} // namespace

class VectorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!QFile::exists(folder)) {
            QSKIP("the shared vectors are not here");
        }
    }

    void tokens_comeOutAsScored_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("scored");
        QTest::newRow("RFC 7515, 7520, 8037") << "jws-rfc.jsonl" << 11;
        QTest::newRow("Wycheproof JWS") << "jws-cases.jsonl" << 194;
        QTest::newRow("JSON payloads") << "json-payload-cases.jsonl" << 158;
    }

    void tokens_comeOutAsScored()
    {
        QFETCH(QString, file);
        QFETCH(int, scored);
        int checked = 0;
        QStringList wrong;
        for (const Value& line : linesOf(file)) {
            const QString expected = text(line, u"expect");
            if (expected == "acceptable") {
                continue;
            }
            const Value* keys = line.find(u"jwk") ? line.find(u"jwk") : line.find(u"jwks");
            const auto set = JwkSet::fromValue(*keys);
            QVERIFY(set.has_value());
            const Verification verification = verify(takeApart(text(line, u"jws").toUtf8()), *set);
            const bool valid = verification.status == SignatureStatus::Valid && verification.cause.isEmpty();
            QCOMPARE(verification.cause.isEmpty(), valid);
            if (valid != (expected == "valid")) {
                wrong += text(line, u"id");
            }
            ++checked;
        }
        QCOMPARE(wrong, QStringList());
        QCOMPARE(checked, scored);
    }

    void signatures_comeOutAsScored()
    {
        int checked = 0;
        QStringList wrong;
        for (const Value& line : linesOf("raw-sig-cases.jsonl")) {
            const QString expected = text(line, u"expect");
            if (expected == "acceptable") {
                continue;
            }
            const Value* jwk = line.find(u"jwk");
            const bool hasJwk = jwk && jwk->isObject();
            const bool hasPem = !text(line, u"pem").isEmpty();
            QVERIFY(hasJwk || hasPem);
            const bool valid = expected == "valid";
            if ((hasJwk && verifies(line, Jwk::parse(*jwk)) != valid) ||
                (hasPem && verifies(line, Jwk::fromPem(text(line, u"pem").toLatin1())) != valid)) {
                wrong += text(line, u"id");
            }
            ++checked;
        }
        QCOMPARE(wrong, QStringList());
        QCOMPARE(checked, 1993);
    }
};

QTEST_GUILESS_MAIN(VectorsTest)
#include "tst_vectors.moc"
