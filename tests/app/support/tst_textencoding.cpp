// SPDX-License-Identifier: Apache-2.0
#include "support/textencoding.h"

#include <QStringEncoder>
#include <QTest>

using namespace assayer;

class TextEncodingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void utf8Of_decodesByTheMark_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("utf8");
        const QString content = QStringLiteral("{\"a\":\"ä\U0001F511\"}\r\n");
        const QByteArray utf8 = content.toUtf8();
        const auto encoded = [&content](QStringConverter::Encoding encoding) {
            QStringEncoder encode(encoding, QStringConverter::Flag::WriteBom);
            return QByteArray(encode(content));
        };
        QTest::newRow("plain") << utf8 << utf8;
        QTest::newRow("empty") << QByteArray() << QByteArray();
        QTest::newRow("UTF-8 with a mark") << encoded(QStringConverter::Utf8) << utf8;
        QTest::newRow("UTF-16 LE") << encoded(QStringConverter::Utf16LE) << utf8;
        QTest::newRow("UTF-16 BE") << encoded(QStringConverter::Utf16BE) << utf8;
        QTest::newRow("UTF-32 LE") << encoded(QStringConverter::Utf32LE) << utf8;
        QTest::newRow("UTF-32 BE") << encoded(QStringConverter::Utf32BE) << utf8;
        QTest::newRow("a mark alone") << QByteArray("\xFF\xFE") << QByteArray();
        QTest::newRow("Latin-1 stays") << QByteArray("\xE4\xFF") << QByteArray("\xE4\xFF");
        QTest::newRow("NUL stays") << QByteArray("{\0}", 3) << QByteArray("{\0}", 3);
        QTest::newRow("half a character") << QByteArray("\xFF\xFE\x3D\xD8", 4) << QByteArray("?");
    }
    void utf8Of_decodesByTheMark()
    {
        QFETCH(QByteArray, text);
        QTEST(support::utf8Of(text), "utf8");
    }
};

QTEST_GUILESS_MAIN(TextEncodingTest)
#include "tst_textencoding.moc"
