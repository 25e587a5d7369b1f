// SPDX-License-Identifier: Apache-2.0
#include "entra/cloud.h"
#include "oauth/lintrules.h"

#include <QCoreApplication>

#include <algorithm>

namespace assayer::oauth {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

const QString clientField = QStringLiteral("clientId");
const QString secretField = QStringLiteral("clientSecret");

/// White space at either end, as bytes: a secret is looked at where it is, without a copy in another encoding.
bool hasMargin(QByteArrayView secret)
{
    if (secret.trimmed().size() != secret.size()) {
        return true;
    }
    for (const QByteArrayView invisible : {QByteArrayView("\xC2\xA0"), QByteArrayView("\xE2\x80\x8B"),
                                           QByteArrayView("\xEF\xBB\xBF"), QByteArrayView("\xE2\x81\xA0")}) {
        if (secret.startsWith(invisible) || secret.endsWith(invisible)) {
            return true;
        }
    }
    return false;
}

bool hasControl(QByteArrayView secret)
{
    return std::any_of(secret.begin(), secret.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F;
    });
}

/// What a program shows in a secret's place: «********», «••••••••».
bool isPlaceholder(QByteArrayView secret)
{
    for (const QByteArrayView dot :
         {QByteArrayView("*"), QByteArrayView("\xE2\x80\xA2"), QByteArrayView("\xE2\x97\x8F")}) {
        qsizetype at = 0;
        while (secret.sliced(at).startsWith(dot)) {
            at += dot.size();
        }
        if (at == secret.size() && at >= dot.size() * 3) {
            return true;
        }
    }
    return false;
}

} // namespace

void lintClient(const profile::Profile& profile, QList<Finding>& findings)
{
    const QString& clientId = profile.clientId;
    if (clientId.isEmpty()) {
        findings.append({Severity::Error,
                         QStringLiteral("missing"),
                         clientField,
                         Text::tr("The client ID is missing."),
                         Text::tr("Enter the application (client) ID of the app that asks."),
                         {}});
        return;
    }
    lintText(clientField, clientId, findings);
    const QString inner = withoutMargin(clientId);
    if (!isEntraLike(profile)) {
        return;
    }
    if (!entra::isGuid(inner)) {
        findings.append({Severity::Warning,
                         QStringLiteral("client-not-guid"),
                         clientField,
                         Text::tr("A client ID of Microsoft Entra ID is a GUID."),
                         Text::tr("Copy the application (client) ID from the app's overview page."),
                         {}});
    } else if (inner.compare(withoutMargin(profile.authority.tenant), Qt::CaseInsensitive) == 0) {
        findings.append(
            {Severity::Warning,
             QStringLiteral("client-is-tenant"),
             clientField,
             Text::tr("Client ID and tenant are the same."),
             Text::tr("Copy the application (client) ID from the app's overview page; the directory (tenant) "
                      "ID stands below it."),
             {}});
    }
}

void lintSecret(const support::Secret& secret, QList<Finding>& findings)
{
    const auto warn = [&findings](const char* code, const QString& sentence, const QString& fix) {
        findings.append({Severity::Warning, QString::fromLatin1(code), secretField, sentence, fix, {}});
    };
    if (secret.isEmpty()) {
        warn("missing", Text::tr("The client secret is empty."),
             Text::tr("Enter the secret's value; it is kept for this run only."));
        return;
    }
    const QByteArrayView text = secret.reveal();
    if (hasMargin(text)) {
        warn("white-space", Text::tr("There is white space around the client secret."),
             Text::tr("Copy it again without the space or line break."));
    } else if (hasControl(text)) {
        warn("invisible-character", Text::tr("There is a control character inside the client secret."),
             Text::tr("Copy it again, on one line."));
    }
    if (entra::isGuid(text.trimmed())) {
        warn("secret-is-guid", Text::tr("This is a GUID: the secret's ID, not its value."),
             Text::tr("Enter the secret's Value, which is shown only once; if it is lost, make a new secret."));
    } else if (isPlaceholder(text)) {
        warn("secret-is-placeholder", Text::tr("This is what a program shows in a secret's place, not the secret."),
             Text::tr("Enter the secret's value; if it is lost, make a new secret."));
    }
}

} // namespace assayer::oauth
