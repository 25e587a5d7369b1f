// SPDX-License-Identifier: Apache-2.0
#include "window/opened.h"

#include "checks/apianswer.h"
#include "jose/jwt.h"
#include "oauth/tokeninput.h"
#include "profile/environment.h"
#include "support/textencoding.h"

#include <QCoreApplication>

namespace assayer::window {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

} // namespace

bool holdsToken(const QByteArray& text)
{
    const oauth::TokenInput input = oauth::tokenFrom(text);
    return !input.token.isEmpty() && jose::takeApart(input.token).kind != jose::TokenKind::Opaque;
}

Opened recognise(const QByteArray& raw)
{
    const QByteArray bytes = support::utf8Of(raw);
    auto profile = profile::parse(bytes);
    if (profile && profile::isEnvironment(*profile))
        return support::Error{QStringLiteral("no-profile"),
                              Text::tr("It is an environment, no profile."),
                              Text::tr("Open its folder as workspace, and choose it below the profiles."),
                              {}};
    if (profile)
        return *profile;
    // A token response is JSON too.
    if (holdsToken(bytes))
        return TokenText{bytes};
    const bool isJson = bytes.trimmed().startsWith('{') || bytes.trimmed().startsWith('[');
    if (isJson) {
        if (auto manifest = entra::parseManifest(bytes))
            return *manifest;
    }
    const QString text = QString::fromUtf8(bytes);
    if (!checks::readApiAnswer(text).findings.isEmpty())
        return AnswerText{text};
    if (auto settings = formats::readApiSettings(bytes))
        return *settings;
    if (isJson)
        return profile.error();
    return TokenText{bytes};
}

} // namespace assayer::window
