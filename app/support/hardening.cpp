// SPDX-License-Identifier: Apache-2.0
#include "support/hardening.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ASSAYER_SANITIZED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ASSAYER_SANITIZED
#endif

namespace assayer::support {

void forbidCoreDumps()
{
#ifdef Q_OS_UNIX
    const rlimit none{0, 0};
    (void)::setrlimit(RLIMIT_CORE, &none);
#endif
}

void forbidAccess()
{
#if defined(Q_OS_LINUX) && !defined(ASSAYER_SANITIZED)
    (void)::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

} // namespace assayer::support
