// SPDX-License-Identifier: Apache-2.0
#include "dialogs/environmentdraft.h"

#include <QTest>

using namespace assayer;
using namespace assayer::dialogs;
using profile::Variable;
using profile::VariableKind;

namespace {

constexpr auto plain = VariableKind::Plain;
constexpr auto hidden = VariableKind::Secret;

store::EnvironmentEntry entry(const QString& name, const QList<Variable>& variables)
{
    store::EnvironmentEntry made;
    made.path = QStringLiteral("environments/%1.json").arg(name);
    made.name = name;
    made.environment.id = QStringLiteral("id-") + name;
    made.environment.name = name;
    made.environment.variables = variables;
    made.revision = "revision of " + name.toUtf8();
    return made;
}

EnvironmentDraft testDraft()
{
    return draftOf(entry(QStringLiteral("test"), {{QStringLiteral("tenant"), plain, QStringLiteral("contoso")},
                                                  {QStringLiteral("key"), hidden},
                                                  {QStringLiteral("other"), hidden}}));
}

support::Secret secret()
{
    return support::Secret::fromText(QStringLiteral("s3cr3t"));
}

/// What the change does to secrets: «key=» for one to write, «key>name», «key-».
QString secretsOf(const EnvironmentChange& change)
{
    QStringList out;
    QStringList written = change.secrets.keys();
    written.sort();
    for (const QString& name : written)
        out << name + QLatin1Char('=');
    for (const EnvironmentChange::SecretMove& move : change.renamed)
        out << move.from + QLatin1Char('>') + move.to;
    for (const QString& name : change.forgotten)
        out << name + QLatin1Char('-');
    return out.join(QLatin1Char(' '));
}

using Edit = std::function<void(EnvironmentDraft&)>;

} // namespace

Q_DECLARE_METATYPE(Edit)

class TestEnvironmentDraft : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void untouched_isNoChange() { QVERIFY(changesOf({testDraft()}).isEmpty()); }

    void change_keepsIdUnknownAndRevision()
    {
        store::EnvironmentEntry was = entry(QStringLiteral("test"), {{QStringLiteral("tenant"), plain, {}}});
        was.environment.unknown = {{QStringLiteral("x"), {}}};
        EnvironmentDraft draft = draftOf(was);
        draft.name = QStringLiteral(" staging ");
        const QList<EnvironmentChange> changes = changesOf({draft});
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.first().path, was.path);
        QCOMPARE(changes.first().base, was.revision);
        QVERIFY(!changes.first().removed);
        profile::Environment expected = was.environment;
        expected.name = QStringLiteral("staging");
        QCOMPARE(changes.first().environment, expected);
    }

    void secrets_followTheirVariables_data()
    {
        QTest::addColumn<Edit>("edit");
        QTest::addColumn<QString>("secrets");
        const auto row = [](const char* name, const Edit& edit, const char* secrets) {
            QTest::newRow(name) << edit << QString::fromLatin1(secrets);
        };
        row(
            "a new value", [](EnvironmentDraft& d) { d.variables[1].entered = secret(); }, "key=");
        row(
            "another name", [](EnvironmentDraft& d) { d.variables[1].variable.name = QStringLiteral("api_key"); },
            "key>api_key");
        row(
            "another name and value",
            [](EnvironmentDraft& d) {
                d.variables[1].variable.name = QStringLiteral("api_key");
                d.variables[1].entered = secret();
            },
            "api_key= key-");
        row(
            "made plain", [](EnvironmentDraft& d) { d.variables[1].variable.kind = plain; }, "key-");
        row(
            "deleted", [](EnvironmentDraft& d) { d.variables.removeAt(1); }, "key-");
        row(
            "deleted, and another took its name",
            [](EnvironmentDraft& d) {
                d.variables.removeAt(1);
                d.variables[1].variable.name = QStringLiteral("key");
            },
            "other>key");
        row(
            "deleted, and a new one of that name",
            [](EnvironmentDraft& d) {
                d.variables.removeAt(1);
                d.variables.append({{}, false, {QStringLiteral("key"), hidden}, secret()});
            },
            "key=");
        row(
            "deleted, and a new one of that name without a value",
            [](EnvironmentDraft& d) {
                d.variables.removeAt(1);
                d.variables.append({{}, false, {QStringLiteral("key"), hidden}, {}});
            },
            "key-");
        row(
            "changed places",
            [](EnvironmentDraft& d) {
                d.variables[1].variable.name = QStringLiteral("other");
                d.variables[2].variable.name = QStringLiteral("key");
            },
            "key>other other>key");
        row(
            "plain made secret",
            [](EnvironmentDraft& d) {
                d.variables[0].variable.kind = hidden;
                d.variables[0].entered = secret();
            },
            "tenant=");
        row(
            "secret made plain and secret again",
            [](EnvironmentDraft& d) {
                d.variables[1].variable.kind = plain;
                d.variables[1].variable.kind = hidden;
                d.variables[0].variable.value = QStringLiteral("x");
            },
            "");
    }
    void secrets_followTheirVariables()
    {
        QFETCH(Edit, edit);
        QFETCH(QString, secrets);
        EnvironmentDraft draft = testDraft();
        edit(draft);
        const QList<EnvironmentChange> changes = changesOf({draft});
        QCOMPARE(changes.size(), 1);
        QCOMPARE(secretsOf(changes.first()), secrets);
    }

    void secretValue_isNeverInTheFile()
    {
        EnvironmentDraft draft = testDraft();
        draft.variables[0].variable.kind = hidden;
        QVERIFY(environmentOf(draft).variables.first().value.isEmpty());
    }

    void removed_saysWhatIsForgotten_data()
    {
        QTest::addColumn<bool>("secretsToo");
        QTest::addColumn<QString>("secrets");
        QTest::newRow("secrets stay") << false << QString();
        QTest::newRow("secrets go") << true << QStringLiteral("key- other-");
    }
    void removed_saysWhatIsForgotten()
    {
        QFETCH(bool, secretsToo);
        QFETCH(QString, secrets);
        EnvironmentDraft draft = testDraft();
        draft.variables[1].variable.name = QStringLiteral("edited-before");
        draft.removed = true;
        draft.secretsToo = secretsToo;
        const QList<EnvironmentChange> changes = changesOf({draft});
        QCOMPARE(changes.size(), 1);
        QVERIFY(changes.first().removed);
        QCOMPARE(changes.first().environment, draft.was->environment);
        QCOMPARE(secretsOf(changes.first()), secrets);
    }

    void newAndRemoved_isNoChange()
    {
        EnvironmentDraft draft;
        draft.name = QStringLiteral("x");
        QCOMPARE(changesOf({draft}).size(), 1);
        QVERIFY(changesOf({draft}).first().path.isEmpty());
        draft.removed = true;
        QVERIFY(changesOf({draft}).isEmpty());
    }

    void copy_hasNoIdAndNoSecrets()
    {
        EnvironmentDraft draft = testDraft();
        draft.variables[1].entered = secret();
        const EnvironmentDraft copy = copyOf(draft, QStringLiteral("copy"));
        const QList<EnvironmentChange> changes = changesOf({copy});
        QCOMPARE(changes.size(), 1);
        QVERIFY(changes.first().path.isEmpty() && changes.first().environment.id.isEmpty());
        QCOMPARE(changes.first().environment.variables, draft.was->environment.variables);
        QCOMPARE(secretsOf(changes.first()), QString());
    }

    void freeName_countsOn()
    {
        EnvironmentDraft draft = testDraft();
        QCOMPARE(freeName(QStringLiteral("new"), {draft}), QStringLiteral("new"));
        QCOMPARE(freeName(QStringLiteral("test"), {draft}), QStringLiteral("test 2"));
        EnvironmentDraft second = draft;
        second.name = QStringLiteral("test 2");
        QCOMPARE(freeName(QStringLiteral("test"), {draft, second}), QStringLiteral("test 3"));
        draft.removed = true;
        QCOMPARE(freeName(QStringLiteral("test"), {draft, second}), QStringLiteral("test"));
    }

    void problem_standsAtItsVariable_data()
    {
        QTest::addColumn<Variable>("variable");
        QTest::addColumn<QString>("problem"); // a part of it
        QTest::newRow("good") << Variable{QStringLiteral("a.b-c_9"), plain, QStringLiteral("v")} << QString();
        QTest::newRow("no name") << Variable{} << "needed";
        QTest::newRow("space") << Variable{QStringLiteral("a b"), plain} << "Only letters";
        QTest::newRow("digit first") << Variable{QStringLiteral("9a"), plain} << "Only letters";
        QTest::newRow("too long") << Variable{QString(65, u'a'), plain} << "Only letters";
        QTest::newRow("look-alike") << Variable{QStringLiteral("t\u0435nant2"), plain} << "Only letters";
        QTest::newRow("twice") << Variable{QStringLiteral("tenant"), plain} << "already";
        QTest::newRow("twice, once secret") << Variable{QStringLiteral("key"), plain} << "already";
        QTest::newRow("a secret in clear")
            << Variable{QStringLiteral("client_secret"), plain, QStringLiteral("v")} << "name of a secret";
        QTest::newRow("no secret yet") << Variable{QStringLiteral("client_secret"), plain} << QString();
        QTest::newRow("a secret") << Variable{QStringLiteral("client_secret"), hidden} << QString();
    }
    void problem_standsAtItsVariable()
    {
        QFETCH(Variable, variable);
        QFETCH(QString, problem);
        EnvironmentDraft draft = testDraft();
        draft.variables.append({{}, false, variable, {}});
        const QList<DraftProblem> problems = problemsOf({draft});
        QCOMPARE(problems.size(), problem.isEmpty() ? 0 : 1);
        if (!problem.isEmpty()) {
            QCOMPARE(problems.first().variable, 3);
            QVERIFY2(problems.first().text.contains(problem), qPrintable(problems.first().text));
        }
    }

    void problem_ofTheEnvironmentsName()
    {
        EnvironmentDraft second = testDraft();
        second.name = QStringLiteral(" test");
        EnvironmentDraft third = testDraft();
        third.name = QStringLiteral("  ");
        QList<DraftProblem> problems = problemsOf({testDraft(), second, third});
        QCOMPARE(problems.size(), 2);
        QCOMPARE(problems.at(0).environment, 1);
        QCOMPARE(problems.at(1).environment, 2);
        second.removed = true;
        third.removed = true;
        QVERIFY(problemsOf({testDraft(), second, third}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestEnvironmentDraft)
#include "tst_environmentdraft.moc"
