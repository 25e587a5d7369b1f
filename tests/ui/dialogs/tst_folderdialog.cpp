// SPDX-License-Identifier: Apache-2.0
#include "dialogs/folderdialog.h"

#include <QListWidget>
#include <QPushButton>
#include <QTest>

using namespace assayer;
using dialogs::FolderDialog;

namespace {

/// The dialog on the screen, and its parts as a person finds them.
struct Shown {
    explicit Shown(const QString& name = QStringLiteral("orders"))
        : dialog(name, {QString(), QStringLiteral("prod"), QStringLiteral("prod/eu\u202e")})
    {
        dialog.show();
    }
    [[nodiscard]] QListWidget* list() const { return dialog.findChild<QListWidget*>(QStringLiteral("folders")); }
    FolderDialog dialog;
};

} // namespace

class TestFolderDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void chosenFolder_isTheAnswer_data()
    {
        QTest::addColumn<QString>("by");
        for (const char* by : {"button", "Return", "double click"})
            QTest::newRow(by) << QString::fromLatin1(by);
    }
    void chosenFolder_isTheAnswer()
    {
        QFETCH(QString, by);
        const Shown shown;
        shown.list()->setCurrentRow(1);
        if (by == QLatin1String("button"))
            QTest::mouseClick(shown.dialog.findChild<QPushButton*>(QStringLiteral("take")), Qt::LeftButton);
        else if (by == QLatin1String("Return"))
            QTest::keyClick(shown.list(), Qt::Key_Return);
        else
            Q_EMIT shown.list()->itemActivated(shown.list()->item(1));
        QVERIFY(!shown.dialog.isVisible());
        QCOMPARE(shown.dialog.folder(), std::optional(QStringLiteral("prod")));
    }

    void workspaceItself_isAFolderToo()
    {
        const Shown shown;
        QTest::keyClick(shown.list(), Qt::Key_Return);
        QCOMPARE(shown.dialog.folder(), std::optional(QString()));
    }

    void escape_choosesNothing()
    {
        const Shown shown;
        QTest::keyClick(shown.list(), Qt::Key_Escape);
        QVERIFY(!shown.dialog.isVisible());
        QCOMPARE(shown.dialog.folder(), std::nullopt);
    }

    void names_areShownAsTheyAre()
    {
        const Shown shown(QString(100'000, u'x'));
        QVERIFY(shown.dialog.accessibleName().size() < 300);
        QVERIFY(shown.list()->item(2)->text().contains(QStringLiteral("\\u{202E}")));
    }
};

QTEST_MAIN(TestFolderDialog)
#include "tst_folderdialog.moc"
