// SPDX-License-Identifier: Apache-2.0
#include "dialogs/messagedialog.h"

#include "controls/plainlabel.h"

#include <QPushButton>
#include <QTest>

using namespace assayer;
using namespace assayer::dialogs;

class TestMessageDialog : public QObject {
    Q_OBJECT

    static std::unique_ptr<MessageDialog> make(const QString& which)
    {
        if (which == QLatin1String("host"))
            return hostQuestion(QStringLiteral("issuer\u202e"), QStringLiteral("<b>token</b>"));
        if (which == QLatin1String("unsaved"))
            return unsavedQuestion(QStringLiteral("orders"));
        if (which == QLatin1String("secret"))
            return secretQuestion(QStringLiteral("orders"), QStringLiteral("dev\u202e"));
        return problemMessage(QStringLiteral("It broke\u202e."), QStringLiteral("two\nlines"));
    }

private Q_SLOTS:
    void choice_isTheButtonOrTheKey_data()
    {
        QTest::addColumn<QString>("which");
        QTest::addColumn<QString>("button"); // empty: the key goes where the focus is
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("choice");
        const int enter = Qt::Key_Return;
        const int escape = Qt::Key_Escape;
        const int space = Qt::Key_Space;
        QTest::newRow("host, sent") << "host"
                                    << "send" << space << 0;
        QTest::newRow("host, return does not send") << "host"
                                                    << "" << enter << -1;
        QTest::newRow("host, escape") << "host"
                                      << "" << escape << -1;
        QTest::newRow("unsaved, return saves") << "unsaved"
                                               << "" << enter << 0;
        QTest::newRow("unsaved, saved") << "unsaved"
                                        << "save" << space << 0;
        QTest::newRow("unsaved, discarded") << "unsaved"
                                            << "discard" << space << 1;
        QTest::newRow("unsaved, cancelled") << "unsaved"
                                            << "cancel" << space << -1;
        QTest::newRow("unsaved, escape") << "unsaved"
                                         << "" << escape << -1;
        QTest::newRow("secret, return saves") << "secret"
                                              << "" << enter << 0;
        QTest::newRow("secret, discarded") << "secret"
                                           << "discard" << space << 1;
        QTest::newRow("secret, escape") << "secret"
                                        << "" << escape << -1;
        QTest::newRow("problem, return") << "problem"
                                         << "" << enter << 0;
        QTest::newRow("problem, escape") << "problem"
                                         << "" << escape << -1;
    }
    void choice_isTheButtonOrTheKey()
    {
        QFETCH(QString, which);
        QFETCH(QString, button);
        QFETCH(int, key);
        QFETCH(int, choice);
        const auto dialog = make(which);
        dialog->show();
        QWidget* target = button.isEmpty() ? dialog->focusWidget() : dialog->findChild<QPushButton*>(button);
        QVERIFY(target);
        QTest::keyClick(target, static_cast<Qt::Key>(key));
        QVERIFY(!dialog->isVisible());
        QCOMPARE(dialog->choice(), choice);
    }

    void outsideText_isShownAsItIs()
    {
        QCOMPARE(make(QStringLiteral("host"))->accessibleName(),
                 QStringLiteral("Send the client secret to <b>token</b>?"));
        QVERIFY(make(QStringLiteral("host"))->accessibleDescription().contains(QStringLiteral("issuer\\u{202E}")));
        QCOMPARE(make(QStringLiteral("problem"))->accessibleName(), QStringLiteral("It broke\\u{202E}."));
        QCOMPARE(make(QStringLiteral("problem"))->accessibleDescription(), QStringLiteral("two\\nlines"));
    }

    void about_saysWhatItIsBuiltOn()
    {
        const auto dialog = aboutMessage(QStringLiteral("Assayer 1\nQt 2\nOpenSSL 3"));
        QCOMPARE(dialog->accessibleName(), QStringLiteral("Assayer 1"));
        const auto* versions = dialog->findChild<controls::PlainLabel*>(QStringLiteral("versions"));
        QVERIFY(versions && versions->fullText().contains(QStringLiteral("Qt 2 · OpenSSL 3")));
    }

    void longNames_areCut()
    {
        QVERIFY(unsavedQuestion(QString(100'000, u'x'))->accessibleName().size() < 300);
        QVERIFY(hostQuestion(QString(100'000, u'x'), QString(100'000, u'y'))->accessibleDescription().size() < 800);
    }
};

QTEST_MAIN(TestMessageDialog)
#include "tst_messagedialog.moc"
