// SPDX-License-Identifier: Apache-2.0
#include "controls/plainlabel.h"

#include "controls/requestline.h"
#include "hostile.h"
#include "support/visibletext.h"

#include <QApplication>
#include <QClipboard>
#include <QTextDocument>

using namespace assayer;
using namespace assayer::controls;

class tst_PlainLabel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void text_isLiteral_data() { hostileTexts(); }
    void text_isLiteral();
    void toolTip_isNeverMarkup_data() { hostileTexts(); }
    void toolTip_isNeverMarkup();
    void toolTip_isBounded();
    void elided_keepsTheWholeNameAndCopy();
    void wrapped_longWordNeedsNoWidth();
    void wrapped_longWordBreaksAtItsParts_data();
    void wrapped_longWordBreaksAtItsParts();
    void wrapped_copyHasNoBreaks();
    void requestLine_saysAndCopiesAll();
    void requestLine_isLiteral_data() { hostileTexts(); }
    void requestLine_isLiteral();
};

void tst_PlainLabel::text_isLiteral()
{
    QFETCH(QString, text);
    PlainLabel label(text);
    QCOMPARE(label.textFormat(), Qt::PlainText);
    QCOMPARE(label.text(), support::visibleText(text));
    QCOMPARE(label.accessibleName(), support::visibleText(text));
    QVERIFY(!label.accessibleName().contains(QLatin1Char('\n')));
    QVERIFY(!label.accessibleName().contains(QChar(0x202E)));
}

void tst_PlainLabel::toolTip_isNeverMarkup()
{
    QFETCH(QString, text);
    QTextDocument document;
    document.setHtml(plainToolTip(text));
    QString shown = document.toPlainText();
    QString wanted = text.left(4000);
    if (text.size() <= 100 && !text.contains(QLatin1Char('\n')))
        QCOMPARE(shown, support::visibleText(wanted));
    QVERIFY(!document.toHtml().contains("<img"));
    for (const char32_t c : shown.toUcs4())
        QVERIFY2(c == U'\n' || !support::isInvisible(c), qPrintable(QString::number(c, 16)));
}

void tst_PlainLabel::toolTip_isBounded()
{
    QVERIFY(plainToolTip(QString(1024 * 1024, QLatin1Char('x'))).size() < 6000);
    QVERIFY(plainToolTip({}).isEmpty());
}

void tst_PlainLabel::elided_keepsTheWholeNameAndCopy()
{
    const QString whole = QStringLiteral("https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token");
    PlainLabel label(whole);
    label.setOverflow(PlainLabel::Overflow::ElideMiddle);
    label.setSelectable(true);
    label.resize(120, 20);
    label.show();
    QVERIFY(label.isElided());
    QVERIFY(label.text().size() < whole.size());
    QVERIFY(label.fontMetrics().horizontalAdvance(label.text()) <= 120);
    QCOMPARE(label.accessibleName(), whole);
    QTest::keyClick(&label, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), whole);
    label.resize(2000, 20);
    QVERIFY(!label.isElided());
    QCOMPARE(label.text(), whole);
}

void tst_PlainLabel::wrapped_longWordNeedsNoWidth()
{
    PlainLabel label(QString(5000, QLatin1Char('a')));
    label.setOverflow(PlainLabel::Overflow::Wrap);
    QVERIFY(label.minimumSizeHint().width() <= 200);
    QVERIFY(label.heightForWidth(300) > 20 * label.fontMetrics().height());
}

void tst_PlainLabel::wrapped_longWordBreaksAtItsParts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("breaks"); ///< with «|» where a line may end
    QTest::newRow("short words") << "a-b c/d"
                                 << "a-b c/d";
    QTest::newRow("a GUID in quotes") << "«c2e84b60-7a1d-4f39-b5d8-3e9f06a7c148»."
                                      << "«c2e84b60-|7a1d-|4f39-|b5d8-|3e9f06a7c148».";
    QTest::newRow("an address") << "at https://login.example.com/oauth2?a=b"
                                << "at https://|login.|example.|com/|oauth2?|a=|b";
    QTest::newRow("a scope") << "api://c2e84b60/orders/.default"
                             << "api://|c2e84b60/|orders/|.default";
    QTest::newRow("no parts") << QStringLiteral("«%1»").arg(QString(26, u'x'))
                              << QStringLiteral("«%1|x|x|x»").arg(QString(23, u'x'));
}

void tst_PlainLabel::wrapped_longWordBreaksAtItsParts()
{
    QFETCH(QString, text);
    PlainLabel label(text);
    label.setOverflow(PlainLabel::Overflow::Wrap);
    QTEST(label.text().replace(QChar(0x200B), u'|'), "breaks");
    QCOMPARE(label.fullText(), text);
}

void tst_PlainLabel::wrapped_copyHasNoBreaks()
{
    const QString text(200, QLatin1Char('a'));
    PlainLabel label(text);
    label.setOverflow(PlainLabel::Overflow::Wrap);
    label.setSelectable(true);
    label.show();
    label.setSelection(0, static_cast<int>(label.text().size()));
    QTest::keyClick(&label, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), text);
}

void tst_PlainLabel::requestLine_saysAndCopiesAll()
{
    RequestLine line;
    const QString url = QStringLiteral("https://login.microsoftonline.com/contoso/oauth2/v2.0/token");
    line.setRequest("POST", url, "contoso");
    line.resize(150, 30);
    line.show();
    QCOMPARE(line.text(), QStringLiteral("POST ") + url);
    QVERIFY(line.accessibleName().contains(url));
    QTest::keyClick(&line, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), url);
    line.setProblem("Enter a tenant");
    QCOMPARE(line.text(), QStringLiteral("Enter a tenant"));
    QVERIFY(line.accessibleName().contains("Enter a tenant"));
    QVERIFY(!line.accessibleName().contains(url));
}

void tst_PlainLabel::requestLine_isLiteral()
{
    QFETCH(QString, text);
    RequestLine line;
    line.setRequest("POST", text, text);
    line.resize(400, 30);
    QVERIFY(!line.grab().isNull());
    for (const char32_t c : line.accessibleName().toUcs4())
        QVERIFY(!support::isInvisible(c));
}

QTEST_MAIN(tst_PlainLabel)
#include "tst_plainlabel.moc"
