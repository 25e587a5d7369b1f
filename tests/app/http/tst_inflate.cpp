// SPDX-License-Identifier: Apache-2.0
#include "http/inflate.h"

#include "app/http/packed.h"

#include <QRandomGenerator>
#include <QTest>

using namespace assayer;
using namespace assayer::http;
using End = Inflated::End;

namespace {

constexpr qint64 limit = 1024 * 1024;

QByteArray texts(const char* kind, qsizetype size)
{
    QRandomGenerator random(7);
    QByteArray text;
    while (text.size() < size) {
        if (qstrcmp(kind, "noise") == 0)
            text += static_cast<char>(random.bounded(256));
        else if (qstrcmp(kind, "words") == 0)
            text += QByteArray::number(random.bounded(1000)) + ",\"kid\":";
        else
            text += 'a';
    }
    return text.first(size);
}

} // namespace

class TestInflate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void packed_comesBack_data();
    void packed_comesBack();
    void bareDeflate_isRead();
    void members_areJoined();
    void headerFields_areSkipped();
    void limit_holds();
    void knownBits_areRead_data();
    void knownBits_areRead();
    void cutAnywhere_isDamaged();
    void changedAnywhere_isBounded();
};

void TestInflate::packed_comesBack_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* kind : {"noise", "words", "one letter"}) {
        for (const qsizetype size : {0, 1, 2, 3, 257, 258, 259, 32767, 32768, 32769, 65535, 65536, 300'000})
            QTest::addRow("%s, %lld bytes", kind, static_cast<long long>(size)) << texts(kind, size);
    }
}

void TestInflate::packed_comesBack()
{
    QFETCH(QByteArray, text);
    const Inflated fromGzip = gunzip(test::gzipped(text), limit);
    QCOMPARE(fromGzip.end, End::Complete);
    QVERIFY(fromGzip.bytes == text);
    if (text.isEmpty())
        return;
    for (const int level : {0, 1, 6, 9}) {
        const Inflated fromZlib = inflate(qCompress(text, level).sliced(4), limit);
        QCOMPARE(fromZlib.end, End::Complete);
        QVERIFY(fromZlib.bytes == text);
    }
}

void TestInflate::bareDeflate_isRead()
{
    const QByteArray text = texts("words", 5000);
    const QByteArray zlib = test::zlibbed(text);
    const Inflated inflated = inflate(zlib.sliced(2, zlib.size() - 6), limit);
    QCOMPARE(inflated.end, End::Complete);
    QVERIFY(inflated.bytes == text);
}

void TestInflate::members_areJoined()
{
    const Inflated inflated = gunzip(test::gzipped("one ") + test::gzipped({}) + test::gzipped("two"), limit);
    QCOMPARE(inflated.end, End::Complete);
    QCOMPARE(inflated.bytes, QByteArray("one two"));
}

void TestInflate::headerFields_areSkipped()
{
    QByteArray packed = test::gzipped("text");
    packed[3] = 2 | 4 | 8 | 16;
    const QByteArray fields = QByteArray("\x03\0abc", 5) + QByteArray("name\0comment\0", 13);
    const quint32 crc = test::crc32(packed.first(10) + fields); // its lower half, RFC 1952 §2.3.1
    packed.insert(10, fields + static_cast<char>(crc & 0xFFU) + static_cast<char>((crc >> 8U) & 0xFFU));
    const Inflated inflated = gunzip(packed, limit);
    QCOMPARE(inflated.end, End::Complete);
    QCOMPARE(inflated.bytes, QByteArray("text"));
}

void TestInflate::limit_holds()
{
    const QByteArray text = texts("words", 1000);
    QCOMPARE(gunzip(test::gzipped(text), 1000).end, End::Complete);
    const Inflated over = gunzip(test::gzipped(text), 999);
    QCOMPARE(over.end, End::TooLarge);
    QVERIFY(over.bytes == text.first(999));
    QCOMPARE(gunzip(test::gzipped(text), 0).end, End::TooLarge);
    const Inflated bomb = inflate(test::zlibbed(QByteArray(50 * 1024 * 1024, '\0')), limit);
    QCOMPARE(bomb.end, End::TooLarge);
    QCOMPARE(bomb.bytes.size(), limit);
}

void TestInflate::knownBits_areRead_data()
{
    QTest::addColumn<QByteArray>("bits");
    QTest::addColumn<bool>("complete");
    const auto row = [](const char* name, const char* hex, bool complete) {
        QTest::newRow(name) << QByteArray::fromHex(hex) << complete;
    };
    row("an empty fixed block", "0300", true);
    row("an empty stored block", "010000ffff", true);
    row("nothing", "", false);
    row("the reserved block type", "0700", false);
    row("a stored block whose length is wrong", "010100ffff61", false);
    row("a stored block cut short", "010200fdff61", false);
    row("a distance before the beginning", "030200", false);
    row("codes for more symbols than there are", "fcff000000000000", false);
    row("a dynamic block without codes", "0500000000000000000000", false);
    row("bytes behind the end", "030000", false);
}

void TestInflate::knownBits_areRead()
{
    QFETCH(QByteArray, bits);
    QFETCH(bool, complete);
    QCOMPARE(inflate(bits, limit).end, complete ? End::Complete : End::Damaged);
}

void TestInflate::cutAnywhere_isDamaged()
{
    const QByteArray text = texts("words", 400);
    const QByteArray packed = test::gzipped(text);
    for (qsizetype size = 0; size < packed.size(); ++size) {
        const Inflated inflated = gunzip(packed.first(size), limit);
        QCOMPARE(inflated.end, End::Damaged);
        QVERIFY(text.startsWith(inflated.bytes));
    }
}

void TestInflate::changedAnywhere_isBounded()
{
    const QByteArray packed = test::gzipped(texts("words", 400));
    QRandomGenerator random(3);
    int damaged = 0;
    for (int round = 0; round < 20'000; ++round) {
        QByteArray changed = packed;
        for (int change = random.bounded(3); change >= 0; --change)
            changed[random.bounded(static_cast<int>(changed.size()))] = static_cast<char>(random.bounded(256));
        const Inflated inflated = gunzip(changed, 10'000);
        QVERIFY(inflated.bytes.size() <= 10'000);
        damaged += inflated.end == End::Complete ? 0 : 1;
    }
    QVERIFY(damaged > 15'000);
}

QTEST_GUILESS_MAIN(TestInflate)
#include "tst_inflate.moc"
