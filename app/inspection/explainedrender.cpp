// SPDX-License-Identifier: Apache-2.0
#include "inspection/explained.h"
#include "inspection/phrases.h"

namespace assayer::inspection {

namespace {

using support::json::Value;

Value textOrNull(const QString& text)
{
    return text.isEmpty() ? Value() : Value::string(text);
}

Value textsOf(const QStringList& texts)
{
    std::vector<Value> items;
    for (const QString& text : texts) {
        items.push_back(Value::string(text));
    }
    return Value::array(std::move(items));
}

QString agreementName(checks::Agreement agreement)
{
    switch (agreement) {
    case checks::Agreement::Agrees:
        return QStringLiteral("agrees");
    case checks::Agreement::Disagrees:
        return QStringLiteral("disagrees");
    case checks::Agreement::OtherToken:
        return QStringLiteral("other-token");
    case checks::Agreement::Unchecked:
        break;
    }
    return QStringLiteral("unchecked");
}

Value findingOf(const FindingView& finding)
{
    Value made = Value::object();
    made.add(QStringLiteral("title"), Value::string(finding.title));
    made.add(QStringLiteral("middleware"), textOrNull(finding.middleware));
    made.add(QStringLiteral("words"), Value::string(finding.words));
    made.add(QStringLiteral("meaning"), Value::string(finding.meaning));
    made.add(QStringLiteral("advice"), textOrNull(finding.advice));
    made.add(QStringLiteral("agreement"), Value::string(agreementName(finding.agreement)));
    made.add(QStringLiteral("joined"), textOrNull(finding.joined));
    made.add(QStringLiteral("check"), finding.check ? Value::string(toName(*finding.check)) : Value());
    return made;
}

Value fixOf(const Fix& fix)
{
    Value made = Value::object();
    made.add(QStringLiteral("side"), Value::string(toName(fix.side)));
    made.add(QStringLiteral("text"), Value::string(fix.text));
    made.add(QStringLiteral("field"), textOrNull(fix.field));
    made.add(QStringLiteral("value"), textOrNull(fix.value));
    return made;
}

/// A label and what it says; further lines stand under the first.
void addRow(QString& text, const QString& label, const QString& content, qsizetype indent = 2)
{
    constexpr qsizetype width = 10;
    if (content.isEmpty()) {
        return;
    }
    const QStringList lines = content.split(u'\n');
    text += QString(indent, u' ') + label.leftJustified(width) + lines.first() + u'\n';
    for (const QString& line : lines.mid(1)) {
        text += QString(indent + width, u' ') + line + u'\n';
    }
}

void addFinding(QString& text, const FindingView& finding)
{
    text += u'\n' + finding.title + (finding.middleware.isEmpty() ? QString() : said(" (%1)").arg(finding.middleware)) +
            u'\n';
    addRow(text, said("says"), finding.words);
    addRow(text, said("means"), finding.meaning);
    addRow(text, said("advice"), finding.advice);
    addRow(text, said("token"), finding.joined);
}

/// One line of somebody's words.
QString cut(const QString& words)
{
    constexpr qsizetype longest = 600;
    return words.size() <= longest ? words : words.left(longest) + u'…';
}

} // namespace

Value toJson(const ExplainedAnswer& answer)
{
    std::vector<Value> findings;
    for (const FindingView& finding : answer.api.findings) {
        findings.push_back(findingOf(finding));
    }
    std::vector<Value> fixes;
    for (const Fix& fix : answer.api.fixes) {
        fixes.push_back(fixOf(fix));
    }
    const Explanation& explanation = answer.explanation;
    Value made = Value::object();
    made.add(QStringLiteral("kind"), Value::string(toName(answer.kind)));
    made.add(QStringLiteral("recognised"), Value::boolean(answer.kind != AnswerKind::Nothing));
    made.add(QStringLiteral("sentence"), Value::string(explanation.sentence));
    made.add(QStringLiteral("explanation"), textOrNull(explanation.why));
    made.add(QStringLiteral("possibly"), Value::boolean(explanation.possibly));
    made.add(QStringLiteral("steps"), textsOf(explanation.steps));
    made.add(QStringLiteral("field"), textOrNull(explanation.field));
    made.add(QStringLiteral("retry"), textOrNull(explanation.retry));
    made.add(QStringLiteral("aadsts"),
             answer.code ? Value::string(QStringLiteral("AADSTS%1").arg(*answer.code)) : Value());
    made.add(QStringLiteral("name"), textOrNull(answer.codeName));
    made.add(QStringLiteral("status"), answer.status ? Value::number(*answer.status) : Value());
    made.add(QStringLiteral("error"), textOrNull(answer.error));
    made.add(QStringLiteral("words"), textOrNull(answer.words));
    made.add(QStringLiteral("findings"), Value::array(std::move(findings)));
    made.add(QStringLiteral("fix"), Value::array(std::move(fixes)));
    return made;
}

QString toText(const ExplainedAnswer& answer)
{
    const Explanation& explanation = answer.explanation;
    QString text = shown(explanation.sentence) + u'\n';
    if (answer.kind == AnswerKind::Authority) {
        addRow(text, said("says"), cut(answer.words));
    }
    addRow(text, said("why"), explanation.why);
    for (const QString& step : explanation.steps) {
        addRow(text, said("try"), step);
    }
    addRow(text, said("field"), explanation.field);
    for (const FindingView& finding : answer.api.findings) {
        addFinding(text, finding);
    }
    for (const Fix& fix : answer.api.fixes) {
        const bool changes = !fix.field.isEmpty() && !fix.value.isEmpty();
        addRow(text, said("fix"),
               said("%1: %2").arg(toName(fix.side), fix.text) +
                   (changes ? QStringLiteral("  [%1 = %2]").arg(fix.field, shown(fix.value)) : QString()));
    }
    return text;
}

} // namespace assayer::inspection
