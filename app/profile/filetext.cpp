// SPDX-License-Identifier: Apache-2.0
#include "profile/filetext.h"

#include "profile/objectreader.h"
#include "profile/secretguard.h"

#include <QCoreApplication>

namespace assayer::profile {
namespace {

namespace json = support::json;

constexpr qsizetype largestFile = 1024 * 1024;
constexpr qint64 currentSchema = 1;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

std::optional<support::Error> checkSchema(const json::Value& file)
{
    const json::Value* schema = file.isObject() ? file.find(u"schema") : nullptr;
    const std::optional<qint64> number = schema ? schema->toInteger() : std::nullopt;
    const QString code = QStringLiteral("schema");
    if (!number || *number < currentSchema) {
        return support::Error{code, Text::tr("This is no file of Assayer: it has no \"schema\": 1."), {}, code};
    }
    if (*number > currentSchema) {
        return support::Error{
            code, Text::tr("This file was written by a newer version of Assayer (schema %1).").arg(*number), {}, code};
    }
    return {};
}

/// Four spaces a level instead of two. No text can begin a line of its own: line breaks in it are escaped.
QByteArray indented(const QByteArray& text)
{
    QByteArray wider;
    wider.reserve(text.size() * 2);
    bool lineStart = true;
    for (const char character : text) {
        lineStart = character == '\n' || (lineStart && character == ' ');
        wider.append(lineStart && character == ' ' ? 2 : 1, character);
    }
    return wider.endsWith('\n') ? wider : wider + '\n';
}

} // namespace

support::Result<json::Value> readFileText(const QByteArray& text)
{
    if (text.size() > largestFile) {
        return support::failure(QStringLiteral("too-large"),
                                Text::tr("The file is larger than 1 MiB: it is none of Assayer's."));
    }
    support::Result<json::Value> file = json::parse(text);
    if (!file) {
        return support::failure(QStringLiteral("invalid-json"), Text::tr("The file is not valid JSON."),
                                file.error().sentence +
                                    (file.error().detail.isEmpty() ? QString() : u' ' + file.error().detail));
    }
    // Before anything else: a file with a secret in it must not be quoted by a later error.
    if (auto fault = forbiddenContent(*file)) {
        return tl::unexpected(*fault);
    }
    if (auto fault = checkSchema(*file)) {
        return tl::unexpected(*fault);
    }
    return file;
}

QByteArray writeFileText(const json::Value& file)
{
    return indented(json::write(file, json::Layout::Indented));
}

void readId(ObjectReader& reader, QString& id)
{
    const QString name = QStringLiteral("id");
    reader.read(name, id);
    if (!id.isEmpty() && !isId(id)) {
        reader.refuse(name, Text::tr("at most 64 letters, digits and «-»"));
    }
}

void add(json::Value& object, const QString& name, const QString& text)
{
    if (!text.isEmpty()) {
        object.add(name, json::Value::string(text));
    }
}

void add(json::Value& object, const UnknownMembers& members)
{
    for (const UnknownMember& member : members) {
        if (const auto value = json::parse(member.json)) {
            // Not add(), which looks for the name among all that are there: they may be very many.
            object.members().push_back({member.name, *value});
        }
    }
}

} // namespace assayer::profile
