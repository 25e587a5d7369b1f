// SPDX-License-Identifier: Apache-2.0
#include "store/filename.h"

#include "support/visibletext.h"

#include <QSet>

#include <algorithm>

namespace assayer::store {
namespace {

constexpr qsizetype longestName = 100; // bytes; room for an ending, a number, and file systems that encrypt names

bool isForbidden(char32_t character)
{
    static const QString special = QStringLiteral("<>:\"/\\|?*");
    return character < 0x20 || (character < 0x80 && special.contains(QChar(char16_t(character)))) ||
           character == QChar::ReplacementCharacter || support::isInvisible(character);
}

/// Windows opens a device by these names, with any ending.
bool isDevice(const QString& name)
{
    const QString stem = name.section(u'.', 0, 0).trimmed().toUpper();
    static const QSet<QString> devices{QStringLiteral("CON"),    QStringLiteral("PRN"),    QStringLiteral("AUX"),
                                       QStringLiteral("NUL"),    QStringLiteral("CONIN$"), QStringLiteral("CONOUT$"),
                                       QStringLiteral("CLOCK$")};
    const bool port = stem.size() == 4 && (stem.startsWith(QLatin1String("COM")) || stem.startsWith(QLatin1String("LPT")));
    return devices.contains(stem) || (port && (stem.back().isDigit() || QStringLiteral("¹²³").contains(stem.back())));
}

QString trimmed(QString name)
{
    const auto isEdge = [](QChar c) { return c == u' ' || c == u'.' || c == u'-'; };
    while (!name.isEmpty() && isEdge(name.back())) {
        name.chop(1);
    }
    qsizetype start = 0;
    while (start < name.size() && isEdge(name.at(start))) {
        ++start;
    }
    return name.sliced(start);
}

QString shortened(const QString& name)
{
    QString cut;
    qsizetype bytes = 0;
    for (const char32_t character : name.toUcs4()) {
        const QString one = QChar::fromUcs4(character).operator QStringView().toString();
        bytes += one.toUtf8().size();
        if (bytes > longestName) {
            break;
        }
        cut += one;
    }
    return cut;
}

QString asSeen(const QString& name)
{
    return name.normalized(QString::NormalizationForm_KC).toUpper().toCaseFolded(); // «ß» has two capitals
}

} // namespace

QString fileNameFor(const QString& name)
{
    constexpr qsizetype enough = 400; // whatever comes, no more is looked at
    QString safe;
    for (const char32_t character : name.left(enough).normalized(QString::NormalizationForm_C).toUcs4()) {
        if (!isForbidden(character)) {
            safe += QChar::fromUcs4(character);
        } else if (!safe.endsWith(u'-')) {
            safe += u'-';
        }
    }
    safe = trimmed(shortened(trimmed(safe)));
    if (safe.isEmpty()) {
        return QStringLiteral("profile");
    }
    return isDevice(safe) ? u'_' + safe : safe;
}

QString freeName(const QString& name, const QString& ending, const QStringList& taken)
{
    QSet<QString> seen;
    for (const QString& other : taken) {
        seen.insert(asSeen(other));
    }
    QString candidate = name;
    for (int number = 2; seen.contains(asSeen(candidate + ending)); ++number) {
        candidate = QStringLiteral("%1 %2").arg(name).arg(number);
    }
    return candidate;
}

bool isPathBelow(const QString& path)
{
    if (path.isEmpty()) {
        return true;
    }
    const QStringList parts = path.split(u'/');
    return std::ranges::all_of(parts, [](const QString& part) {
        return !part.isEmpty() && !part.startsWith(u'.') && !part.contains(u'\\') && !part.contains(u':') &&
               !part.contains(QChar(u'\0'));
    });
}

QString folderOf(const QString& path)
{
    return path.left(std::max<qsizetype>(path.lastIndexOf(u'/'), 0));
}

QString pathIn(const QString& folder, const QString& name)
{
    return folder.isEmpty() ? name : folder + u'/' + name;
}

} // namespace assayer::store
