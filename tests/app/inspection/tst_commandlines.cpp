// SPDX-License-Identifier: Apache-2.0
#include "inspecting.h"

#include "inspection/commandlines.h"
#include "inspection/rolecommands.h"

#include <QTest>

using namespace assayer;
using namespace assayer::inspection;

namespace {

/// Every command that there is, with ids and without, in the public cloud and beyond it.
QList<Command> allCommands()
{
    RoleIds known;
    known.api = QStringLiteral("11111111-1111-1111-1111-111111111111");
    known.client = QStringLiteral("22222222-2222-2222-2222-222222222222");
    known.apiPrincipal = QStringLiteral("33333333-3333-3333-3333-333333333333");
    known.clientPrincipal = QStringLiteral("44444444-4444-4444-4444-444444444444");
    known.role = QStringLiteral("Orders.Read.All");
    known.roleId = QStringLiteral("55555555-5555-5555-5555-555555555555");
    known.cloud = QStringLiteral("china");
    QList<Command> all;
    for (const RoleIds& ids : {RoleIds(), known})
        all += commandsToLook(ids) + commandsToDeclare(ids) + commandsToCreatePrincipal(ids) + commandsToRequest(ids) +
               commandsToGrant(ids);
    return all;
}

} // namespace

class CommandLinesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyLine_isExplained()
    {
        QVERIFY(allCommands().size() > 20);
        for (const Command& command : allCommands()) {
            QStringList lines;
            for (const ExplainedLine& line : explainLines(command)) {
                lines << line.line;
                QVERIFY2(line.meaning.size() > 15, qPrintable(line.line));
            }
            QCOMPARE(lines.join(u'\n'), command.text);
        }
    }

    void meaning_isTheLines_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("word");
        QTest::newRow("reads") << "az ad app show --id x"
                               << "Changes nothing";
        QTest::newRow("reads into a file") << "az ad app show --id x --query appRoles > appRoles.json"
                                           << "file";
        QTest::newRow("grants") << "New-MgServicePrincipalAppRoleAssignedTo -ServicePrincipalId $api.Id"
                                << "Grants";
        QTest::newRow("creates") << "New-MgServicePrincipal -AppId x"
                                 << "Makes";
        QTest::newRow("lists") << "GET https://graph.microsoft.com/v1.0/servicePrincipals/x/appRoleAssignments"
                               << "Lists";
        QTest::newRow("looks an id up") << "APISP=$(az ad sp show --id x --query id -o tsv)"
                                        << "Finds";
        QTest::newRow("knows the id") << "APISP=33333333-3333-3333-3333-333333333333"
                                      << "Keeps";
        QTest::newRow("goes on") << "  --body \"{}\""
                                 << "principalId";
    }
    void meaning_isTheLines()
    {
        QFETCH(QString, line);
        QFETCH(QString, word);
        const QList<ExplainedLine> explained = explainLines({QStringLiteral("x"), line});
        QCOMPARE(explained.size(), 1);
        QVERIFY2(explained.first().meaning.contains(word), qPrintable(explained.first().meaning));
    }

    void strangeLine_hasNoMeaning()
    {
        const QList<ExplainedLine> explained = explainLines({QStringLiteral("x"), QStringLiteral("rm -rf ~")});
        QCOMPARE(explained.size(), 1);
        QVERIFY(explained.first().meaning.isEmpty());
    }
};

QTEST_GUILESS_MAIN(CommandLinesTest)
#include "tst_commandlines.moc"
