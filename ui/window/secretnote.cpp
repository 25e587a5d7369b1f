// SPDX-License-Identifier: Apache-2.0
#include "inspection/words.h"
#include "window/keptsecret.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace assayer::window {

namespace {

using Is = SecretState::Is;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer::window::KeptSecret)
};

/// What is the matter with the keychain, without a full stop: something follows.
QString troubleInWords(const std::optional<support::Error>& trouble)
{
    const QString code = trouble ? trouble->code : QString();
    if (code == QLatin1String("keychain-absent"))
        return Text::tr("there is no keychain on this system");
    if (code == QLatin1String("keychain-locked"))
        return Text::tr("the system keychain is locked");
    if (code == QLatin1String("keychain-denied"))
        return Text::tr("the system keychain denied access");
    if (code == QLatin1String("keychain-timeout"))
        return Text::tr("the system keychain does not answer");
    if (code == QLatin1String("keychain-too-long"))
        return Text::tr("the secret is too long for the system keychain");
    return Text::tr("the system keychain failed");
}

QString setInWords(qint64 setAt, qint64 now)
{
    constexpr qint64 minute = 60;
    constexpr qint64 hour = 60 * minute;
    constexpr qint64 day = 24 * hour;
    constexpr qint64 lastSecond = 253'402'300'799; // of the year 9999
    if (setAt <= 0 || setAt > lastSecond)
        return {};
    const qint64 age = now - setAt;
    if (age < 0) // some other clock
        return Text::tr("set on %1")
            .arg(QLocale(QLocale::English)
                     .toString(QDateTime::fromSecsSinceEpoch(setAt).toLocalTime(), QStringLiteral("d MMM yyyy HH:mm")));
    if (age < minute)
        return Text::tr("set just now");
    const qint64 unit = age >= day ? day : age >= hour ? hour : minute;
    return Text::tr("set %1").arg(inspection::relativeTime(-(age - age % unit)));
}

QString withAge(const QString& text, qint64 setAt, qint64 now)
{
    const QString age = setInWords(setAt, now);
    return age.isEmpty() ? text : text + QStringLiteral(" · ") + age;
}

SecretNote loadedNote(const SecretState& state, qint64 now)
{
    if (state.kept == store::Kept::Keychain)
        return {withAge(Text::tr("kept in the system keychain, never in the profile file"), state.setAt, now),
                QStringLiteral("lock")};
    if (!state.trouble)
        return {withAge(Text::tr("kept for this run only, never in the profile file"), state.setAt, now),
                QStringLiteral("lock")};
    return {Text::tr("%1: kept for this run only").arg(troubleInWords(state.trouble)), QStringLiteral("warning"), true};
}

} // namespace

SecretNote noteOf(const SecretState& state, qint64 now)
{
    switch (state.is) {
    case Is::Nothing:
        return {Text::tr("goes to the system keychain, never into the profile file"), QStringLiteral("lock")};
    case Is::Unsaved:
        return {Text::tr("for this run only until the profile is saved; never in the profile file"),
                QStringLiteral("lock")};
    case Is::NoEnvironment:
        return {Text::tr("for this run only: choose an environment, then enter it, to keep it"),
                QStringLiteral("lock")};
    case Is::Unresolved:
        return {Text::tr("for this run only: a variable is undefined, so it is not known whom the secret is for"),
                QStringLiteral("warning"), true};
    case Is::Loading:
        return {Text::tr("asking the system keychain…"), QStringLiteral("clock")};
    case Is::Loaded:
        return loadedNote(state, now);
    case Is::OtherDestination:
        return {withAge(Text::tr("the kept secret was entered for another authority, client or set of hosts and is not "
                                 "used here: enter it again"),
                        state.setAt, now),
                QStringLiteral("warning"), true};
    case Is::Saving:
        return {Text::tr("being put into the system keychain…"), QStringLiteral("clock")};
    case Is::Trouble:
        return {Text::tr("%1: what it keeps cannot be read; a secret that you enter is for this run only")
                    .arg(troubleInWords(state.trouble)),
                QStringLiteral("warning"), true};
    }
    return {};
}

} // namespace assayer::window
