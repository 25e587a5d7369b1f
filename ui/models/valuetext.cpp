// SPDX-License-Identifier: Apache-2.0
#include "models/valuetext.h"

#include "support/visibletext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace assayer::models {

using support::visibleText;
namespace json = support::json;

namespace {

constexpr qsizetype excerptBytes = 24 * 1024;

QString lines(QByteArrayView bytes)
{
    QStringList shown;
    const QStringList split = QString::fromUtf8(bytes).split(u'\n');
    shown.reserve(split.size());
    for (const QString& line : split)
        shown << visibleText(line);
    return shown.join(u'\n');
}

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

} // namespace

QString oneLine(const QString& text, qsizetype characters)
{
    if (text.size() <= characters)
        return visibleText(text);
    const qsizetype cut = text.at(characters - 1).isHighSurrogate() ? characters - 1 : characters;
    return visibleText(text.left(cut)) + u'…';
}

QString valueText(const json::Value& value)
{
    switch (value.kind()) {
    case json::Kind::Null:
        return QStringLiteral("null");
    case json::Kind::Boolean:
        return value.toBoolean() ? QStringLiteral("true") : QStringLiteral("false");
    case json::Kind::Number:
        return oneLine(QString::fromLatin1(value.number()));
    case json::Kind::String:
        return value.text().isEmpty() ? QStringLiteral("\"\"") : oneLine(value.text());
    case json::Kind::Array:
        return QStringLiteral("[%1]").arg(value.items().size());
    case json::Kind::Object:
        return QStringLiteral("{%1}").arg(value.members().size());
    }
    return {};
}

Excerpt excerptOf(const QByteArray& bytes, qsizetype offset, qsizetype length)
{
    const qsizetype size = bytes.size();
    const qsizetype begin = std::clamp<qsizetype>(offset, 0, size);
    const qsizetype end = std::clamp<qsizetype>(begin + length, begin, size);
    qsizetype first = std::max<qsizetype>(0, begin - excerptBytes / 2);
    qsizetype last = std::min(size, std::max(end, begin) + excerptBytes / 2);
    qsizetype selectedEnd = std::min(end, begin + excerptBytes);
    last = std::min(last, first + 2 * excerptBytes);
    while (first > 0 && isContinuation(bytes.at(first)))
        --first;
    while (last < size && isContinuation(bytes.at(last)))
        ++last;
    while (selectedEnd < end && isContinuation(bytes.at(selectedEnd)))
        ++selectedEnd;
    last = std::max(last, selectedEnd);
    const QByteArrayView view(bytes);
    return {lines(view.sliced(first, begin - first)), lines(view.sliced(begin, selectedEnd - begin)),
            selectedEnd < end ? QString() : lines(view.sliced(selectedEnd, last - selectedEnd)), first > 0,
            selectedEnd < end || last < size};
}

QString pathStep(const QString& name)
{
    // As a normalized path has them (RFC 9535, section 2.7).
    constexpr QStringView controls = u"\b\t\n\f\r";
    constexpr QStringView letters = u"btnfr";
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]{0,199}$"));
    if (plain.match(name).hasMatch())
        return u'.' + name;
    QString escaped;
    for (const QChar character : name) {
        if (character == u'\\' || character == u'\'')
            escaped += u'\\';
        if (character >= u' ')
            escaped += character;
        else if (const qsizetype at = controls.indexOf(character); at >= 0)
            escaped += QStringLiteral("\\") + letters[at];
        else
            escaped += QStringLiteral("\\u%1").arg(character.unicode(), 4, 16, QLatin1Char('0'));
    }
    return QStringLiteral("['") + escaped + QStringLiteral("']");
}

QString pathStep(int position)
{
    return QStringLiteral("[%1]").arg(position);
}

QString bytesInWords(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 10'000 && bytes >= 1'000 ? 1 : 0, QLocale::DataSizeSIFormat);
}

QString millisecondsInWords(qint64 milliseconds)
{
    if (milliseconds < 1'000)
        return QCoreApplication::translate("assayer", "%1 ms").arg(milliseconds);
    return QCoreApplication::translate("assayer", "%1 s")
        .arg(QLocale().toString(static_cast<double>(milliseconds) / 1000.0, 'f', 1));
}

} // namespace assayer::models
