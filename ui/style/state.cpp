// SPDX-License-Identifier: Apache-2.0
#include "style/state.h"

#include <QCoreApplication>

namespace assayer::style {

namespace {
QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}
} // namespace

State stateFromName(const QString& name)
{
    if (name == QLatin1String("pass"))
        return State::Pass;
    if (name == QLatin1String("warning"))
        return State::Warning;
    if (name == QLatin1String("fail"))
        return State::Fail;
    if (name == QLatin1String("busy"))
        return State::Busy;
    return State::Neutral;
}

QString glyph(State state)
{
    switch (state) {
    case State::Pass:
        return QStringLiteral("✓");
    case State::Warning:
        return QStringLiteral("!");
    case State::Fail:
        return QStringLiteral("✕");
    case State::Busy:
        return QStringLiteral("…");
    case State::Neutral:
        break;
    }
    return QStringLiteral("–");
}

QString word(State state)
{
    switch (state) {
    case State::Pass:
        return tr("pass");
    case State::Warning:
        return tr("warning");
    case State::Fail:
        return tr("fail");
    case State::Busy:
        return tr("running");
    case State::Neutral:
        break;
    }
    return tr("not checked");
}

QString iconName(State state)
{
    switch (state) {
    case State::Pass:
        return QStringLiteral("check");
    case State::Warning:
        return QStringLiteral("exclaim");
    case State::Fail:
        return QStringLiteral("cross");
    case State::Busy:
        return QStringLiteral("clock");
    case State::Neutral:
        break;
    }
    return QStringLiteral("dash");
}

QColor colour(State state, const Palette& palette)
{
    switch (state) {
    case State::Pass:
        return palette.pass;
    case State::Warning:
        return palette.warning;
    case State::Fail:
        return palette.fail;
    case State::Busy:
    case State::Neutral:
        break;
    }
    return palette.muted;
}

QColor groundColour(State state, const Palette& palette)
{
    switch (state) {
    case State::Pass:
        return palette.passGround;
    case State::Warning:
        return palette.warningGround;
    case State::Fail:
        return palette.failGround;
    case State::Busy:
    case State::Neutral:
        break;
    }
    return palette.surface;
}

} // namespace assayer::style
