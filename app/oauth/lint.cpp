// SPDX-License-Identifier: Apache-2.0
#include "oauth/lint.h"

#include "oauth/lintrules.h"
#include "support/visibletext.h"

#include <QCoreApplication>

namespace assayer::oauth {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

bool isMargin(QChar character)
{
    return character.isSpace() || support::isInvisible(character.unicode());
}

} // namespace

bool isEntraLike(const profile::Profile& profile)
{
    return profile.authority.kind != profile::AuthorityKind::Issuer;
}

QString withoutMargin(const QString& text)
{
    qsizetype begin = 0;
    qsizetype end = text.size();
    while (begin < end && isMargin(text.at(begin))) {
        ++begin;
    }
    while (end > begin && isMargin(text.at(end - 1))) {
        --end;
    }
    return text.sliced(begin, end - begin);
}

bool lintText(const QString& field, const QString& value, QList<Finding>& findings)
{
    const QString inner = withoutMargin(value);
    if (inner != value) {
        findings.append({Severity::Warning, QStringLiteral("white-space"), field,
                         Text::tr("There is white space, or something else invisible, around this value."),
                         Text::tr("Take it away: the authority compares every character."), inner});
        return true;
    }
    if (support::visibleText(value) != value) {
        findings.append({Severity::Warning,
                         QStringLiteral("invisible-character"),
                         field,
                         Text::tr("There is an invisible or control character inside this value: %1")
                             .arg(support::visibleText(value.left(200))),
                         Text::tr("Type the value anew, or copy it from another place."),
                         {}});
        return true;
    }
    return false;
}

void lintParameters(const profile::Profile& profile, QList<Finding>& findings)
{
    if (isEntraLike(profile)) {
        return;
    }
    lintText(QStringLiteral("audience"), profile.audience, findings);
    lintText(QStringLiteral("scope"), profile.scope, findings);
    for (const profile::Parameter& parameter : profile.parameters) {
        lintText(QStringLiteral("parameters"), parameter.name, findings);
        if (profile::isSecretName(parameter.name)) {
            findings.append({Severity::Warning,
                             QStringLiteral("secret-in-parameter"),
                             QStringLiteral("parameters"),
                             Text::tr("The extra parameter «%1» would hold a secret in clear; it is not saved.")
                                 .arg(support::visibleText(parameter.name)),
                             Text::tr("Use the field for the client secret."),
                             {}});
        }
    }
}

QList<Finding> lint(const profile::Profile& profile, const support::Secret& secret)
{
    QList<Finding> findings;
    lintAuthority(profile, findings);
    lintClient(profile, findings);
    lintSecret(secret, findings);
    lintResources(profile, findings);
    lintParameters(profile, findings);
    return findings;
}

} // namespace assayer::oauth
