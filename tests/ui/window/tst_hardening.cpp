// SPDX-License-Identifier: Apache-2.0
// The window's program as it runs: what is in its memory stays there.
#include "support/unprivileged.h"

#include <QTest>

class TestWindowHardening : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void process_isClosedWhileItRuns()
    {
#ifndef Q_OS_LINUX
        QSKIP("Linux's /proc.");
#else
        Unprivileged program(QStringLiteral(ASSAYER));
        program.process().start();
        QVERIFY(program.process().waitForStarted());
        QTRY_VERIFY(program.makesNoCoreDumps());
#ifndef __SANITIZE_ADDRESS__
        QTRY_VERIFY(program.isClosed());
#endif
        QCOMPARE(program.process().state(), QProcess::Running);
#endif
    }

    /// Else the test above could not fail.
    void process_isOpenWithoutIt()
    {
#ifndef Q_OS_LINUX
        QSKIP("Linux's /proc.");
#else
        Unprivileged program(QStringLiteral("/bin/sleep"));
        program.process().setArguments({QStringLiteral("60")});
        program.process().start();
        QVERIFY(program.process().waitForStarted());
        QVERIFY(!program.isClosed());
#endif
    }
};

QTEST_GUILESS_MAIN(TestWindowHardening)
#include "tst_hardening.moc"
