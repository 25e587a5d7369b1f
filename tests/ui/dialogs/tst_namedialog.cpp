// SPDX-License-Identifier: Apache-2.0
#include "controls/formfield.h"
#include "dialogs/namedialog.h"

#include <QLineEdit>
#include <QTest>

using namespace assayer;
using dialogs::NameDialog;

class TestNameDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void name_isTrimmed()
    {
        NameDialog dialog(QStringLiteral("New folder"), QStringLiteral("Name"), QStringLiteral("old"));
        dialog.show();
        auto* edit = dialog.findChild<QLineEdit*>();
        QCOMPARE(edit->accessibleName(), QStringLiteral("Name"));
        QCOMPARE(edit->selectedText(), QStringLiteral("old")); // typing replaces it
        QTest::keyClicks(edit, QStringLiteral("  prod "));
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(!dialog.isVisible());
        QCOMPARE(dialog.name(), std::optional(QStringLiteral("prod")));
    }

    void emptyName_isRefusedAtTheField_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << QString();
        QTest::newRow("spaces") << QStringLiteral("  \t ");
    }
    void emptyName_isRefusedAtTheField()
    {
        QFETCH(QString, text);
        NameDialog dialog(QStringLiteral("New folder"), QStringLiteral("Name"), text);
        dialog.show();
        auto* edit = dialog.findChild<QLineEdit*>();
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(dialog.isVisible());
        auto* field = dialog.findChild<controls::FormField*>();
        QVERIFY(field->hasProblem());
        QVERIFY(edit->accessibleDescription().contains(field->problem()));
        QTest::keyClicks(edit, QStringLiteral("x"));
        QVERIFY(!field->hasProblem());
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(dialog.name(), std::optional(QStringLiteral("x")));
    }

    void escape_givesNothing()
    {
        NameDialog dialog(QStringLiteral("New folder"), QStringLiteral("Name"), QStringLiteral("old"));
        dialog.show();
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QVERIFY(!dialog.isVisible());
        QCOMPARE(dialog.name(), std::nullopt);
    }
};

QTEST_MAIN(TestNameDialog)
#include "tst_namedialog.moc"
