// SPDX-License-Identifier: Apache-2.0
#include "dialogs/deletedialog.h"

#include <QCheckBox>
#include <QPushButton>
#include <QTest>

using namespace assayer::dialogs;
using Kind = DeleteQuestion::Kind;

class TestDeleteDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void words_nameWhatIsDeleted_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<int>("profiles");
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("more");
        QTest::newRow("profile") << Kind::Profile << 0 << "Delete the profile «orders\\u{202E}»?"
                                 << "Undo brings it back.";
        QTest::newRow("empty folder") << Kind::Folder << 0 << "Delete the folder «orders\\u{202E}»?"
                                      << "There are no profiles in it. Undo brings it back.";
        QTest::newRow("folder of one") << Kind::Folder << 1 << "Delete the folder «orders\\u{202E}»?"
                                       << "The profile in it goes with it. Undo brings it back.";
        QTest::newRow("folder") << Kind::Folder << 12 << "Delete the folder «orders\\u{202E}»?"
                                << "The 12 profiles in it go with it. Undo brings it back.";
        QTest::newRow("environment") << Kind::Environment << 0 << "Delete the environment «orders\\u{202E}»?"
                                     << "Undo brings it back.";
        QTest::newRow("broken") << Kind::Broken << 0 << "Delete the file «orders\\u{202E}», which cannot be read?"
                                << "Undo brings it back.";
    }
    void words_nameWhatIsDeleted()
    {
        QFETCH(Kind, kind);
        QFETCH(int, profiles);
        QFETCH(QString, sentence);
        QFETCH(QString, more);
        const DeleteDialog dialog({QStringLiteral("orders\u202e"), kind, profiles, false});
        QCOMPARE(dialog.accessibleName(), sentence);
        QCOMPARE(dialog.accessibleDescription(), more);
        QVERIFY(!dialog.findChild<QCheckBox*>());
    }

    void words_sayWhatStaysAndWhatComesBack()
    {
        const DeleteDialog profile({QStringLiteral("orders"), Kind::Profile, 0, false, true, true});
        QCOMPARE(profile.accessibleDescription(),
                 QStringLiteral("Undo brings it back, with the changes that are not saved. Its secret stays in the "
                                "keychain: another file has the same id and uses it."));
        const DeleteDialog folder({QStringLiteral("orders"), Kind::Folder, 1, true, true, false});
        QCOMPARE(folder.accessibleDescription(),
                 QStringLiteral("The profile in it goes with it. Undo brings it back. A secret that a profile "
                                "elsewhere uses too, by the same id, stays in the keychain."));
    }

    void longName_isCut()
    {
        const DeleteDialog dialog({QString(100'000, u'x'), Kind::Profile, 0, false});
        QVERIFY(dialog.accessibleName().size() < 200);
    }

    void answer_isWhatWasChosen_data()
    {
        QTest::addColumn<bool>("remove");
        QTest::addColumn<bool>("tick");
        QTest::addColumn<bool>("secretToo");
        QTest::newRow("deleted, secret stays") << true << false << false;
        QTest::newRow("deleted with its secret") << true << true << true;
        QTest::newRow("cancelled") << false << false << false;
        QTest::newRow("cancelled after ticking") << false << true << false;
    }
    void answer_isWhatWasChosen()
    {
        QFETCH(bool, remove);
        QFETCH(bool, tick);
        QFETCH(bool, secretToo);
        DeleteDialog dialog({QStringLiteral("orders"), Kind::Profile, 0, true});
        dialog.show();
        auto* box = dialog.findChild<QCheckBox*>(QStringLiteral("secretToo"));
        QVERIFY(!box->isChecked());
        QVERIFY(box->accessibleDescription().contains(QStringLiteral("Undo does not bring")));
        if (tick)
            QTest::keyClick(box, Qt::Key_Space);
        QTest::keyClick(&dialog, remove ? Qt::Key_Return : Qt::Key_Escape);
        QVERIFY(!dialog.isVisible());
        QCOMPARE(dialog.answer(), (DeleteAnswer{remove, secretToo}));
    }
};

QTEST_MAIN(TestDeleteDialog)
#include "tst_deletedialog.moc"
