// SPDX-License-Identifier: Apache-2.0
#include "jose/base64url.h"

#include <QTest>

using namespace assayer::jose;

class Base64UrlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void encoding_readsBack()
    {
        for (int size = 0; size < 300; ++size) {
            QByteArray bytes(size, '\0');
            for (int i = 0; i < size; ++i) {
                bytes[i] = static_cast<char>(i * 89 + size);
            }
            const QByteArray text = base64url::encode(bytes);
            QVERIFY(!text.contains('='));
            const auto decoded = base64url::decode(text);
            QVERIFY(decoded.has_value());
            QCOMPARE(*decoded, bytes);
        }
        QCOMPARE(base64url::encode("\xFB\xFF"), QByteArray("-_8"));
    }

    void damage_isNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("position");
        QTest::addColumn<QByteArray>("readable");

        QTest::newRow("padding") << QByteArray("Zm8=") << "not-base64url" << 3 << QByteArray("fo");
        QTest::newRow("space inside") << QByteArray("Zm 9v") << "not-base64url" << 2 << QByteArray("foo");
        QTest::newRow("line break at the end") << QByteArray("Zm9v\n") << "not-base64url" << 4 << QByteArray("foo");
        QTest::newRow("standard alphabet") << QByteArray("+/8") << "not-base64url" << 0 << QByteArray("\xFB\xFF");
        QTest::newRow("foreign character")
            << QByteArray("Zm9vYm!yZm9v") << "not-base64url" << 6 << QByteArray("foob`2foo");
        QTest::newRow("byte beyond ASCII")
            << QByteArray("Zm9v\xC3\xA9") << "not-base64url" << 4 << QByteArray("foo\0", 4);
        QTest::newRow("nul") << QByteArray("Zm9v\0", 5) << "not-base64url" << 4 << QByteArray("foo");
        QTest::newRow("one too many") << QByteArray("Zm9vY") << "not-base64url" << 4 << QByteArray("foo");
        QTest::newRow("one alone") << QByteArray("Z") << "not-base64url" << 0 << QByteArray();
        QTest::newRow("four bits left") << QByteArray("Zh") << "non-canonical" << 1 << QByteArray("f");
        QTest::newRow("two bits left") << QByteArray("Zm9") << "non-canonical" << 2 << QByteArray("fo");
    }

    void damage_isNamed()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        QFETCH(int, position);
        QFETCH(QByteArray, readable);
        const auto decoded = base64url::decode(text);
        QVERIFY(!decoded);
        QCOMPARE(decoded.error().code, code);
        QVERIFY(decoded.error().detail.contains(QString::number(position)));
        const base64url::Decoding tolerant = base64url::decodeTolerantly(text);
        QCOMPARE(tolerant.position, position);
        QCOMPARE(tolerant.bytes, readable);
    }

    void everyTrailingCharacter_isCanonicalOrRefused()
    {
        const QByteArray alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (const char last : alphabet) {
            for (const QByteArray& start : {QByteArray("Z"), QByteArray("Zm")}) {
                const QByteArray text = start + last;
                const auto decoded = base64url::decode(text);
                QCOMPARE(decoded.has_value(), base64url::encode(base64url::decodeTolerantly(text).bytes) == text);
            }
        }
    }
};

QTEST_GUILESS_MAIN(Base64UrlTest)
#include "tst_base64url.moc"
