// SPDX-License-Identifier: Apache-2.0
#include "models/tokenmodel.h"

#include "inspection/words.h"
#include "models/valuetext.h"

namespace assayer::models {

using jose::Section;
namespace json = support::json;

namespace {

constexpr Section parts[] = {Section::Header, Section::Payload, Section::Signature};

int partNumber(Section section)
{
    return section == Section::Header ? 0 : section == Section::Payload ? 1 : 2;
}

QString partName(Section section)
{
    switch (section) {
    case Section::Header:
        return TokenModel::tr("Header");
    case Section::Payload:
        return TokenModel::tr("Claims");
    default:
        return TokenModel::tr("Signature");
    }
}

QString partPath(Section section)
{
    return section == Section::Header    ? QStringLiteral("header")
           : section == Section::Payload ? QStringLiteral("claims")
                                         : QStringLiteral("signature");
}

int weight(checks::Status status)
{
    switch (status) {
    case checks::Status::Fail:
        return 3;
    case checks::Status::Warning:
        return 2;
    case checks::Status::Pass:
        return 1;
    case checks::Status::Unchecked:
        break;
    }
    return 0;
}

/// A claim is as bad as the worst of the checks about it.
QHash<QString, QString> claimStatuses(const checks::Checklist& checklist)
{
    QHash<QString, int> weights;
    QHash<QString, QString> statuses;
    for (const checks::Result& result : checklist.results) {
        if (result.claim.isEmpty() || weights.value(result.claim, -1) >= weight(result.status))
            continue;
        weights[result.claim] = weight(result.status);
        statuses[result.claim] = checks::toName(result.status);
    }
    return statuses;
}

} // namespace

void TokenModel::setInspection(const inspection::Inspection& inspection)
{
    beginResetModel();
    build(inspection);
    endResetModel();
}

void TokenModel::clear()
{
    setInspection({});
}

void TokenModel::setNow(qint64 now)
{
    if (now == m_now)
        return;
    m_now = now;
    const QModelIndex claims = indexOfSection(Section::Payload);
    int first = -1, last = -1;
    for (int row = 0; row < rowCount(claims) && claims.isValid(); ++row) {
        const json::Value* value = valueAt(index(row, 0, claims));
        if (!value || !value->isNumber())
            continue;
        first = first < 0 ? row : first;
        last = row;
    }
    if (first >= 0)
        Q_EMIT dataChanged(index(first, MeaningColumn, claims), index(last, MeaningColumn, claims), {Qt::DisplayRole});
}

void TokenModel::build(const inspection::Inspection& inspection)
{
    m_nodes.clear();
    m_children.clear();
    m_texts.clear();
    m_statuses = claimStatuses(inspection.checklist);
    if (inspection.at)
        m_now = inspection.at;
    for (jose::Part& part : m_parts)
        part = {};
    (void)addNode({});
    if (!inspection.token)
        return;
    m_family = checks::factsOf(*inspection.token).family;
    m_kind = inspection.token->kind;
    m_parts[0] = inspection.token->header;
    m_parts[1] = inspection.token->payload;
    m_parts[2] = inspection.token->signature;
    QList<Section> present;
    for (const Section section : parts) {
        if (!m_parts[partNumber(section)].text.isEmpty())
            present << section;
    }
    m_nodes[0].childCount = static_cast<int>(present.size());
    m_children.resize(present.size());
    for (int row = 0; row < present.size(); ++row)
        addPart(inspection, present.at(row), row);
}

int TokenModel::addNode(Node node)
{
    m_nodes.push_back(node);
    return static_cast<int>(m_nodes.size()) - 1;
}

void TokenModel::addPart(const inspection::Inspection& inspection, Section section, int row)
{
    const jose::Part& part = m_parts[partNumber(section)];
    Node heading;
    heading.row = row;
    heading.section = section;
    heading.value = part.json.get();
    const int node = addNode(heading);
    m_children[row] = node;

    Text text{partName(section), {}, {}, partPath(section), true, false};
    QList<Text> rows;
    for (const jose::Damage& damage : inspection.token->damages) {
        if (damage.section != section || !damage.fatal)
            continue;
        text.damaged = true;
        const qsizetype at = damage.within >= 0 ? damage.within : damage.offset;
        rows << Text{tr("damage"),
                     damage.within >= 0 ? tr("at byte %1 of the decoded text").arg(at)
                                        : tr("at byte %1 of the token").arg(at),
                     damage.sentence,
                     QStringLiteral("damage/") + damage.code,
                     false,
                     true};
    }
    if (section == Section::Signature) {
        rows << Text{tr("value"), QString::fromLatin1(part.text), {}, QStringLiteral("value"), false, false}
             << Text{tr("length"), tr("%n byte(s)", nullptr, static_cast<int>(part.bytes.size())),
                     {},           QStringLiteral("length"),
                     false,        false};
        if (const checks::Result* result = inspection.checklist.find(checks::CheckId::Signature))
            text.meaning = inspection::wordsFor(*result, inspection).summary;
    } else if (!part.json && !part.bytes.isEmpty()) {
        rows << Text{tr("readable text"), QString::fromUtf8(part.bytes), {}, QStringLiteral("text"), false, false};
    }
    if (text.damaged)
        text.value = tr("damaged");
    m_texts.insert(node, text);
    addSubtree(node, rows);
}

void TokenModel::addSubtree(int id, const QList<Text>& texts)
{
    const Node node = m_nodes[id];
    const bool isObject = node.value && node.value->isObject();
    const bool isArray = node.value && node.value->isArray();
    const auto own = static_cast<int>(texts.size());
    const int values = isObject  ? static_cast<int>(node.value->members().size())
                       : isArray ? static_cast<int>(node.value->items().size())
                                 : 0;
    if (own + values == 0)
        return;
    const auto first = static_cast<int>(m_children.size());
    m_nodes[id].firstChild = first;
    m_nodes[id].childCount = own + values;
    m_children.resize(m_children.size() + own + values);
    for (int row = 0; row < own + values; ++row) {
        Node child;
        child.parent = id;
        child.row = row;
        child.section = node.section;
        if (row >= own && isObject) {
            const json::Member& member = node.value->members()[row - own];
            child.value = &member.value;
            child.name = &member.name;
            child.duplicate = member.duplicate;
        } else if (row >= own) {
            child.value = &node.value->items()[row - own];
        }
        const int added = addNode(child);
        m_children[first + row] = added;
        if (row < own)
            m_texts.insert(added, texts.at(row));
        else if (child.value)
            addSubtree(added, {});
    }
}

Section TokenModel::sectionAt(const QModelIndex& index) const
{
    return index.isValid() ? m_nodes[index.internalId()].section : Section::Token;
}

const jose::Part* TokenModel::partOf(Section section) const
{
    if (section == Section::Token)
        return nullptr;
    const jose::Part& part = m_parts[partNumber(section)];
    return part.text.isEmpty() ? nullptr : &part;
}

const json::Value* TokenModel::valueAt(const QModelIndex& index) const
{
    if (!index.isValid() || m_texts.contains(static_cast<int>(index.internalId())))
        return nullptr;
    return m_nodes[index.internalId()].value;
}

QModelIndex TokenModel::indexOfSection(Section section) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (sectionAt(index(row, 0)) == section)
            return index(row, 0);
    }
    return {};
}

QModelIndex TokenModel::indexOfClaim(const QString& name) const
{
    const QModelIndex claims = indexOfSection(Section::Payload);
    for (int row = 0; claims.isValid() && row < rowCount(claims); ++row) {
        const QModelIndex claim = index(row, 0, claims);
        const QString* member = m_nodes[claim.internalId()].name;
        if (member && *member == name)
            return claim;
    }
    return {};
}

QModelIndex TokenModel::indexOfPath(const QString& path) const
{
    QStringView rest(path);
    QModelIndex parent;
    while (!rest.isEmpty()) {
        QModelIndex next;
        for (int row = 0; row < rowCount(parent) && !next.isValid(); ++row) {
            const QModelIndex candidate = index(row, 0, parent);
            const Node& node = m_nodes[candidate.internalId()];
            if (node.duplicate && !rest.contains(u'#'))
                continue;
            const QString step = stepOf(static_cast<int>(candidate.internalId()));
            // «.a» begins «.ab» and «.a#1» too, and is neither.
            const QStringView behind = rest.startsWith(step) ? rest.sliced(step.size()) : QStringView();
            if (rest == step)
                return candidate;
            if (!behind.isEmpty() && QStringView(u".[/").contains(behind.front()))
                next = candidate;
        }
        if (!next.isValid())
            return {};
        rest = rest.sliced(stepOf(static_cast<int>(next.internalId())).size());
        parent = next;
    }
    return {};
}

QModelIndex TokenModel::indexOfNode(int node) const
{
    if (node < 0 || node >= nodeCount())
        return {};
    return createIndex(m_nodes[node + 1].row, 0, static_cast<quintptr>(node + 1));
}

QModelIndex TokenModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const Node& node = m_nodes[parent.isValid() ? parent.internalId() : 0];
    return createIndex(row, column, static_cast<quintptr>(m_children[node.firstChild + row]));
}

QModelIndex TokenModel::parent(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    const int parent = m_nodes[index.internalId()].parent;
    return parent == 0 ? QModelIndex() : createIndex(m_nodes[parent].row, 0, static_cast<quintptr>(parent));
}

int TokenModel::rowCount(const QModelIndex& parent) const
{
    if (m_nodes.empty() || parent.column() > 0)
        return 0;
    return m_nodes[parent.isValid() ? parent.internalId() : 0].childCount;
}

int TokenModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QVariant TokenModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case ValueColumn:
        return tr("Value");
    case MeaningColumn:
        return tr("Meaning");
    default:
        return {};
    }
}

} // namespace assayer::models
