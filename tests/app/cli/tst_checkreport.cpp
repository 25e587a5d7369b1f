// SPDX-License-Identifier: Apache-2.0
#include "cli/checkreport.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace assayer;
using cli::Checked;
using cli::CheckFormat;

class CheckReportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refusal_isToldInTheAuthoritysWords_data();
    void refusal_isToldInTheAuthoritysWords();
    void hugeTexts_areCut_data();
    void hugeTexts_areCut();
};

namespace {

Checked refused(const QString& name, const QString& description)
{
    Checked one;
    one.path = QStringLiteral("a.json");
    one.name = name;
    oauth::AuthorityError refusal;
    refusal.httpStatus = 400;
    refusal.error = QStringLiteral("invalid_client");
    refusal.description = description;
    one.inspection.refusal = refusal;
    return one;
}

void addFormats()
{
    QTest::addColumn<CheckFormat>("format");
    QTest::newRow("text") << CheckFormat::Text;
    QTest::newRow("junit") << CheckFormat::JUnit;
    QTest::newRow("sarif") << CheckFormat::Sarif;
}

} // namespace

void CheckReportTest::refusal_isToldInTheAuthoritysWords_data()
{
    addFormats();
}

void CheckReportTest::refusal_isToldInTheAuthoritysWords()
{
    QFETCH(CheckFormat, format);
    const QString description =
        QStringLiteral("AADSTS7000215: Invalid <b>client</b> secret.\r\nTrace ID: 1%1").arg(QChar(0x202e));
    const QByteArray page = cli::report({refused("Orders", description)}, format);
    const QByteArray tag = format == CheckFormat::JUnit ? "&lt;b&gt;client&lt;/b&gt;" : "<b>client</b>";
    QVERIFY2(page.contains("The authority says: AADSTS7000215: Invalid " + tag + " secret. Trace ID: 1"),
             page.constData());
    QVERIFY(!page.contains("\xe2\x80\xae") && page.contains("u{202E}"));
    if (format == CheckFormat::JUnit) {
        QXmlStreamReader xml(page);
        while (!xml.atEnd()) {
            xml.readNext();
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    }
    QVERIFY(!cli::report({refused("Orders", {})}, format).contains("authority says"));
}

void CheckReportTest::hugeTexts_areCut_data()
{
    addFormats();
}

void CheckReportTest::hugeTexts_areCut()
{
    QFETCH(CheckFormat, format);
    const QByteArray page = cli::report({refused(QString(40'000, u'n'), QString(40'000, u'd'))}, format);
    QVERIFY2(page.size() < 6000, QByteArray::number(page.size()).constData());
    QVERIFY(page.contains("nnn…") && page.contains("ddd…"));
}

QTEST_GUILESS_MAIN(CheckReportTest)
#include "tst_checkreport.moc"
