// SPDX-License-Identifier: Apache-2.0
#include "cli/checkreport.h"

#include "cli/session.h"
#include "inspection/render.h"
#include "inspection/words.h"
#include "support/visibletext.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <set>

namespace assayer::cli {
namespace {

namespace json = support::json;
using checks::Status;
using inspection::Inspection;

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

QString cut(const QString& text, qsizetype longest)
{
    return support::visibleText(text.left(longest)) + (text.size() > longest ? QStringLiteral("…") : QString());
}

json::Value text(const QString& value)
{
    return json::Value::string(value);
}

/// How many of each: passed, warned, failed, unchecked, without a token.
struct Summary {
    int passed = 0;
    int warned = 0;
    int failed = 0;
    int unchecked = 0;
    int withoutToken = 0;
};

Summary summaryOf(const QList<Checked>& checked)
{
    Summary summary;
    for (const Checked& one : checked) {
        const Status verdict = one.inspection.checklist.verdict;
        int& count = !one.inspection.token        ? summary.withoutToken
                     : verdict == Status::Pass    ? summary.passed
                     : verdict == Status::Warning ? summary.warned
                     : verdict == Status::Fail    ? summary.failed
                                                  : summary.unchecked;
        ++count;
    }
    return summary;
}

QString markOf(const Checked& one)
{
    const int code = exitCodeOf(one.inspection);
    if (code == Accepted) {
        return one.inspection.checklist.verdict == Status::Warning ? QStringLiteral("!") : QStringLiteral("✓");
    }
    return QStringLiteral("✕");
}

QString toText(const QList<Checked>& checked)
{
    QString page;
    for (const Checked& one : checked) {
        const auto verdict = inspection::verdictOf(one.inspection);
        const QString place =
            one.path.isEmpty() || one.path == one.name ? QString() : QStringLiteral(" (%1)").arg(one.path);
        page +=
            QStringLiteral("%1 %2%3: %4\n")
                .arg(markOf(one), shownName(one), support::visibleText(place), support::visibleText(verdict.sentence));
        if (!one.inspection.token) {
            const auto explanation = inspection::explain(one.inspection);
            const QString detail = one.inspection.failure ? one.inspection.failure->detail : explanation.why;
            for (const QString& line : {explanation.sentence, detail, authoritysWords(one.inspection)}) {
                if (!line.isEmpty() && line != verdict.sentence) {
                    page += QStringLiteral("    %1\n").arg(support::visibleText(line));
                }
            }
            continue;
        }
        for (const checks::Result& result : one.inspection.checklist.results) {
            if (result.status == Status::Fail || result.status == Status::Warning) {
                const auto words = inspection::wordsFor(result, one.inspection);
                page += QStringLiteral("    %1 %2 (%3): %4\n")
                            .arg(result.status == Status::Fail ? QStringLiteral("✕") : QStringLiteral("!"),
                                 support::visibleText(words.title), result.cause, support::visibleText(words.summary));
            }
        }
    }
    const Summary summary = summaryOf(checked);
    page += tr("%1 checked: %2 passed, %3 warned, %4 failed, %5 not checked, %6 without a token.")
                .arg(checked.size())
                .arg(summary.passed)
                .arg(summary.warned)
                .arg(summary.failed)
                .arg(summary.unchecked)
                .arg(summary.withoutToken);
    return page + QLatin1Char('\n');
}

json::Value toJson(const QList<Checked>& checked)
{
    std::vector<json::Value> results;
    for (const Checked& one : checked) {
        json::Value result = json::Value::object();
        result.add(QStringLiteral("profile"), text(one.name));
        result.add(QStringLiteral("path"), text(one.path));
        result.add(QStringLiteral("milliseconds"), json::Value::number(one.milliseconds));
        result.add(QStringLiteral("exit_code"), json::Value::number(exitCodeOf(one.inspection)));
        result.add(QStringLiteral("inspection"), inspection::toJson(one.inspection));
        results.push_back(std::move(result));
    }
    const Summary counts = summaryOf(checked);
    json::Value summary = json::Value::object();
    summary.add(QStringLiteral("pass"), json::Value::number(counts.passed));
    summary.add(QStringLiteral("warning"), json::Value::number(counts.warned));
    summary.add(QStringLiteral("fail"), json::Value::number(counts.failed));
    summary.add(QStringLiteral("unchecked"), json::Value::number(counts.unchecked));
    summary.add(QStringLiteral("no_token"), json::Value::number(counts.withoutToken));
    json::Value page = json::Value::object();
    page.add(QStringLiteral("results"), json::Value::array(std::move(results)));
    page.add(QStringLiteral("summary"), std::move(summary));
    return page;
}

json::Value message(const QString& words)
{
    json::Value object = json::Value::object();
    object.add(QStringLiteral("text"), text(support::visibleText(words)));
    return object;
}

/// SARIF 2.1.0 §3.27: one result.
json::Value sarifResult(const Checked& one, const QString& rule, const QString& level, const QString& words)
{
    json::Value result = json::Value::object();
    result.add(QStringLiteral("ruleId"), text(rule));
    result.add(QStringLiteral("level"), text(level));
    result.add(QStringLiteral("message"), message(shownName(one) + QLatin1String(": ") + words));
    if (!one.path.isEmpty()) {
        json::Value artifact = json::Value::object();
        artifact.add(QStringLiteral("uri"), text(QString::fromLatin1(QUrl::toPercentEncoding(one.path, "/"))));
        json::Value region = json::Value::object();
        region.add(QStringLiteral("startLine"), json::Value::number(1));
        json::Value place = json::Value::object();
        place.add(QStringLiteral("artifactLocation"), std::move(artifact));
        place.add(QStringLiteral("region"), std::move(region));
        json::Value location = json::Value::object();
        location.add(QStringLiteral("physicalLocation"), std::move(place));
        std::vector<json::Value> locations;
        locations.push_back(std::move(location));
        result.add(QStringLiteral("locations"), json::Value::array(std::move(locations)));
    }
    return result;
}

QString sentencesOf(const inspection::Words& words)
{
    QString sentences = words.title + QLatin1String(": ") + words.summary;
    for (const QString& more : {words.why, words.fixes.isEmpty() ? QString() : words.fixes.first().text}) {
        if (!more.isEmpty()) {
            sentences += QLatin1Char(' ') + more;
        }
    }
    return sentences;
}

void addSarifResults(const Checked& one, std::vector<json::Value>& results, std::set<QString>& rules)
{
    if (!one.inspection.token) {
        const QString rule = QStringLiteral("token.") + reasonOf(one.inspection);
        rules.insert(rule);
        const QString detail = one.inspection.failure ? one.inspection.failure->detail : QString();
        QStringList said{inspection::explain(one.inspection).sentence, detail, authoritysWords(one.inspection)};
        said.removeAll(QString());
        results.push_back(sarifResult(one, rule, QStringLiteral("error"), said.join(QLatin1Char(' '))));
        return;
    }
    for (const checks::Result& result : one.inspection.checklist.results) {
        if (result.status == Status::Fail || result.status == Status::Warning) {
            const QString level = result.status == Status::Fail ? QStringLiteral("error") : QStringLiteral("warning");
            rules.insert(result.cause);
            results.push_back(
                sarifResult(one, result.cause, level, sentencesOf(inspection::wordsFor(result, one.inspection))));
        }
    }
}

json::Value toSarif(const QList<Checked>& checked)
{
    std::vector<json::Value> results;
    std::set<QString> rules;
    for (const Checked& one : checked) {
        addSarifResults(one, results, rules);
    }
    std::vector<json::Value> ruleValues;
    for (const QString& rule : rules) {
        json::Value value = json::Value::object();
        value.add(QStringLiteral("id"), text(rule));
        ruleValues.push_back(std::move(value));
    }
    json::Value driver = json::Value::object();
    driver.add(QStringLiteral("name"), text(QStringLiteral("assayer-cli")));
    driver.add(QStringLiteral("version"), text(QLatin1String(ASSAYER_VERSION)));
    driver.add(QStringLiteral("rules"), json::Value::array(std::move(ruleValues)));
    json::Value tool = json::Value::object();
    tool.add(QStringLiteral("driver"), std::move(driver));
    json::Value run = json::Value::object();
    run.add(QStringLiteral("tool"), std::move(tool));
    run.add(QStringLiteral("results"), json::Value::array(std::move(results)));
    std::vector<json::Value> runs;
    runs.push_back(std::move(run));
    json::Value page = json::Value::object();
    page.add(QStringLiteral("version"), text(QStringLiteral("2.1.0")));
    page.add(QStringLiteral("runs"), json::Value::array(std::move(runs)));
    return page;
}

} // namespace

QByteArray report(const QList<Checked>& checked, CheckFormat format)
{
    switch (format) {
    case CheckFormat::Text:
        return toText(checked).toUtf8();
    case CheckFormat::Json:
        return json::write(toJson(checked), json::Layout::Indented) + '\n';
    case CheckFormat::JUnit:
        return toJUnit(checked);
    case CheckFormat::Sarif:
        return json::write(toSarif(checked), json::Layout::Indented) + '\n';
    }
    return {};
}

QString shownName(const Checked& one)
{
    constexpr qsizetype longest = 120;
    return cut(one.name, longest);
}

QString authoritysWords(const Inspection& inspection)
{
    constexpr qsizetype longest = 1000;
    const QString words =
        inspection.refusal ? inspection.refusal->description.left(2 * longest).simplified() : QString();
    return words.isEmpty() ? QString() : tr("The authority says: %1").arg(cut(words, longest));
}

int exitCodeOf(const QList<Checked>& checked)
{
    int worst = checked.isEmpty() ? NoToken : Accepted;
    for (const Checked& one : checked) {
        worst = std::max(worst, exitCodeOf(one.inspection));
    }
    return worst;
}

QString reasonOf(const Inspection& inspection)
{
    if (inspection.refusal) {
        return QStringLiteral("refused");
    }
    return inspection.failure && !inspection.failure->code.isEmpty() ? inspection.failure->code
                                                                     : QStringLiteral("absent");
}

} // namespace assayer::cli
