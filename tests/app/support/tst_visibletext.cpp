// SPDX-License-Identifier: Apache-2.0
#include "support/visibletext.h"

#include <QTest>

using namespace assayer::support;

class VisibleTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void visibleText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");

        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("plain") << "api://orders"
                               << "api://orders";
        QTest::newRow("letters of other scripts")
            << QStringLiteral(u"Größe 東京 العربية 😀") << QStringLiteral(u"Größe 東京 العربية 😀");
        QTest::newRow("markup stays text") << "<img src=x>"
                                           << "<img src=x>";
        QTest::newRow("backslash") << "a\\n"
                                   << "a\\n";
        QTest::newRow("line breaks and tab") << "a\nb\r\nc\td"
                                             << "a\\nb\\r\\nc\\td";
        QTest::newRow("nul") << QString(QChar(0)) << "\\u{0000}";
        QTest::newRow("escape") << QStringLiteral(u"\x1b[31m") << "\\u{001B}[31m";
        QTest::newRow("delete and C1") << QStringLiteral(u"\x7f\u0085") << "\\u{007F}\\u{0085}";
        QTest::newRow("bidirectional override") << QStringLiteral(u"a\u202Eb\u2066c") << "a\\u{202E}b\\u{2066}c";
        QTest::newRow("zero width") << QStringLiteral(u"a\u200Bb\uFEFF") << "a\\u{200B}b\\u{FEFF}";
        QTest::newRow("spaces that look like one") << QStringLiteral(u"a\u00A0b") << "a\\u{00A0}b";
        QTest::newRow("line separator") << QStringLiteral(u"\u2028") << "\\u{2028}";
        QTest::newRow("Hangul filler") << QStringLiteral(u"\u3164") << "\\u{3164}";
        QTest::newRow("tag beyond the first plane") << QStringLiteral(u"\U000E0041") << "\\u{E0041}";
        QTest::newRow("lone high surrogate") << QString(QChar(0xD83D)) << "\\u{D83D}";
        QTest::newRow("lone low surrogate") << QString(QChar(0xDE00)) + "a"
                                            << "\\u{DE00}a";
        QTest::newRow("non-character") << QString(QChar(0xFFFE)) << "\\u{FFFE}";
    }

    void visibleText()
    {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        QCOMPARE(assayer::support::visibleText(text), shown);
    }

    void isInvisible_agreesWithVisibleText()
    {
        // Every character of the first two planes and of the fifteenth, where the invisible ones are; some of the rest.
        for (char32_t character = 0; character <= 0x10FFFF;
             character += character < 0x20000 || character >> 16 == 14 ? 1 : 16) {
            QString text;
            text += QChar::fromUcs4(character);
            if (character >= 0xD800 && character <= 0xDFFF) {
                QVERIFY(isInvisible(character));
            } else if ((assayer::support::visibleText(text) != text) != isInvisible(character)) {
                QFAIL(qPrintable(QString::number(character, 16)));
            }
        }
    }
};

QTEST_GUILESS_MAIN(VisibleTextTest)
#include "tst_visibletext.moc"
