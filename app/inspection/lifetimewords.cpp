// SPDX-License-Identifier: Apache-2.0
#include "inspection/apisettings.h"
#include "inspection/phrases.h"

#include <array>

namespace assayer::inspection {

namespace {

qint64 numberOf(const Telling& telling, const char* name)
{
    return telling.argument(name).toLongLong();
}

/// Beside another duration that reads the same: «5 min 1 s».
QString apartFrom(qint64 other, qint64 seconds)
{
    constexpr qint64 minute = 60;
    const QString words = durationInWords(seconds);
    const bool same = words == durationInWords(other) && seconds != other && seconds > minute && seconds % minute != 0;
    return same ? words + u' ' + durationInWords(seconds % minute) : words;
}

QString lifeInWords(const Telling& telling)
{
    const qint64 left = -numberOf(telling, "late");
    const qint64 start = telling.argument("nbf").isEmpty() ? numberOf(telling, "iat") : numberOf(telling, "nbf");
    const qint64 whole = numberOf(telling, "now") + left - start;
    return start > 0 && whole > 0 ? said("valid now, %1 left of %2").arg(durationInWords(left), durationInWords(whole))
                                  : said("valid now, %1 left").arg(durationInWords(left));
}

void tellExpired(Telling& telling)
{
    const qint64 late = numberOf(telling, "late");
    const qint64 skew = numberOf(telling, "skew");
    telling.tell(said("expired %1 ago").arg(durationInWords(late)),
                 said("The token expired %1 ago, and the API allows its clock a difference of %2.")
                     .arg(apartFrom(skew, late), durationInWords(skew)));
    telling.fix(Side::Caller, said("Get a new token. A program asks again shortly before the old one expires."));
}

void tellNotYet(Telling& telling)
{
    const qint64 early = numberOf(telling, "early");
    const qint64 skew = numberOf(telling, "skew");
    telling.tell(said("valid only in %1").arg(durationInWords(early)),
                 said("The token becomes valid in %1, and the API allows its clock a difference of %2: a clock is "
                      "wrong, here or at the authority.")
                     .arg(apartFrom(skew, early), durationInWords(skew)));
    telling.fix(Side::Caller, said("Set this computer's clock by a time server, and the API's too."));
}

void tellSkew(Telling& telling)
{
    const qint64 late = numberOf(telling, "late");
    const bool over = late > 0;
    telling.tell(over ? said("expired %1 ago, within the tolerance").arg(durationInWords(late))
                      : said("valid in %1, within the tolerance").arg(durationInWords(numberOf(telling, "early"))),
                 said("The token is outside its times and passes only because clocks may differ by %1. An API that "
                      "allows less refuses it (API Management allows nothing by default).")
                     .arg(durationInWords(numberOf(telling, "skew"))));
    telling.fix(Side::Caller, over ? said("Get a new token.") : said("Set the clocks by a time server."));
    telling.fix(Side::Api, said("The tolerance of the API's side:") + u'\n' +
                               skewSettings(int(numberOf(telling, "skew")), telling.middleware()));
}

void tellMilliseconds(Telling& telling)
{
    telling.tell(
        said("in milliseconds"),
        said("%1 holds %2, which is a date of our time if it is read as milliseconds; a token must say seconds "
             "(RFC 7519 §2).")
            .arg(shown(telling.result.claim), telling.quotedArgument(telling.result.claim.toLatin1().constData())));
    telling.fix(Side::Caller, said("Correct the program that makes the token: divide by 1000."));
}

void tellMalformed(Telling& telling)
{
    telling.tell(
        said("%1 is no date").arg(shown(telling.result.claim)),
        said("%1 holds %2, which is no number of seconds that a date can have (RFC 7519 §2).")
            .arg(shown(telling.result.claim), telling.quotedArgument(telling.result.claim.toLatin1().constData())));
    telling.fix(Side::Caller, said("Correct the program that makes the token: exp and nbf are whole numbers of "
                                   "seconds, without quotes."));
}

void tellMissing(Telling& telling)
{
    telling.tell(said("never expires"), said("The token has no exp and would be valid for ever; APIs refuse that."));
    telling.fix(Side::Caller, said("Get a token from the authority, whose tokens always expire."));
}

void tellReversed(Telling& telling)
{
    telling.tell(said("ends before it begins"),
                 said("The token becomes valid (nbf %1) after it expires (exp %2): it is never valid.")
                     .arg(telling.quotedArgument("nbf"), telling.quotedArgument("exp")));
    telling.fix(Side::Caller, said("Correct the program that makes the token, or its clock."));
}

void tellNotExpected(Telling& telling)
{
    telling.tell(said("not checked by the API"), said("By its settings the API does not look at the token's times."));
    telling.fix(Side::Api, said("Let the API check the times: an expired token should open nothing."));
}

void tellOther(Telling& telling)
{
    telling.tell(said("cannot be told"), said("The times of the token cannot be told."));
    telling.fix(Side::Caller, said("Get a new token."));
}

constexpr std::array table{
    CauseWords{"expired", tellExpired},     CauseWords{"not-yet-valid", tellNotYet},
    CauseWords{"clock-skew", tellSkew},     CauseWords{"milliseconds", tellMilliseconds},
    CauseWords{"malformed", tellMalformed}, CauseWords{"missing", tellMissing},
    CauseWords{"reversed", tellReversed},   CauseWords{"not-expected", tellNotExpected},
};

} // namespace

void tellLifetime(Telling& telling)
{
    if (telling.result.status == checks::Status::Pass) {
        telling.words.summary = lifeInWords(telling);
        return;
    }
    tellBy(table, telling, tellOther);
}

checks::Result lifetimeAt(checks::Result result, qint64 now)
{
    const QString nowName = QStringLiteral("now");
    if (!result.arguments.contains(nowName))
        return result;
    const qint64 passed = now - result.arguments.value(nowName).toLongLong();
    const auto shift = [&result](const QString& name, qint64 by) {
        if (!result.arguments.contains(name))
            return;
        // What was still to come does not become what is over: that is for the judge to say.
        const qint64 before = result.arguments.value(name).toLongLong();
        const qint64 after = before + by;
        const bool same = (before > 0) == (after > 0);
        result.arguments.insert(name, QString::number(same ? after : before > 0 ? 1 : 0));
    };
    shift(QStringLiteral("late"), passed);
    shift(QStringLiteral("early"), -passed);
    result.arguments.insert(nowName, QString::number(now));
    return result;
}

} // namespace assayer::inspection
