// SPDX-License-Identifier: Apache-2.0
#include "support/secret.h"

#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

using namespace assayer::support;

namespace {

// What stood in the last array that was given back, read just before it went.
constexpr std::size_t watchedSize = 4097;
bool watching = false;
int freed = 0;
bool wasWiped = false;

void look(const void* memory)
{
    const auto* bytes = static_cast<const char*>(memory);
    ++freed;
    wasWiped = std::all_of(bytes, bytes + watchedSize, [](char byte) { return byte == 0; });
}

} // namespace

// Arrays of chars are made in this program by Secret alone, so that only its buffers pass here while `watching`.
void* operator new[](std::size_t size)
{
    void* memory = std::malloc(size);
    if (!memory) {
        throw std::bad_alloc();
    }
    return memory;
}

void operator delete[](void* memory) noexcept
{
    if (watching && memory) {
        look(memory);
    }
    std::free(memory);
}

void operator delete[](void* memory, std::size_t) noexcept
{
    operator delete[](memory);
}

class SecretTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { watching = false; }

    void construction_takesTheBytes()
    {
        QByteArray bytes("s3cret");
        bytes.detach();
        const Secret secret(std::move(bytes));
        QVERIFY(secret.reveal() == QByteArrayView("s3cret"));
        QCOMPARE(secret.size(), 6);
        QVERIFY(!secret.isEmpty());
    }

    void construction_leavesASharedArrayToItsOtherOwner()
    {
        QByteArray bytes("s3cret");
        bytes.detach();
        const QByteArray other = bytes;
        const Secret secret(std::move(bytes));
        QCOMPARE(other, QByteArray("s3cret"));
        QVERIFY(secret.reveal() == QByteArrayView("s3cret"));
    }

    void emptySecret_isEmpty()
    {
        QVERIFY(Secret().isEmpty());
        QVERIFY(Secret(QByteArray()).isEmpty());
        QCOMPARE(Secret().characters(), 0);
        QVERIFY(Secret().reveal().isEmpty());
    }

    void characters_countsCodePoints()
    {
        const Secret secret = Secret::fromText(QStringLiteral(u"aé東😀"));
        QCOMPARE(secret.characters(), 4);
        QCOMPARE(secret.size(), 10);
    }

    void lastCopy_wipesTheBuffer()
    {
        auto* first = new Secret(QByteArray(watchedSize, 'x'));
        auto* second = new Secret(*first);
        QVERIFY(first->reveal().data() == second->reveal().data());
        freed = 0;
        wasWiped = false;
        watching = true;
        delete first;
        QCOMPARE(freed, 0);
        QVERIFY(second->reveal() == QByteArray(watchedSize, 'x'));
        delete second;
        watching = false;
        QCOMPARE(freed, 1);
        QVERIFY(wasWiped);
    }

    void wipe_overwritesWhatNobodyElseHolds()
    {
        QByteArray bytes(64, 'x');
        const char* memory = bytes.constData();
        wipe(bytes);
        QVERIFY(bytes.constData() == memory);
        QCOMPARE(bytes, QByteArray(64, '\0'));
    }

    void wipe_reachesBehindTheEnd()
    {
        QByteArray bytes(64, 'x');
        const char* memory = bytes.constData();
        bytes.truncate(8);
        wipe(bytes);
        QVERIFY(bytes.constData() == memory);
        QVERIFY(std::all_of(memory, memory + 64, [](char byte) { return byte == 0; }));
    }

    void wipe_sparesASharedArray()
    {
        QByteArray bytes(64, 'x');
        const QByteArray other = bytes;
        wipe(bytes);
        QCOMPARE(other, QByteArray(64, 'x'));
        QByteArray literal = QByteArrayLiteral("literal");
        wipe(literal);
        QCOMPARE(literal, QByteArray("literal"));
    }
};

QTEST_GUILESS_MAIN(SecretTest)
#include "tst_secret.moc"
