// SPDX-License-Identifier: Apache-2.0
#include "app/formats/settingsdata.h"
#include "formats/apisettings.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace assayer;

class HostileSettingsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sample_survivesTruncationAtEveryByte_data() { eachSample(); }
    void sample_survivesTruncationAtEveryByte();
    void sample_survivesFlippedBytes_data() { eachSample(); }
    void sample_survivesFlippedBytes();
    void sample_survivesRepeatedParts_data() { eachSample(); }
    void sample_survivesRepeatedParts();
    void size_isLimited();
    void depth_isLimited_data();
    void depth_isLimited();
    void hugeText_takesBoundedTime_data();
    void hugeText_takesBoundedTime();
    void name_isShownWithoutWhatFollows_data();
    void name_isShownWithoutWhatFollows();
    void addressWithAPassword_losesIt_data();
    void addressWithAPassword_losesIt();

private:
    static void eachSample();
};

namespace {

constexpr qsizetype limit = 256 * 1024;

/// Whatever came of it is sound: words for people, values in range, no secret, and fit to be saved in a profile.
bool isSound(const QByteArray& text, QString& why)
{
    const auto settings = formats::readApiSettings(text);
    if (!settings) {
        why = settings.error().code;
        return !settings.error().sentence.isEmpty() && !settings.error().code.isEmpty() &&
               !(settings.error().sentence + settings.error().detail).contains(u"canary");
    }
    const profile::Expectations& expectations = settings->expectations;
    why = settings->notes.join(u'\n');
    if (why.contains(u"canary") || why.size() > 20000 || expectations.skewSeconds < 0 ||
        expectations.skewSeconds > 86400) {
        return false;
    }
    profile::Profile holder;
    holder.expectations = expectations;
    const auto saved = profile::parse(profile::write(holder));
    return saved && saved->expectations == expectations;
}

} // namespace

void HostileSettingsTest::eachSample()
{
    QTest::addColumn<QByteArray>("text");
    for (const QString& name : formats::testing::sampleNames()) {
        QTest::newRow(qUtf8Printable(name)) << formats::testing::sample(name);
    }
}

void HostileSettingsTest::sample_survivesTruncationAtEveryByte()
{
    QFETCH(QByteArray, text);
    QString why;
    for (qsizetype length = 0; length <= text.size(); ++length) {
        QVERIFY2(isSound(text.first(length), why), qUtf8Printable(QString::number(length) + u' ' + why));
        QVERIFY2(isSound(text.sliced(length), why), qUtf8Printable(QString::number(length) + u' ' + why));
    }
}

void HostileSettingsTest::sample_survivesFlippedBytes()
{
    QFETCH(QByteArray, text);
    QRandomGenerator random(20260101);
    QString why;
    for (int round = 0; round < 1000; ++round) {
        QByteArray changed = text;
        const quint32 count = 1 + random.bounded(3U);
        for (quint32 flip = 0; flip < count; ++flip) {
            const qsizetype at = random.bounded(int(changed.size()));
            changed[at] = round % 2 == 0 ? char(random.bounded(32, 127)) : char(random.bounded(256));
        }
        QVERIFY2(isSound(changed, why), (changed + '\n' + why.toUtf8()).constData());
    }
}

void HostileSettingsTest::sample_survivesRepeatedParts()
{
    QFETCH(QByteArray, text);
    QRandomGenerator random(20260102);
    QString why;
    for (int round = 0; round < 200; ++round) {
        const int begin = random.bounded(int(text.size()));
        const int length = random.bounded(int(text.size()) - begin) + 1;
        const int at = random.bounded(int(text.size()));
        QByteArray changed = text;
        changed.insert(at, text.mid(begin, length).repeated(1 + random.bounded(3)));
        QVERIFY2(isSound(changed, why), (changed + '\n' + why.toUtf8()).constData());
    }
}

void HostileSettingsTest::size_isLimited()
{
    const QByteArray start = "{\"issuerBaseURL\":\"https://i.example\",\"audience\":\"";
    const QByteArray end = "\"}";
    const QByteArray largest = start + QByteArray(limit - start.size() - end.size(), 'a') + end;
    QVERIFY(formats::readApiSettings(largest));
    const auto larger = formats::readApiSettings(largest + ' ');
    QVERIFY(!larger);
    QCOMPARE(larger.error().code, QStringLiteral("too-large"));
}

void HostileSettingsTest::depth_isLimited_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto nested = [](const QByteArray& open, const QByteArray& close) {
        return open.repeated(100) + close.repeated(100);
    };
    QTest::newRow("JSON") << "{\"a\":" + nested("[", "]") + '}';
    QTest::newRow("YAML flow") << "spring: " + nested("[", "]");
    QByteArray block;
    for (int level = 0; level < 100; ++level) {
        block += QByteArray(level, ' ') + "spring:\n";
    }
    QTest::newRow("YAML block") << block;
    QTest::newRow("XML") << "<validate-jwt>" + nested("<a>", "</a>") + "</validate-jwt>";
}

void HostileSettingsTest::depth_isLimited()
{
    QFETCH(QByteArray, text);
    const auto settings = formats::readApiSettings(text);
    QVERIFY(!settings);
    QCOMPARE(settings.error().code, QStringLiteral("too-deep"));
}

void HostileSettingsTest::hugeText_takesBoundedTime_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto filled = [](const QByteArray& start, const QByteArray& part, const QByteArray& end = {}) {
        return start + part.repeated((limit - start.size() - end.size()) / part.size()) + end;
    };
    const QByteArray jwt = "spring.security.oauth2.resourceserver.jwt.audiences";
    QTest::newRow("open brackets") << filled("", "[");
    QTest::newRow("open braces") << filled("", "{");
    QTest::newRow("open braces with keys") << filled("", "{a: ");
    QTest::newRow("quotes") << filled("", "\"");
    QTest::newRow("commas") << filled("[", ",", "]");
    QTest::newRow("comments") << filled("", "/**/");
    QTest::newRow("open comments") << filled("{", "/*");
    QTest::newRow("numbers") << filled("{\"audience\":[", "0,", "0]}");
    QTest::newRow("audiences") << filled("{\"issuerBaseURL\":\"https://i.example\",\"audience\":[", "\"api://x\",",
                                         "\"\"]}");
    QTest::newRow("members") << filled("{", "\"a\":1,", "\"b\":1}");
    QTest::newRow("long name over many") << filled("{\"" + QByteArray(100000, 'n') + "\":[", "0,", "0]}");
    QTest::newRow("references") << filled(jwt + ": ", "${");
    QTest::newRow("references with defaults") << filled(jwt + ": ", "${a:");
    QTest::newRow("properties") << filled("", "a=b\n");
    QTest::newRow("continued lines") << filled(jwt + "=", "\\\n");
    QTest::newRow("backslashes") << filled(jwt + "=", "\\");
    QTest::newRow("list items") << filled(jwt + ":\n", "- a\n");
    QTest::newRow("commas in a list") << filled(jwt + "=", "a,");
    QTest::newRow("nested list items") << filled("", "- ");
    QTest::newRow("explicit keys") << filled("", "? ");
    QTest::newRow("colons") << filled("", ": ");
    QTest::newRow("anchors") << filled("", "- &a\n");
    QTest::newRow("aliases") << filled("a: &a [", "*a,", "*a]");
    QTest::newRow("nested aliases") << filled("a0: &a0 x\n", "b: &b [*a0,*a0,*a0,*a0]\n");
    QTest::newRow("documents") << filled("", "---\n");
    QTest::newRow("directives") << filled("", "%TAG !a! b\n", "--- a");
    QTest::newRow("tags") << filled("", "!a ");
    QTest::newRow("block scalar") << filled("spring: |\n", " a\n");
    QTest::newRow("flow keys") << filled("{", "a,", "a: b}");
    QTest::newRow("long flow key") << filled("spring: {", "a ", ": b}");
    QTest::newRow("attributes") << "<validate-jwt " + filled("", "a='' ") + "/>";
    QTest::newRow("many attributes") << [] {
        QByteArray tag = "<validate-jwt";
        for (int index = 0; tag.size() < 250000; ++index) {
            tag += " a" + QByteArray::number(index) + "=''";
        }
        return tag + "/>";
    }();
    QTest::newRow("policies") << filled("", "<validate-jwt>");
    QTest::newRow("empty policies") << filled("<a>", "<validate-jwt/>");
    QTest::newRow("open XML comments") << filled("<validate-jwt>", "<!--");
    QTest::newRow("angle brackets") << filled("<validate-jwt>", "<");
    QTest::newRow("ampersands") << filled("<validate-jwt>", "&");
    QTest::newRow("claims") << filled("<validate-jwt><required-claims>", "<claim name='a'/>",
                                      "</required-claims></validate-jwt>");
    QTest::newRow("one long host") << filled("{\"issuerBaseURL\":\"https://", "\xC3\xA4", "\",\"audience\":\"a\"}");
    QTest::newRow("many code objects") << filled("", "f({)");
}

void HostileSettingsTest::hugeText_takesBoundedTime()
{
    QFETCH(QByteArray, text);
    QElapsedTimer timer;
    timer.start();
    QString why;
    QVERIFY2(isSound(text.first(std::min(text.size(), limit)), why), qUtf8Printable(why.left(500)));
    // Tenths of a second where it is linear; a square of a quarter of a million is many minutes.
    QVERIFY2(timer.elapsed() < 60000, qPrintable(QString::number(timer.elapsed())));
}

void HostileSettingsTest::name_isShownWithoutWhatFollows_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray more = "spring.security.oauth2.resourceserver.jwt.audiences=a\n";
    QTest::newRow("semicolon for a colon") << more + "my.password;canary=x";
    QTest::newRow("escape") << more + "my.password\\u001b[31mcanary=x";
    QTest::newRow("bidirectional") << more + "my.password\\u202Ecanary=x";
}

void HostileSettingsTest::name_isShownWithoutWhatFollows()
{
    QFETCH(QByteArray, text);
    const auto settings = formats::readApiSettings(text);
    QVERIFY(settings);
    const QString notes = settings->notes.join(u'\n');
    QVERIFY2(notes.contains(u"my.password…") && !notes.contains(u"canary"), qUtf8Printable(notes));
    QVERIFY(!notes.contains(QChar(0x1B)) && !notes.contains(QChar(0x202E)));
}

void HostileSettingsTest::addressWithAPassword_losesIt_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const char* text) { QTest::newRow(name) << QByteArray(text); };
    row("Spring", "spring.security.oauth2.resourceserver.jwt.issuer-uri=https://x:canary@idp.contoso.com/");
    row("jose", "{ audience: \"x\", issuer: \"https://u:canary@idp.contoso.com/\" }");
    row("jose, several", "{ audience: \"x\", issuer: [\"https://a.example\", \"https://canary@idp.contoso.com/\"] }");
    row("jose, the audience", "{ audience: \"https://u:canary@idp.contoso.com/\", issuer: \"https://i.example\" }");
    row("express", "{\"issuerBaseURL\":\"https://u:canary@idp.contoso.com/\",\"audience\":\"x\"}");
    row("express, its issuer", "{\"jwksUri\":\"https://idp.contoso.com/keys\",\"audience\":\"x\","
                               "\"issuer\":\"https://u:c@n:canary@idp.contoso.com/\"}");
    row("ASP.NET Core", "{\"JwtBearer\":{\"Authority\":\"https://u:canary@idp.contoso.com/\",\"Audience\":\"x\"}}");
    row("ASP.NET Core, valid issuers",
        "{\"JwtBearer\":{\"Authority\":\"https://idp.contoso.com/\",\"Audience\":\"x\","
        "\"TokenValidationParameters\":{\"ValidIssuers\":[\"HTTPS://u:canary@idp.contoso.com/\"]}}}");
    row("API Management", "<validate-jwt><audiences><audience>x</audience></audiences><issuers><issuer>"
                          "https://u:canary@idp.contoso.com/</issuer></issuers></validate-jwt>");
}

void HostileSettingsTest::addressWithAPassword_losesIt()
{
    QFETCH(QByteArray, text);
    const auto settings = formats::readApiSettings(text);
    QVERIFY(settings);
    const profile::Expectations all = formats::expectationsFor(*settings, {}, {});
    const QStringList texts = all.audiences + all.moreIssuers + settings->issuers + settings->notes +
                              QStringList{all.issuer, all.tenant, all.client};
    QVERIFY2(!texts.join(u'\n').contains(u"canary"), qUtf8Printable(texts.join(u'\n')));
    QVERIFY2(texts.contains(QStringLiteral("https://idp.contoso.com/")) ||
                 texts.contains(QStringLiteral("HTTPS://idp.contoso.com/")),
             qUtf8Printable(texts.join(u'\n')));
}

QTEST_GUILESS_MAIN(HostileSettingsTest)
#include "tst_hostilesettings.moc"
