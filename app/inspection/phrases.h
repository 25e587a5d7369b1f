// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/words.h"
#include "support/duration.h"

#include <QCoreApplication>

/// Bricks that the words of all checks are laid with.
namespace assayer::inspection {

/// The translation of a source text.
[[nodiscard]] inline QString said(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

/// Text from outside, made visible, at most 200 characters.
[[nodiscard]] QString shown(const QString& text);
/// The same in a sentence: «…», or «(nothing)».
[[nodiscard]] QString quoted(const QString& text);
/// Several of them: «a», «b» and 3 more.
[[nodiscard]] QString quotedList(const QStringList& texts);

/// A sentence as a headline, without its full stop; of two sentences both keep theirs.
[[nodiscard]] QString headlineOf(const QString& sentence);

using support::durationInWords;

/// Who the API is in a sentence: the part of the profile's name behind the arrow, or «the API».
[[nodiscard]] QString apiName(const Inspection& inspection);
[[nodiscard]] QString atSentenceStart(const QString& text);
/// The name of a cloud by its id; the id itself if it is not known.
[[nodiscard]] QString cloudName(const QString& id);

/// What the words of one check are made from, and what they become.
struct Telling {
    const checks::Result& result;
    const Inspection& inspection;
    Words words;

    [[nodiscard]] QString argument(const char* name) const { return result.arguments.value(QLatin1String(name)); }
    [[nodiscard]] QString quotedArgument(const char* name) const { return quoted(argument(name)); }
    /// The cause without the check's name.
    [[nodiscard]] QString cause() const { return result.cause.section(u'.', 1); }

    /// Whether the profile asks an issuer by its URL, and has neither tenant nor cloud to choose.
    [[nodiscard]] bool asksByUrl() const
    {
        return inspection.profile && inspection.profile->authority.kind == profile::AuthorityKind::Issuer;
    }

    /// What validates the token at the API, where the user said so.
    [[nodiscard]] std::optional<profile::Middleware> middleware() const { return inspection.expectations.middleware; }

    void tell(const QString& summary, const QString& why);
    void fix(Side side, const QString& text, const QString& field = {}, const QString& value = {});
};

// One function a check; each knows every cause of its check.
void tellKind(Telling& telling);
void tellSignature(Telling& telling);
void tellIssuer(Telling& telling);
void tellAudience(Telling& telling);
void tellRoles(Telling& telling);
void tellLifetime(Telling& telling);
void tellClient(Telling& telling);
void tellTenant(Telling& telling);
void tellVersion(Telling& telling);

/// Tells what a rule of the API's own settings decided; false: none did.
[[nodiscard]] bool tellRule(Telling& telling);
/// How the API's middleware refuses for that result; absent where it would not, or is not known.
[[nodiscard]] std::optional<Answer> answerOf(const checks::Result& result, const Inspection& inspection);

/// The words for one cause; the table of a check's file.
struct CauseWords {
    const char* cause; ///< without the check's name
    void (*tell)(Telling& telling);
};
/// Tells by the table, or by the fallback if the cause is not in it.
template <typename Table> void tellBy(const Table& table, Telling& telling, void (*fallback)(Telling&))
{
    for (const CauseWords& each : table) {
        if (telling.cause() == QLatin1String(each.cause)) {
            each.tell(telling);
            return;
        }
    }
    fallback(telling);
}

} // namespace assayer::inspection
