// SPDX-License-Identifier: Apache-2.0
#include "inspection/report.h"

#include "inspection/phrases.h"
#include "inspection/render.h"
#include "inspection/reportmarkdown.h"

#include <QHash>
#include <QRegularExpression>

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

/// The parts of a pseudonym by which it is told from others, as they stand in a text: without dashes and case, as a
/// GUID may be written.
QString keyOf(const QString& pseudonym)
{
    return pseudonym.toLower().remove(u'-');
}

const QRegularExpression& pseudonymPattern()
{
    static const QRegularExpression pattern(
        QStringLiteral("[a-e]{8}-[a-e]{4}-4[a-e]{3}-8[a-e]{3}-[0-9]{12}|[a-e]{12}4[a-e]{3}8[a-e]{3}[0-9]{12}"
                       "|(?:host|user|address|tenant|client|api|principal|name|handle|id)-[0-9]+|192\\.0\\.2\\.[0-9]+"),
        QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

/// Those that the report holds, spelled as it spells them first.
Entries usedIn(const QByteArray& report, const Entries& entries)
{
    QHash<QString, QString> spelled;
    const QString text = QString::fromUtf8(report).remove(u'\\');
    for (auto found = pseudonymPattern().globalMatch(text); found.hasNext();) {
        const QString piece = found.next().captured();
        if (const QString key = keyOf(piece); !spelled.contains(key)) {
            spelled.insert(key, piece);
        }
    }
    Entries used;
    for (Pseudonyms::Entry entry : entries) {
        const QString piece = pseudonymPattern().match(entry.pseudonym).captured();
        const auto found = spelled.constFind(keyOf(piece));
        if (found != spelled.constEnd()) {
            if (found->size() == piece.size()) {
                entry.pseudonym.replace(0, piece.size(), *found);
            }
            used += entry;
        }
    }
    return used;
}

} // namespace

QByteArray report(const Inspection& inspection, ReportFormat format, Naming naming)
{
    if (naming == Naming::Real) {
        return written(inspection, format, {});
    }
    Pseudonyms pseudonyms(inspection);
    const Inspection other = pseudonymised(inspection, pseudonyms);
    const QByteArray without = written(other, format, {});
    const Entries used = usedIn(without, pseudonyms.entries());
    return used.isEmpty() ? without : written(other, format, used);
}

} // namespace assayer::inspection
