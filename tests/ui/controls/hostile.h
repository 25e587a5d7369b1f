// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTest>

/// Texts that a token, a header or an authority may hold, as a data table «text».
inline void hostileTexts()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("rich text") << "<b>bold</b><img src=file:///etc/passwd>";
    QTest::newRow("entity") << "&lt;b&gt; &amp; &amp;amp;";
    QTest::newRow("mnemonic") << "Save & E&xit";
    QTest::newRow("bidi") << QString::fromUtf8("user\u202Egnp.exe\u2066x\u2069");
    QTest::newRow("zero width") << QString::fromUtf8("ad\u200Bmin\uFEFF\u00AD");
    QTest::newRow("escape") << "\x1b[31mred\x1b[0m";
    QTest::newRow("line breaks") << "first\nsecond\r\nthird\tfourth";
    QTest::newRow("long") << QString(5000, QLatin1Char('w'));
    QTest::newRow("lone surrogate") << QString(QChar(0xD800)) + "x";
}
