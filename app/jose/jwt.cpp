// SPDX-License-Identifier: Apache-2.0
#include "jose/jwt.h"

#include "jose/base64url.h"

#include <QCoreApplication>

#include <algorithm>

namespace assayer::jose {

using support::json::Document;
using support::json::Member;
using support::json::Value;

namespace {

// A token that has more is not made any clearer by naming them all; Member::duplicate marks each.
constexpr int maximumDuplicatesNamed = 100;

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

/// Takes one token apart; made anew for each.
class Dissection {
public:
    explicit Dissection(QByteArrayView token)
    {
        if (token.size() > maximumTokenSize) {
            damage(Section::Token, "too-large", tr("The token is larger than 1 MiB; only its beginning is shown."),
                   maximumTokenSize);
            token = token.first(maximumTokenSize);
            m_cut = true;
        }
        m_jwt.compact = token.toByteArray();
    }

    Jwt run()
    {
        if (m_jwt.compact.isEmpty()) {
            damage(Section::Token, "empty", tr("There is no token."), 0);
            return std::move(m_jwt);
        }
        const QList<Part> parts = split();
        m_jwt.header = parts.value(0);
        if (parts.size() == 5) {
            takeJweApart();
        } else {
            m_jwt.payload = parts.value(1);
            m_jwt.signature = parts.value(2);
            takeJwsApart(parts.size());
        }
        if (m_cut) {
            // What else is wrong may be our cut's doing.
            erase_if(m_jwt.damages, [](const Damage& entry) { return entry.code != QLatin1String("too-large"); });
        }
        return std::move(m_jwt);
    }

private:
    // A sixth part is enough to know that there are too many.
    [[nodiscard]] QList<Part> split() const
    {
        QList<Part> parts;
        parts.reserve(6);
        qsizetype start = 0;
        while (start <= m_jwt.compact.size() && parts.size() < 6) {
            qsizetype end = m_jwt.compact.indexOf('.', start);
            end = end < 0 ? m_jwt.compact.size() : end;
            Part part;
            part.text = m_jwt.compact.mid(start, end - start);
            part.offset = start;
            parts += part;
            start = end + 1;
        }
        return parts;
    }

    void damage(Section section, const char* code, const QString& sentence, qsizetype offset, qsizetype within = -1,
                bool fatal = true)
    {
        m_jwt.damages += Damage{section, QString::fromLatin1(code), sentence, offset, within, fatal};
    }

    // Whether the text was base64url without a flaw.
    bool decode(Part& part, Section section)
    {
        base64url::Decoding decoding = base64url::decodeTolerantly(part.text);
        part.bytes = std::move(decoding.bytes);
        const qsizetype offset = part.offset + decoding.position;
        switch (decoding.flaw) {
        case base64url::Flaw::None:
            return true;
        case base64url::Flaw::Character:
            damage(section, "not-base64url", tr("This character cannot stand in base64url."), offset);
            break;
        case base64url::Flaw::Length:
            damage(section, "truncated", tr("The part's length is impossible: characters were cut off or added."),
                   offset);
            break;
        case base64url::Flaw::Trailing:
            damage(section, "non-canonical", tr("The part's last character carries bits that belong to no byte."),
                   offset);
            break;
        }
        return false;
    }

    void readJson(Part& part, Section section)
    {
        decode(part, section);
        if (part.bytes.isEmpty()) {
            damage(section, "empty", tr("This part is empty."), part.offset);
            return;
        }
        Document document = support::json::read(part.bytes);
        if (document.value) {
            part.json = std::make_shared<const Value>(std::move(*document.value));
        }
        if (document.problem) {
            damage(section, "invalid-json", tr("This part is not valid JSON: %1.").arg(document.problem->sentence),
                   part.offset, document.problem->offset);
        } else if (!part.json->isObject()) {
            damage(section, "not-an-object", tr("This part is JSON, but not an object with members."), part.offset, 0);
        }
        if (part.json) {
            int left = maximumDuplicatesNamed;
            nameDuplicates(*part.json, section, part.offset, left);
        }
    }

    void nameDuplicates(const Value& value, Section section, qsizetype offset, int& left)
    {
        for (const Member& member : value.members()) {
            if (member.duplicate && left > 0) {
                --left;
                damage(section, "duplicate-member",
                       tr("The member «%1» is there more than once; programs differ in which one they take.")
                           .arg(member.name),
                       offset, member.nameOffset, false);
            }
            nameDuplicates(member.value, section, offset, left);
        }
        for (const Value& item : value.items()) {
            nameDuplicates(item, section, offset, left);
        }
    }

    void becomeOpaque()
    {
        m_jwt.kind = TokenKind::Opaque;
        m_jwt.header = m_jwt.payload = m_jwt.signature = Part();
        erase_if(m_jwt.damages, [](const Damage& entry) { return entry.section != Section::Token; });
    }

    void takeJweApart()
    {
        readJson(m_jwt.header, Section::Header);
        if (!isObject(m_jwt.header)) {
            becomeOpaque();
            return;
        }
        m_jwt.kind = TokenKind::Jwe;
    }

    void takeJwsApart(qsizetype count)
    {
        readJson(m_jwt.header, Section::Header);
        if (count > 1) {
            readJson(m_jwt.payload, Section::Payload);
        }
        if (count > 2) {
            decode(m_jwt.signature, Section::Signature);
        }
        const bool readable = count == 1 ? beginsAsObject(m_jwt.header)
                                         : isObject(m_jwt.header) || (count == 3 && isObject(m_jwt.payload));
        if (!readable && !(count == 3 && isBase64url())) {
            becomeOpaque();
            return;
        }
        const bool none = m_jwt.headerText(u"alg") == QLatin1String("none");
        if (none && (count == 2 || (count == 3 && m_jwt.signature.text.isEmpty()))) {
            m_jwt.kind = TokenKind::Unsigned;
            return;
        }
        m_jwt.kind = TokenKind::Jws;
        judgeParts(count);
    }

    void judgeParts(qsizetype count)
    {
        if (count < 3) {
            damage(Section::Token, "truncated", tr("A signed token has three parts; here the end is missing."),
                   m_jwt.compact.size());
        } else if (count > 3) {
            const qsizetype end = m_jwt.signature.offset + m_jwt.signature.text.size();
            damage(Section::Token, "too-many-parts", tr("A signed token has three parts; here something follows."),
                   end);
        } else if (m_jwt.signature.text.isEmpty()) {
            damage(Section::Signature, "empty", tr("The signature is missing."), m_jwt.signature.offset);
        }
    }

    [[nodiscard]] static bool isObject(const Part& part) { return part.json && part.json->isObject(); }

    /// Of an opaque token's random bytes, the first is a brace once in 256 times.
    [[nodiscard]] static bool beginsAsObject(const Part& part)
    {
        const QByteArray inside = part.bytes.trimmed().mid(1).trimmed();
        return isObject(part) && (inside.startsWith('"') || inside.startsWith('}'));
    }

    [[nodiscard]] bool isBase64url() const
    {
        return !m_jwt.header.text.isEmpty() &&
               std::none_of(m_jwt.damages.begin(), m_jwt.damages.end(),
                            [](const Damage& entry) { return entry.code == QLatin1String("not-base64url"); });
    }

    Jwt m_jwt;
    bool m_cut = false;
};

} // namespace

QString toName(TokenKind kind)
{
    switch (kind) {
    case TokenKind::Jws:
        return QStringLiteral("jws");
    case TokenKind::Unsigned:
        return QStringLiteral("unsigned");
    case TokenKind::Jwe:
        return QStringLiteral("jwe");
    case TokenKind::Opaque:
        break;
    }
    return QStringLiteral("opaque");
}

bool Jwt::isDamaged() const
{
    return std::any_of(damages.begin(), damages.end(), [](const Damage& damage) { return damage.fatal; });
}

const Value* Jwt::headerParameter(QStringView name) const
{
    return header.json ? header.json->find(name) : nullptr;
}

const Value* Jwt::claim(QStringView name) const
{
    return payload.json ? payload.json->find(name) : nullptr;
}

QString Jwt::claimText(QStringView name) const
{
    const Value* value = claim(name);
    return value ? value->text() : QString();
}

QString Jwt::headerText(QStringView name) const
{
    const Value* value = headerParameter(name);
    return value ? value->text() : QString();
}

QStringList Jwt::claimList(QStringView name) const
{
    const Value* value = claim(name);
    if (!value) {
        return {};
    }
    if (value->isString()) {
        return {value->text()};
    }
    QStringList texts;
    for (const Value& item : value->items()) {
        if (!item.isString()) {
            return {};
        }
        texts += item.text();
    }
    return texts;
}

Jwt takeApart(QByteArrayView token)
{
    return Dissection(token).run();
}

} // namespace assayer::jose
