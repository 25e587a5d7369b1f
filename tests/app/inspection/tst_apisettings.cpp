// SPDX-License-Identifier: Apache-2.0
#include "inspection/apisettings.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace assayer::inspection;

namespace {

QString lineOf(const QString& settings, const char* beginning)
{
    for (const QString& line : settings.split(u'\n')) {
        if (line.startsWith(QLatin1String(beginning)))
            return line;
    }
    return {};
}

/// What the C# compiler reads between the first pair of quotation marks.
QString readCSharp(const QString& line)
{
    QString text;
    for (qsizetype i = line.indexOf(u'"') + 1; i < line.size() && line.at(i) != u'"'; ++i) {
        if (line.at(i) != u'\\') {
            text += line.at(i);
        } else if (line.at(++i) == u'u') {
            text += QChar(line.mid(i + 1, 4).toUShort(nullptr, 16));
            i += 4;
        } else {
            text += line.at(i);
        }
    }
    return text;
}

/// What java.util.Properties reads behind the sign of equality.
QString readProperty(const QString& line)
{
    QString text;
    const QString value = line.mid(line.indexOf(u'=') + 1);
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (value.at(i) != u'\\') {
            text += value.at(i);
        } else if (value.at(++i) == u'u') {
            text += QChar(value.mid(i + 1, 4).toUShort(nullptr, 16));
            i += 4;
        } else {
            text += value.at(i);
        }
    }
    return text;
}

QString readXml(const QString& line, const char* element)
{
    QXmlStreamReader reader(line.mid(line.indexOf(u'<')));
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement() && reader.name() == QLatin1String(element))
            return reader.readElementText();
    }
    return {};
}

} // namespace

class ApiSettingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void line_holdsTheRealValue_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("inXml");
        QTest::newRow("plain") << QStringLiteral("api://orders") << true;
        QTest::newRow("a tab behind") << QStringLiteral("api://orders\t") << true;
        QTest::newRow("spaces around") << QStringLiteral(" api://orders ") << true;
        QTest::newRow("zero width") << QStringLiteral("api://or\u200Bders") << true;
        QTest::newRow("no-break space") << QStringLiteral("\u00A0api://orders") << true;
        QTest::newRow("right to left") << QStringLiteral("api://\u202Eorders") << true;
        QTest::newRow("a line break") << QStringLiteral("api://orders\r\n") << true;
        QTest::newRow("Cyrillic") << QStringLiteral("api://\u043Erders") << true;
        QTest::newRow("beyond the first plane") << QStringLiteral("api://\U0001F600") << true;
        QTest::newRow("quotation marks") << QStringLiteral("a\"b'c\\d") << true;
        QTest::newRow("markup") << QStringLiteral("</audience>&amp;<") << true;
        QTest::newRow("a comma") << QStringLiteral("api://a,b") << true;
        QTest::newRow("an escape character") << QStringLiteral("api://\x1b[31m") << false;
        QTest::newRow("a lone surrogate") << QString(QChar(0xD800)) << false;
        QTest::newRow("an escape's text") << QStringLiteral("\\u{200B}") << true;
        QTest::newRow("300 letters") << QString(300, u'a') << true;
        QTest::newRow("a placeholder") << QStringLiteral("api://%1%2") << true;
    }
    void line_holdsTheRealValue()
    {
        QFETCH(QString, value);
        QFETCH(bool, inXml);
        for (const QString& settings : {audienceSettings({value}), issuerSettings({value})}) {
            const bool issuer = settings.contains(QLatin1String("ValidIssuers"));
            for (const QChar c : settings)
                QVERIFY2((c >= u' ' && c < QChar(0x7F)) || c == u'\n', qPrintable(settings));
            QCOMPARE(readCSharp(lineOf(settings, "ASP.NET")), value);
            const QString spring = settings.section(QLatin1String("Spring: "), 1).section(u'\n', 0, 0);
            QCOMPARE(readProperty(spring), value);
            const QString xml = readXml(lineOf(settings, "API Management"), issuer ? "issuer" : "audience");
            if (inXml)
                QCOMPARE(xml, value);
            else
                QVERIFY2(xml.contains(QLatin1String("cannot")), qPrintable(xml));
        }
    }
    void severalValues_areAllThere()
    {
        const QString settings = audienceSettings({QStringLiteral("a"), QStringLiteral("b")});
        QVERIFY(settings.contains(QLatin1String("{ \"a\", \"b\" }")));
        QVERIFY(settings.contains(QLatin1String("audiences=a,b")));
        QVERIFY(settings.contains(QLatin1String("<audience>a</audience><audience>b</audience>")));
        const QString apart = audienceSettings({QStringLiteral("a"), QStringLiteral("b,c")});
        QVERIFY2(apart.contains(QLatin1String("audiences[0]=a\n")), qPrintable(apart));
        QVERIFY2(apart.contains(QLatin1String("audiences[1]=b,c\n")), qPrintable(apart));
    }
    void tooMany_areCountedAndNotCutSilently()
    {
        QStringList many;
        for (int i = 0; i < 70; ++i)
            many += QStringLiteral("api://") + QString::number(i);
        QVERIFY(audienceSettings(many).contains(QLatin1String("6 more")));
        QVERIFY(audienceSettings({QString(100000, u'a')}).size() < 10000);
    }
    void versionSetting_takesNoIdButAGuid()
    {
        QVERIFY(tokenVersionSetting(QStringLiteral("x; rm -rf ~"), 2).contains(QLatin1String("--id <client ID")));
        const QString id = QStringLiteral("b7a0d2c4-5e31-4f6b-8a90-13c7e2d4f5a6");
        QVERIFY(tokenVersionSetting(id, 2).contains(QLatin1String("--id ") + id));
    }
};

QTEST_GUILESS_MAIN(ApiSettingsTest)
#include "tst_apisettings.moc"
