// SPDX-License-Identifier: Apache-2.0
#include "inspection/render.h"

#include "inspection/ladderwords.h"
#include "inspection/phrases.h"
#include "inspection/signaturemask.h"
#include "support/visibletext.h"

#include <algorithm>

namespace assayer::inspection {

namespace {

using checks::Status;
using support::json::Value;

enum class Ink { Plain, Bold, Muted, Pass, Warning, Fail };

/// The page under construction. Everything that is put in becomes visible text first.
class Page {
public:
    Page(Colour colour, const SignatureMask& mask)
        : m_colour(colour)
        , m_mask(mask)
    {
    }

    Page& put(const QString& text, Ink ink = Ink::Plain)
    {
        const QString safe = support::visibleText(m_mask(text));
        m_text += m_colour == Colour::On && ink != Ink::Plain ? code(ink) + safe + QStringLiteral("\x1b[0m") : safe;
        return *this;
    }
    Page& padded(const QString& text, qsizetype width, Ink ink = Ink::Plain)
    {
        put(text, ink);
        m_text += QString(std::max<qsizetype>(width - support::visibleText(m_mask(text)).size(), 1), u' ');
        return *this;
    }
    Page& indent(qsizetype columns)
    {
        m_text += QString(columns, u' ');
        return *this;
    }
    void endLine() { m_text += u'\n'; }
    void heading(const QString& text)
    {
        endLine();
        put(text, Ink::Bold).endLine();
    }
    /// A label and what it says; further lines of the text stand under the first.
    void entry(qsizetype columns, const QString& label, const QString& text, Ink ink = Ink::Plain)
    {
        const QStringList lines = text.split(u'\n');
        indent(columns).padded(label, labelWidth, Ink::Muted).put(lines.first(), ink).endLine();
        for (const QString& line : lines.mid(1)) {
            indent(columns + labelWidth).put(line).endLine();
        }
    }
    [[nodiscard]] QString text() const { return m_text; }

private:
    static constexpr qsizetype labelWidth = 10;

    static QString code(Ink ink)
    {
        switch (ink) {
        case Ink::Bold:
            return QStringLiteral("\x1b[1m");
        case Ink::Muted:
            return QStringLiteral("\x1b[2m");
        case Ink::Pass:
            return QStringLiteral("\x1b[32m");
        case Ink::Warning:
            return QStringLiteral("\x1b[33m");
        case Ink::Fail:
            return QStringLiteral("\x1b[31m");
        case Ink::Plain:
            break;
        }
        return {};
    }

    Colour m_colour;
    const SignatureMask& m_mask;
    QString m_text;
};

QString sign(Status status)
{
    switch (status) {
    case Status::Pass:
        return QStringLiteral("✓");
    case Status::Warning:
        return QStringLiteral("!");
    case Status::Fail:
        return QStringLiteral("✕");
    case Status::Unchecked:
        break;
    }
    return QStringLiteral("–");
}

Ink inkOf(Status status)
{
    switch (status) {
    case Status::Pass:
        return Ink::Pass;
    case Status::Warning:
        return Ink::Warning;
    case Status::Fail:
        return Ink::Fail;
    case Status::Unchecked:
        break;
    }
    return Ink::Muted;
}

void writeVerdict(Page& page, const Inspection& inspection)
{
    const Verdict verdict = verdictOf(inspection);
    const Status status = inspection.token ? inspection.checklist.verdict : Status::Fail;
    page.put(sign(status), inkOf(status)).put(QStringLiteral(" ")).put(verdict.sentence, Ink::Bold).endLine();
    if (!verdict.reason.isEmpty() && inspection.token) {
        page.indent(2).put(verdict.reason).endLine();
    }
}

void writeFix(Page& page, const Fix& fix)
{
    QString text = said("%1: %2").arg(toName(fix.side), fix.text);
    if (!fix.field.isEmpty() && !fix.value.isEmpty()) {
        text += QStringLiteral("  [%1 = %2]").arg(fix.field, QString(fix.value).replace(u'\n', QStringLiteral(", ")));
    }
    page.entry(6, said("fix"), text);
}

/// Of each role that is missing: how far it got.
void writeLadders(Page& page, const Inspection& inspection)
{
    const BrokenLadders ladders = brokenLaddersOf(inspection);
    for (const LadderView& ladder : ladders.first) {
        page.entry(6, said("ladder"), said("%1: %2").arg(quoted(ladder.role), ladderInLine(ladder)));
    }
    if (ladders.more > 0) {
        page.entry(6, QString(), said("and %1 more").arg(ladders.more));
    }
}

void writeCheck(Page& page, const checks::Result& result, const Inspection& inspection)
{
    constexpr qsizetype titleWidth = 11;
    const Words words = wordsFor(result, inspection);
    page.indent(2).put(sign(result.status), inkOf(result.status)).put(QStringLiteral(" "));
    page.padded(words.title, titleWidth, result.status == Status::Fail ? Ink::Bold : Ink::Plain)
        .put(words.summary)
        .endLine();
    if (result.items.size() > 1) {
        for (const checks::Item& item : result.items) {
            page.indent(4).put(sign(item.status), inkOf(item.status)).put(QStringLiteral(" ") + item.text).endLine();
        }
    }
    if (result.status != Status::Fail && result.status != Status::Warning) {
        return;
    }
    if (!result.expected.isEmpty()) {
        page.entry(6, said("expected"), quotedList(result.expected));
    }
    if (!result.actual.isEmpty()) {
        page.entry(6, said("got"), quotedList(result.actual), Ink::Fail);
    }
    page.entry(6, said("why"), words.why);
    if (words.answer) {
        page.entry(6, said("says"), linesOf(*words.answer).join(u'\n'));
    }
    for (const Fix& fix : words.fixes) {
        writeFix(page, fix);
    }
    if (result.id == checks::CheckId::Roles) {
        writeLadders(page, inspection);
    }
}

QString valueText(const Value& value)
{
    constexpr qsizetype longest = 300;
    const QString text =
        value.isString() ? value.text() : QString::fromUtf8(support::json::write(value).left(4 * longest));
    return text.size() <= longest ? text : text.left(longest) + u'…';
}

void writeMembers(Page& page, const QString& title, const jose::Part& part, jose::Section section,
                  const Inspection& inspection)
{
    constexpr qsizetype nameWidth = 12;
    constexpr qsizetype valueWidth = 40;
    constexpr qsizetype longestMeaning = 120;
    page.indent(2).put(title, Ink::Bold).endLine();
    if (!part.json || !part.json->isObject()) {
        page.indent(4).put(said("(cannot be read)"), Ink::Muted).endLine();
        return;
    }
    const checks::Family family = checks::factsOf(*inspection.token).family;
    for (const support::json::Member& member : part.json->members()) {
        QString meaning = meaningOf(section, member.name, member.value, inspection.at, family, inspection.token->kind);
        if (meaning.size() > longestMeaning) {
            meaning = meaning.left(longestMeaning) + u'…';
        }
        if (member.duplicate) {
            meaning = said("stands here twice! %1").arg(meaning).trimmed();
        }
        page.indent(4).padded(member.name.left(64), nameWidth);
        if (meaning.isEmpty()) {
            page.put(valueText(member.value)).endLine();
        } else {
            page.padded(valueText(member.value), valueWidth).put(QStringLiteral(" ") + meaning, Ink::Muted).endLine();
        }
    }
}

void writeToken(Page& page, const jose::Jwt& token, const Inspection& inspection)
{
    page.heading(said("Token"));
    writeMembers(page, said("Header"), token.header, jose::Section::Header, inspection);
    if (token.kind != jose::TokenKind::Jwe && token.kind != jose::TokenKind::Opaque) {
        writeMembers(page, said("Claims"), token.payload, jose::Section::Payload, inspection);
    }
    if (token.damages.isEmpty()) {
        return;
    }
    page.indent(2).put(said("Problems"), Ink::Bold).endLine();
    for (const jose::Damage& damage : token.damages) {
        page.indent(4)
            .put(QString::number(damage.offset) + QStringLiteral(": "), Ink::Muted)
            .put(damage.sentence)
            .endLine();
    }
}

void writeError(Page& page, const Inspection& inspection)
{
    const Explanation explanation = explain(inspection);
    if (inspection.refusal) {
        const oauth::AuthorityError& refusal = *inspection.refusal;
        const auto row = [&page](const QString& label, const QString& text) {
            if (!text.isEmpty()) {
                page.entry(2, label, text);
            }
        };
        row(said("status"), refusal.httpStatus > 0 ? QString::number(refusal.httpStatus) : QString());
        row(said("error"), refusal.error);
        row(said("says"), refusal.description);
        row(said("trace"), refusal.traceId);
        row(said("request"), refusal.correlationId);
        row(said("time"), refusal.timestamp);
    }
    if (!explanation.why.isEmpty()) {
        page.entry(2, said("why"), explanation.why);
    }
    for (const QString& step : explanation.steps) {
        page.entry(2, said("try"), step);
    }
    if (!explanation.field.isEmpty()) {
        page.entry(2, said("field"), explanation.field);
    }
}

void writeExchanges(Page& page, const Inspection& inspection)
{
    if (inspection.exchanges.isEmpty()) {
        return;
    }
    page.heading(said("Exchanges"));
    for (const http::Exchange& exchange : inspection.exchanges) {
        page.indent(2).put(exchange.request.method + QStringLiteral(" ") +
                           exchange.request.url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo));
        if (exchange.response) {
            page.put(said(" → %1 %2, %3 bytes, %4 ms")
                         .arg(QString::number(exchange.response->status), exchange.response->reason,
                              QString::number(exchange.response->bodyBytes), QString::number(exchange.phases.total)));
        }
        if (exchange.response && !exchange.response->redirectTarget.isEmpty()) {
            page.put(said(", to %1 (not followed)")
                         .arg(exchange.response->redirectTarget.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo)));
        }
        if (exchange.failure) {
            page.put(QStringLiteral(" ")).put(exchange.failure->sentence, Ink::Fail);
        }
        page.endLine();
    }
}

void writeSettingsNotes(Page& page, const Inspection& inspection)
{
    if (inspection.settingsNotes.isEmpty()) {
        return;
    }
    page.heading(said("API's settings"));
    for (const QString& note : inspection.settingsNotes) {
        page.indent(2).put(QStringLiteral("- ") + note).endLine();
    }
}

} // namespace

QString toText(const Inspection& inspection, Colour colour)
{
    const SignatureMask mask(inspection.token);
    Page page(colour, mask);
    writeVerdict(page, inspection);
    if (!inspection.stripped.isEmpty()) {
        page.indent(2)
            .put(said("Taken away around the token: %1").arg(inspection.stripped.join(QStringLiteral(", "))),
                 Ink::Muted)
            .endLine();
    }
    for (const QString& remark : inspection.grant ? inspection.grant->remarks : QStringList()) {
        page.indent(2).put(remark, Ink::Muted).endLine();
    }
    if (!inspection.token) {
        writeError(page, inspection);
    } else {
        page.heading(said("Checklist"));
        for (const checks::Result& result : inspection.checklist.results) {
            writeCheck(page, result, inspection);
        }
        writeSettingsNotes(page, inspection);
        writeToken(page, *inspection.token, inspection);
    }
    writeExchanges(page, inspection);
    return page.text();
}

} // namespace assayer::inspection
