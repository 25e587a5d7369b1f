// SPDX-License-Identifier: Apache-2.0
// What the window puts on the clipboard, and what it leaves there.
#include "controls/plainlabel.h"
#include "controls/secretfield.h"
#include "controls/statusnote.h"
#include "models/tokenmodel.h"
#include "ui/window/windowfixture.h"
#include "window/statusbar.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QTreeView>

using namespace assayer;

namespace {

const QString hint = QStringLiteral("x-kde-passwordManagerHint");

void getToken(WindowFixture& fixture)
{
    fixture.window->getToken();
    QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->session().isRunning() && fixture.window->session().hasInspection(),
                             20'000);
}

QString said(const WindowFixture& fixture)
{
    return fixture.find<controls::PlainLabel>("said")->fullText();
}

} // namespace

class TestCopies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QGuiApplication::clipboard()->setText(QStringLiteral("before")); }

    void liveToken_goesWithTheWindow()
    {
        WindowFixture fixture;
        getToken(fixture);
        fixture.find<QAction>("copyTokenAction")->trigger();
        const QClipboard* clipboard = fixture.environment.clipboard;
        QCOMPARE(clipboard->text().count(u'.'), 2);
        QVERIFY(clipboard->mimeData()->hasFormat(hint));
        QVERIFY(said(fixture).contains(QStringLiteral("30 s")));
        fixture.window.reset();
        QVERIFY(clipboard->text().isEmpty());
    }

    void secret_goesWithTheWindow()
    {
        WindowFixture fixture;
        auto* field = fixture.find<controls::SecretField>("clientSecret");
        QTest::keyClick(field->copyButton(), Qt::Key_Space);
        const QClipboard* clipboard = fixture.environment.clipboard;
        QCOMPARE(clipboard->text().toUtf8(), field->secret().reveal().toByteArray());
        QVERIFY(clipboard->mimeData()->hasFormat(hint));
        QVERIFY(said(fixture).contains(QStringLiteral("30 s")));
        fixture.window.reset();
        QVERIFY(clipboard->text().isEmpty());
    }

    void message_hidesNoState_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("wide") << 1360;
        QTest::newRow("narrow") << 1024;
    }
    void message_hidesNoState()
    {
        QFETCH(int, width);
        WindowFixture fixture;
        fixture.window->resize(width, 700);
        getToken(fixture);
        auto* state = fixture.find<controls::StatusNote>("status");
        const QString before = state->accessibleName();
        QVERIFY(before.startsWith(QStringLiteral("200")));
        const int needed = state->sizeHint().width();
        fixture.find<QAction>("copyTokenAction")->trigger();
        QCoreApplication::processEvents();
        QVERIFY(!said(fixture).isEmpty());
        QVERIFY(state->isVisible());
        QCOMPARE(state->accessibleName(), before);
        QVERIFY(state->width() >= needed);
        const auto* message = fixture.find<controls::PlainLabel>("said");
        QVERIFY(message->isVisible() && !message->isElided());
        QVERIFY(!message->geometry().intersects(state->geometry()));
    }

    void message_goesAfterAWhile()
    {
        window::StatusBar bar(new controls::StatusNote, QStringLiteral("promise"));
        bar.resize(120, 30);
        bar.show();
        bar.say(QStringLiteral("a sentence that is longer than the bar"), std::chrono::milliseconds(1));
        const auto* promise = bar.findChild<controls::PlainLabel*>(QStringLiteral("promise"));
        QVERIFY(promise->isHidden());
        QTRY_VERIFY(bar.said().isEmpty());
        QVERIFY(promise->isVisible());
    }

    void row_isCopiedByKey_data()
    {
        QTest::addColumn<QString>("claim");
        QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
        QTest::addColumn<QString>("copied");
        const QString tenant = profile::workedExample().authority.tenant;
        QTest::newRow("value") << "tid" << Qt::KeyboardModifiers(Qt::ControlModifier) << tenant;
        QTest::newRow("row") << "tid" << (Qt::ControlModifier | Qt::ShiftModifier) << "tid\t" + tenant + "\t";
        QTest::newRow("heading") << QString() << Qt::KeyboardModifiers(Qt::ControlModifier) << "{\n";
    }
    void row_isCopiedByKey()
    {
        QFETCH(QString, claim);
        QFETCH(Qt::KeyboardModifiers, modifiers);
        QFETCH(QString, copied);
        WindowFixture fixture;
        getToken(fixture);
        auto* tree = fixture.find<QTreeView>("token");
        const auto* model = qobject_cast<const models::TokenModel*>(tree->model());
        const QModelIndex index =
            claim.isEmpty() ? model->indexOfSection(jose::Section::Payload) : model->indexOfClaim(claim);
        QVERIFY(index.isValid());
        // A click into another row's third cell is of no account any more.
        tree->setCurrentIndex(tree->indexBelow(index));
        tree->scrollTo(tree->currentIndex());
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {},
                          tree->visualRect(tree->currentIndex().siblingAtColumn(2)).center());
        QTest::keyClick(tree, Qt::Key_Up);
        QCOMPARE(tree->currentIndex().row(), index.row());
        QTest::keyClick(tree, Qt::Key_C, modifiers);
        QCOMPARE(fixture.environment.clipboard->text().left(copied.size()), copied);
    }

    void textWithoutToken_hasNoReport()
    {
        WindowFixture fixture;
        fixture.window->session().inspect("there is no token in this sentence");
        QTRY_VERIFY(fixture.window->session().hasInspection());
        QVERIFY(!fixture.find<QPushButton>("copyReport")->isVisible());
        QVERIFY(!fixture.find<QAction>("copyReportAction")->isEnabled());
        fixture.find<QAction>("reportText")->trigger();
        QCOMPARE(fixture.environment.clipboard->text(), QStringLiteral("before"));
    }

    void reports_standTogetherInTheMenu()
    {
        WindowFixture fixture;
        const auto* reports = fixture.find<QMenu>("reportMenu");
        const QList<QAction*> actions = reports->parentWidget()->actions();
        const qsizetype at = actions.indexOf(reports->menuAction());
        QVERIFY(at > 0);
        QCOMPARE(actions.at(at - 1)->objectName(), QStringLiteral("copyReportAction"));
    }

    /// Buttons and menu offer the same, and what they offer happens.
    void partsOfAToken_areOfferedWhereTheyAre_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<bool>("header");
        QTest::addColumn<bool>("claims");
        QTest::addColumn<bool>("rows");
        QTest::newRow("signed") << QByteArray("eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJhIn0.c2ln") << true << true << true;
        QTest::newRow("encrypted") << QByteArray("eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.YQ.Yg.Yw.ZA") << true
                                   << false << true;
        QTest::newRow("claims that are no JSON")
            << QByteArray("eyJhbGciOiJSUzI1NiJ9.YWJj.c2ln") << true << false << true;
        QTest::newRow("opaque") << QByteArray("0123456789abcdef0123456789abcdef") << false << false << false;
    }
    void partsOfAToken_areOfferedWhereTheyAre()
    {
        QFETCH(bool, header);
        QFETCH(bool, claims);
        QFETCH(bool, rows);
        QFETCH(QByteArray, token);
        WindowFixture fixture;
        fixture.window->session().inspect(token);
        QTRY_VERIFY(fixture.window->session().inspection().token && !fixture.window->session().isRunning());
        const auto enabled = [&fixture](const char* action) { return fixture.find<QAction>(action)->isEnabled(); };
        QCOMPARE(enabled("copyHeaderAction"), header);
        QCOMPARE(enabled("copyClaimsAction"), claims);
        QCOMPARE(enabled("findInTokenAction"), rows);
        QCOMPARE(enabled("toggleRawAction"), rows);
        QCOMPARE(fixture.find<QPushButton>("copyClaims")->isEnabled(), claims);
        QCOMPARE(fixture.find<QPushButton>("find")->isEnabled(), rows);
        QCOMPARE(fixture.find<QPushButton>("raw")->isEnabled(), rows);
        for (const char* action : {"copyHeaderAction", "copyClaimsAction"}) {
            QGuiApplication::clipboard()->setText(QStringLiteral("before"));
            fixture.find<QAction>(action)->trigger();
            QCOMPARE(QGuiApplication::clipboard()->text() != QLatin1String("before"), enabled(action));
        }
    }

    void report_stays()
    {
        WindowFixture fixture;
        getToken(fixture);
        fixture.find<QAction>("copyTokenAction")->trigger();
        fixture.find<QAction>("copyReportAction")->trigger();
        const QClipboard* clipboard = fixture.environment.clipboard;
        const QString report = clipboard->text();
        QVERIFY(!report.isEmpty() && !clipboard->mimeData()->hasFormat(hint));
        fixture.window.reset();
        QCOMPARE(clipboard->text(), report);
    }
};

QTEST_MAIN(TestCopies)
#include "tst_copies.moc"
