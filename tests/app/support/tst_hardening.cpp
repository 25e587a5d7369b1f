// SPDX-License-Identifier: Apache-2.0
#include "support/hardening.h"

#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

using namespace assayer::support;

class TestHardening : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void coreDumps_areForbiddenForGood()
    {
#ifndef Q_OS_UNIX
        QSKIP("A limit of Unix.");
#else
        forbidCoreDumps();
        rlimit limit{1, 1};
        QCOMPARE(::getrlimit(RLIMIT_CORE, &limit), 0);
        QCOMPARE(limit.rlim_cur, rlim_t(0));
        QCOMPARE(limit.rlim_max, rlim_t(0)); // nobody raises it again
#endif
    }

    void access_isForbidden()
    {
#if !defined(Q_OS_LINUX)
        QSKIP("Linux's prctl.");
#elif defined(__SANITIZE_ADDRESS__)
        QSKIP("A sanitizer looks into the process.");
#else
        QCOMPARE(::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 1); // else the next line proves nothing
        forbidAccess();
        QCOMPARE(::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
#endif
    }
};

QTEST_GUILESS_MAIN(TestHardening)
#include "tst_hardening.moc"
