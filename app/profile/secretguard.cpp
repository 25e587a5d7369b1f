// SPDX-License-Identifier: Apache-2.0
#include "profile/secretguard.h"

#include "profile/profile.h"
#include "support/visibletext.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace assayer::profile {
namespace {

namespace json = support::json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

QString step(const QString& path, const QString& name)
{
    constexpr qsizetype longestName = 80;
    const QString shown = support::visibleText(name.left(longestName));
    return path.isEmpty() ? shown : path + u'.' + shown;
}

support::Error secretAt(const QString& path)
{
    return {
        QStringLiteral("secret-in-profile"),
        Text::tr("The file holds a secret in «%1». Such files are shared and kept in clear: take it out, treat it as "
                 "disclosed, and enter it where the program asks for it.")
            .arg(path),
        {},
        path};
}

support::Error duplicateAt(const QString& path)
{
    return {QStringLiteral("invalid-member"), Text::tr("The file has «%1» twice.").arg(path), {}, path};
}

bool isTokenCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_' ||
           c == u'.';
}

/// A private key in PEM, or a compact JWT: live material whatever its member is called.
bool isSecretText(const QString& text)
{
    if (text.contains(QStringLiteral("PRIVATE KEY-----"))) {
        return true;
    }
    return text.startsWith(u"eyJ") && text.count(u'.') >= 2 && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

std::optional<support::Error> inspect(const json::Value& value, const QString& path);

/// «{"name": "client_secret", "value": …}», as a list of parameters writes it.
std::optional<support::Error> inspectPair(const json::Value& object, const QString& path)
{
    const json::Value* name = object.find(u"name");
    const json::Value* value = object.find(u"value");
    const bool saysSomething = value && !(value->isString() && value->text().isEmpty());
    if (name && name->isString() && saysSomething && isSecretName(name->text())) {
        return secretAt(step(path, QStringLiteral("value")));
    }
    return {};
}

std::optional<support::Error> inspectObject(const json::Value& object, const QString& path)
{
    if (auto error = inspectPair(object, path)) {
        return error;
    }
    for (const json::Member& member : object.members()) {
        const QString memberPath = step(path, member.name);
        if (isSecretName(member.name)) {
            return secretAt(memberPath);
        }
        if (member.duplicate) {
            return duplicateAt(memberPath);
        }
        if (auto error = inspect(member.value, memberPath)) {
            return error;
        }
    }
    return {};
}

std::optional<support::Error> inspect(const json::Value& value, const QString& path)
{
    if (value.isObject()) {
        return inspectObject(value, path);
    }
    if (value.isString() && isSecretText(value.text())) {
        return secretAt(path);
    }
    qsizetype index = 0;
    for (const json::Value& item : value.items()) {
        if (auto error = inspect(item, QStringLiteral("%1[%2]").arg(path).arg(index++))) {
            return error;
        }
    }
    return {};
}

} // namespace

bool isSecretName(QStringView name)
{
    static const QSet<QString> names{
        QStringLiteral("secret"),         QStringLiteral("clientsecret"), QStringLiteral("secretvalue"),
        QStringLiteral("secrettext"),     QStringLiteral("appsecret"),    QStringLiteral("password"),
        QStringLiteral("clientpassword"), QStringLiteral("passphrase"),   QStringLiteral("clientassertion"),
        QStringLiteral("assertion"),      QStringLiteral("accesstoken"),  QStringLiteral("refreshtoken"),
        QStringLiteral("idtoken"),        QStringLiteral("privatekey"),   QStringLiteral("clientkey"),
        QStringLiteral("apikey"),
    };
    constexpr qsizetype longestName = 64;
    if (name.size() > longestName) {
        return false;
    }
    QString plain;
    for (const QChar character : name) {
        if (character.isLetterOrNumber()) {
            plain.append(character.toLower());
        }
    }
    return names.contains(plain);
}

std::optional<support::Error> forbiddenContent(const json::Value& file)
{
    return inspect(file, {});
}

} // namespace assayer::profile
