// SPDX-License-Identifier: Apache-2.0
#include "inspecting.h"

#include "inspection/markdown.h"
#include "inspection/report.h"

using namespace assayer::inspection;
using namespace assayer::inspection::testing;
using namespace assayer::checks::testing;

namespace {

const QByteArray canary = "Q2FuYXJ5U2lnbmF0dXJlVGhhdE11c3ROb3RMZWFr";

Inspection failing()
{
    auto snapshot = snapshotWith("{'aud':'api://orders/'}");
    snapshot.profile = entraProfile();
    snapshot.expectations.audiences = QStringList{QStringLiteral("api://orders")};
    return inspectionOf(snapshot);
}

Inspection hostile(const QString& text)
{
    QJsonObject claims = goodClaims();
    claims[u"aud"] = text;
    claims[text.left(100)] = text;
    auto snapshot = snapshotOf(tokenOf(plainHeader, QJsonDocument(claims).toJson(QJsonDocument::Compact)));
    Inspection inspection = inspectionOf(snapshot);
    inspection.expectations.audiences = {text};
    inspection.profile->name = text;
    return inspection;
}

Inspection refused(const QString& description)
{
    Inspection inspection;
    inspection.profile = entraProfile();
    inspection.refusal.emplace();
    inspection.refusal->httpStatus = 401;
    inspection.refusal->error = QStringLiteral("invalid_client");
    inspection.refusal->code = 7000215;
    inspection.refusal->description = description;
    assayer::http::Exchange exchange;
    exchange.request.method = QStringLiteral("POST");
    exchange.request.url = QUrl(QStringLiteral("https://login.microsoftonline.com/%1/oauth2/v2.0/token").arg(tenant));
    exchange.request.form = {{QStringLiteral("client_id"), client, false, 0},
                             {QStringLiteral("client_secret"), QString(), true, 40}};
    exchange.response.emplace();
    exchange.response->status = 401;
    exchange.response->body = description.toUtf8();
    inspection.exchanges = {exchange};
    inspection.at = now;
    return inspection;
}

/// What is left of a Markdown text when its code is taken out; fails where a span or a block does not end.
QString withoutCode(const QString& markdown)
{
    QString left;
    QString fence;
    for (const QString& line : markdown.split(u'\n')) {
        const QString trimmed = line.trimmed();
        if (!fence.isEmpty()) {
            fence = trimmed == fence ? QString() : fence;
            continue;
        }
        if (trimmed.startsWith(QLatin1String("```")) && trimmed == QString(trimmed.size(), u'`')) {
            fence = trimmed;
            continue;
        }
        for (qsizetype at = 0; at < line.size();) {
            if (line.at(at) == u'\\') {
                at += 2;
                continue;
            }
            if (line.at(at) != u'`') {
                left += line.at(at++);
                continue;
            }
            qsizetype run = at;
            while (run < line.size() && line.at(run) == u'`') {
                ++run;
            }
            const qsizetype length = run - at;
            qsizetype end = run;
            for (;;) {
                end = line.indexOf(u'`', end);
                if (end < 0) {
                    return QStringLiteral("a code span that does not end: ") + line;
                }
                qsizetype stop = end;
                while (stop < line.size() && line.at(stop) == u'`') {
                    ++stop;
                }
                if (stop - end == length) {
                    at = stop;
                    break;
                }
                end = stop;
            }
        }
        left += u'\n';
    }
    return fence.isEmpty() ? left : QStringLiteral("a block that does not end");
}

} // namespace

class ReportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }

    void markdown_hasEverything()
    {
        const QString text = QString::fromUtf8(report(failing(), ReportFormat::Markdown));
        for (const char* part :
             {"# ✕ Orders API will reject this token", "## Checks", "✕ **Audience** (`audience.trailing-slash`)",
              "expected: `api://orders`", "got: `api://orders/`", "why: ", "fix (api): ", "## Header", "## Claims",
              "`aud`: `\"api://orders/\"`", "`azpacr`: `\"1\"` — ", "Judged by Assayer at `2026-09-21T14:30:00Z`"}) {
            QVERIFY2(text.contains(QString::fromUtf8(part)), qPrintable(QString::fromUtf8(part) + u'\n' + text));
        }
        QVERIFY(text.endsWith(u'\n'));
    }

    void meaning_endsBeforeTheUse()
    {
        const QString text = QString::fromUtf8(report(failing(), ReportFormat::Markdown));
        QVERIFY2(text.contains(QLatin1String("cloud Public. An API may decide access on it.")), qPrintable(text));
        QVERIFY(!text.contains(QLatin1String("..")));
    }

    void missingRole_hasItsLadder()
    {
        auto snapshot = snapshotWith("{'roles':null}");
        snapshot.manifests = manifestsIn(withIds("{@manifestOfApi,@declaresRole}"));
        const Inspection inspection = inspectionOf(snapshot);
        const QString markdown = QString::fromUtf8(report(inspection, ReportFormat::Markdown));
        for (const char* part :
             {"  - ladder of `Test.Application.Permission`: ✓ Declared", " · ✕ ", "    - REST\n",
              "GET https://graph.microsoft.com/v1.0/servicePrincipals(appId=", "    - PowerShell\n"}) {
            QVERIFY2(markdown.contains(QString::fromUtf8(part)),
                     qPrintable(QString::fromUtf8(part) + u'\n' + markdown));
        }
        const QString text = QString::fromUtf8(report(inspection, ReportFormat::Text));
        QVERIFY2(text.contains(QString::fromUtf8("«Test.Application.Permission»: ✓ Declared")), qPrintable(text));
        QVERIFY(!QString::fromUtf8(report(failing(), ReportFormat::Markdown)).contains(QLatin1String("ladder of")));
    }

    void refusal_hasItsExchange()
    {
        const QString text = QString::fromUtf8(report(refused("AADSTS7000215: Invalid\nline"), ReportFormat::Markdown));
        for (const char* part : {"## Refusal", "error: `invalid_client`", "says: `AADSTS7000215: Invalid\\nline`",
                                 "try: ", "## Exchanges", "`client_secret`: secret, 40 characters", "answer: `401"}) {
            QVERIFY2(text.contains(QString::fromUtf8(part)), qPrintable(QString::fromUtf8(part) + u'\n' + text));
        }
    }

    void textAndJson_areTheRenderers()
    {
        QVERIFY(report(failing(), ReportFormat::Text).contains("Checklist"));
        QVERIFY(report(failing(), ReportFormat::Json).startsWith('{'));
        QVERIFY(!report(failing(), ReportFormat::Json).contains("pseudonyms"));
    }

    void hostileText_staysLiteral_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("html") << "<img src=x onerror=alert(1)><script>";
        QTest::newRow("backticks") << "`` ` ``` </code> `";
        QTest::newRow("only backticks") << "````";
        QTest::newRow("pipes") << "a | b | c\n|---|---|";
        QTest::newRow("line breaks") << "x\n# heading\r\n- item\n```\ncode";
        QTest::newRow("link") << "[click](javascript:alert(1)) ![x](https://evil.example/p.png)";
        QTest::newRow("mention") << "@everyone #1 https://evil.example www.evil.example";
        QTest::newRow("emphasis") << "**bold** _it_ ~~no~~";
        QTest::newRow("guillemets") << "a» <b> «c» `«";
        QTest::newRow("backslashes") << "\\` \\\\` <b>";
        QTest::newRow("bidi") << QStringLiteral("\u202Eevil\u2066\u200B");
        QTest::newRow("separators") << QStringLiteral("a\u2028# b\u2029c\u0085d\v\f");
        QTest::newRow("reference") << "[x]: https://evil.example\n[x]";
        QTest::newRow("entity") << "&lt;b&gt; &#60;";
        QTest::newRow("spaces") << "   ";
    }
    void hostileText_staysLiteral()
    {
        QFETCH(QString, text);
        for (const Inspection& inspection : {hostile(text), refused(text)}) {
            const QString made = QString::fromUtf8(report(inspection, ReportFormat::Markdown));
            const QString left = withoutCode(made);
            QVERIFY2(!left.contains(u"does not end"), qPrintable(left));
            for (const char* bad : {"<", ">", "[", "](", "@", "://", "www.", "`", "|", "&"}) {
                QVERIFY2(!left.contains(QLatin1String(bad)), qPrintable(QLatin1String(bad) + u'\n' + left));
            }
            for (const QChar c : {QChar(0x202E), QChar(0x2066), QChar(0x200B), QChar(0x2028), QChar(0x2029)}) {
                QVERIFY(!made.contains(c));
            }
            // No line but ours begins a heading.
            for (const QString& line : left.split(u'\n')) {
                QVERIFY2(!line.startsWith(QLatin1String("# heading")), qPrintable(line));
            }
        }
    }

    void code_isReadBackAsItWas_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("plain") << "a"
                               << "`a`";
        QTest::newRow("a backtick") << "a`b"
                                    << "``a`b``";
        QTest::newRow("at the end") << "a`"
                                    << "`` a` ``";
        QTest::newRow("two") << "``"
                             << "``` `` ```";
        QTest::newRow("spaces around") << " a "
                                       << "`  a  `";
        QTest::newRow("spaces alone") << "  "
                                      << "`  `";
        QTest::newRow("nothing") << ""
                                 << "(nothing)";
    }
    void code_isReadBackAsItWas()
    {
        QFETCH(QString, text);
        QTEST(markdown::code(text), "code");
    }

    void prose_isPlain_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("prose");
        QTest::newRow("words") << "It expires in 3 min (soon); SHA-256."
                               << "It expires in 3 min (soon); SHA-256.";
        QTest::newRow("quoted") << QStringLiteral("It is «a`b», not «c».") << "It is ``a`b``, not `c`.";
        QTest::newRow("link") << "See https://x.example/a_b now"
                              << "See `https://x.example/a_b` now";
        QTest::newRow("mention") << "ask @all"
                                 << "ask `@all`";
        QTest::newRow("marker") << "- x"
                                << "\\- x";
        QTest::newRow("markup") << "<b> a_b *c* [d](e) |"
                                << "\\<b\\> a\\_b \\*c\\* \\[d\\](e) \\|";
        QTest::newRow("half a quote") << QStringLiteral("a « b") << QStringLiteral("a « b");
    }
    void prose_isPlain()
    {
        QFETCH(QString, text);
        QTEST(markdown::prose(text), "prose");
    }

    void signature_isNeverThere()
    {
        const QByteArray header = assayer::jose::base64url::encode(plainHeader);
        for (const QByteArray& claims : {claimsWith("{}"), claimsWith("{'aud':'" + canary + "'}"),
                                         claimsWith("{'at':'Bearer " + header + ".e30." + canary + "'}")}) {
            Inspection inspection = inspectionOf(snapshotOf(tokenOf(plainHeader, claims, canary)));
            assayer::http::Exchange exchange;
            exchange.response.emplace();
            exchange.response->status = 400;
            exchange.response->body = "x " + header + ".e30." + canary;
            inspection.exchanges = {exchange};
            for (const auto format : {ReportFormat::Markdown, ReportFormat::Text, ReportFormat::Json}) {
                QVERIFY(!report(inspection, format).contains(canary));
                QVERIFY(!report(inspection, format, Naming::Pseudonyms).contains(canary));
            }
        }
    }

    void pseudonyms_areThoseInTheReport()
    {
        auto snapshot = snapshotWith("{'uti':'Handle','aud':'5E9D8C7B-6A5F-4E3D-8C1B-0A9F8E7D6C5B'}");
        const QByteArray manifest = "{'appId':'@other','id':'@billing','appRoles':[],"
                                    "'identifierUris':['https://nowhere.contoso.test/x']}";
        snapshot.manifests = manifestsIn(withIds(quotedJson(manifest)));
        const Inspection inspection = inspectionOf(snapshot);
        const QString text = QString::fromUtf8(report(inspection, ReportFormat::Text, Naming::Pseudonyms));
        const qsizetype list = text.lastIndexOf(QLatin1String("\nPseudonyms\n"));
        QVERIFY(list > 0);
        const QString body = text.left(list);
        const QStringList lines = text.mid(list).split(u'\n', Qt::SkipEmptyParts).mid(1);
        QVERIFY(lines.size() > 3);
        for (const QString& line : lines) {
            const QString pseudonym = line.trimmed().section(QLatin1String("  "), 0, 0);
            QVERIFY2(body.contains(pseudonym), qPrintable(line));
        }
        QVERIFY2(text.mid(list).contains(QLatin1String("Handle-1  handle 1")), qPrintable(text.mid(list)));
    }

    void hugeClaim_isCutAndQuick()
    {
        const QString large = QString(300'000, u'`') + QString(300'000, u'a');
        QElapsedTimer timer;
        timer.start();
        const QByteArray made = report(hostile(large), ReportFormat::Markdown, Naming::Pseudonyms);
        QVERIFY(timer.elapsed() < 20'000);
        QVERIFY2(made.size() < 100'000, qPrintable(QString::number(made.size())));
    }
};

QTEST_GUILESS_MAIN(ReportTest)
#include "tst_report.moc"
