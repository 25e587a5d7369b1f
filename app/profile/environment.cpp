// SPDX-License-Identifier: Apache-2.0
#include "profile/environment.h"

#include "profile/filetext.h"
#include "profile/objectreader.h"

#include <QCoreApplication>

#include <algorithm>

namespace assayer::profile {
namespace {

namespace json = support::json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

constexpr std::array variableKindNames{
    Name<VariableKind>{VariableKind::Plain, QLatin1StringView("plain")},
    Name<VariableKind>{VariableKind::Secret, QLatin1StringView("secret")},
};

bool isNameStart(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
}

bool isNamePart(QChar c)
{
    return isNameStart(c) || (c >= u'0' && c <= u'9') || c == u'-' || c == u'.';
}

using Fault = std::optional<support::Error>;

Variable readVariable(const json::Value& object, const QString& path, const QSet<QString>& earlier, Fault& fault)
{
    ObjectReader reader(object, path, fault);
    const QString name = QStringLiteral("name");
    const QString value = QStringLiteral("value");
    Variable variable;
    reader.read(name, variable.name);
    reader.read(QStringLiteral("kind"), variable.kind, variableKindNames);
    reader.read(value, variable.value);
    variable.unknown = reader.unknown();
    if (!isVariableName(variable.name)) {
        reader.refuse(name, Text::tr("a letter or «_», then letters, digits, «_», «-» or «.»"));
    } else if (earlier.contains(variable.name)) {
        reader.refuse(name, Text::tr("another than an earlier variable's"));
    }
    if (variable.kind == VariableKind::Secret && !variable.value.isEmpty()) {
        // As if it had a secret's name: the value is neither kept nor quoted.
        fault = support::Error{QStringLiteral("secret-in-profile"),
                               Text::tr("The file holds a secret in «%1». Such files are shared and kept in clear: "
                                        "take it out, treat it as disclosed, and enter it where the program asks.")
                                   .arg(reader.pathOf(value)),
                               {},
                               reader.pathOf(value)};
    }
    return variable;
}

void readVariables(ObjectReader& file, QList<Variable>& variables, Fault& fault)
{
    const QString name = QStringLiteral("variables");
    const json::Value* array = file.take(name, json::Kind::Array);
    if (!array) {
        return;
    }
    QSet<QString> names;
    for (const json::Value& item : array->items()) {
        const QString path = QStringLiteral("%1[%2]").arg(name).arg(variables.size());
        if (!item.isObject()) {
            file.refuse(path, Text::tr("an object with name and value"));
            return;
        }
        variables.append(readVariable(item, path, names, fault));
        names.insert(variables.last().name);
        if (fault) {
            return;
        }
    }
}

support::Result<Environment> read(const json::Value& file)
{
    Fault fault;
    ObjectReader reader(file, {}, fault);
    (void)reader.take(QStringLiteral("schema"), json::Kind::Number);
    Environment environment;
    readId(reader, environment.id);
    reader.read(QStringLiteral("name"), environment.name);
    readVariables(reader, environment.variables, fault);
    environment.unknown = reader.unknown();
    if (fault) {
        return tl::unexpected(*fault);
    }
    return environment;
}

json::Value written(const Variable& variable)
{
    json::Value object = json::Value::object();
    object.add(QStringLiteral("name"), json::Value::string(variable.name));
    if (variable.kind == VariableKind::Secret) {
        object.add(QStringLiteral("kind"), json::Value::string(QStringLiteral("secret")));
    } else {
        const QString value = isSecretName(variable.name) ? QString() : variable.value;
        object.add(QStringLiteral("value"), json::Value::string(value));
    }
    add(object, variable.unknown);
    return object;
}

} // namespace

const Variable* Environment::find(QStringView variable) const
{
    const auto found = std::ranges::find_if(variables, [variable](const Variable& v) { return v.name == variable; });
    return found == variables.end() ? nullptr : &*found;
}

bool isEnvironment(const Profile& profile)
{
    const bool hasVariables = std::ranges::any_of(
        profile.unknown, [](const UnknownMember& member) { return member.name == QLatin1String("variables"); });
    return hasVariables && profile.clientId.isEmpty() && profile.authority == Authority();
}

bool isVariableName(QStringView name)
{
    constexpr qsizetype longestName = 64;
    return !name.isEmpty() && name.size() <= longestName && isNameStart(name.front()) &&
           std::all_of(name.begin(), name.end(), isNamePart);
}

support::Result<Environment> parseEnvironment(const QByteArray& text)
{
    return readFileText(text).and_then(read);
}

QByteArray write(const Environment& environment)
{
    json::Value file = json::Value::object();
    file.add(QStringLiteral("schema"), json::Value::number(1));
    add(file, QStringLiteral("id"), environment.id);
    add(file, QStringLiteral("name"), environment.name);
    std::vector<json::Value> variables;
    for (const Variable& variable : environment.variables) {
        variables.push_back(written(variable));
    }
    file.add(QStringLiteral("variables"), json::Value::array(std::move(variables)));
    add(file, environment.unknown);
    return writeFileText(file);
}

} // namespace assayer::profile
