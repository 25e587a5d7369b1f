// SPDX-License-Identifier: Apache-2.0
#include "profile/rewriting.h"

#include "support/json.h"

#include <QHash>

#include <algorithm>
#include <iterator>
#include <type_traits>

namespace assayer::profile {
namespace {

namespace json = support::json;

bool areSame(const json::Value& one, const json::Value& other)
{
    return json::write(one) == json::write(other);
}

/// Puts into a text what changed between two values, and leaves everything else in it as it stands: order, spaces,
/// members that say nothing. The text, which it refers to, is that of `shown`; `before` is what a writer would have
/// made of the same, `after` what it makes now.
class Rewriter {
public:
    explicit Rewriter(const QByteArray& text)
        : m_text(text)
        , m_lineBreak(text.contains("\r\n") ? "\r\n" : "\n")
    {
    }

    QByteArray file(const json::Value& shown, const json::Value& before, const json::Value& after)
    {
        if (!shown.members().empty()) {
            const QByteArray lead = indentIn(slice(shown.offset(), shown.members().front().nameOffset));
            m_unit = lead.isEmpty() ? m_unit : lead;
        }
        return m_text.left(shown.offset()) + value(shown, before, after, {}) + m_text.sliced(endOf(shown));
    }

private:
    /// A member or item of what is being put together.
    struct Piece {
        QByteArray separator; ///< before it, if it is not the first
        QByteArray text;
    };
    using Members = QHash<QString, const json::Value*>;

    static Members membersOf(const json::Value& object)
    {
        Members members;
        for (const json::Member& member : object.members()) {
            members.insert(member.name, &member.value);
        }
        return members;
    }

    static qsizetype endOf(const json::Value& value) { return value.offset() + value.length(); }
    QByteArray slice(qsizetype begin, qsizetype end) const { return m_text.sliced(begin, end - begin); }
    QByteArray textOf(const json::Value& shown) const { return slice(shown.offset(), endOf(shown)); }

    /// The white space that begins the last line of a text; empty if it has only one line.
    static QByteArray indentIn(const QByteArray& text)
    {
        const qsizetype lineBreak = text.lastIndexOf('\n');
        return lineBreak < 0 ? QByteArray() : text.sliced(lineBreak + 1);
    }

    QByteArray value(const json::Value& shown, const json::Value& before, const json::Value& after,
                     const QByteArray& indent) const
    {
        if (areSame(before, after)) {
            return textOf(shown);
        }
        if (shown.isObject() && before.isObject() && after.isObject() && !shown.members().empty()) {
            return object(shown, before, after);
        }
        if (shown.isArray() && after.isArray() && !shown.items().empty() &&
            shown.items().size() == before.items().size()) {
            return array(shown, before, after);
        }
        return textOf(shown).contains('\n') ? fresh(after, indent) : onOneLine(after);
    }

    QByteArray object(const json::Value& shown, const json::Value& before, const json::Value& after) const
    {
        const auto& members = shown.members();
        const QByteArray open = slice(shown.offset(), members.front().nameOffset);
        const QByteArray indent = indentIn(open);
        const QByteArray between =
            members.size() > 1 ? slice(endOf(members[0].value), members[1].nameOffset) : ',' + open.sliced(1);
        const Members was = membersOf(before);
        const Members is = membersOf(after);
        auto added = addedTo(membersOf(shown), was, after, between, indent);
        std::vector<Piece> pieces = added.take(QString());
        for (std::size_t i = 0; i < members.size(); ++i) {
            const json::Member& member = members[i];
            const json::Value* old = was.value(member.name);
            const json::Value* now = is.value(member.name);
            if (now || !old) {
                const QByteArray separator = i > 0 ? slice(endOf(members[i - 1].value), member.nameOffset) : between;
                const QByteArray name = slice(member.nameOffset, member.value.offset());
                const QByteArray text =
                    now ? value(member.value, old ? *old : json::Value(), *now, indent) : textOf(member.value);
                pieces.push_back({separator, name + text});
            }
            std::ranges::move(added.take(member.name), std::back_inserter(pieces));
        }
        return joined(open, pieces, slice(endOf(members.back().value), endOf(shown)));
    }

    /// What is new, by the name of the member that it follows in the writer's order; by none if it follows none.
    QHash<QString, std::vector<Piece>> addedTo(const Members& shown, const Members& before, const json::Value& after,
                                               const QByteArray& separator, const QByteArray& indent) const
    {
        QHash<QString, std::vector<Piece>> added;
        QString last;
        for (const json::Member& member : after.members()) {
            if (shown.contains(member.name)) {
                last = member.name;
                continue;
            }
            const json::Value* old = before.value(member.name);
            if (old && areSame(*old, member.value)) {
                continue; // a default that the text leaves unsaid
            }
            const QByteArray text = separator.contains('\n') ? fresh(member.value, indent) : onOneLine(member.value);
            added[last].push_back({separator, json::write(json::Value::string(member.name)) + ": " + text});
        }
        return added;
    }

    QByteArray array(const json::Value& shown, const json::Value& before, const json::Value& after) const
    {
        const auto& items = shown.items();
        const QByteArray open = slice(shown.offset(), items.front().offset());
        const QByteArray indent = indentIn(open);
        const QByteArray between = items.size() > 1      ? slice(endOf(items[0]), items[1].offset())
                                   : open.contains('\n') ? ',' + open.sliced(1)
                                                         : QByteArray(", ");
        std::vector<Piece> pieces;
        for (std::size_t i = 0; i < after.items().size(); ++i) {
            const json::Value& now = after.items()[i];
            if (i < items.size()) {
                const QByteArray separator = i > 0 ? slice(endOf(items[i - 1]), items[i].offset()) : QByteArray();
                pieces.push_back({separator, value(items[i], before.items()[i], now, indent)});
            } else {
                pieces.push_back({between, between.contains('\n') ? fresh(now, indent) : onOneLine(now)});
            }
        }
        return joined(open, pieces, slice(endOf(items.back()), endOf(shown)));
    }

    static QByteArray joined(const QByteArray& open, const std::vector<Piece>& pieces, const QByteArray& close)
    {
        if (pieces.empty()) {
            return open.left(1) + close.right(1);
        }
        QByteArray text = open;
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            text += (i > 0 ? pieces[i].separator : QByteArray()) + pieces[i].text;
        }
        return text + close;
    }

    /// On lines of its own, indented like the rest.
    QByteArray fresh(const json::Value& value, const QByteArray& indent) const
    {
        QByteArray text;
        for (const QByteArray& line : json::write(value, json::Layout::Indented).split('\n')) {
            const qsizetype spaces = std::ranges::find_if(line, [](char c) { return c != ' '; }) - line.begin();
            const QByteArray lead = text.isEmpty() ? QByteArray() : m_lineBreak + indent + m_unit.repeated(spaces / 2);
            text += lead + line.sliced(spaces);
        }
        return text;
    }

    static QByteArray onOneLine(const json::Value& value)
    {
        if (!value.isArray()) {
            return json::write(value);
        }
        QByteArrayList items;
        for (const json::Value& item : value.items()) {
            items.append(json::write(item));
        }
        return '[' + items.join(", ") + ']';
    }

    const QByteArray& m_text;
    const QByteArray m_lineBreak;
    QByteArray m_unit = "    ";
};

/// One resource may stand as «resource» or as «resources»: as the text has it, where that can say it.
void spell(json::Value& written, const json::Value& shown)
{
    const bool single = shown.find(u"resource") != nullptr;
    const bool list = !single && shown.find(u"resources") != nullptr;
    for (json::Member& member : written.members()) {
        if (list && member.name == QLatin1String("resource")) {
            std::vector<json::Value> items{member.value};
            member = {QStringLiteral("resources"), json::Value::array(std::move(items))};
        } else if (single && member.name == QLatin1String("resources") && member.value.items().size() == 1 &&
                   !member.value.items().front().text().isEmpty()) {
            member = {QStringLiteral("resource"), json::Value(member.value.items().front())};
        }
    }
}

/// The same text with its «resource» as «resources», where there is room for more.
QByteArray withList(const QByteArray& text, const json::Value& shown)
{
    const auto member = std::ranges::find(shown.members(), QStringLiteral("resource"), &json::Member::name);
    const qsizetype begin = member->value.offset();
    const qsizetype end = begin + member->value.length();
    const QByteArray name = text.sliced(member->nameOffset, begin - member->nameOffset);
    return text.left(member->nameOffset) + "\"resources\"" + name.sliced(name.indexOf(':')) + '[' +
           text.sliced(begin, end - begin) + ']' + text.sliced(end);
}

template <typename Value, typename Parse>
QByteArray rewritten(const QByteArray& before, const Value& value, Parse parse)
{
    const QByteArray whole = write(value);
    const auto old = parse(before);
    const auto now = parse(whole);
    if (!old || !now) {
        return whole;
    }
    const auto shown = json::parse(before);
    auto was = json::parse(write(*old));
    auto is = json::parse(whole);
    if (!shown || !was || !is) {
        return whole;
    }
    if constexpr (std::is_same_v<Value, Profile>) {
        spell(*was, *shown);
        spell(*is, *shown);
        if (shown->find(u"resource") && is->find(u"resources")) {
            return rewritten(withList(before, *shown), value, parse);
        }
    }
    const QByteArray text = Rewriter(before).file(*shown, *was, *is);
    // What says something twice is written anew.
    const auto again = parse(text);
    return again && *again == *now ? text : whole;
}

} // namespace

QByteArray rewrite(const QByteArray& before, const Profile& profile)
{
    return rewritten(before, profile, parse);
}

QByteArray rewrite(const QByteArray& before, const Environment& environment)
{
    return rewritten(before, environment, parseEnvironment);
}

} // namespace assayer::profile
