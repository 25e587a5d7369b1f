// SPDX-License-Identifier: Apache-2.0
#include "controls/codeblock.h"
#include "controls/plainlabel.h"
#include "dialogs/conflictdialog.h"

#include <QElapsedTimer>
#include <QPushButton>
#include <QSplitter>
#include <QTest>

using namespace assayer;
using dialogs::ConflictDialog;
using Answer = dialogs::Dialogs::ConflictAnswer;

namespace {

store::Conflict conflict()
{
    store::Conflict both;
    both.path = QStringLiteral("orders.json");
    both.ourText = "{\n  \"name\": \"orders\",\n  \"client_id\": \"mine\"\n}\n";
    both.theirText = "{\n  \"name\": \"orders\",\n  \"client_id\": \"theirs\u202e\",\n  \"scope\": \"s\"\n}\n";
    both.theirProfile = profile::Profile();
    return both;
}

QString textOf(const ConflictDialog& dialog, const char* side)
{
    return dialog.findChild<controls::CodeBlock*>(QLatin1String(side))->toPlainText();
}

} // namespace

class TestConflictDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sides_markWhatDiffersInTheText()
    {
        const ConflictDialog dialog(conflict(), QStringLiteral("orders"));
        QCOMPARE(textOf(dialog, "ours"), QStringLiteral("  {\n    \"name\": \"orders\",\n≠   \"client_id\": \"mine\"\n"
                                                        "≠ \n  }"));
        QCOMPARE(textOf(dialog, "theirs"),
                 QStringLiteral("  {\n    \"name\": \"orders\",\n≠   \"client_id\": \"theirs\\u{202E}\",\n"
                                "≠   \"scope\": \"s\"\n  }"));
        for (const char* side : {"ours", "theirs"}) {
            auto* text = dialog.findChild<controls::CodeBlock*>(QLatin1String(side));
            QCOMPARE(text->extraSelections().size(), 2);
            QVERIFY(!text->accessibleName().isEmpty());
        }
        QCOMPARE(dialog.accessibleName(), QStringLiteral("Which «orders» is to stay?"));
    }

    void deletion_isSaid()
    {
        store::Conflict both = conflict();
        both.removed = true;
        both.theirText.clear();
        const ConflictDialog dialog(both, QStringLiteral("orders"));
        QVERIFY(dialog.accessibleDescription().contains(QStringLiteral("deleted")));
        QCOMPARE(textOf(dialog, "theirs"), QStringLiteral("It was deleted."));
        QCOMPARE(dialog.findChild<QPushButton*>(QStringLiteral("takeTheirs"))->text(),
                 QStringLiteral("&Delete mine too"));
    }

    void unreadableOther_isSaid()
    {
        store::Conflict both = conflict();
        QVERIFY(!ConflictDialog(both, {}).accessibleDescription().contains(QStringLiteral("cannot be read")));
        both.theirProfile.reset();
        both.theirText = "<<<<<<< HEAD\n\xff\n";
        QVERIFY(ConflictDialog(both, {}).accessibleDescription().contains(QStringLiteral("cannot be read")));
    }

    void answer_isTheButtons_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<int>("key");
        QTest::addColumn<Answer>("answer");
        QTest::newRow("mine") << "keepMine" << int(Qt::Key_Space) << Answer::Ours;
        QTest::newRow("theirs") << "takeTheirs" << int(Qt::Key_Space) << Answer::Theirs;
        QTest::newRow("cancel") << "cancel" << int(Qt::Key_Space) << Answer::Cancel;
        QTest::newRow("escape") << "" << int(Qt::Key_Escape) << Answer::Cancel;
        QTest::newRow("return") << "" << int(Qt::Key_Return) << Answer::Cancel;
    }
    void answer_isTheButtons()
    {
        QFETCH(QString, button);
        QFETCH(int, key);
        QFETCH(Answer, answer);
        ConflictDialog dialog(conflict(), QStringLiteral("orders"));
        dialog.show();
        QWidget* target = button.isEmpty() ? dialog.focusWidget() : dialog.findChild<QPushButton*>(button);
        QVERIFY(target);
        QTest::keyClick(target, static_cast<Qt::Key>(key));
        QVERIFY(!dialog.isVisible());
        QCOMPARE(dialog.answer(), answer);
    }

    void narrow_putsOneAboveTheOther()
    {
        ConflictDialog dialog(conflict(), QStringLiteral("orders"));
        dialog.show();
        auto* sides = dialog.findChild<QSplitter*>();
        QCOMPARE(sides->orientation(), Qt::Horizontal);
        dialog.resize(500, 500);
        QTRY_COMPARE(sides->orientation(), Qt::Vertical);
    }

    void hugeTexts_areShownSoon()
    {
        store::Conflict both = conflict();
        both.ourText = QByteArray("x\n").repeated(500'000);
        both.theirText = QByteArray(1'000'000, 'y');
        QElapsedTimer timer;
        timer.start();
        ConflictDialog dialog(both, QString(100'000, u'n'));
        dialog.show();
        QCoreApplication::processEvents();
        QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(textOf(dialog, "ours").contains(QStringLiteral("more characters are not shown")));
    }
};

QTEST_MAIN(TestConflictDialog)
#include "tst_conflictdialog.moc"
