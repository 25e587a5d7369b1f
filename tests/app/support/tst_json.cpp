// SPDX-License-Identifier: Apache-2.0
#include "support/json.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <ctime>
#include <limits>

using namespace assayer::support;
using namespace assayer::support::json;

namespace {

QByteArray compact(const Document& document)
{
    return document.value ? json::write(*document.value) : QByteArray("nothing");
}

} // namespace

class JsonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void read_keepsEverything_data()
    {
        QTest::addColumn<QByteArray>("text");

        QTest::newRow("order") << QByteArray("{\"z\":1,\"a\":2}");
        QTest::newRow("duplicates") << QByteArray("{\"a\":1,\"a\":2,\"a\":{\"b\":1,\"b\":1}}");
        QTest::newRow("number text") << QByteArray("[1e2,-0,1.0,12345678901234567890,1E+400,0.10]");
        QTest::newRow("words") << QByteArray("[true,false,null]");
        QTest::newRow("escapes that are needed")
            << QByteArray("[\"\\u0000\\u001b\\\"\\\\\\n\\r\\t\\u202e\\ufeff\\ud800\\udc00\\udb40\\udc41\"]");
        QTest::newRow("wide characters") << QByteArray("[\"é東😀\"]");
        QTest::newRow("empty ones") << QByteArray("{\"\":[],\"a\":{},\"b\":\"\"}");
        QTest::newRow("scalar") << QByteArray("\"alone\"");
    }

    void read_keepsEverything()
    {
        QFETCH(QByteArray, text);
        const Document document = json::read(text);
        QVERIFY2(!document.problem, qPrintable(document.problem ? document.problem->sentence : QString()));
        // \ud800\udc00 is an ordinary character, which is written as itself.
        QByteArray expected = text;
        expected.replace("\\ud800\\udc00", "\xF0\x90\x80\x80");
        QCOMPARE(json::write(*document.value), expected);
        const Document again = json::read(json::write(*document.value, Layout::Indented));
        QVERIFY(!again.problem);
        QCOMPARE(compact(again), expected);
    }

    void read_keepsLoneSurrogates()
    {
        const Document document = json::read("[\"\\ud83d\",\"\\ude00x\"]");
        QVERIFY(!document.problem);
        QCOMPARE(document.value->items().at(0).text(), QString(QChar(0xD83D)));
        QCOMPARE(compact(document), QByteArray("[\"\\ud83d\",\"\\ude00x\"]"));
    }

    void read_keepsAByteOrderMarkInsideAString()
    {
        const Document document = json::read("\"\xEF\xBB\xBFx\"");
        QCOMPARE(document.value->text(), QStringLiteral(u"\uFEFFx"));
    }

    void read_knowsOffsets()
    {
        const QByteArray text = " {\"a\" : [1, \"zwö\"], \"b\":{}} ";
        const Document document = json::read(text);
        QVERIFY(!document.problem);
        QCOMPARE(document.value->offset(), 1);
        QCOMPARE(document.value->length(), text.size() - 2);
        const Member& first = document.value->members().at(0);
        QCOMPARE(first.nameOffset, 2);
        const Value& word = first.value.items().at(1);
        QCOMPARE(text.mid(word.offset(), word.length()), QByteArray("\"zwö\""));
        QCOMPARE(text.mid(document.value->members().at(1).nameOffset, 3), QByteArray("\"b\""));
    }

    void read_showsWhatIsGood_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("offset");
        QTest::addColumn<QByteArray>("partial");

        const QByteArray nothing = "nothing";
        QTest::newRow("empty") << QByteArray() << "empty" << 0 << nothing;
        QTest::newRow("space") << QByteArray("  ") << "empty" << 2 << nothing;
        QTest::newRow("cut in a name") << QByteArray("{\"a\":1,\"b") << "unterminated-string" << 7
                                       << QByteArray("{\"a\":1}");
        QTest::newRow("cut before a value")
            << QByteArray("{\"a\":1,\"b\":") << "unexpected-end" << 11 << QByteArray("{\"a\":1}");
        QTest::newRow("cut in a string") << QByteArray("{\"a\":1,\"b\":\"x") << "unterminated-string" << 11
                                         << QByteArray("{\"a\":1}");
        QTest::newRow("cut in a number") << QByteArray("{\"a\":1,\"b\":17") << "unexpected-end" << 13
                                         << QByteArray("{\"a\":1}");
        QTest::newRow("cut deep inside") << QByteArray("{\"a\":[1,{\"b\":\"c\",\"d") << "unterminated-string" << 17
                                         << QByteArray("{\"a\":[1,{\"b\":\"c\"}]}");
        QTest::newRow("cut after a comma") << QByteArray("[1,") << "unexpected-end" << 3 << QByteArray("[1]");
        QTest::newRow("trailing comma") << QByteArray("[1,]") << "unexpected-character" << 3 << QByteArray("[1]");
        QTest::newRow("trailing text") << QByteArray("{}x") << "trailing-text" << 2 << QByteArray("{}");
        QTest::newRow("two values") << QByteArray("1 2") << "trailing-text" << 2 << QByteArray("1");
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF{}") << "byte-order-mark" << 0 << nothing;
        QTest::newRow("comment") << QByteArray("{/**/}") << "unexpected-character" << 1 << QByteArray("{}");
        QTest::newRow("nul after it") << QByteArray("1\0", 2) << "trailing-text" << 1 << QByteArray("1");
        QTest::newRow("control character") << QByteArray("[\"a\nb\"]") << "control-character" << 3 << QByteArray("[]");
        QTest::newRow("bad escape") << QByteArray("[\"\\x41\"]") << "invalid-escape" << 2 << QByteArray("[]");
        QTest::newRow("half an escape") << QByteArray("[\"\\u00g0\"]") << "invalid-escape" << 2 << QByteArray("[]");
        QTest::newRow("not a number") << QByteArray("[1.]") << "invalid-number" << 3 << QByteArray("[]");
        QTest::newRow("leading zero") << QByteArray("[01]") << "invalid-number" << 3 << QByteArray("[]");
        QTest::newRow("plus") << QByteArray("[+1]") << "unexpected-character" << 1 << QByteArray("[]");
        QTest::newRow("half a word") << QByteArray("[nul]") << "unexpected-character" << 4 << QByteArray("[]");
        QTest::newRow("NaN") << QByteArray("NaN") << "unexpected-character" << 0 << nothing;
        QTest::newRow("overlong UTF-8") << QByteArray("\"\xC0\xAF\"") << "invalid-utf8" << 1 << nothing;
        QTest::newRow("overlong in three") << QByteArray("\"\xE0\x80\xAF\"") << "invalid-utf8" << 1 << nothing;
        QTest::newRow("surrogate in UTF-8") << QByteArray("\"a\xED\xA0\x80\"") << "invalid-utf8" << 2 << nothing;
        QTest::newRow("beyond Unicode") << QByteArray("\"\xF4\x90\x80\x80\"") << "invalid-utf8" << 1 << nothing;
        QTest::newRow("half a character") << QByteArray("\"\xE6\x9D\"") << "invalid-utf8" << 1 << nothing;
        QTest::newRow("lone continuation") << QByteArray("\"\x80\"") << "invalid-utf8" << 1 << nothing;
    }

    void read_showsWhatIsGood()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        QFETCH(int, offset);
        QFETCH(QByteArray, partial);
        const Document document = json::read(text);
        QVERIFY(document.problem.has_value());
        QCOMPARE(document.problem->code, code);
        QCOMPARE(document.problem->offset, offset);
        QVERIFY(!document.problem->sentence.isEmpty());
        QCOMPARE(compact(document), partial);
        QVERIFY(!json::parse(text));
    }

    void read_limitsDepth()
    {
        const auto nested = [](int depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
        QVERIFY(!json::read(nested(128)).problem);
        const Document document = json::read(nested(129));
        QCOMPARE(document.problem->code, QStringLiteral("too-deep"));
        QCOMPARE(document.problem->offset, 128);
        QCOMPARE(compact(document), nested(128));
        QCOMPARE(json::read(QByteArray(2'000'000, '[')).problem->code, QStringLiteral("too-deep"));
        QCOMPARE(json::read(nested(100'000), Limits{1'000'000, 2'000'000}).problem->code, QStringLiteral("too-deep"));
    }

    void read_limitsSize()
    {
        const Document document = json::read("[1,2,3,4]", Limits{128, 5});
        QCOMPARE(document.problem->code, QStringLiteral("too-large"));
        QCOMPARE(compact(document), QByteArray("[1,2]"));
        QVERIFY(!json::read("[1,2]", Limits{128, 5}).problem);
    }

    void duplicates_areMarked()
    {
        const Document document = json::read("{\"a\":1,\"b\":2,\"\\u0061\":3}");
        QVERIFY(document.value->hasDuplicate(u"a"));
        QVERIFY(!document.value->hasDuplicate(u"b"));
        QVERIFY(!document.value->members().at(0).duplicate);
        QVERIFY(document.value->members().at(2).duplicate);
        QCOMPARE(document.value->find(u"a")->number(), QByteArray("1"));
        QCOMPARE(document.value->find(u"c"), nullptr);
    }

    void hundredThousandMembers_takeLinearTime()
    {
        const auto text = [](int count, bool same) {
            QByteArray object = "{";
            for (int i = 0; i < count; ++i) {
                object += '"' + QByteArray::number(same ? 7 : i) + "\":0,";
            }
            object.back() = '}';
            return object;
        };
        const auto marked = [](const Document& document) {
            const auto& members = document.value->members();
            return std::count_if(members.begin(), members.end(), [](const Member& m) { return m.duplicate; });
        };
        // The best of a few, in processor time, so that a busy machine does not matter.
        const auto cost = [&](int count, bool same) {
            const QByteArray object = text(count, same);
            std::clock_t best = std::numeric_limits<std::clock_t>::max();
            for (int i = 0; i < 3; ++i) {
                const std::clock_t start = std::clock();
                const Document document = json::read(object);
                best = std::min(best, std::clock() - start);
                if (document.problem || marked(document) != (same ? count - 1 : 0)) {
                    return std::clock_t(-1);
                }
            }
            return std::max<std::clock_t>(best, 1);
        };
        for (const bool same : {false, true}) {
            const std::clock_t few = cost(10'000, same);
            const std::clock_t many = cost(200'000, same);
            QVERIFY(few > 0 && many > 0);
            // Twenty times as many: twenty times the time, with room for a cache that is too small. A quadratic reader: 400.
            QVERIFY2(many < few * 200, qPrintable(QStringLiteral("%1 and %2").arg(few).arg(many)));
        }
    }

    void toInteger_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("whole");
        QTest::addColumn<qint64>("value");

        QTest::newRow("zero") << QByteArray("0") << true << qint64(0);
        QTest::newRow("minus zero") << QByteArray("-0") << true << qint64(0);
        QTest::newRow("time") << QByteArray("1790000000") << true << qint64(1790000000);
        QTest::newRow("negative") << QByteArray("-12") << true << qint64(-12);
        QTest::newRow("exponent") << QByteArray("1e2") << true << qint64(100);
        QTest::newRow("exponent with plus") << QByteArray("1.5E+1") << true << qint64(15);
        QTest::newRow("negative exponent") << QByteArray("100e-2") << true << qint64(1);
        QTest::newRow("point zero") << QByteArray("1790000000.000") << true << qint64(1790000000);
        QTest::newRow("fraction") << QByteArray("1.50") << false << qint64(0);
        QTest::newRow("small") << QByteArray("1e-1") << false << qint64(0);
        QTest::newRow("largest") << QByteArray("9223372036854775807") << true << std::numeric_limits<qint64>::max();
        QTest::newRow("smallest") << QByteArray("-9223372036854775808") << true << std::numeric_limits<qint64>::min();
        QTest::newRow("one more") << QByteArray("9223372036854775808") << false << qint64(0);
        QTest::newRow("1e40") << QByteArray("1e40") << false << qint64(0);
        QTest::newRow("huge exponent") << QByteArray("1e999999999999999999999") << false << qint64(0);
        QTest::newRow("zero with a huge exponent") << QByteArray("0e999999999") << true << qint64(0);
        QTest::newRow("20 digits") << QByteArray("12345678901234567890") << false << qint64(0);
        QTest::newRow("leading zeros behind the point") << QByteArray("0.00000000000000000001e20") << true << qint64(1);
    }

    void toInteger()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, whole);
        QFETCH(qint64, value);
        const Result<Value> read = json::parse(text);
        QVERIFY(read.has_value());
        QCOMPARE(read->number(), text);
        QCOMPARE(read->toInteger().has_value(), whole);
        QCOMPARE(read->toInteger().value_or(0), value);
    }

    void toInteger_readsTextOnlyWhenAsked()
    {
        QVERIFY(!Value::string("3599").toInteger());
        QCOMPARE(Value::string("3599").toInteger(Value::NumericText::Accept), 3599);
        for (const char* text : {"", " 1", "1 ", "0x10", "01", "+1", "--1", "1e--2", "1e+-2", "abc"}) {
            QVERIFY2(!Value::string(text).toInteger(Value::NumericText::Accept), text);
        }
        QVERIFY(!Value::boolean(true).toInteger());
    }

    void values_areBuilt()
    {
        Value object = Value::object();
        object.add("a", Value::number(-5));
        object.add("b", Value::array({Value::boolean(true), Value()}));
        object.add("a", Value::string("x"));
        QCOMPARE(json::write(object), QByteArray("{\"a\":-5,\"b\":[true,null],\"a\":\"x\"}"));
        QVERIFY(object.hasDuplicate(u"a"));
        Value copy = object;
        copy.members().front().value = Value::number(6);
        QCOMPARE(object.find(u"a")->number(), QByteArray("-5"));
        // Of another kind nothing is there to change.
        Value text = Value::string("x");
        text.items().push_back(Value());
        QVERIFY(text.items().empty());
        QCOMPARE(json::write(text), QByteArray("\"x\""));
    }

    void write_indents()
    {
        QCOMPARE(json::write(*json::read("{\"a\":[1,{}],\"b\":{\"c\":[]}}").value, Layout::Indented),
                 QByteArray("{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": {\n    \"c\": []\n  }\n}"));
    }

    void vectors_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QString>("expected");
        QFile file(QStringLiteral(ASSAYER_SHARED_DIR "/vectors/json-payload-cases.jsonl"));
        if (!file.open(QIODevice::ReadOnly)) {
            return;
        }
        while (!file.atEnd()) {
            const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
            const QByteArray payload = line.value("jws").toString().toLatin1().split('.').value(1);
            QTest::newRow(qPrintable(line.value("id").toString()))
                << QByteArray::fromBase64(payload, QByteArray::Base64UrlEncoding) << line.value("json").toString();
        }
    }

    void vectors()
    {
        if (!QFile::exists(QStringLiteral(ASSAYER_SHARED_DIR "/vectors/json-payload-cases.jsonl"))) {
            QSKIP("the shared vectors are not here");
        }
        QFETCH(QByteArray, payload);
        QFETCH(QString, expected);
        const Document document = json::read(payload);
        if (expected == "accept") {
            QVERIFY2(!document.problem, qPrintable(document.problem ? document.problem->code : QString()));
        } else if (expected == "reject") {
            QVERIFY(document.problem.has_value());
        } else {
            QCOMPARE(expected, QString("either"));
        }
        if (document.value) {
            const QByteArray once = json::write(*document.value);
            QCOMPARE(json::write(*json::read(once).value), once);
        }
    }
};

QTEST_GUILESS_MAIN(JsonTest)
#include "tst_json.moc"
