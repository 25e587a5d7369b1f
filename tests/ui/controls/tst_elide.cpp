// SPDX-License-Identifier: Apache-2.0
#include "controls/elide.h"

#include <QApplication>
#include <QTest>

using namespace assayer::controls;

class tst_Elide : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void text_hasOneEllipsis_data();
    void text_hasOneEllipsis();
    void path_givesUpItsFirstPieces_data();
    void path_givesUpItsFirstPieces();
    void list_saysHowManyMore_data();
    void list_saysHowManyMore();
    void inside_keepsBothEnds_data();
    void inside_keepsBothEnds();

private:
    /// Pixels of a text in the font of the tests: rows say what is to be left, not how wide a letter is.
    static int widthOf(const QString& text) { return metrics().horizontalAdvance(text); }
    static QFontMetrics metrics() { return QFontMetrics(QApplication::font()); }
};

void tst_Elide::text_hasOneEllipsis_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("begins");
    QTest::addColumn<QString>("ends");
    QTest::addRow("an id that is cut already") << "6d3c12…90b914"
                                               << "6d"
                                               << "14";
    QTest::addRow("words before an id that is cut already") << "expects c2e84b60…af7c148"
                                                            << "expects c2"
                                                            << "48";
    QTest::addRow("an id behind a word") << "expects c2e84b60-7a1d-4f39-b5d8-3e9f06a7c148"
                                         << "expects c2"
                                         << "48";
    QTest::addRow("words") << "practice tenant, v2.0"
                           << "practice"
                           << "…";
    QTest::addRow("words that are cut already") << "answered: the audience is inva…"
                                                << "answered"
                                                << "…";
    QTest::addRow("an address") << "https://login.microsoftonline.com"
                                << "https"
                                << "com";
    QTest::addRow("beyond the basic plane")
        << QString::fromUtf8("😀😀😀😀😀😀😀😀…😀😀😀😀😀😀😀😀") << QString::fromUtf8("😀") << QString::fromUtf8("😀");
}

void tst_Elide::text_hasOneEllipsis()
{
    QFETCH(QString, text);
    QFETCH(QString, begins);
    QFETCH(QString, ends);
    const int whole = widthOf(text);
    QCOMPARE(elidedOnce(text, metrics(), whole), text);
    const int room = whole * 4 / 5;
    const QString cut = elidedOnce(text, metrics(), room);
    QVERIFY2(cut.startsWith(begins) && cut.endsWith(ends), qPrintable(cut));
    QCOMPARE(cut.count(QChar(0x2026)), 1);
    QVERIFY(cut.isValidUtf16());
    QVERIFY2(widthOf(cut) <= room, qPrintable(cut));
    for (const int width : {-1, 0, 1, 10})
        QVERIFY(elidedOnce(text, metrics(), width).count(QChar(0x2026)) <= 1);
}

void tst_Elide::path_givesUpItsFirstPieces_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("room");
    QTest::addColumn<QString>("shown");
    const QString path = QStringLiteral("…/oauth2/v2.0/token");
    QTest::addRow("whole") << path << path << path;
    QTest::addRow("a piece less") << path << "…/oauth2/v2.0/t"
                                  << "…/v2.0/token";
    QTest::addRow("two pieces less") << path << "…/token"
                                     << "…/token";
    QTest::addRow("its end") << path << "…token"
                             << "…token";
    QTest::addRow("of one piece") << "…/configuration"
                                  << "…figuration"
                                  << "…figuration";
    QTest::addRow("with nothing behind the last") << "…/oauth2/token/"
                                                  << "…/token/"
                                                  << "…/token/";
    QTest::addRow("no path") << "configuration"
                             << "…configuratio"
                             << "configuration";
}

void tst_Elide::path_givesUpItsFirstPieces()
{
    QFETCH(QString, path);
    QFETCH(QString, room);
    QTEST(elidedPath(path, metrics(), widthOf(room)), "shown");
    QVERIFY(elidedPath(path, metrics(), 0).size() <= 1);
}

void tst_Elide::list_saysHowManyMore_data()
{
    QTest::addColumn<QString>("room");
    QTest::addColumn<QString>("shown");
    QTest::addRow("whole") << "audience, issuer, roles"
                           << "audience, issuer, roles";
    QTest::addRow("one less") << "audience, issuer +1"
                              << "audience, issuer +1";
    QTest::addRow("two less") << "audience, iss"
                              << "audience +2";
    QTest::addRow("none") << "audi"
                          << "";
}

void tst_Elide::list_saysHowManyMore()
{
    QFETCH(QString, room);
    QTEST(elidedList("audience, issuer, roles", metrics(), widthOf(room)), "shown");
}

void tst_Elide::inside_keepsBothEnds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("most");
    QTest::addColumn<QString>("shown");
    QTest::addRow("fits") << "abcdef" << 6 << "abcdef";
    QTest::addRow("one too many") << "abcdefg" << 6 << "abc…fg";
    QTest::addRow("nothing") << "" << 6 << "";
    QTest::addRow("no room") << "abc" << 0 << "…";
    QTest::addRow("no half characters") << QString::fromUcs4(U"\U0001F600\U0001F600\U0001F600\U0001F600") << 6
                                        << QString::fromUcs4(U"\U0001F600…\U0001F600");
}

void tst_Elide::inside_keepsBothEnds()
{
    QFETCH(QString, text);
    QFETCH(int, most);
    QTEST(elidedInside(text, most), "shown");
}

QTEST_MAIN(tst_Elide)
#include "tst_elide.moc"
