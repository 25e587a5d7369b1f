// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/window/windowfixture.h"

#include <QAction>

/// Asks for a token by the key, and waits for what comes of it.
inline void getToken(const WindowFixture& fixture)
{
    QTest::keyClick(fixture.window.get(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->session().isRunning() && fixture.window->session().hasInspection(),
                             20'000);
}

inline void trigger(const WindowFixture& fixture, const char* action)
{
    auto* found = fixture.find<QAction>(action);
    QVERIFY(found);
    found->trigger();
}

/// Of the checklist that is shown.
inline assayer::checks::Status statusOf(const WindowFixture& fixture, assayer::checks::CheckId id)
{
    for (const assayer::checks::Result& result : fixture.window->session().inspection().checklist.results) {
        if (result.id == id)
            return result.status;
    }
    return assayer::checks::Status::Unchecked;
}
