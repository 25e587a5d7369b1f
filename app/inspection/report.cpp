// SPDX-License-Identifier: Apache-2.0
#include "inspection/report.h"

#include "inspection/phrases.h"
#include "inspection/render.h"
#include "inspection/reportmarkdown.h"

namespace assayer::inspection {

namespace {

using support::json::Value;
using Entries = QList<Pseudonyms::Entry>;

QByteArray textWith(const Inspection& inspection, const Entries& entries)
{
    QString text = toText(inspection, Colour::Off);
    if (!entries.isEmpty()) {
        text += u'\n' + said("Pseudonyms") + u'\n';
        for (const auto& entry : entries) {
            text += QStringLiteral("  %1  %2\n").arg(entry.pseudonym, entry.subject);
        }
    }
    return text.toUtf8();
}

QByteArray jsonWith(const Inspection& inspection, const Entries& entries)
{
    Value root = toJson(inspection);
    if (!entries.isEmpty()) {
        Value list = Value::object();
        for (const auto& entry : entries) {
            list.add(entry.pseudonym, Value::string(entry.subject));
        }
        root.add(QStringLiteral("pseudonyms"), std::move(list));
    }
    return support::json::write(root, support::json::Layout::Indented) + '\n';
}

QByteArray written(const Inspection& inspection, ReportFormat format, const Entries& entries)
{
    switch (format) {
    case ReportFormat::Markdown:
        return toMarkdown(inspection, entries).toUtf8();
    case ReportFormat::Text:
        return textWith(inspection, entries);
    case ReportFormat::Json:
        break;
    }
    return jsonWith(inspection, entries);
}

} // namespace

QByteArray report(const Inspection& inspection, ReportFormat format, Naming naming)
{
    if (naming == Naming::Real) {
        return written(inspection, format, {});
    }
    Pseudonyms pseudonyms(inspection);
    const Inspection other = pseudonymised(inspection, pseudonyms);
    return written(other, format, pseudonyms.entries());
}

} // namespace assayer::inspection
