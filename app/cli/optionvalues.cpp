// SPDX-License-Identifier: Apache-2.0
#include "cli/optionvalues.h"

#include "support/visibletext.h"

#include <QCoreApplication>

#include <algorithm>

namespace assayer::cli {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

} // namespace

support::Result<Format> formatOf(const Given& given)
{
    const QString name = given.has("format") ? given.value("format") : QStringLiteral("text");
    if (name == QLatin1String("text")) {
        return Format::Text;
    }
    if (name == QLatin1String("json")) {
        return Format::Json;
    }
    return usageError(tr("--format is text or json, not «%1».").arg(support::visibleText(name)));
}

support::Result<Format> reportFormatOf(const Given& given)
{
    const QString name = given.value("format");
    if (name == QLatin1String("markdown")) {
        return Format::Markdown;
    }
    if (given.has("format") && name != QLatin1String("text") && name != QLatin1String("json")) {
        return usageError(tr("--format is text, json or markdown, not «%1».").arg(support::visibleText(name)));
    }
    return formatOf(given);
}

inspection::Naming namingOf(const Given& given)
{
    return given.has("pseudonyms") ? inspection::Naming::Pseudonyms : inspection::Naming::Real;
}

support::Result<qint64> integerOf(const Given& given, const char* name, qint64 maximum, qint64 minimum)
{
    const QString text = given.value(name);
    const bool digits =
        std::ranges::all_of(text, [](QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); });
    bool ok = false;
    const qint64 value = text.toLongLong(&ok);
    if (!ok || !digits || value < minimum || value > maximum) {
        return usageError(tr("--%1 is a whole number from %2 to %3, not «%4».")
                              .arg(QLatin1String(name), QString::number(minimum), QString::number(maximum),
                                   support::visibleText(text)));
    }
    return value;
}

WorkspaceOptions workspaceOf(const Given& given)
{
    return {given.value("workspace"), given.value("env")};
}

} // namespace assayer::cli
