// SPDX-License-Identifier: Apache-2.0
#include "controls/banner.h"
#include "controls/treeview.h"
#include "panels/profilespanel.h"
#include "ui/window/windowfixture.h"
#include "window/opened.h"

#include <QAbstractItemView>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QTest>
#include <QWindow>

using namespace assayer;

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// Makes the first column wider as a drag of its border does; returns what is to be kept.
QString dragFirstBorder(const WindowFixture& fixture, const char* name)
{
    auto* tree = fixture.find<controls::TreeView>(name);
    QList<qreal> shares = tree->columnShares();
    shares[0] += 0.05;
    shares[1] -= 0.05;
    tree->setColumnShares(shares);
    return tree->columnState();
}

profile::Profile sample()
{
    profile::Profile profile = profile::workedExample();
    profile.name = QStringLiteral("Orders worker → Orders API");
    return profile;
}

} // namespace

class TestWindowFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void savedProfile_hasNoSecretAndOpensAgain()
    {
        WindowFixture fixture;
        fixture.dialogs.path = fixture.folder.filePath(QStringLiteral("saved.json"));
        fixture.window->saveProfileAs();
        QVERIFY(fixture.dialogs.told.isEmpty());
        const QByteArray saved = contents(fixture.dialogs.path);
        const QByteArray secret = practice::PracticeTenant::demoSecret().reveal().toByteArray();
        QVERIFY(!secret.isEmpty());
        QVERIFY(saved.contains("\"schema\""));
        QVERIFY(!saved.contains(secret));
        QVERIFY(!fixture.window->isWindowModified());
        fixture.window->newProfile();
        QVERIFY(fixture.find<QLineEdit>("clientId")->text().isEmpty());
        QVERIFY(fixture.find<QWidget>("clientSecret")->findChild<QLineEdit*>()->text().isEmpty());
        fixture.window->openFile(fixture.dialogs.path);
        QCOMPARE(fixture.window->session().profile().clientId, profile::workedExample().clientId);
        QVERIFY(!contents(fixture.folder.filePath(QStringLiteral("settings.ini"))).contains(secret));
    }

    void changes_areAskedAbout()
    {
        WindowFixture fixture;
        const QString path = fixture.folder.filePath(QStringLiteral("a.json"));
        write(path, profile::write(sample()));
        fixture.window->openFile(path);
        fixture.find<QLineEdit>("tenant")->setText(QStringLiteral("other.onmicrosoft.com"));
        QVERIFY(fixture.window->isWindowModified());
        fixture.dialogs.unsaved = dialogs::Dialogs::Unsaved::Cancel;
        QVERIFY(!fixture.window->close());
        fixture.window->newProfile();
        QCOMPARE(fixture.find<QLineEdit>("tenant")->text(), QStringLiteral("other.onmicrosoft.com"));
        fixture.dialogs.unsaved = dialogs::Dialogs::Unsaved::Save;
        QVERIFY(fixture.window->close());
        QVERIFY(contents(path).contains("other.onmicrosoft.com"));
    }

    void discardedChanges_areAskedAboutOnce()
    {
        WindowFixture fixture;
        const QString path = fixture.folder.filePath(QStringLiteral("a.json"));
        const QString other = fixture.folder.filePath(QStringLiteral("b.json"));
        write(path, profile::write(sample()));
        write(other, profile::write(sample()));
        fixture.window->openFile(other);
        fixture.window->openFile(path);
        const auto change = [&fixture] {
            fixture.find<QLineEdit>("tenant")->setText(QStringLiteral("other.onmicrosoft.com"));
            fixture.dialogs.asked.clear();
        };
        fixture.dialogs.unsaved = dialogs::Dialogs::Unsaved::Discard;
        change();
        Q_EMIT fixture.find<panels::ProfilesPanel>("profilesPanel")->profileRequested(other);
        QCOMPARE(fixture.dialogs.asked.size(), 1);
        QCOMPARE(fixture.find<QLineEdit>("tenant")->text(), sample().authority.tenant);
        // The open file again: what was typed is not lost without a word either.
        fixture.dialogs.unsaved = dialogs::Dialogs::Unsaved::Cancel;
        change();
        fixture.window->openFile(other);
        QCOMPARE(fixture.dialogs.asked.size(), 1);
        QCOMPARE(fixture.find<QLineEdit>("tenant")->text(), QStringLiteral("other.onmicrosoft.com"));
    }

    void damagedProfile_isToldAndKept_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("half") << QByteArray("{\"schema\": 1, \"name\": ");
        QTest::newRow("newer") << QByteArray("{\"schema\": 999}");
        QTest::newRow("with a secret") << QByteArray("{\"schema\": 1, \"clientSecret\": \"x\"}");
    }
    void damagedProfile_isToldAndKept()
    {
        QFETCH(QByteArray, bytes);
        WindowFixture fixture;
        const QString path = fixture.folder.filePath(QStringLiteral("damaged.json"));
        write(path, bytes);
        fixture.window->openFile(path);
        QCOMPARE(fixture.dialogs.told.size(), 1);
        QCOMPARE(contents(path), bytes);
        QCOMPARE(fixture.window->session().profile(), profile::workedExample());
    }

    void missingFile_isTold()
    {
        WindowFixture fixture;
        fixture.window->openFile(fixture.folder.filePath(QStringLiteral("nothing")));
        QCOMPARE(fixture.dialogs.told.size(), 1);
        QCOMPARE(fixture.dialogs.told.first().code, QStringLiteral("absent"));
    }

    void fileChangedMeanwhile_isAskedAbout()
    {
        WindowFixture fixture;
        const QString path = fixture.folder.filePath(QStringLiteral("a.json"));
        write(path, profile::write(sample()));
        fixture.window->openFile(path);
        fixture.find<QLineEdit>("tenant")->setText(QStringLiteral("ours"));
        profile::Profile theirs = sample();
        theirs.authority.tenant = QStringLiteral("theirs");
        write(path, profile::write(theirs));
        fixture.window->saveProfile();
        QCOMPARE(fixture.dialogs.conflicts.size(), 1);
        QCOMPARE(contents(path), profile::write(theirs));
        fixture.dialogs.conflict = dialogs::Dialogs::ConflictAnswer::Ours;
        fixture.window->saveProfile();
        QVERIFY(contents(path).contains("ours"));
        QVERIFY(!fixture.window->isWindowModified());
    }

    void unwritableFile_isTold()
    {
        WindowFixture fixture;
        fixture.dialogs.path = fixture.folder.filePath(QStringLiteral("no/such/folder/x.json"));
        fixture.window->saveProfileAs();
        QCOMPARE(fixture.dialogs.told.size(), 1);
        QCOMPARE(fixture.window->desk().key(), window::ProfileBook::exampleKey);
        QCOMPARE(fixture.window->session().profile(), profile::workedExample());
    }

    void environmentsFile_isNotOpenedAsAProfile()
    {
        WindowFixture fixture;
        const QString path = fixture.folder.filePath(QStringLiteral("dev.json"));
        const QByteArray text = "{\"schema\": 1, \"name\": \"dev\", \"variables\": []}";
        write(path, text);
        fixture.window->openFile(path);
        QCOMPARE(fixture.dialogs.told.size(), 1);
        QVERIFY(fixture.dialogs.told.first().sentence.contains(QStringLiteral("environment")));
        QCOMPARE(fixture.window->session().profile(), profile::workedExample());
        QCOMPARE(contents(path), text);
    }

    void kinds_areRecognised()
    {
        QVERIFY(std::holds_alternative<profile::Profile>(window::recognise(profile::write(sample()))));
        QVERIFY(std::holds_alternative<window::TokenText>(window::recognise("eyJhbGciOiJub25lIn0.e30.")));
        QVERIFY(std::holds_alternative<window::TokenText>(
            window::recognise("{\"access_token\":\"eyJhbGciOiJub25lIn0.e30.\"}")));
        QVERIFY(std::holds_alternative<window::TokenText>(window::recognise("opaque text")));
        QVERIFY(std::holds_alternative<support::Error>(window::recognise("{\"schema\": 1, \"name\": 5}")));
    }

    void droppedText_isInspected()
    {
        WindowFixture fixture;
        QMimeData data;
        data.setText(QStringLiteral("eyJhbGciOiJub25lIn0.eyJhdWQiOiJhIn0."));
        QDragEnterEvent enter(QPoint(700, 700), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(fixture.window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(700, 700), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(fixture.window.get(), &event);
        QTRY_VERIFY(fixture.window->session().inspection().token);
        QCOMPARE(fixture.window->session().inspection().token->kind, jose::TokenKind::Unsigned);
    }

    void textDroppedOnAField_staysThereUnlessItIsAToken_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("stays");
        const QString token = QStringLiteral("eyJhbGciOiJub25lIn0.eyJhdWQiOiJhIn0.");
        QTest::newRow("token") << QByteArray("tenant") << token << false;
        QTest::newRow("header") << QByteArray("tenant") << "Authorization: Bearer " + token << false;
        QTest::newRow("other text") << QByteArray("tenant") << "dropped" << true;
        QTest::newRow("secret") << QByteArray("clientSecret") << token << true;
    }
    void textDroppedOnAField_staysThereUnlessItIsAToken()
    {
        QFETCH(QByteArray, field);
        QFETCH(QString, text);
        QFETCH(bool, stays);
        WindowFixture fixture;
        auto* widget = fixture.find<QWidget>(field.constData());
        auto* line = qobject_cast<QLineEdit*>(widget);
        line = line ? line : widget->findChild<QLineEdit*>();
        line->clear();
        QMimeData data;
        data.setText(text);
        const QPoint at = line->mapTo(fixture.window.get(), line->rect().center());
        QWindow* window = fixture.window->windowHandle();
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window, &enter);
        QVERIFY(enter.isAccepted());
        QDragMoveEvent move(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window, &move);
        QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window, &drop);
        if (!stays)
            QTRY_VERIFY(fixture.window->session().inspection().token);
        QVERIFY(!fixture.window->session().isRunning());
        QCOMPARE(line->text(), stays ? text : QString());
    }

    void window_remembersItsShape()
    {
        WindowFixture fixture;
        fixture.find<QSplitter>("lowerSplitter")->setSizes({300, 700});
        const QList<int> sizes = fixture.find<QSplitter>("lowerSplitter")->sizes();
        fixture.window->showPage(window::MainWindow::Page::Exchange);
        const QStringList columns{dragFirstBorder(fixture, "token"), dragFirstBorder(fixture, "exchange")};
        fixture.window->resize(1200, 800);
        fixture.window->move(40, 30);
        const QRect place = fixture.window->geometry();
        QVERIFY(fixture.window->close());
        // A window of its own size, not the fixture's.
        fixture.window = std::make_unique<window::MainWindow>(fixture.environment);
        fixture.window->show();
        QCOMPARE(fixture.window->geometry(), place);
        for (int tree = 0; tree < columns.size(); ++tree)
            QCOMPARE(fixture.find<controls::TreeView>(tree == 0 ? "token" : "exchange")->columnState(),
                     columns.at(tree));
        fixture.window->resize(1360, 860);
        QCOMPARE(fixture.find<QSplitter>("lowerSplitter")->sizes(), sizes);
        QVERIFY(fixture.find<QWidget>("exchangePanel")->isVisible());
    }
};

QTEST_MAIN(TestWindowFiles)
#include "tst_windowfiles.moc"
