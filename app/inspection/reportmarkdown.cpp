// SPDX-License-Identifier: Apache-2.0
#include "inspection/reportmarkdown.h"

#include "inspection/ladderwords.h"
#include "inspection/markdown.h"
#include "inspection/phrases.h"
#include "inspection/signaturemask.h"

#include <QDateTime>

#include <algorithm>

namespace assayer::inspection {

namespace {

using checks::Status;
using markdown::code;
using markdown::prose;
using support::json::Value;

QString sign(Status status)
{
    switch (status) {
    case Status::Pass:
        return QStringLiteral("✓");
    case Status::Warning:
        return QStringLiteral("⚠");
    case Status::Fail:
        return QStringLiteral("✕");
    case Status::Unchecked:
        break;
    }
    return QStringLiteral("–");
}

/// The page under construction. Everything from outside goes through the mask and markdown:: on its way in.
class Page {
public:
    explicit Page(const Inspection& inspection)
        : m_inspection(inspection)
        , m_mask(inspection.token)
        , m_family(inspection.token ? checks::factsOf(*inspection.token).family : checks::Family::Other)
    {
    }

    [[nodiscard]] QString make(const QList<Pseudonyms::Entry>& entries)
    {
        writeVerdict();
        writeRefusal();
        writeChecks();
        writeSettingsNotes();
        writeToken();
        writeExchanges();
        writePseudonyms(entries);
        return m_text;
    }

private:
    [[nodiscard]] QString value(const QString& text) const { return code(cut(m_mask(text))); }
    [[nodiscard]] QString sentence(const QString& text) const { return prose(m_mask(text)); }

    static QString cut(const QString& text)
    {
        constexpr qsizetype longest = 1000;
        return text.size() <= longest ? text : text.left(longest) + u'…';
    }

    void heading(const QString& text) { m_text += QStringLiteral("\n## %1\n\n").arg(text); }
    void item(const QString& text, int depth = 0)
    {
        m_text += QString(2 * depth, u' ') + QStringLiteral("- ") + text + u'\n';
    }
    void row(const QString& label, const QString& text, int depth = 1)
    {
        if (!text.isEmpty()) {
            item(said("%1: %2").arg(label, text), depth);
        }
    }
    void fact(const QString& label, const QString& text)
    {
        if (!text.isEmpty()) {
            row(label, value(text), 0);
        }
    }
    [[nodiscard]] QString values(const QStringList& texts) const
    {
        constexpr qsizetype most = 20;
        QStringList made;
        for (const QString& text : texts.mid(0, most)) {
            made += value(text);
        }
        if (texts.size() > most) {
            made += said("and %1 more").arg(texts.size() - most);
        }
        return made.join(QStringLiteral(", "));
    }

    void writeVerdict()
    {
        const Verdict verdict = verdictOf(m_inspection);
        const Status status = m_inspection.token ? m_inspection.checklist.verdict : Status::Fail;
        m_text += QStringLiteral("# %1 %2\n").arg(sign(status), sentence(verdict.sentence));
        if (!verdict.reason.isEmpty() && m_inspection.token) {
            m_text += u'\n' + sentence(verdict.reason) + u'\n';
        }
        const QString at = QDateTime::fromSecsSinceEpoch(m_inspection.at, Qt::UTC).toString(Qt::ISODate);
        m_text += u'\n' + said("Judged by Assayer at %1.").arg(code(at)) + u'\n';
    }

    void writeRefusal()
    {
        if (m_inspection.token || (!m_inspection.refusal && !m_inspection.failure)) {
            return;
        }
        heading(said("Refusal"));
        if (const auto& refusal = m_inspection.refusal) {
            fact(said("status"), refusal->httpStatus > 0 ? QString::number(refusal->httpStatus) : QString());
            fact(said("error"), refusal->error);
            fact(said("says"), refusal->description);
            fact(said("trace"), refusal->traceId);
            fact(said("request"), refusal->correlationId);
            fact(said("time"), refusal->timestamp);
        }
        const Explanation explanation = explain(m_inspection);
        row(said("why"), sentence(explanation.why), 0);
        for (const QString& step : explanation.steps) {
            row(said("try"), sentence(step), 0);
        }
        fact(said("field"), explanation.field);
    }

    void writeChecks()
    {
        if (!m_inspection.token) {
            return;
        }
        heading(said("Checks"));
        for (const checks::Result& result : m_inspection.checklist.results) {
            writeCheck(result);
        }
    }

    void writeCheck(const checks::Result& result)
    {
        const Words words = wordsFor(result, m_inspection);
        const QString cause = result.cause.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(code(result.cause));
        item(QStringLiteral("%1 **%2**%3: %4").arg(sign(result.status), words.title, cause, sentence(words.summary)));
        if (result.items.size() > 1) {
            for (const checks::Item& each : result.items.mid(0, 100)) {
                item(sign(each.status) + u' ' + value(each.text), 1);
            }
        }
        if (result.status != Status::Fail && result.status != Status::Warning) {
            return;
        }
        row(said("expected"), values(result.expected));
        row(said("got"), values(result.actual));
        row(said("why"), sentence(words.why));
        for (const QString& line : words.answer ? linesOf(*words.answer) : QStringList()) {
            row(said("says"), value(line));
        }
        for (const Fix& fix : words.fixes) {
            writeFix(fix);
        }
        if (result.id == checks::CheckId::Roles) {
            writeLadders(words.fixes);
        }
    }

    /// Of each role that is missing: how far it got, and the commands that no fix has.
    void writeLadders(const QList<Fix>& fixes)
    {
        const BrokenLadders ladders = brokenLaddersOf(m_inspection);
        for (const LadderView& ladder : ladders.first) {
            row(said("ladder of %1").arg(value(ladder.role)), sentence(ladderInLine(ladder)));
            for (const Command& command : ladder.commands) {
                const auto has = [&command](const Fix& fix) { return fix.text.contains(command.text); };
                if (std::any_of(fixes.begin(), fixes.end(), has)) {
                    continue;
                }
                item(sentence(command.title), 2);
                m_text += u'\n' + markdown::block(m_mask(command.text), 6) + u'\n';
            }
        }
        if (ladders.more > 0) {
            item(said("and %1 more").arg(ladders.more), 1);
        }
    }

    /// A fix's first line is a sentence; what stands under it is a setting to copy.
    void writeFix(const Fix& fix)
    {
        QString text = sentence(fix.text.section(u'\n', 0, 0));
        if (!fix.field.isEmpty() && !fix.value.isEmpty()) {
            text += QStringLiteral(" %1 = %2").arg(code(fix.field), values(fix.value.split(u'\n')));
        }
        row(said("fix (%1)").arg(toName(fix.side)), text);
        if (fix.text.contains(u'\n')) {
            m_text += u'\n' + markdown::block(m_mask(fix.text.section(u'\n', 1)), 4) + u'\n';
        }
    }

    void writeToken()
    {
        if (!m_inspection.token) {
            return;
        }
        const jose::Jwt& token = *m_inspection.token;
        writeMembers(said("Header"), token.header, jose::Section::Header);
        if (token.kind != jose::TokenKind::Jwe && token.kind != jose::TokenKind::Opaque) {
            writeMembers(said("Claims"), token.payload, jose::Section::Payload);
        }
        if (!token.damages.isEmpty()) {
            heading(said("Problems"));
            for (const jose::Damage& damage : token.damages.mid(0, 50)) {
                item(sentence(damage.sentence));
            }
        }
    }

    void writeMembers(const QString& title, const jose::Part& part, jose::Section section)
    {
        constexpr size_t most = 500;
        heading(title);
        if (!part.json || !part.json->isObject()) {
            m_text += said("It cannot be read.") + u'\n';
            return;
        }
        const auto& members = part.json->members();
        for (size_t i = 0; i < members.size() && i < most; ++i) {
            writeMember(members[i], section);
        }
        if (members.size() > most) {
            item(said("and %1 more").arg(members.size() - most));
        }
    }

    void writeMember(const support::json::Member& member, jose::Section section)
    {
        const QString text = member.value.isString() ? u'"' + member.value.text() + u'"'
                                                     : QString::fromUtf8(support::json::write(member.value));
        QString line = QStringLiteral("%1: %2").arg(value(member.name), value(text));
        const QString meaning =
            meaningOf(section, member.name, member.value, m_inspection.at, m_family, m_inspection.token->kind);
        if (member.duplicate) {
            line += QStringLiteral(" — ") + said("stands here twice!");
        }
        if (!meaning.isEmpty()) {
            line += QStringLiteral(" — ") + sentence(cut(meaning));
        }
        if (const QString use = section == jose::Section::Payload ? useOf(section, member.name, m_family) : QString();
            !use.isEmpty()) {
            line += (meaning.isEmpty()        ? QStringLiteral(" — ")
                     : meaning.endsWith(u'.') ? QStringLiteral(" ")
                                              : QStringLiteral(". ")) +
                    sentence(use);
        }
        item(line);
    }

    void writeExchanges()
    {
        if (m_inspection.exchanges.isEmpty()) {
            return;
        }
        heading(said("Exchanges"));
        for (const http::Exchange& exchange : m_inspection.exchanges) {
            writeExchange(exchange);
        }
    }

    void writeExchange(const http::Exchange& exchange)
    {
        item(value(exchange.request.method + u' ' +
                   exchange.request.url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo)));
        for (const http::Field& field : exchange.request.form) {
            item(field.secret ? said("%1: secret, %2 characters").arg(value(field.name)).arg(field.length)
                              : QStringLiteral("%1: %2").arg(value(field.name), value(field.value)),
                 1);
        }
        if (exchange.response) {
            const http::ResponseRecord& response = *exchange.response;
            row(said("answer"), said("%1, %2 bytes, %3 ms")
                                    .arg(value(QStringLiteral("%1 %2").arg(response.status).arg(response.reason)),
                                         QString::number(response.bodyBytes), QString::number(exchange.phases.total)));
            writeBody(exchange);
        }
        if (exchange.failure) {
            row(said("failure"), sentence(exchange.failure->sentence));
            row(said("detail"), exchange.failure->detail.isEmpty() ? QString() : value(exchange.failure->detail));
        }
    }

    /// Only of an answer that refuses: of the others the token says more.
    void writeBody(const http::Exchange& exchange)
    {
        constexpr qsizetype longest = 4096;
        const http::ResponseRecord& response = *exchange.response;
        if (response.status < 400) {
            return;
        }
        for (const http::Header& header : response.headers) {
            if (!header.secret && (header.name.compare(QLatin1String("WWW-Authenticate"), Qt::CaseInsensitive) == 0 ||
                                   header.name.compare(QLatin1String("Retry-After"), Qt::CaseInsensitive) == 0)) {
                row(value(header.name), value(header.value));
            }
        }
        if (!response.body.isEmpty()) {
            QString body = m_mask(QString::fromUtf8(response.body));
            body = body.size() <= longest ? body : body.left(longest) + u'…';
            m_text += u'\n' + markdown::block(body, 4) + u'\n';
        }
    }

    void writeSettingsNotes()
    {
        if (m_inspection.settingsNotes.isEmpty()) {
            return;
        }
        heading(said("API's settings"));
        for (const QString& note : m_inspection.settingsNotes) {
            item(sentence(note));
        }
    }

    void writePseudonyms(const QList<Pseudonyms::Entry>& entries)
    {
        if (entries.isEmpty()) {
            return;
        }
        heading(said("Pseudonyms"));
        for (const Pseudonyms::Entry& entry : entries) {
            item(QStringLiteral("%1: %2").arg(code(entry.pseudonym), entry.subject));
        }
    }

    const Inspection& m_inspection;
    SignatureMask m_mask;
    checks::Family m_family;
    QString m_text;
};

} // namespace

QString toMarkdown(const Inspection& inspection, const QList<Pseudonyms::Entry>& entries)
{
    return Page(inspection).make(entries);
}

} // namespace assayer::inspection
