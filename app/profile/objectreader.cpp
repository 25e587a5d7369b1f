// SPDX-License-Identifier: Apache-2.0
#include "profile/objectreader.h"

#include <QCoreApplication>

namespace assayer::profile {
namespace {

namespace json = support::json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

QString described(json::Kind kind)
{
    switch (kind) {
    case json::Kind::Object:
        return Text::tr("an object");
    case json::Kind::Array:
        return Text::tr("an array");
    case json::Kind::String:
        return Text::tr("a text in quotes");
    case json::Kind::Number:
        return Text::tr("a number");
    case json::Kind::Boolean:
        return Text::tr("true or false");
    case json::Kind::Null:
        return Text::tr("null");
    }
    return {};
}

} // namespace

ObjectReader::ObjectReader(const json::Value& object, QString path, std::optional<support::Error>& fault)
    : m_object(object)
    , m_path(std::move(path))
    , m_fault(fault)
{
}

QString ObjectReader::pathOf(const QString& name) const
{
    return m_path.isEmpty() ? name : m_path + u'.' + name;
}

void ObjectReader::refuse(const QString& name, const QString& shouldBe)
{
    if (!m_fault) {
        const QString path = pathOf(name);
        m_fault = support::Error{QStringLiteral("invalid-member"),
                                 Text::tr("The file's «%1» should be %2.").arg(path, shouldBe),
                                 {},
                                 path};
    }
}

void ObjectReader::refuseChoice(const QString& name, const QStringList& allowed)
{
    refuse(name, Text::tr("one of: %1").arg(allowed.join(QStringLiteral(", "))));
}

const json::Value* ObjectReader::take(const QString& name, json::Kind kind)
{
    m_known.insert(name);
    const json::Value* member = m_object.find(name);
    if (member && member->kind() != kind) {
        refuse(name, described(kind));
        return nullptr;
    }
    return member;
}

void ObjectReader::read(const QString& name, QString& text)
{
    if (const json::Value* member = take(name, json::Kind::String)) {
        text = member->text();
    }
}

void ObjectReader::read(const QString& name, QStringList& texts)
{
    if (const json::Value* member = take(name, json::Kind::Array)) {
        for (const json::Value& item : member->items()) {
            if (!item.isString()) {
                refuse(name, Text::tr("an array of texts in quotes"));
                return;
            }
            texts.append(item.text());
        }
    }
}

void ObjectReader::read(const QString& name, bool& value)
{
    if (const json::Value* member = take(name, json::Kind::Boolean)) {
        value = member->toBoolean();
    }
}

void ObjectReader::read(const QString& name, int& value, int least, int most)
{
    if (const json::Value* member = take(name, json::Kind::Number)) {
        const std::optional<qint64> number = member->toInteger();
        if (!number || *number < least || *number > most) {
            refuse(name, Text::tr("a whole number from %1 to %2").arg(least).arg(most));
            return;
        }
        value = static_cast<int>(*number);
    }
}

UnknownMembers ObjectReader::unknown() const
{
    UnknownMembers members;
    for (const json::Member& member : m_object.members()) {
        if (!m_known.contains(member.name)) {
            members.append({member.name, json::write(member.value)});
        }
    }
    return members;
}

} // namespace assayer::profile
