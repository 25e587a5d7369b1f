// SPDX-License-Identifier: Apache-2.0
#include "controls/banner.h"
#include "controls/formfield.h"
#include "controls/keyvaluelist.h"
#include "controls/plainlabel.h"
#include "controls/primarybutton.h"
#include "models/checklistmodel.h"
#include "models/tokenmodel.h"
#include "ui/window/windowfixture.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace assayer;
using controls::Banner;

namespace {

const char* const secretText = "wrong-secret-that-must-not-appear";

void getToken(const WindowFixture& fixture)
{
    QTest::keyClick(fixture.window.get(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->session().isRunning() && fixture.window->session().hasInspection(),
                             20'000);
}

QModelIndex rowNamed(const QAbstractItemModel* model, const QString& name, const QModelIndex& parent = {})
{
    for (int row = 0; row < model->rowCount(parent); ++row) {
        const QModelIndex index = model->index(row, 0, parent);
        if (index.data().toString() == name)
            return index;
        if (const QModelIndex below = rowNamed(model, name, index); below.isValid())
            return below;
    }
    return {};
}

/// Every text that a widget of the window shows or says.
QString everythingShown(const QWidget* window)
{
    QString text = window->windowTitle();
    for (const QWidget* widget : window->findChildren<QWidget*>()) {
        text += u'\n' + widget->accessibleName() + u'\n' + widget->accessibleDescription() + u'\n' + widget->toolTip();
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            text += u'\n' + label->text();
        if (const auto* edit = qobject_cast<const QPlainTextEdit*>(widget))
            text += u'\n' + edit->toPlainText();
    }
    return text;
}

controls::FormField* fieldOf(const QWidget* editor)
{
    const QWidget* at = editor;
    while (at && !qobject_cast<const controls::FormField*>(at))
        at = at->parentWidget();
    return const_cast<controls::FormField*>(qobject_cast<const controls::FormField*>(at));
}

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void workedExample_isAccepted()
    {
        WindowFixture fixture;
        getToken(fixture);
        auto* checklist = fixture.find<QAbstractItemView>("checklist");
        QCOMPARE(checklist->model()->rowCount(), 9);
        QCOMPARE(fixture.find<Banner>("verdict")->state(), style::State::Pass);
        QVERIFY(rowNamed(fixture.find<QAbstractItemView>("token")->model(), QStringLiteral("aud")).isValid());
        QVERIFY(fixture.find<QAbstractItemView>("exchange")->model()->rowCount() >= 1);
        QVERIFY(!fixture.find<controls::PrimaryButton>("getToken")->isBusy());
    }

    void wrongSecret_isExplainedAtItsField()
    {
        WindowFixture fixture;
        auto* secret = fixture.find<QWidget>("clientSecret")->findChild<QLineEdit*>();
        QVERIFY(secret);
        secret->setFocus();
        secret->selectAll();
        QTest::keyClicks(secret, QLatin1String(secretText));
        getToken(fixture);
        const inspection::Inspection& inspection = fixture.window->session().inspection();
        QVERIFY(inspection.refusal);
        QVERIFY(!inspection.token);
        QCOMPARE(fixture.find<Banner>("verdict")->state(), style::State::Fail);
        auto* verbatim = fixture.find<controls::PlainLabel>("verbatim");
        QVERIFY(verbatim && verbatim->isVisible());
        QVERIFY(verbatim->fullText().contains(QStringLiteral("AADSTS7000215")));
        QVERIFY(fieldOf(secret)->hasProblem());
        QVERIFY(secret->hasFocus());
        QVERIFY(!everythingShown(fixture.window.get()).contains(QLatin1String(secretText)));
    }

    void wrongSecret_isGoneAfterTheRightOne()
    {
        WindowFixture fixture;
        auto* secret = fixture.find<QWidget>("clientSecret")->findChild<QLineEdit*>();
        const QString right = secret->text();
        QTest::keyClicks(secret, QStringLiteral("x"));
        getToken(fixture);
        QVERIFY(fixture.window->session().inspection().refusal);
        secret->selectAll();
        QTest::keyClicks(secret, right);
        QVERIFY2(!fieldOf(secret)->hasProblem(), qPrintable(fieldOf(secret)->problem()));
        getToken(fixture);
        QVERIFY(fixture.window->session().inspection().token);
        QVERIFY(fixture.find<QAbstractItemView>("checklist")->isVisible());
    }

    void cancel_endsTheWait()
    {
        SilentTransport silent;
        WindowFixture fixture(&silent);
        QTest::keyClick(fixture.window.get(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(fixture.window->session().isRunning());
        auto* button = fixture.find<controls::PrimaryButton>("getToken");
        QVERIFY(button->isBusy());
        QTRY_COMPARE(fixture.find<Banner>("verdict")->state(), style::State::Busy);
        QElapsedTimer elapsed;
        elapsed.start();
        QTest::keyClick(fixture.window.get(), Qt::Key_Escape);
        QTRY_VERIFY(!fixture.window->session().isRunning());
        QVERIFY2(elapsed.elapsed() < 200, qPrintable(QString::number(elapsed.elapsed())));
        QVERIFY(!button->isBusy());
        QVERIFY(!fixture.window->session().inspection().token);
    }

    void cancel_isNoFailure()
    {
        SilentTransport silent;
        WindowFixture fixture(&silent);
        fixture.window->getToken();
        QTRY_VERIFY(fixture.window->session().isRunning());
        QVERIFY(fixture.find<QWidget>("status")->accessibleName().startsWith(QStringLiteral("Waiting")));
        QTest::keyClick(fixture.window.get(), Qt::Key_Escape);
        QTRY_VERIFY(!fixture.window->session().isRunning() && fixture.window->session().hasInspection());
        const auto* verdict = fixture.find<Banner>("verdict");
        QCOMPARE(verdict->sentence(), QStringLiteral("Cancelled"));
        QVERIFY2(!verdict->accessibleName().contains(QStringLiteral("fail")), qPrintable(verdict->accessibleName()));
        QVERIFY2(verdict->accessibleName().contains(QStringLiteral("Ctrl+Return")),
                 qPrintable(verdict->accessibleName()));
        const QString status = fixture.find<QWidget>("status")->accessibleName();
        QVERIFY2(status.startsWith(QStringLiteral("Cancelled")), qPrintable(status));
        const QModelIndex row =
            rowNamed(fixture.find<QAbstractItemView>("profileList")->model(), QStringLiteral("web app → web API"));
        QVERIFY(row.isValid() && row.data(models::StatusRole).toString() != QStringLiteral("fail"));
    }

    void firstStart_namesTheFormAsTheNextStep()
    {
        WindowFixture fixture;
        fixture.window->newProfile();
        const QString verdict = fixture.find<Banner>("verdict")->accessibleName();
        QVERIFY2(verdict.contains(QStringLiteral("The tenant is missing. Complete the form above")),
                 qPrintable(verdict));
        QVERIFY(!fixture.find<QPushButton>("showSecret")->isEnabled());
        fixture.find<QLineEdit>("secret")->setText(QStringLiteral("s"));
        QVERIFY(fixture.find<QPushButton>("showSecret")->isEnabled());
        fixture.find<QLineEdit>("tenant")->setText(QStringLiteral("contoso.onmicrosoft.com"));
        QTRY_VERIFY(!fixture.find<Banner>("verdict")->accessibleName().contains(QStringLiteral("tenant is missing")));
    }

    void changedExample_isNotSaidToBeUnsaved()
    {
        WindowFixture fixture;
        fixture.find<QLineEdit>("tenant")->setText(QStringLiteral("other"));
        const QAbstractItemModel* rows = fixture.find<QAbstractItemView>("profileList")->model();
        const auto note = [rows] {
            return rowNamed(rows, QStringLiteral("web app → web API")).data(models::SummaryRole).toString();
        };
        QTRY_COMPARE(note(), QStringLiteral("changed for now"));
    }

    void chosenCheck_findsItsClaimInALaterToken()
    {
        WindowFixture fixture;
        fixture.environment.clipboard->setText(
            QStringLiteral("eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJhIn0.c2lnbmF0dXJl")); // no tid in it
        fixture.window->pasteToken();
        QTRY_VERIFY(fixture.window->session().hasInspection());
        auto* checks = fixture.find<QAbstractItemView>("checklist");
        checks->setCurrentIndex(rowNamed(checks->model(), QStringLiteral("Tenant")));
        auto* token = fixture.find<QAbstractItemView>("token");
        token->setCurrentIndex({});
        getToken(fixture);
        QTRY_COMPARE(token->currentIndex().siblingAtColumn(0).data().toString(), QStringLiteral("tid"));
    }

    void paste_isTakenApartAndSaysWhatItLeftOut()
    {
        WindowFixture fixture;
        getToken(fixture);
        const QByteArray token = fixture.window->session().inspection().token->compact;
        fixture.environment.clipboard->setText(QStringLiteral("Authorization: Bearer \"") + QString::fromLatin1(token) +
                                               u'"');
        auto* tree = fixture.find<QAbstractItemView>("token");
        tree->setFocus();
        QTest::keyClick(tree, Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY(!fixture.window->session().inspection().stripped.isEmpty());
        QTRY_VERIFY(!fixture.window->session().isRunning());
        QCOMPARE(fixture.window->session().inspection().token->compact, token);
        auto* remark = fixture.find<controls::PlainLabel>("verdictRemark");
        QVERIFY(remark->isVisible());
        for (const QString& part : fixture.window->session().inspection().stripped)
            QVERIFY2(remark->fullText().contains(part), qPrintable(remark->fullText()));
    }

    void pasteInAField_staysThere()
    {
        WindowFixture fixture;
        fixture.environment.clipboard->setText(QStringLiteral("pasted"));
        auto* tenant = fixture.find<QLineEdit>("tenant");
        tenant->setFocus();
        tenant->selectAll();
        QTest::keyClick(tenant, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(tenant->text(), QStringLiteral("pasted"));
        QVERIFY(!fixture.window->session().hasInspection());
    }

    void tokenPastedIntoAField_isInspectedInstead()
    {
        WindowFixture fixture;
        getToken(fixture);
        const QByteArray token = fixture.window->session().inspection().token->compact;
        fixture.window->newProfile();
        auto* tenant = fixture.find<QLineEdit>("tenant");
        QCOMPARE(fixture.window->focusWidget(), tenant);
        const QString before = tenant->text();
        fixture.environment.clipboard->setText(
            QStringLiteral("{\"token_type\": \"Bearer\",\n \"access_token\": \"%1\"}").arg(QString::fromLatin1(token)));
        QTest::keyClick(tenant, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(tenant->text(), before);
        QTRY_VERIFY(fixture.window->session().hasInspection());
        QTRY_COMPARE(fixture.window->session().inspection().token->compact, token);
        // A secret that looks like one is a secret.
        auto* secret = fixture.find<QLineEdit>("secret");
        QVERIFY(secret);
        secret->setFocus();
        QTest::keyClick(secret, Qt::Key_V, Qt::ControlModifier);
        QVERIFY(!secret->text().isEmpty());
    }

    void offlinePaste_offersTheFetch()
    {
        WindowFixture fixture;
        getToken(fixture);
        const QByteArray token = fixture.window->session().inspection().token->compact;
        WindowFixture fresh; // with no keys at hand
        fresh.environment.clipboard->setText(QString::fromLatin1(token));
        fresh.window->pasteToken();
        QTRY_VERIFY(fresh.window->session().hasInspection());
        auto* fetch = fresh.find<QPushButton>("fetchKeys");
        QTRY_VERIFY(fetch->isVisible());
        QVERIFY(fetch->text().contains(fresh.window->session().inspection().offeredKeysHost));
        QVERIFY(fresh.window->session().inspection().exchanges.isEmpty());
        QTest::mouseClick(fetch, Qt::LeftButton);
        QTRY_VERIFY(!fresh.window->session().inspection().exchanges.isEmpty());
        QVERIFY(!fetch->isVisible());
    }

    void selection_leadsFromCheckToClaimAndBack()
    {
        WindowFixture fixture;
        getToken(fixture);
        auto* checklist = fixture.find<QAbstractItemView>("checklist");
        auto* token = fixture.find<QAbstractItemView>("token");
        for (int row = 0; row < checklist->model()->rowCount(); ++row) {
            const QModelIndex check = checklist->model()->index(row, 0);
            if (check.data(models::ChecklistModel::IdRole).toString() == QLatin1String("audience"))
                checklist->setCurrentIndex(check);
        }
        QCOMPARE(token->currentIndex().data().toString(), QStringLiteral("aud"));
        token->setCurrentIndex(rowNamed(token->model(), QStringLiteral("iss")));
        QCOMPARE(checklist->currentIndex().data(models::ChecklistModel::IdRole).toString(), QStringLiteral("issuer"));
    }

    void selection_survivesANewToken()
    {
        WindowFixture fixture;
        getToken(fixture);
        auto* token = fixture.find<QAbstractItemView>("token");
        token->setCurrentIndex(rowNamed(token->model(), QStringLiteral("exp")));
        const QByteArray before = fixture.window->session().inspection().token->compact;
        fixture.window->getToken();
        QTRY_VERIFY(!fixture.window->session().isRunning());
        QVERIFY(fixture.window->session().inspection().token);
        QCOMPARE(token->currentIndex().data().toString(), QStringLiteral("exp"));
    }

    void expectation_isCheckedAtOnceAndFixedByItsButton()
    {
        WindowFixture fixture;
        getToken(fixture);
        auto* audiences = fixture.find<QPlainTextEdit>("expected_audiences");
        audiences->setPlainText(QStringLiteral("api://something-else"));
        QTRY_COMPARE(fixture.find<Banner>("verdict")->state(), style::State::Fail);
        auto* checklist = fixture.find<QAbstractItemView>("checklist");
        for (int row = 0; row < checklist->model()->rowCount(); ++row) {
            const QModelIndex check = checklist->model()->index(row, 0);
            if (check.data(models::ChecklistModel::IdRole).toString() == QLatin1String("audience"))
                checklist->setCurrentIndex(check);
        }
        auto* fix = fixture.find<QPushButton>("fix_expectations.audiences");
        QVERIFY(fix);
        fix->click();
        QTRY_COMPARE(fixture.find<Banner>("verdict")->state(), style::State::Pass);
        QVERIFY(audiences->toPlainText() != QLatin1String("api://something-else"));
    }

    void expectation_editedDuringTheWaitCounts()
    {
        WindowFixture fixture;
        QTest::keyClick(fixture.window.get(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(fixture.window->session().isRunning());
        fixture.find<QPlainTextEdit>("expected_audiences")->setPlainText(QStringLiteral("api://something-else"));
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->session().isRunning(), 20'000);
        QVERIFY(fixture.window->session().inspection().token);
        QCOMPARE(fixture.find<Banner>("verdict")->state(), style::State::Fail);
    }

    void lint_speaksAtTheField()
    {
        WindowFixture fixture;
        auto* tenant = fixture.find<QLineEdit>("tenant");
        tenant->setFocus();
        tenant->selectAll();
        QTest::keyClicks(tenant, QStringLiteral("common"));
        QVERIFY(fieldOf(tenant)->hasProblem());
        tenant->selectAll();
        QTest::keyClicks(tenant, QStringLiteral("contoso.onmicrosoft.com"));
        QVERIFY(!fieldOf(tenant)->hasProblem());
        auto* secret = fixture.find<QWidget>("clientSecret")->findChild<QLineEdit*>();
        secret->selectAll();
        QTest::keyClicks(secret, QStringLiteral("6f1c2b0e-93f4-4f5e-a1c7-0d1f2d3c4b5a"));
        QVERIFY(fieldOf(secret)->hasProblem());
    }

    void missingField_isFocusedInsteadOfSent()
    {
        WindowFixture fixture;
        auto* client = fixture.find<QLineEdit>("clientId");
        client->clear();
        QVERIFY(!fieldOf(client)->hasProblem());
        QTest::keyClick(fixture.window.get(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!fixture.window->session().isRunning());
        QVERIFY(client->hasFocus());
        QVERIFY(fieldOf(client)->hasProblem());
    }

    void requestLine_followsTheForm()
    {
        WindowFixture fixture;
        auto* authority = fixture.find<QComboBox>("authority");
        authority->setCurrentIndex(0);
        auto* tenant = fixture.find<QLineEdit>("tenant");
        tenant->setText(QStringLiteral("contoso.onmicrosoft.com"));
        const QString said = fixture.find<QWidget>("requestLine")->accessibleName();
        QVERIFY2(said.contains(
                     QStringLiteral("https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token")),
                 qPrintable(said));
        fixture.find<QComboBox>("endpointVersion")->setCurrentIndex(1);
        QVERIFY(fixture.find<QWidget>("requestLine")->accessibleName().contains(QStringLiteral("/oauth2/token")));
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
