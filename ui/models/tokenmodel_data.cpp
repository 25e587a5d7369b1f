// SPDX-License-Identifier: Apache-2.0
#include "inspection/words.h"
#include "models/tokenmodel.h"
#include "models/valuetext.h"

namespace assayer::models {

using jose::Section;
namespace json = support::json;

namespace {

constexpr qsizetype toolTipCharacters = 6'000;

QString kindInWords(const json::Value& value)
{
    switch (value.kind()) {
    case json::Kind::Null:
        return TokenModel::tr("null");
    case json::Kind::Boolean:
        return TokenModel::tr("true or false");
    case json::Kind::Number:
        return TokenModel::tr("number");
    case json::Kind::String:
        return TokenModel::tr("text, %n character(s)", nullptr, static_cast<int>(value.text().size()));
    case json::Kind::Array:
        return TokenModel::tr("array of %n", nullptr, static_cast<int>(value.items().size()));
    case json::Kind::Object:
        return TokenModel::tr("object of %n", nullptr, static_cast<int>(value.members().size()));
    }
    return {};
}

QString toText(const json::Value& value, json::Layout layout)
{
    return QString::fromUtf8(json::write(value, layout));
}

} // namespace

const TokenModel::Text* TokenModel::textOf(int node) const
{
    const auto found = m_texts.constFind(node);
    return found == m_texts.cend() ? nullptr : &*found;
}

QString TokenModel::nameOf(const Node& node) const
{
    return node.name ? *node.name : QString::number(node.row);
}

/// Only a header parameter or a claim has a meaning of its own.
bool TokenModel::isMember(const Node& node) const
{
    return node.name && node.value && m_nodes[node.parent].parent == 0;
}

QString TokenModel::useOf(int id) const
{
    const Node& node = m_nodes[id];
    return !textOf(id) && isMember(node) ? oneLine(inspection::useOf(node.section, *node.name, m_family)) : QString();
}

QString TokenModel::meaningOf(int id) const
{
    const Node& node = m_nodes[id];
    if (const Text* text = textOf(id))
        return oneLine(text->meaning);
    QString meaning;
    if (isMember(node))
        meaning = inspection::meaningOf(node.section, *node.name, *node.value, m_now, m_family, m_kind);
    if (node.duplicate)
        meaning = meaning.isEmpty() ? tr("duplicate name") : tr("duplicate name · %1").arg(meaning);
    return oneLine(meaning);
}

QString TokenModel::pathOf(int id, const QString& root) const
{
    QStringList steps;
    for (int at = id; m_nodes[at].parent != 0; at = m_nodes[at].parent) {
        const Text* text = textOf(at);
        steps.prepend(text               ? u'/' + text->path
                      : m_nodes[at].name ? pathStep(*m_nodes[at].name)
                                         : pathStep(m_nodes[at].row));
    }
    return root + steps.join(QString());
}

QString TokenModel::stepOf(int id) const
{
    const Node& node = m_nodes[id];
    if (const Text* text = textOf(id))
        return text->heading ? text->path : u'/' + text->path;
    if (!node.name)
        return pathStep(node.row);
    QString step = pathStep(*node.name);
    if (node.duplicate) {
        int earlier = 0;
        for (int row = 0; row < node.row; ++row) {
            const Node& sibling = m_nodes[m_children[m_nodes[node.parent].firstChild + row]];
            earlier += sibling.name && *sibling.name == *node.name;
        }
        step += QStringLiteral("#%1").arg(earlier);
    }
    return step;
}

QString TokenModel::uniquePathOf(int id) const
{
    QString path;
    for (int at = id; at != 0; at = m_nodes[at].parent)
        path.prepend(stepOf(at));
    return path;
}

QString TokenModel::claimOf(int id) const
{
    if (m_nodes[id].section != Section::Payload)
        return {};
    int at = id;
    while (at != 0 && m_nodes[at].parent != 0 && m_nodes[m_nodes[at].parent].parent != 0)
        at = m_nodes[at].parent;
    return m_nodes[at].name ? *m_nodes[at].name : QString();
}

QString TokenModel::statusOf(int id) const
{
    const Node& node = m_nodes[id];
    if (const Text* text = textOf(id))
        return text->damaged ? QStringLiteral("fail") : QString();
    if (node.duplicate)
        return QStringLiteral("warning");
    const bool isClaim = node.section == Section::Payload && node.name && m_nodes[node.parent].parent == 0;
    return isClaim ? m_statuses.value(*node.name) : QString();
}

QVariant TokenModel::displayData(int id, int column) const
{
    const Text* text = textOf(id);
    const Node& node = m_nodes[id];
    switch (column) {
    case NameColumn:
        return oneLine(text ? text->name : nameOf(node));
    case ValueColumn:
        // A part that is no object has its whole value beside its name.
        if (text && text->heading && node.value && !node.value->isObject() && !node.value->isArray())
            return valueText(*node.value);
        return text ? oneLine(text->value) : valueText(*node.value);
    case MeaningColumn:
        return meaningOf(id);
    default:
        return {};
    }
}

QString TokenModel::toolTip(int id, int column) const
{
    if (const Text* text = textOf(id))
        return oneLine(column == ValueColumn     ? text->value
                       : column == MeaningColumn ? text->meaning
                                                 : text->name,
                       toolTipCharacters);
    const json::Value& value = *m_nodes[id].value;
    if (column == MeaningColumn) {
        const QString use = useOf(id);
        return use.isEmpty() ? meaningOf(id) : QStringLiteral("%1\n%2").arg(meaningOf(id), use);
    }
    const QString whole = column == NameColumn ? oneLine(nameOf(m_nodes[id]), toolTipCharacters)
                          : value.isString()   ? oneLine(value.text(), toolTipCharacters)
                                               : valueText(value);
    return QStringLiteral("%1\n%2").arg(whole, kindInWords(value));
}

QVariant TokenModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto id = static_cast<int>(index.internalId());
    const Node& node = m_nodes[id];
    const Text* text = textOf(id);
    switch (role) {
    case Qt::DisplayRole:
        return displayData(id, index.column());
    case Qt::ToolTipRole:
        return toolTip(id, index.column());
    case Qt::AccessibleDescriptionRole:
        return useOf(id);
    case StatusRole:
        return statusOf(id);
    case HeadingRole:
        return text && text->heading;
    case BriefRole:
        return !text && node.value && (node.value->isArray() || node.value->isObject());
    case PathRole:
        return uniquePathOf(id);
    case FullValueRole:
        if (text && !text->heading)
            return text->value;
        return !node.value              ? QString()
               : node.value->isString() ? node.value->text()
                                        : toText(*node.value, json::Layout::Indented);
    case JsonRole:
        return node.value ? toText(*node.value, json::Layout::Indented) : QString();
    case JsonPathRole:
        return text && !text->heading ? QString() : pathOf(id, QStringLiteral("$"));
    case DuplicateRole:
        return node.duplicate;
    case DamagedRole:
        return text && text->damaged;
    case ClaimRole:
        return claimOf(id);
    default:
        return {};
    }
}

bool TokenModel::nodeContains(int node, const QString& wanted) const
{
    const int id = node + 1;
    const Text* text = textOf(id);
    if ((text ? text->name : nameOf(m_nodes[id])).contains(wanted, Qt::CaseInsensitive))
        return true;
    const json::Value* value = m_nodes[id].value;
    if (text ? text->value.contains(wanted, Qt::CaseInsensitive)
             : (value->isString() ? value->text() : valueText(*value)).contains(wanted, Qt::CaseInsensitive))
        return true;
    return meaningOf(id).contains(wanted, Qt::CaseInsensitive);
}

} // namespace assayer::models
