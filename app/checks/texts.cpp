// SPDX-License-Identifier: Apache-2.0
#include "checks/texts.h"

#include "entra/cloud.h"
#include "support/visibletext.h"

#include <QHash>

namespace assayer::checks {

namespace {

const QString apiPrefix = QStringLiteral("api://");

/// Letters of other scripts that most fonts draw like an ASCII letter.
const QHash<char16_t, char16_t>& lookalikes()
{
    static const QHash<char16_t, char16_t> table = [] {
        constexpr QStringView foreign = u"АВЕЅІЈКМНОРСТХУаеѕіјорсхуһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναɡıⅼ‐‑–−∕⁄";
        constexpr QStringView ascii = u"ABESIJKMHOPCTXYaesijopcxyhdqwABEZHIKMNOPTYXovagil----//";
        static_assert(foreign.size() == ascii.size());
        QHash<char16_t, char16_t> made;
        for (qsizetype i = 0; i < foreign.size(); ++i)
            made.insert(foreign[i].unicode(), ascii[i].unicode());
        return made;
    }();
    return table;
}

} // namespace

QString withoutInvisible(const QString& text)
{
    QString kept;
    kept.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        const char32_t character = pair ? QChar::surrogateToUcs4(text[i], text[i + 1]) : text[i].unicode();
        if (!QChar::isSpace(character) && !support::isInvisible(character))
            kept += QStringView(text).mid(i, pair ? 2 : 1);
        i += pair ? 1 : 0;
    }
    return kept;
}

QString asciiLower(const QString& text)
{
    QString lower = text;
    for (QChar& character : lower) {
        if (character >= u'A' && character <= u'Z')
            character = QChar(char16_t(character.unicode() + ('a' - 'A')));
    }
    return lower;
}

QString withoutLookalikes(const QString& text)
{
    QString plain = text;
    const auto& table = lookalikes();
    for (QChar& character : plain) {
        const char16_t code = character.unicode();
        if (code >= 0xFF01 && code <= 0xFF5E)
            character = QChar(char16_t(code - 0xFEE0));
        else if (code > 0x7F)
            character = QChar(table.value(code, code));
    }
    return plain;
}

QString withoutFinalSlash(const QString& text)
{
    return text.endsWith(u'/') ? text.chopped(1) : text;
}

QString withSingleSlashes(const QString& text)
{
    const qsizetype scheme = text.indexOf(QLatin1String("://"));
    const qsizetype start = scheme < 0 ? 0 : scheme + 3;
    QString single = text.left(start);
    single.reserve(text.size());
    for (qsizetype i = start; i < text.size(); ++i) {
        if (text[i] != u'/' || i == start || text[i - 1] != u'/')
            single += text[i];
    }
    return single;
}

QString withSecureScheme(const QString& text)
{
    constexpr QLatin1String plain("http://");
    return text.startsWith(plain) ? QStringLiteral("https://") + text.mid(plain.size()) : text;
}

QString withoutApiPrefix(const QString& text)
{
    qsizetype start = 0;
    while (QStringView(text).mid(start).startsWith(apiPrefix))
        start += apiPrefix.size();
    return text.mid(start);
}

QString withoutDefaultSuffix(const QString& text)
{
    constexpr QLatin1String suffix("/.default");
    return text.size() > suffix.size() && text.endsWith(suffix) ? text.chopped(suffix.size()) : QString();
}

std::optional<Split> splitLastSegment(const QString& text)
{
    const qsizetype slash = text.lastIndexOf(u'/');
    const qsizetype scheme = text.indexOf(QLatin1String("://"));
    if (slash <= 0 || slash + 1 == text.size() || (scheme >= 0 && slash < scheme + 3))
        return std::nullopt;
    return Split{text.left(slash), text.mid(slash + 1)};
}

QString appGuid(const QString& audience)
{
    const QString text = withoutFinalSlash(audience);
    if (entra::isGuid(text))
        return text.toLower();
    if (!text.startsWith(apiPrefix))
        return {};
    const QStringView rest = QStringView(text).mid(apiPrefix.size());
    const QStringView last = rest.mid(rest.lastIndexOf(u'/') + 1);
    return entra::isGuid(last) ? last.toString().toLower() : QString();
}

bool isUri(const QString& text)
{
    return text.indexOf(QLatin1String("://")) > 0;
}

QStringList pathPrefixes(const QString& uri)
{
    constexpr int most = 64;
    const qsizetype scheme = uri.indexOf(QLatin1String("://"));
    if (scheme <= 0)
        return {};
    QStringList prefixes;
    for (qsizetype slash = uri.indexOf(u'/', scheme + 3); slash > scheme + 3 && prefixes.size() < most;
         slash = uri.indexOf(u'/', slash + 1))
        prefixes += uri.left(slash);
    return prefixes;
}

bool sameId(const QString& left, const QString& right)
{
    return left == right ||
           (entra::isGuid(left) && entra::isGuid(right) && left.compare(right, Qt::CaseInsensitive) == 0);
}

} // namespace assayer::checks
