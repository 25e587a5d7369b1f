// SPDX-License-Identifier: Apache-2.0
#include "controls/codeblock.h"
#include "ui/window/pagesamples.h"
#include "ui/window/windowfixture.h"

#include <QAction>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>

using namespace assayer;

namespace {

void getToken(const WindowFixture& fixture)
{
    fixture.window->getToken();
    QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->session().isRunning() && fixture.window->session().hasInspection(),
                             20'000);
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestExchanges : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingSent_isNothingToSave()
    {
        WindowFixture fixture;
        QVERIFY(!fixture.find<QPushButton>("saveExchanges")->isEnabled());
        QVERIFY(!fixture.find<QAction>("saveExchangesAction")->isEnabled());
        fixture.window->saveExchanges();
        QVERIFY(fixture.dialogs.asked.isEmpty());
    }

    void saved_isAnArchiveWithoutSecrets()
    {
        WindowFixture fixture;
        getToken(fixture);
        const QByteArray compact = fixture.window->session().inspection().token->compact;
        const QString secret = fixture.find<QWidget>("clientSecret")->findChild<QLineEdit*>()->text();
        QVERIFY(!secret.isEmpty());
        fixture.dialogs.path = fixture.folder.filePath(QStringLiteral("run.har"));
        fixture.window->showExchange();
        QTest::mouseClick(fixture.find<QPushButton>("saveExchanges"), Qt::LeftButton);
        QVERIFY2(fixture.dialogs.asked.last().endsWith(QLatin1String(".har")),
                 qPrintable(fixture.dialogs.asked.last()));
        const QByteArray har = contentOf(fixture.dialogs.path);
        const QJsonObject log = QJsonDocument::fromJson(har).object().value(QStringLiteral("log")).toObject();
        QCOMPARE(log.value(QStringLiteral("entries")).toArray().size(),
                 fixture.window->session().inspection().exchanges.size());
        QVERIFY(!har.contains(secret.toUtf8()));
        QVERIFY(!har.contains(compact));
        QVERIFY(!har.contains(compact.mid(compact.lastIndexOf('.') + 1)));
        QVERIFY(fixture.dialogs.told.isEmpty());
    }

    void unwritable_isTold()
    {
        WindowFixture fixture;
        getToken(fixture);
        fixture.dialogs.path = fixture.folder.filePath(QStringLiteral("nowhere/run.har"));
        fixture.window->saveExchanges();
        QCOMPARE(fixture.dialogs.told.size(), 1);
        QCOMPARE(fixture.dialogs.told.first().code, QStringLiteral("not-writable"));
    }

    void thoughtBetter_writesNothing()
    {
        WindowFixture fixture;
        getToken(fixture);
        fixture.window->saveExchanges();
        QCOMPARE(fixture.dialogs.asked.size(), 1);
        QVERIFY(fixture.dialogs.told.isEmpty());
    }

    void commands_areExplainedLineByLine()
    {
        WindowFixture fixture;
        fixture.environment.clipboard->setText(manifest());
        fixture.window->pasteManifest();
        profile::Profile profile = fixture.window->session().profile();
        profile.expectations.roles = {QStringLiteral("Orders.Write.All")};
        fixture.window->session().edit(profile);
        getToken(fixture);
        fixture.window->showRoles();
        auto* code = fixture.find<controls::CodeBlock>("commands");
        auto* explain = fixture.find<QPushButton>("explainCommands");
        QVERIFY(code->isVisible() && explain->isEnabled());
        const QString firstLine = code->toPlainText().section(u'\n', 0, 0);
        QTest::mouseClick(explain, Qt::LeftButton);
        QVERIFY(!code->isVisible());
        QStringList shown;
        for (const QLabel* label : fixture.find<QWidget>("rolesPage")->findChildren<QLabel*>()) {
            if (label->isVisible())
                shown << label->accessibleName();
        }
        QVERIFY2(shown.contains(firstLine), qPrintable(shown.join(u'\n')));
        QVERIFY2(shown.join(u' ').contains(QLatin1String("Changes nothing")) ||
                     shown.join(u' ').contains(QLatin1String("service principal")),
                 qPrintable(shown.join(u'\n')));
        // The portal's steps are words already.
        auto* tabs = fixture.find<QTabBar>("commandTabs");
        tabs->setCurrentIndex(tabs->count() - 1);
        QVERIFY(!explain->isEnabled());
        QVERIFY(code->isVisible());
        tabs->setCurrentIndex(0);
        QVERIFY(!code->isVisible());
        QTest::mouseClick(explain, Qt::LeftButton);
        QVERIFY(code->isVisible());
    }
};

QTEST_MAIN(TestExchanges)
#include "tst_exchanges.moc"
