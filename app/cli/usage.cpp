// SPDX-License-Identifier: Apache-2.0
#include "cli/usage.h"

#include "support/visibletext.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace assayer::cli {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

constexpr OptionRow formatRow{"format", "text|json", QT_TRANSLATE_NOOP("assayer", "a tree for people, or JSON")};
constexpr OptionRow reportRow{"format", "text|json|markdown",
                              QT_TRANSLATE_NOOP("assayer", "a tree for people, JSON, or Markdown for a ticket")};
constexpr OptionRow pseudonymsRow{
    "pseudonyms", nullptr,
    QT_TRANSLATE_NOOP("assayer",
                      "replace the IDs of tenants, clients and objects, hosts, domains, users and addresses by "
                      "pseudonyms, the same one each time"),
    Arity::Flag};

constexpr OptionRow workspaceRow{
    "workspace", "FOLDER",
    QT_TRANSLATE_NOOP("assayer", "the folder of the profiles and environments; if not given, for a file the one above "
                                 "it in its repository that has environments, for a name the window's own")};
constexpr OptionRow environmentRow{
    "env", "NAME", QT_TRANSLATE_NOOP("assayer", "put the variables of this environment of the workspace in")};
constexpr OptionRow noKeychainRow{
    "no-keychain", nullptr, QT_TRANSLATE_NOOP("assayer", "do not ask the system's keychain for the client secret"),
    Arity::Flag};
constexpr OptionRow allowHostRow{
    "allow-host", "HOST",
    QT_TRANSLATE_NOOP("assayer", "the secret may go to a token endpoint on this host, although the issuer is "
                                 "on another; repeatable"),
    Arity::Repeatable};
constexpr OptionRow noPracticeRow{
    "no-practice", nullptr,
    QT_TRANSLATE_NOOP("assayer", "do not start the practice tenant, even if the profile asks it "
                                 "(also: ASSAYER_NO_PRACTICE=1)"),
    Arity::Flag};

constexpr std::array getRows{
    OptionRow{"secret-file", "FILE",
              QT_TRANSLATE_NOOP("assayer", "read the client secret from a file; a final line break is not part of it")},
    OptionRow{"secret-env", "NAME",
              QT_TRANSLATE_NOOP("assayer", "read the client secret from an environment variable")},
    workspaceRow,
    environmentRow,
    noKeychainRow,
    allowHostRow,
    noPracticeRow,
    reportRow,
    pseudonymsRow,
};

constexpr std::array checkRows{
    OptionRow{"jobs", "N", QT_TRANSLATE_NOOP("assayer", "ask for so many tokens at once, 1 to 32; 4 if not given")},
    OptionRow{"secrets-file", "FILE",
              QT_TRANSLATE_NOOP("assayer", "read the client secrets from a JSON object whose members are profiles' "
                                           "paths, ids or names; - for standard input. Names and ids from a "
                                           "checkout are no proof of who asks: there, give paths")},
    OptionRow{"secrets-env", "NAME",
              QT_TRANSLATE_NOOP("assayer", "read that JSON object from an environment variable")},
    workspaceRow,
    environmentRow,
    noKeychainRow,
    allowHostRow,
    noPracticeRow,
    OptionRow{"format", "text|json|junit|sarif",
              QT_TRANSLATE_NOOP("assayer", "lines for people, JSON, JUnit XML or SARIF 2.1.0")},
};

constexpr std::array profilesRows{
    workspaceRow,
    environmentRow,
    formatRow,
};

constexpr std::array inspectRows{
    OptionRow{"jwks", "FILE", QT_TRANSLATE_NOOP("assayer", "verify with these keys: JWK set, JWK or PEM")},
    OptionRow{"hmac-key-file", "FILE",
              QT_TRANSLATE_NOOP("assayer", "verify HS256, HS384 or HS512 with this key; a final line break is not "
                                           "part of it")},
    OptionRow{"settings", "FILE",
              QT_TRANSLATE_NOOP("assayer", "expect what the API's own settings say: appsettings.json, API Management's "
                                           "policy, Spring's application.yml or .properties, options of a Node "
                                           "middleware; other options replace what they say")},
    OptionRow{"issuer", "URL",
              QT_TRANSLATE_NOOP("assayer", "the issuer that the API trusts; its keys are fetched unless --offline, "
                                           "--jwks or --hmac-key-file is given")},
    OptionRow{"audience", "TEXT", QT_TRANSLATE_NOOP("assayer", "an audience that the API accepts; repeatable"),
              Arity::Repeatable},
    OptionRow{"role", "TEXT", QT_TRANSLATE_NOOP("assayer", "a role that the API asks for; repeatable"),
              Arity::Repeatable},
    OptionRow{"any-role", nullptr, QT_TRANSLATE_NOOP("assayer", "one of the roles is enough"), Arity::Flag},
    OptionRow{"tenant", "GUID", QT_TRANSLATE_NOOP("assayer", "the tenant that it should come from")},
    OptionRow{"client", "ID", QT_TRANSLATE_NOOP("assayer", "the client that it should be issued to")},
    OptionRow{"token-version", "1.0|2.0", QT_TRANSLATE_NOOP("assayer", "the token version that the API expects")},
    OptionRow{"manifest", "FILE",
              QT_TRANSLATE_NOOP("assayer",
                                "an app manifest or service principal of the API or the client, or a list of "
                                "appRoleAssignments; told apart by what is in it; repeatable"),
              Arity::Repeatable},
    OptionRow{"client-assignments", "FILE",
              QT_TRANSLATE_NOOP("assayer", "a list of the client's appRoleAssignments, though it may be empty and not "
                                           "say whose it is; repeatable"),
              Arity::Repeatable},
    OptionRow{"resource", "TEXT", QT_TRANSLATE_NOOP("assayer", "the resource that the token was asked for")},
    OptionRow{"at", "UNIXTIME", QT_TRANSLATE_NOOP("assayer", "judge as of this moment instead of now")},
    OptionRow{"skew", "SECONDS",
              QT_TRANSLATE_NOOP("assayer", "clock skew that the API allows, 0 to 86400; 300, or "
                                           "as --settings says, if not given")},
    OptionRow{"offline", nullptr, QT_TRANSLATE_NOOP("assayer", "no network at all"), Arity::Flag},
    OptionRow{"allow-plain-http", nullptr,
              QT_TRANSLATE_NOOP("assayer", "fetch keys over plain http from other machines too"), Arity::Flag},
    reportRow,
    pseudonymsRow,
};

constexpr std::array explainRows{
    OptionRow{"token", "FILE",
              QT_TRANSLATE_NOOP("assayer",
                                "a file with the token that was sent, or - for standard input; the answer is "
                                "joined with it")},
    formatRow,
};

constexpr std::array verifyRows{
    OptionRow{"cases", "FILE",
              QT_TRANSLATE_NOOP("assayer", "JSON lines with id, jws, and jwk or jwks; - for "
                                           "standard input")},
    OptionRow{"format", "json", QT_TRANSLATE_NOOP("assayer", "the answers are JSON lines in any case")},
};

constexpr std::array practiceRows{
    OptionRow{"port", "PORT",
              QT_TRANSLATE_NOOP("assayer", "listen on this port of 127.0.0.1; 0, or nothing: a free "
                                           "one")},
    formatRow,
};

const std::array commandRows{
    CommandRow{"get", "PROFILE [OPTION]...",
               QT_TRANSLATE_NOOP("assayer",
                                 "Gets a token as the profile says, takes it apart and checks it. PROFILE is a profile "
                                 "file, - for standard input, the name or path of one in the workspace, or «practice» "
                                 "for the worked example, which needs no secret. Without an option for it, the secret "
                                 "is taken from the system's keychain, or asked for on the terminal."),
               1, getRows},
    CommandRow{"check", "PATH... [OPTION]...",
               QT_TRANSLATE_NOOP("assayer",
                                 "Gets and checks a token for each of many profiles. PATH is a profile's file, a folder "
                                 "with all the profiles in it, or a name in the workspace. The secrets come from "
                                 "--secrets-file, --secrets-env or the system's keychain; nothing is asked."),
               10'000, checkRows},
    CommandRow{"profiles", "list|show [PROFILE] [OPTION]...",
               QT_TRANSLATE_NOOP("assayer",
                                 "Lists the profiles of the workspace, or shows one as its file has it; with --env, "
                                 "with the variables put in."),
               2, profilesRows},
    CommandRow{"inspect", "[FILE|-] [OPTION]...",
               QT_TRANSLATE_NOOP("assayer",
                                 "Takes a token apart and checks it. FILE may hold the token, a token response, an "
                                 "Authorization line or a cURL command; without it, standard input is read. Nothing "
                                 "is fetched unless --issuer is given."),
               1, inspectRows},
    CommandRow{
        "explain", "[TEXT|-|FILE] [OPTION]...",
        QT_TRANSLATE_NOOP("assayer",
                          "Explains an answer: an AADSTS number, the body of an error, a WWW-Authenticate header, a "
                          "line with IDX, IDW or AKV in it, a web page, a status, a whole HTTP response. TEXT "
                          "that names a file is read from it; without it, standard input is read. Nothing is "
                          "fetched. Exit codes: 0 explained, 1 not recognised, 2 wrong usage, 3 unreadable."),
        1000, explainRows},
    CommandRow{"verify", "--cases FILE",
               QT_TRANSLATE_NOOP("assayer",
                                 "Verifies signatures, one JSON line after the other, strictly and offline. Writes a "
                                 "line {\"id\",\"verdict\",\"error\"} for each, in the same order."),
               0, verifyRows},
    CommandRow{"practice", "[OPTION]...",
               QT_TRANSLATE_NOOP("assayer", "Runs the practice tenant alone and prints how to reach it, until Ctrl+C."),
               0, practiceRows},
};

bool looksLikeSecret(const QString& name)
{
    const QString lower = name.toLower();
    return lower.contains(QLatin1String("secret")) || lower.contains(QLatin1String("pass")) ||
           lower == QLatin1String("token");
}

tl::unexpected<support::Error> unknownOption(const CommandRow& command, const QString& name)
{
    if (looksLikeSecret(name)) {
        return usageError(tr("A secret or token is not taken as an argument: everybody on this computer can read a "
                             "program's arguments. For «get», use --secret-file, --secret-env or the prompt; for "
                             "«inspect», a file or standard input. Regard what was given as --%1 as seen by others.")
                              .arg(support::visibleText(name)));
    }
    return usageError(tr("«%1» has no option --%2.").arg(QLatin1String(command.name), support::visibleText(name)));
}

support::Result<QStringList> valuesOf(const QCommandLineParser& parser, const OptionRow& row)
{
    const QString name = QLatin1String(row.name);
    const QStringList values = parser.values(name);
    if (row.arity == Arity::Once && values.size() > 1) {
        return usageError(tr("--%1 is given %2 times; it can have one value.").arg(name).arg(values.size()));
    }
    if (row.arity != Arity::Flag && values.contains(QString())) {
        return usageError(tr("--%1 needs a value.").arg(name));
    }
    return values;
}

QString wrapped(const QString& text, qsizetype indent)
{
    constexpr qsizetype width = 96;
    QString result;
    qsizetype column = indent;
    for (const QString& word : text.split(QLatin1Char(' '))) {
        if (column > indent && column + 1 + word.size() > width) {
            result += QLatin1Char('\n') + QString(indent, QLatin1Char(' '));
            column = indent;
        } else if (column > indent) {
            result += QLatin1Char(' ');
            ++column;
        }
        result += word;
        column += word.size();
    }
    return result;
}

} // namespace

std::span<const CommandRow> commands()
{
    return commandRows;
}

const CommandRow* commandNamed(const QString& name)
{
    const auto found =
        std::ranges::find_if(commandRows, [&](const auto& row) { return name == QLatin1String(row.name); });
    return found == commandRows.end() ? nullptr : &*found;
}

support::Result<Given> readArguments(const CommandRow& command, const QStringList& arguments)
{
    QCommandLineParser parser;
    for (const OptionRow& row : command.options) {
        parser.addOption(
            QCommandLineOption(QLatin1String(row.name), {}, row.value ? QLatin1String(row.value) : QString()));
    }
    const bool readable = parser.parse(QStringList{QLatin1String(command.name)} + arguments);
    if (const QStringList unknown = parser.unknownOptionNames(); !unknown.isEmpty()) {
        return unknownOption(command, unknown.first());
    }
    if (!readable) {
        return usageError(support::visibleText(parser.errorText()));
    }
    Given given;
    given.positionals = parser.positionalArguments();
    if (given.positionals.size() > command.positionals) {
        return usageError(tr("«%1» takes %2 argument(s) besides its options; %3 are given.")
                              .arg(QLatin1String(command.name))
                              .arg(command.positionals)
                              .arg(given.positionals.size()));
    }
    for (const OptionRow& row : command.options) {
        if (parser.isSet(QLatin1String(row.name))) {
            const auto values = valuesOf(parser, row);
            if (!values) {
                return tl::unexpected(values.error());
            }
            given.values.insert(QLatin1String(row.name), *values);
        }
    }
    return given;
}

QString helpPage()
{
    QString page = tr("assayer-cli asks for service-to-service access tokens, takes them apart and checks them.") +
                   QLatin1String("\n\n");
    for (const CommandRow& command : commands()) {
        page +=
            QStringLiteral("  assayer-cli %1 %2\n").arg(QLatin1String(command.name), QLatin1String(command.synopsis));
    }
    page += QLatin1Char('\n') + tr("More about a command: assayer-cli COMMAND --help. Also: --version.") +
            QLatin1Char('\n');
    page += tr("Exit codes: 0 passes or warns, 1 fails or nothing could be checked, 2 wrong usage, 3 no token.") +
            QLatin1Char('\n');
    return page;
}

QString helpPage(const CommandRow& command)
{
    constexpr qsizetype column = 27;
    QString page =
        QStringLiteral("assayer-cli %1 %2\n\n").arg(QLatin1String(command.name), QLatin1String(command.synopsis));
    page += wrapped(tr(command.text), 0) + QLatin1String("\n\n");
    for (const OptionRow& row : command.options) {
        QString head = QStringLiteral("  --%1").arg(QLatin1String(row.name));
        if (row.value) {
            head += QLatin1Char(' ') + QLatin1String(row.value);
        }
        if (head.size() >= column) {
            head += QLatin1Char('\n') + QString(column, QLatin1Char(' '));
        }
        page += head.leftJustified(column) + wrapped(tr(row.text), column) + QLatin1Char('\n');
    }
    return page;
}

tl::unexpected<support::Error> usageError(const QString& sentence)
{
    return support::failure(QStringLiteral("usage"), sentence);
}

} // namespace assayer::cli
