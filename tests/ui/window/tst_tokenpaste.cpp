// SPDX-License-Identifier: Apache-2.0
#include "ui/window/windowfixture.h"

#include <QWindow>

using namespace assayer;

namespace {

const QByteArray token = "eyJhbGciOiJub25lIn0.eyJhdWQiOiJhIn0.";

QString textOf(const QWidget* editor)
{
    const QVariant text = editor->property("text");
    return text.isValid() ? text.toString() : editor->property("plainText").toString();
}

} // namespace

/// Where a pasted token goes, as the keyboard sends it: through the window, not to the editor alone.
class TestTokenPaste : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void token_goesToTheWindowFromALineOfTheFormOnly_data()
    {
        QTest::addColumn<QByteArray>("editor");
        QTest::addColumn<bool>("stays");
        QTest::newRow("line") << QByteArray("tenant") << false;
        QTest::newRow("another line") << QByteArray("clientId") << false;
        QTest::newRow("secret") << QByteArray("secret") << true;
        QTest::newRow("answer") << QByteArray("answerText") << true;
        QTest::newRow("filter") << QByteArray("findProfile") << true;
    }
    void token_goesToTheWindowFromALineOfTheFormOnly()
    {
        QFETCH(QByteArray, editor);
        QFETCH(bool, stays);
        WindowFixture fixture;
        fixture.window->newProfile();
        fixture.window->showPage(window::MainWindow::Page::Answer);
        fixture.environment.clipboard->setText(QString::fromLatin1(token));
        auto* widget = fixture.find<QWidget>(editor.constData());
        QVERIFY(widget);
        widget->setFocus();
        QTRY_COMPARE(QApplication::focusWidget(), widget);
        QTest::keyClick(fixture.window->windowHandle(), Qt::Key_V, Qt::ControlModifier);
        if (!stays)
            QTRY_VERIFY(fixture.window->session().inspection().token);
        QCOMPARE(textOf(widget), stays ? QString::fromLatin1(token) : QString());
        QCOMPARE(fixture.window->session().hasInspection(), !stays);
    }

    void otherText_staysInTheLine()
    {
        WindowFixture fixture;
        fixture.window->newProfile();
        fixture.environment.clipboard->setText(QStringLiteral("pasted"));
        auto* tenant = fixture.find<QWidget>("tenant");
        tenant->setFocus();
        QTRY_COMPARE(QApplication::focusWidget(), tenant);
        QTest::keyClick(fixture.window->windowHandle(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(textOf(tenant), QStringLiteral("pasted"));
        QVERIFY(!fixture.window->session().hasInspection());
    }
};

QTEST_MAIN(TestTokenPaste)
#include "tst_tokenpaste.moc"
