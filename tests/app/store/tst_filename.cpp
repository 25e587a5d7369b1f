// SPDX-License-Identifier: Apache-2.0
#include "store/filename.h"

#include <QTest>

using namespace assayer;

class FileNameTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void name_isSafeOnEverySystem_data();
    void name_isSafeOnEverySystem();
    void freeName_isNoneOfTheTaken_data();
    void freeName_isNoneOfTheTaken();
};

void FileNameTest::name_isSafeOnEverySystem_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("file");
    const auto row = [](const char* what, const QString& name, const QString& file) {
        QTest::newRow(what) << name << file;
    };
    row("as it is", "Orders, «prod» (2)", "Orders, «prod» (2)");
    row("nothing", "", "profile");
    row("white space", "  \t ", "profile");
    row("dots", "..", "profile");
    row("traversal", "../../etc/passwd", "etc-passwd");
    row("absolute", "/etc/passwd", "etc-passwd");
    row("Windows path", "C:\\x", "C-x");
    row("hidden", ".bashrc", "bashrc");
    row("option", "-rf", "rf");
    row("reserved characters", "a<b>c:d\"e|f?g*h", "a-b-c-d-e-f-g-h");
    row("end", "name. .", "name");
    row("device", "con", "_con");
    row("device with an ending", "NUL.txt", "_NUL.txt");
    row("port", "COM1", "_COM1");
    row("port's superscript", QStringLiteral("lpt²"), QStringLiteral("_lpt²"));
    row("no device", "COM10", "COM10");
    row("control characters", QStringLiteral("a\nb\u0007c%1d").arg(QChar(u'\0')), "a-b-c-d");
    row("right to left", QStringLiteral("a\u202Enosj.b"), "a-nosj.b");
    row("zero width", QStringLiteral("a\u200Bb"), "a-b");
    row("composed", QStringLiteral("Cafe\u0301"), QStringLiteral("Caf\u00e9"));
    row("long", QString(500, u'x'), QString(100, u'x'));
    row("long, many bytes", QString(500, u'é'), QString(50, u'é'));
    row("not cut in a character", QString(99, u'x') + QStringLiteral("\U0001F511"), QString(99, u'x'));
    row("lone surrogate", QStringLiteral("a%1b").arg(QChar(0xD800)), "a-b");
}

void FileNameTest::name_isSafeOnEverySystem()
{
    QFETCH(QString, name);
    QFETCH(QString, file);
    QCOMPARE(store::fileNameFor(name), file);
    QVERIFY(store::isPathBelow(file + QStringLiteral(".json")));
    QVERIFY(file.toUtf8().size() <= 101);
}

void FileNameTest::freeName_isNoneOfTheTaken_data()
{
    QTest::addColumn<QString>("taken");
    QTest::addColumn<QString>("name");
    QTest::newRow("free") << "b.json" << "Straße";
    QTest::newRow("taken") << QStringLiteral("Straße.json") << "Straße 2";
    QTest::newRow("taken in capitals") << QStringLiteral("STRASSE.JSON") << "Straße 2";
    QTest::newRow("folder of the name") << QStringLiteral("Straße") << "Straße";
    QTest::newRow("several") << QStringLiteral("straße.json|straße 2.json|straße 4.json") << "Straße 3";
}

void FileNameTest::freeName_isNoneOfTheTaken()
{
    QFETCH(QString, taken);
    QFETCH(QString, name);
    QCOMPARE(store::freeName(QStringLiteral("Straße"), QStringLiteral(".json"), taken.split(u'|')), name);
}

QTEST_APPLESS_MAIN(FileNameTest)
#include "tst_filename.moc"
