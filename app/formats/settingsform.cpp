// SPDX-License-Identifier: Apache-2.0
#include "formats/settingsform.h"

#include "profile/profile.h"
#include "support/visibletext.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace assayer::formats {

namespace {

bool containsAny(QStringView text, std::initializer_list<QStringView> parts, Qt::CaseSensitivity sensitivity)
{
    return std::any_of(parts.begin(), parts.end(), [&](QStringView part) { return text.contains(part, sensitivity); });
}

} // namespace

bool isFilledInElsewhere(const QString& value)
{
    constexpr qsizetype longest = 2048;
    if (value.size() > longest) {
        return false;
    }
    static const QRegularExpression whole(
        QStringLiteral("^(<.*>|\\[.*\\]|%\\w+%|@.*|(enter|your|insert|replace)[-_ ].*)$"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    return containsAny(value, {u"${", u"{{", u"#{", u"$(", u"@(", u"@{", u"process.env"}, Qt::CaseSensitive) ||
           whole.match(value.trimmed()).hasMatch();
}

QString withDefaults(const QString& value)
{
    static const QRegularExpression reference(QStringLiteral("\\$\\{[^${}:]+:([^${}]*)\\}"));
    QString filled = value;
    return value.contains(u"${") ? filled.replace(reference, QStringLiteral("\\1")) : value;
}

bool holdsSecret(const Settings::Entry& entry)
{
    if (entry.value.isEmpty() || isFilledInElsewhere(entry.value)) {
        return false;
    }
    const QStringView last = QStringView(entry.name).sliced(entry.name.lastIndexOf(u'.') + 1);
    return profile::isSecretName(last) || entry.name.contains(u"connectionstring") ||
           containsAny(last,
                       {u"secret", u"password", u"keymaterial", u"signingkey", u"accountkey", u"accesskey",
                        u"privatekey", u"sharedkey"},
                       Qt::CaseSensitive) ||
           last == u"key" || (last == u"value" && entry.name.contains(u"signingkeys")) ||
           containsAny(entry.value, {u"AccountKey=", u"SharedAccessKey=", u"Password=", u"Pwd=", u"PRIVATE KEY-----"},
                       Qt::CaseInsensitive);
}

QString withoutUserInfo(const QString& address)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\s*+[A-Za-z][A-Za-z0-9+.-]*+://)[^/?#]*@"));
    return QString(address).replace(pattern, QStringLiteral("\\1"));
}

QString shownSetting(const QString& name)
{
    // What follows may be a value that a slip made part of the name.
    static const QRegularExpression part(QStringLiteral("^[\\w.:\\[\\]@/-]{0,80}"),
                                         QRegularExpression::UseUnicodePropertiesOption);
    const QString shown = part.match(name).captured();
    return support::visibleText(shown.size() < name.size() ? shown + u'…' : shown);
}

std::optional<int> secondsOfTimeSpan(const QString& text)
{
    static const QRegularExpression form(
        QStringLiteral("^(?:(\\d{1,2})\\.)?(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.\\d{1,7})?)?$"));
    constexpr int day = 86400;
    bool plain = false;
    int seconds = text.toInt(&plain);
    if (!plain) {
        const auto match = form.match(text.trimmed());
        if (!match.hasMatch()) {
            return std::nullopt;
        }
        seconds = match.captured(1).toInt() * day + match.captured(2).toInt() * 3600 + match.captured(3).toInt() * 60 +
                  match.captured(4).toInt();
    }
    return seconds >= 0 && seconds <= day ? std::optional(seconds) : std::nullopt;
}

} // namespace assayer::formats
