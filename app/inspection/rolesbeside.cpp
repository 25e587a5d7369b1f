// SPDX-License-Identifier: Apache-2.0
#include "inspection/rolesbeside.h"

#include "inspection/rolesadvice.h"
#include "inspection/rungadvice.h"

namespace assayer::inspection {

void tellTheOthers(Telling& telling)
{
    const QString about = telling.argument("role");
    // A broken rung is told of one role.
    const bool ofOne = adviseOn(telling.result.cause, roleIdsOf(about, telling.result, telling.inspection)).has_value();
    QStringList same;
    QStringList others;
    QStringList alike;
    for (const checks::Item& item : telling.result.items) {
        const bool sameCause = item.cause == telling.result.cause;
        if (item.status != checks::Status::Fail || (ofOne ? item.text == about : sameCause))
            continue;
        const QString there = item.arguments.value(QStringLiteral("alike"));
        if (sameCause)
            same += item.text;
        else if (there.isEmpty())
            others += item.text;
        else if (alike.size() < 3)
            alike += said("%1 is there in other letters: %2.").arg(quoted(item.text), quoted(there));
    }
    if (!same.isEmpty())
        telling.words.why += u' ' + said("The same is so of %1.").arg(quotedList(same));
    if (!alike.isEmpty())
        telling.words.why += u' ' + alike.join(u' ');
    if (others.isEmpty())
        return;
    telling.words.why += u' ' + (telling.argument("match") == QLatin1String("any")
                                     ? said("Any role of the list would do; another reason is behind %1.")
                                     : said("Also missing, for another reason: %1."))
                                    .arg(quotedList(others));
}

void tellWhatDoesNotTell(Telling& telling)
{
    static const QStringList looked{QStringLiteral("roles.absent"), QStringLiteral("roles.missing"),
                                    QStringLiteral("roles.other-client")};
    if (telling.result.status != checks::Status::Fail || !looked.contains(telling.result.cause))
        return;
    const QString client = telling.argument("client").isEmpty()
                               ? said("the client")
                               : said("the client %1").arg(telling.quotedArgument("client"));
    if (const QStringList others = telling.argument("otherClients").split(u'\n', Qt::SkipEmptyParts); !others.isEmpty())
        telling.words.why += u' ' + said("The manifest of %1 tells nothing here: it is not that of %2, which the token "
                                         "was issued to.")
                                        .arg(quotedList(others), client);
    const QString doubt = telling.argument("listDoubt");
    if (doubt == QLatin1String("paged") && grantedOf(telling).isEmpty())
        telling.words.why += u' ' + said("The list of assignments at hand does not have it, and goes on behind "
                                         "@odata.nextLink: the rest may have it.");
    else if (doubt == QLatin1String("somebody"))
        telling.words.why += u' ' + said("The list of assignments at hand tells nothing here: it is not that of %1, "
                                         "which the token was issued to.")
                                        .arg(client);
    else if (doubt == QLatin1String("nobody"))
        telling.words.why += u' ' + said("The empty list of assignments at hand tells nothing here: it does not say "
                                         "whose it is (its @odata.context is not there).");
}

} // namespace assayer::inspection
