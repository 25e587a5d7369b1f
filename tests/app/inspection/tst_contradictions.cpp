// SPDX-License-Identifier: Apache-2.0
#include "inspecting.h"

#include "app/checks/editing.h"
#include "inspection/ladderwords.h"
#include "inspection/words.h"

#include <QRegularExpression>
#include <QSet>

using namespace assayer;
using namespace assayer::inspection;
using namespace assayer::inspection::testing;
using namespace assayer::checks::testing;
using assayer::checks::CheckId;
using assayer::checks::Item;
using assayer::checks::Result;
using assayer::checks::Snapshot;
using assayer::checks::Status;

namespace {

constexpr int runs = 1500;

QString textOf(const Words& words)
{
    QString text = words.summary + u'\n' + words.why;
    for (const Fix& fix : words.fixes)
        text += u'\n' + toName(fix.side) + QStringLiteral(": ") + fix.text + QStringLiteral(" [") + fix.field + u'=' +
                fix.value + u']';
    return text;
}

/// A token that is not meant for the API: whoever accepted its audience would take other APIs' tokens.
bool isForSomebodyElse(const QString& cause)
{
    static const QSet<QString> causes{
        QStringLiteral("audience.own-client"),         QStringLiteral("audience.microsoft-graph"),
        QStringLiteral("audience.aad-graph"),          QStringLiteral("audience.microsoft-resource"),
        QStringLiteral("audience.exchange-assertion"), QStringLiteral("audience.id-token"),
        QStringLiteral("audience.other-profile")};
    return causes.contains(cause);
}

/// The causes that a grant mends.
bool isOfGranting(const QString& cause)
{
    static const QSet<QString> causes{
        QStringLiteral("roles.absent"),       QStringLiteral("roles.missing"),
        QStringLiteral("roles.other-client"), QStringLiteral("roles.not-requested"),
        QStringLiteral("roles.not-granted"),  QStringLiteral("roles.requested-as-scope"),
        QStringLiteral("roles.orphaned"),     QStringLiteral("roles.group-assignment"),
        QStringLiteral("roles.not-declared"), QStringLiteral("roles.not-application"),
        QStringLiteral("roles.no-value"),     QStringLiteral("roles.disabled"),
        QStringLiteral("roles.stale-token"),  QStringLiteral("roles.no-service-principal")};
    return causes.contains(cause);
}

bool grants(const QString& text)
{
    static const QRegularExpression words(QStringLiteral("Add «|[Gg]rant (admin )?consent|POST|New-Mg"));
    return text.contains(words);
}

/// The expectations with a fix's value in its field; nothing if the fix changes none of these.
std::optional<profile::Expectations> changedBy(const Fix& fix, profile::Expectations expected)
{
    const QStringList lines = fix.value.split(u'\n', Qt::SkipEmptyParts);
    if (fix.value.isEmpty())
        return std::nullopt;
    if (fix.field == QLatin1String("expectations.audiences"))
        expected.audiences = lines;
    else if (fix.field == QLatin1String("expectations.roles"))
        expected.roles = lines;
    else if (fix.field == QLatin1String("expectations.issuer"))
        profile::expectIssuers(expected, fix.value);
    else if (fix.field == QLatin1String("expectations.client"))
        profile::expectClients(expected, fix.value);
    else if (fix.field == QLatin1String("expectations.tenant"))
        expected.tenant = fix.value;
    else
        return std::nullopt;
    return expected;
}

/// What is said of one finding, and contradicts it; empty if nothing does.
QString contradictionIn(const Result& result, const Snapshot& snapshot, const Inspection& inspection)
{
    const Words words = wordsFor(result, inspection);
    const QString text = textOf(words);
    if (result.status == Status::Pass)
        return words.fixes.isEmpty() && words.why.isEmpty() ? QString() : QStringLiteral("fixes what passes: ") + text;
    static const QRegularExpression unfilled(QStringLiteral("%[1-9]"));
    if (text.contains(unfilled))
        return QStringLiteral("unfilled: ") + text;
    for (const Fix& fix : words.fixes) {
        if (isForSomebodyElse(result.cause) && fix.side == Side::Api) {
            for (const QString& audience : result.actual) {
                if (fix.text.contains(QStringLiteral("«%1»").arg(audience)) ||
                    fix.text.contains(QStringLiteral("\"%1\"").arg(audience)))
                    return QStringLiteral("accepts what is another's: ") + text;
            }
        }
        if (const auto expected = changedBy(fix, snapshot.expectations)) {
            Snapshot changed = snapshot;
            changed.expectations = *expected;
            const Result after = *checks::judge(changed).find(result.id);
            if (after.status == Status::Fail && after.cause == result.cause && after.expected == result.expected)
                return QStringLiteral("changes nothing: ") + fix.field + u'=' + fix.value + u'\n' + text;
        }
    }
    if (result.id == CheckId::Roles && !isOfGranting(result.cause) && grants(text))
        return QStringLiteral("grants where no grant is wanting: ") + text;
    if (result.id == CheckId::Roles && result.items.size() > 1) {
        for (const Item& item : result.items) {
            const QString add = QStringLiteral("Add «%1»").arg(item.text);
            if (item.status == Status::Pass && text.contains(add))
                return QStringLiteral("grants what is there: ") + text;
        }
    }
    return {};
}

/// The ladders of the roles that are not there, beside what the check says of them.
QString contradictionInLadders(const Result& roles, const Inspection& inspection)
{
    for (const LadderView& view : laddersOf(inspection)) {
        for (const Item& item : roles.items) {
            if (item.text != view.role || item.status != Status::Fail)
                continue;
            if (view.cause != item.cause)
                return QStringLiteral("%1: the check says %2, its ladder %3").arg(item.text, item.cause, view.cause);
            if (view.broken < 0 || view.rungs[view.broken].state != checks::RungState::Broken)
                return QStringLiteral("%1: no broken rung").arg(item.text);
            QString text = view.why + u'\n' + view.clicks.join(u'\n') + view.rungs[view.broken].detail;
            for (const Command& command : view.commands)
                text += u'\n' + command.text;
            if (!isOfGranting(item.cause) && grants(text))
                return QStringLiteral("grants where no grant is wanting: ") + text;
        }
    }
    return {};
}

} // namespace

/// Random edits of a good token, in words: nothing that is said contradicts the finding, its items, or its ladder.
class ContradictionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSaid_neverContradictsTheChecks()
    {
        QRandomGenerator random(20261126);
        int ladders = 0;
        int changes = 0;
        QMap<QString, QByteArray> contradictions; ///< with the first case of each
        for (int run = 0; run < runs; ++run) {
            QJsonObject claims;
            const Snapshot snapshot = randomSnapshot(random, claims);
            const Inspection inspection = inspectionOf(snapshot);
            const auto note = [&](const QString& cause, const QString& contradiction) {
                const QString key = cause + QStringLiteral(": ") + contradiction.section(u':', 0, 0);
                if (!contradiction.isEmpty() && !contradictions.contains(key))
                    contradictions.insert(key, shownOf(snapshot, claims) + contradiction.toUtf8());
            };
            for (const Result& result : inspection.checklist.results) {
                const QString contradiction = contradictionIn(result, snapshot, inspection);
                note(result.cause, contradiction);
                for (const Fix& fix : wordsFor(result, inspection).fixes)
                    changes += changedBy(fix, snapshot.expectations) ? 1 : 0;
            }
            const Result& roles = *inspection.checklist.find(CheckId::Roles);
            const QString contradiction = contradictionInLadders(roles, inspection);
            note(roles.cause + QStringLiteral(", ladder"), contradiction);
            ladders += int(laddersOf(inspection).size());
        }
        for (auto it = contradictions.cbegin(); it != contradictions.cend(); ++it)
            qWarning("%s in %s", qPrintable(it.key()), it.value().constData());
        QVERIFY(contradictions.isEmpty());
        QVERIFY2(ladders > runs / 2 && changes > runs / 2,
                 qPrintable(QStringLiteral("%1, %2").arg(ladders).arg(changes)));
    }

    void ladders_agreeWithEveryRow_data() { addRows("roles"); }
    void ladders_agreeWithEveryRow()
    {
        const Row row = fetchedRow();
        Snapshot snapshot = snapshotOf(row);
        snapshot.expectations.roles = row.expected;
        const Inspection inspection = inspectionOf(snapshot);
        const Result& roles = *inspection.checklist.find(CheckId::Roles);
        const QString contradiction =
            contradictionIn(roles, snapshot, inspection) + contradictionInLadders(roles, inspection);
        QVERIFY2(contradiction.isEmpty(), qPrintable(contradiction));
        const auto failing = [&roles](const Item& item) { return item.cause == roles.cause; };
        if (!roles.cause.isEmpty() && !roles.items.isEmpty())
            QVERIFY2(std::any_of(roles.items.begin(), roles.items.end(), failing), qPrintable(roles.cause));
    }
};

QTEST_GUILESS_MAIN(ContradictionsTest)
#include "tst_contradictions.moc"
