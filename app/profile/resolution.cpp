// SPDX-License-Identifier: Apache-2.0
#include "profile/resolution.h"

#include "support/visibletext.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>

namespace assayer::profile {
namespace {

constexpr qsizetype longestText = 64 * 1024; // in UTF-16 units
constexpr qsizetype longestTogether = 1024 * 1024;
constexpr qsizetype mostErrors = 100;
const QLatin1StringView opening("{{");
const QLatin1StringView closing("}}");

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

/// What a text consists of: literal characters, or a variable's name (in `text`, trimmed; not checked).
struct Piece {
    enum class Kind { Literal, Variable, Unclosed };
    Kind kind;
    QString text;
};

QList<Piece> piecesOf(const QString& text)
{
    QList<Piece> pieces;
    QString literal;
    qsizetype at = 0;
    for (qsizetype open = text.indexOf(opening); open >= 0; open = text.indexOf(opening, at)) {
        qsizetype backslashes = 0;
        while (open - backslashes > at && text.at(open - backslashes - 1) == u'\\') {
            ++backslashes;
        }
        literal += QStringView(text).sliced(at, open - backslashes - at);
        literal += QString(backslashes / 2, u'\\');
        at = open + opening.size();
        if (backslashes % 2 == 1) {
            literal += opening;
            continue;
        }
        const qsizetype close = text.indexOf(closing, at);
        pieces.append({Piece::Kind::Literal, std::exchange(literal, {})});
        if (close < 0) {
            pieces.append({Piece::Kind::Unclosed, text.sliced(at)});
            return pieces;
        }
        pieces.append({Piece::Kind::Variable, text.sliced(at, close - at).trimmed()});
        at = close + closing.size();
    }
    pieces.append({Piece::Kind::Literal, literal + text.sliced(at)});
    return pieces;
}

QString shown(const QString& text)
{
    constexpr qsizetype longestShown = 64;
    return support::visibleText(text.size() > longestShown ? text.left(longestShown) + u'…' : text);
}

support::Error undefinedVariable(const QString& name, const Environment& environment, const QString& path)
{
    const QString where = environment.name.isEmpty()
                              ? Text::tr("No environment is chosen.")
                              : Text::tr("The environment «%1» has none of that name.").arg(shown(environment.name));
    return {QStringLiteral("undefined-variable"), Text::tr("Undefined variable «%1».").arg(name), where, path};
}

support::Error invalidVariable(const Piece& piece, const QString& path)
{
    const QString sentence =
        piece.kind == Piece::Kind::Unclosed
            ? Text::tr("«{{» has no «}}» behind it.")
            : Text::tr("«{{%1}}» is no variable: a name has letters, digits, «_», «-» and «.».").arg(shown(piece.text));
    return {QStringLiteral("invalid-variable"), sentence, Text::tr("If it is meant literally, write «\\{{»."), path};
}

support::Error secretVariable(const QString& name, const QString& path)
{
    return {QStringLiteral("secret-variable"),
            Text::tr("«%1» is a secret variable: it can only be the client secret.").arg(name),
            Text::tr("What stands in this field is shown, saved and copied in clear."), path};
}

support::Error tooLong(const QString& path)
{
    return {
        QStringLiteral("too-long"), Text::tr("With its variables put in, the text is longer than 64 KiB."), {}, path};
}

/// Every text of a profile that may hold variables, with its path in the file.
template <typename SomeProfile, typename Visit> void visitTexts(SomeProfile& profile, Visit visit)
{
    const auto list = [&visit](auto& texts, const QString& path) {
        for (qsizetype i = 0; i < texts.size(); ++i) {
            visit(texts[i], QStringLiteral("%1[%2]").arg(path).arg(i));
        }
    };
    visit(profile.authority.cloud, QStringLiteral("authority.cloud"));
    visit(profile.authority.tenant, QStringLiteral("authority.tenant"));
    visit(profile.authority.issuer, QStringLiteral("authority.issuer"));
    visit(profile.clientId, QStringLiteral("client_id"));
    // As the file has it: a single one is not written as a list.
    if (profile.resources.size() == 1 && profile.authority.kind != AuthorityKind::Issuer) {
        visit(profile.resources[0], QStringLiteral("resource"));
    } else {
        list(profile.resources, QStringLiteral("resources"));
    }
    visit(profile.audience, QStringLiteral("audience"));
    visit(profile.scope, QStringLiteral("scope"));
    for (qsizetype i = 0; i < profile.parameters.size(); ++i) {
        visit(profile.parameters[i].name, QStringLiteral("parameters[%1].name").arg(i));
        visit(profile.parameters[i].value, QStringLiteral("parameters[%1].value").arg(i));
    }
    list(profile.expectations.audiences, QStringLiteral("expectations.audiences"));
    list(profile.expectations.roles, QStringLiteral("expectations.roles"));
    visit(profile.expectations.issuer, QStringLiteral("expectations.issuer"));
    list(profile.expectations.moreIssuers, QStringLiteral("expectations.more_issuers"));
    visit(profile.expectations.client, QStringLiteral("expectations.client"));
    list(profile.expectations.moreClients, QStringLiteral("expectations.more_clients"));
    list(profile.expectations.scopes, QStringLiteral("expectations.scopes"));
    visit(profile.expectations.tenant, QStringLiteral("expectations.tenant"));
    list(profile.connection.allowedHosts, QStringLiteral("connection.allowed_hosts"));
}

void checkSecretVariable(const QString& name, const Environment& environment, QList<support::Error>& errors)
{
    const QString path = QStringLiteral("secret_variable");
    const Variable* variable = name.isEmpty() ? nullptr : environment.find(name);
    if (!name.isEmpty() && !variable) {
        errors.append(undefinedVariable(shown(name), environment, path));
    } else if (variable && variable->kind != VariableKind::Secret) {
        errors.append({QStringLiteral("secret-variable"),
                       Text::tr("«%1» is no secret variable: its value stands in the environment's file, in clear.")
                           .arg(variable->name),
                       {},
                       path});
    }
}

} // namespace

const Environment& noEnvironment()
{
    static const Environment none;
    return none;
}

support::Result<QString> resolveText(const QString& text, const Environment& environment, const QString& path)
{
    if (!text.contains(opening)) {
        return text;
    }
    QString resolved;
    for (const Piece& piece : piecesOf(text)) {
        if (piece.kind == Piece::Kind::Literal) {
            resolved += piece.text;
        } else if (piece.kind == Piece::Kind::Unclosed || !isVariableName(piece.text)) {
            return tl::unexpected(invalidVariable(piece, path));
        } else if (const Variable* variable = environment.find(piece.text); !variable) {
            return tl::unexpected(undefinedVariable(piece.text, environment, path));
        } else if (variable->kind == VariableKind::Secret) {
            return tl::unexpected(secretVariable(piece.text, path));
        } else {
            resolved += variable->value;
        }
        if (resolved.size() > longestText) {
            return tl::unexpected(tooLong(path));
        }
    }
    return resolved;
}

tl::expected<Profile, QList<support::Error>> resolve(const Profile& profile, const Environment& environment)
{
    Profile resolved = profile;
    QList<support::Error> errors;
    qsizetype together = 0;
    visitTexts(resolved, [&](QString& text, const QString& path) {
        if (errors.size() >= mostErrors || together > longestTogether || !text.contains(opening)) {
            return;
        }
        auto result = resolveText(text, environment, path);
        if (!result) {
            errors.append(result.error());
            return;
        }
        text = *std::move(result);
        together += text.size();
        if (together > longestTogether) {
            errors.append({QStringLiteral("too-long"),
                           Text::tr("With its variables put in, the profile is longer than 1 MiB."),
                           {},
                           path});
        }
    });
    checkSecretVariable(profile.secretVariable, environment, errors);
    if (!errors.isEmpty()) {
        return tl::unexpected(errors);
    }
    return resolved;
}

Profile resolvedPart(const Profile& profile, const Environment& environment)
{
    Profile part = profile;
    QStringList unknown;
    qsizetype together = 0;
    visitTexts(part, [&](QString& text, const QString& path) {
        if (!text.contains(opening)) {
            return;
        }
        auto result =
            together <= longestTogether ? resolveText(text, environment, path) : tl::unexpected(tooLong(path));
        if (!result) {
            unknown.append(path);
        }
        text = result ? *std::move(result) : QString();
        together += text.size();
    });
    const auto isUnknown = [&unknown](QLatin1StringView start) {
        return std::ranges::any_of(unknown, [start](const QString& path) { return path.startsWith(start); });
    };
    Expectations& expected = part.expectations;
    const auto clear = [&isUnknown](QLatin1StringView path, QStringList& list) {
        if (isUnknown(path)) {
            list.clear();
        }
    };
    clear(QLatin1StringView("expectations.audiences"), expected.audiences);
    clear(QLatin1StringView("expectations.roles"), expected.roles);
    clear(QLatin1StringView("expectations.scopes"), expected.scopes);
    clear(QLatin1StringView("resource"), part.resources);
    if (isUnknown(QLatin1StringView("expectations.client")) ||
        isUnknown(QLatin1StringView("expectations.more_clients"))) {
        expected.client.clear();
        expected.moreClients.clear();
        part.clientId.clear();
    }
    const bool issuer = isUnknown(QLatin1StringView("expectations.issuer")) ||
                        isUnknown(QLatin1StringView("expectations.more_issuers"));
    if (issuer) {
        expected.issuer.clear();
        expected.moreIssuers.clear();
    }
    if (issuer || isUnknown(QLatin1StringView("authority."))) {
        // Nor a cloud, which an issuer would be held against.
        part.authority.kind = AuthorityKind::Issuer;
        part.authority.tenant.clear();
        part.authority.issuer.clear();
    } else if (isUnknown(QLatin1StringView("expectations.tenant"))) {
        part.authority.tenant.clear();
    }
    return part;
}

QStringList variablesIn(const QString& text)
{
    QStringList names;
    if (text.contains(opening)) {
        for (const Piece& piece : piecesOf(text)) {
            if (piece.kind == Piece::Kind::Variable && isVariableName(piece.text) && !names.contains(piece.text)) {
                names.append(piece.text);
            }
        }
    }
    return names;
}

QStringList variablesIn(const Profile& profile)
{
    QStringList names;
    visitTexts(profile, [&names](const QString& text, const QString&) { names += variablesIn(text); });
    if (!profile.secretVariable.isEmpty()) {
        names += profile.secretVariable;
    }
    names.removeDuplicates();
    return names;
}

} // namespace assayer::profile
