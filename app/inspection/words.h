// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/tokenfacts.h"
#include "inspection/inspection.h"

#include <QList>
#include <QString>

namespace assayer::inspection {

/// Who has to change something.
enum class Side { Request, Api, Client, Tenant, Caller };
[[nodiscard]] QString toName(Side side); ///< "request", "api", "client", "tenant", "caller"

struct Fix {
    Side side = Side::Request;
    QString text;
    QString field; ///< of the profile ("resource", "tenant", "expectations.audiences" …) if it is a change of ours
    QString value; ///< that field's new value
    bool operator==(const Fix&) const = default;
};

/// How the API's middleware refuses, in its own words.
struct Answer {
    QString middleware; ///< "ASP.NET Core"
    int status = 0;     ///< of HTTP
    QString challenge;  ///< the value of WWW-Authenticate; empty: none
    QString body;       ///< empty: none
    QString log;        ///< what the API's own log says; empty: not known
    bool verified = true;
    bool first = true; ///< false: another check fails before this one, and the API answers that
    QString unless; ///< «a converter in its code maps roles»: on what it depends, unseen from here; empty: on nothing
    bool operator==(const Answer&) const = default;
};
/// In lines, each for itself: status and header, body, log.
[[nodiscard]] QStringList linesOf(const Answer& answer);

/// The words for one check, made from its result and what is known beside it, here and nowhere else.
struct Words {
    QString title;   ///< "Audience"
    QString summary; ///< one short line beside it: "client ID of the API, expected its App ID URI"
    QString why;     ///< one or two plain sentences; empty when it passes
    QList<Fix> fixes;
    std::optional<Answer> answer = {}; ///< where the check fails and the API's middleware is known
    bool operator==(const Words&) const = default;
};

[[nodiscard]] Words wordsFor(const checks::Result& result, const Inspection& inspection);

/// The lifetime check's result with the durations of another moment, Unix seconds; its status stays as judged.
[[nodiscard]] checks::Result lifetimeAt(checks::Result result, qint64 now);

/// What a rule of the API's settings says, for choosing it: «neither roles nor scp: refused (IDW10201)».
[[nodiscard]] QString ruleInWords(profile::Rule rule);

/// The verdict in one sentence: {"web API will accept this token", ""} or {"Orders API will reject this token",
/// "audience and 1 role do not match"}. Also for an inspection without a token.
struct Verdict {
    QString sentence;
    QString reason;
    bool operator==(const Verdict&) const = default;
};
[[nodiscard]] Verdict verdictOf(const Inspection& inspection);

/// The authority's refusal or the failure explained: what happened, which field, what to try.
struct Explanation {
    QString sentence;
    QString why;
    QStringList steps;
    QString field;
    QString retry;         ///< whether trying again helps: "no", "yes", or the condition; empty: not known
    bool possibly = false; ///< the cause is not verified
    bool operator==(const Explanation&) const = default;
};
[[nodiscard]] Explanation explain(const Inspection& inspection);
/// Whether that OAuth `error` is one that explain() knows.
[[nodiscard]] bool isKnownError(const QString& error);

/// «in 39 min», «2 h 5 min ago», «now»; `seconds` from now, negative in the past.
[[nodiscard]] QString relativeTime(qint64 seconds);
/// A NumericDate as number, local time and relative: «22 Nov 2026 20:02:00, in 39 min».
[[nodiscard]] QString timeInWords(qint64 unixTime, qint64 now);

/// Whether access may be decided on that claim: a short sentence, empty if nothing is known.
[[nodiscard]] QString useOf(jose::Section section, const QString& name, checks::Family family);

/// The meaning of a header parameter or claim with this value in plain words, in a token of that family and kind: the
/// same name means another thing elsewhere. Empty if not known. Nothing is guessed.
[[nodiscard]] QString meaningOf(jose::Section section, const QString& name, const support::json::Value& value,
                                qint64 now, checks::Family family, jose::TokenKind kind = jose::TokenKind::Jws);

} // namespace assayer::inspection
