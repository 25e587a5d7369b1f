// SPDX-License-Identifier: Apache-2.0
#include "controls/secretfield.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMetaProperty>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace assayer;
using namespace assayer::controls;

class tst_SecretField : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textSetByAccessibility_isTheUsers()
    {
        controls::SecretField field;
        QSignalSpy edited(&field, &controls::SecretField::edited);
        field.setSecret(support::Secret::fromText(QStringLiteral("from the keychain")));
        field.clear();
        QCOMPARE(edited.count(), 0);
        QAccessibleInterface* said = QAccessible::queryAccessibleInterface(field.lineEdit());
        QVERIFY(said);
        said->setText(QAccessible::Value, QStringLiteral("dictated"));
        QCOMPARE(edited.count(), 1);
        QVERIFY(!field.isEmpty());
    }

    void secret_goesInAndOut();
    void secret_isInNoTextWhileHidden();
    void secret_cannotBeCopiedWhileHidden();
    void toggle_showsAndHides();
    void toggle_keepsItsWidth();
    void hiding_hidesTheSecret();
    void edited_isSentForTypingOnly();
    void copy_goesThroughTheSignal_data();
    void copy_goesThroughTheSignal();
    void copy_ofAPartWhileShown();
    void copy_ofNothing();
    void cut_takesWhatIsShown();
    void selection_isNotGivenToTheDesktop();
    void selection_byKeysIsNotTheLineEdits_data();
    void selection_byKeysIsNotTheLineEdits();
    void menu_leavesTheClipboardAlone();
    void names_areSaid();
    void littleRoom_isTheSecrets();
};

namespace {
const QByteArray value = "s3cr3t-~value";
support::Secret secret()
{
    return support::Secret(QByteArray(value.constData(), value.size()));
}
} // namespace

void tst_SecretField::secret_goesInAndOut()
{
    SecretField field;
    QVERIFY(field.isEmpty());
    field.setSecret(secret());
    QCOMPARE(field.secret().reveal().toByteArray(), value);
    field.clear();
    QVERIFY(field.secret().isEmpty());
}

void tst_SecretField::secret_isInNoTextWhileHidden()
{
    SecretField field;
    field.setSecret(secret());
    const QString needle = QString::fromLatin1(value);
    QList<QObject*> objects = field.findChildren<QObject*>();
    objects << &field;
    for (QObject* object : objects) {
        for (int i = 0; i < object->metaObject()->propertyCount(); ++i) {
            const QMetaProperty property = object->metaObject()->property(i);
            if (object == field.lineEdit() && qstrcmp(property.name(), "text") == 0)
                continue; // the buffer itself
            QVERIFY2(!property.read(object).toString().contains(needle), property.name());
        }
        if (QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(object))
            for (const auto part : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
                QVERIFY(!spoken->text(part).contains(needle));
    }
}

void tst_SecretField::secret_cannotBeCopiedWhileHidden()
{
    SecretField field;
    field.setSecret(secret());
    field.show();
    QApplication::clipboard()->setText("before");
    field.lineEdit()->selectAll();
    field.lineEdit()->copy();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("before"));
}

void tst_SecretField::toggle_showsAndHides()
{
    SecretField field;
    field.setSecret(secret());
    field.show();
    QCOMPARE(field.lineEdit()->echoMode(), QLineEdit::Password);
    const QString closed = field.toggle()->accessibleName();
    QTest::mouseClick(field.toggle(), Qt::LeftButton);
    QCOMPARE(field.lineEdit()->echoMode(), QLineEdit::Normal);
    QVERIFY(field.isShown());
    QVERIFY(field.toggle()->accessibleName() != closed);
    QTest::keyClick(field.toggle(), Qt::Key_Space);
    QCOMPARE(field.lineEdit()->echoMode(), QLineEdit::Password);
    QCOMPARE(field.secret().reveal().toByteArray(), value);
}

void tst_SecretField::toggle_keepsItsWidth()
{
    SecretField field;
    field.resize(300, 30);
    field.show();
    const int before = field.toggle()->width();
    field.setShown(true);
    QCoreApplication::processEvents();
    QCOMPARE(field.toggle()->width(), before);
}

void tst_SecretField::hiding_hidesTheSecret()
{
    SecretField field;
    field.setSecret(secret());
    field.show();
    field.setShown(true);
    field.hide();
    QVERIFY(!field.isShown());
}

void tst_SecretField::edited_isSentForTypingOnly()
{
    SecretField field;
    QSignalSpy edited(&field, &SecretField::edited);
    field.setSecret(secret());
    field.clear();
    QCOMPARE(edited.size(), 0);
    QTest::keyClicks(field.lineEdit(), "ab");
    QCOMPARE(edited.size(), 2);
}

namespace {
/// What was asked for, and that nothing came to the clipboard by itself.
struct Copies {
    explicit Copies(SecretField& field)
    {
        QApplication::clipboard()->setText(QStringLiteral("before"));
        QObject::connect(&field, &SecretField::copyRequested, &field,
                         [this](const support::Secret& asked) { texts << asked.reveal().toByteArray(); });
    }
    [[nodiscard]] bool clipboardIsUntouched() const
    {
        return QApplication::clipboard()->text() == QLatin1String("before");
    }
    QList<QByteArray> texts;
};
} // namespace

void tst_SecretField::copy_goesThroughTheSignal_data()
{
    QTest::addColumn<bool>("shown");
    QTest::addColumn<bool>("byKey");
    QTest::newRow("button, hidden") << false << false;
    QTest::newRow("button, shown") << true << false;
    QTest::newRow("key, hidden") << false << true;
    QTest::newRow("key, shown") << true << true;
}

void tst_SecretField::copy_goesThroughTheSignal()
{
    QFETCH(bool, shown);
    QFETCH(bool, byKey);
    SecretField field;
    field.setSecret(secret());
    field.show();
    field.setShown(shown);
    Copies copies(field);
    if (byKey)
        QTest::keyClick(field.lineEdit(), Qt::Key_C, Qt::ControlModifier);
    else
        QTest::mouseClick(field.copyButton(), Qt::LeftButton);
    QCOMPARE(copies.texts, QList<QByteArray>{value});
    QVERIFY(copies.clipboardIsUntouched());
}

void tst_SecretField::copy_ofAPartWhileShown()
{
    SecretField field;
    field.setSecret(secret());
    field.show();
    field.lineEdit()->setSelection(0, 3);
    Copies copies(field);
    QTest::keyClick(field.lineEdit(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(copies.texts, QList<QByteArray>{value}); // a part of dots means nothing
    field.setShown(true);
    field.lineEdit()->setSelection(0, 3);
    QTest::keyClick(field.lineEdit(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(copies.texts, (QList<QByteArray>{value, value.left(3)}));
    QVERIFY(copies.clipboardIsUntouched());
}

void tst_SecretField::copy_ofNothing()
{
    SecretField field;
    field.show();
    Copies copies(field);
    QTest::keyClick(field.lineEdit(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(!field.copyButton()->isEnabled());
    QVERIFY(copies.texts.isEmpty());
    QTest::keyClicks(field.lineEdit(), "a");
    QVERIFY(field.copyButton()->isEnabled());
}

void tst_SecretField::cut_takesWhatIsShown()
{
    SecretField field;
    field.setSecret(secret());
    field.show();
    Copies copies(field);
    field.lineEdit()->selectAll();
    QTest::keyClick(field.lineEdit(), Qt::Key_X, Qt::ControlModifier);
    QVERIFY(copies.texts.isEmpty() && !field.isEmpty());
    field.setShown(true);
    field.lineEdit()->setSelection(0, 3);
    QSignalSpy edited(&field, &SecretField::edited);
    QTest::keyClick(field.lineEdit(), Qt::Key_X, Qt::ControlModifier);
    QCOMPARE(copies.texts, QList<QByteArray>{value.left(3)});
    QCOMPARE(field.secret().reveal().toByteArray(), value.mid(3));
    QCOMPARE(edited.size(), 1);
    QVERIFY(copies.clipboardIsUntouched());
}

/// X11's selection is filled when the button is released over a selection.
void tst_SecretField::selection_isNotGivenToTheDesktop()
{
    class Releases final : public QObject {
    public:
        bool eventFilter(QObject*, QEvent* event) override
        {
            came = came || event->type() == QEvent::MouseButtonRelease;
            return false;
        }
        bool came = false;
    };
    SecretField field;
    Releases releases;
    // Filters are asked from the last one on: this one sees what the field lets through.
    field.lineEdit()->removeEventFilter(&field);
    field.lineEdit()->installEventFilter(&releases);
    field.lineEdit()->installEventFilter(&field);
    field.setSecret(secret());
    field.show();
    field.setShown(true);
    field.lineEdit()->selectAll();
    QTest::mouseRelease(field.lineEdit(), Qt::LeftButton);
    QVERIFY(!releases.came);
    field.lineEdit()->deselect();
    QTest::mouseRelease(field.lineEdit(), Qt::LeftButton);
    QVERIFY(releases.came);
}

void tst_SecretField::selection_byKeysIsNotTheLineEdits_data()
{
    QTest::addColumn<QKeySequence::StandardKey>("key");
    QTest::addColumn<QString>("selected"); // with the cursor behind «s3»
    QTest::newRow("next") << QKeySequence::SelectNextChar << "c";
    QTest::newRow("previous") << QKeySequence::SelectPreviousChar << "3";
    QTest::newRow("next word") << QKeySequence::SelectNextWord << "cr3t";
    QTest::newRow("previous word") << QKeySequence::SelectPreviousWord << "s3";
    QTest::newRow("start") << QKeySequence::SelectStartOfLine << "s3";
    QTest::newRow("end") << QKeySequence::SelectEndOfLine << "cr3t-~value";
    QTest::newRow("all") << QKeySequence::SelectAll << "s3cr3t-~value";
    QTest::newRow("undo") << QKeySequence::Undo << "s3";
}

/// With X11 the selection would be filled; elsewhere the key must at least not reach the line edit.
void tst_SecretField::selection_byKeysIsNotTheLineEdits()
{
    class Keys final : public QObject {
    public:
        bool eventFilter(QObject*, QEvent* event) override
        {
            if (event->type() == QEvent::KeyPress) {
                const int key = static_cast<QKeyEvent*>(event)->key();
                came = came || (key != Qt::Key_Shift && key != Qt::Key_Control);
            }
            return false;
        }
        bool came = false;
    };
    QFETCH(QKeySequence::StandardKey, key);
    QFETCH(QString, selected);
    QClipboard* clipboard = QApplication::clipboard();
    if (clipboard->supportsSelection())
        clipboard->setText(QStringLiteral("before"), QClipboard::Selection);
    SecretField field;
    Keys keys;
    field.lineEdit()->removeEventFilter(&field);
    field.lineEdit()->installEventFilter(&keys);
    field.lineEdit()->installEventFilter(&field);
    field.setSecret(secret());
    field.show();
    field.setShown(true);
    field.lineEdit()->setSelection(0, 2);
    if (key == QKeySequence::Undo)
        QTest::keyClicks(field.lineEdit(), "x"); // in place of the selection
    else
        field.lineEdit()->setCursorPosition(2);
    keys.came = false;
    QTest::keySequence(field.lineEdit(), QKeySequence(key));
    QCOMPARE(field.lineEdit()->selectedText(), selected);
    QVERIFY(!keys.came);
    if (clipboard->supportsSelection())
        QCOMPARE(clipboard->text(QClipboard::Selection), QStringLiteral("before"));
}

void tst_SecretField::menu_leavesTheClipboardAlone()
{
    SecretField field;
    field.setSecret(secret());
    field.show();
    field.setShown(true);
    field.lineEdit()->selectAll();
    Copies copies(field);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(2, 2), field.lineEdit()->mapToGlobal(QPoint(2, 2)));
    QApplication::sendEvent(field.lineEdit(), &event);
    auto* menu = field.findChild<QMenu*>();
    QVERIFY(menu);
    for (const QAction* action : menu->actions())
        QVERIFY(!action->objectName().startsWith(QLatin1String("edit-")));
    menu->findChild<QAction*>(QStringLiteral("copySecretAction"))->trigger();
    QCOMPARE(copies.texts, QList<QByteArray>{value});
    menu->findChild<QAction*>(QStringLiteral("showSecretAction"))->trigger();
    QVERIFY(!field.isShown());
    QVERIFY(copies.clipboardIsUntouched());
    menu->close();
}

void tst_SecretField::names_areSaid()
{
    SecretField field;
    field.setNames("Value of key", "Copy key", "Show key", "Hide key");
    QCOMPARE(field.lineEdit()->accessibleName(), QStringLiteral("Value of key"));
    QCOMPARE(field.copyButton()->accessibleName(), QStringLiteral("Copy key"));
    QCOMPARE(field.toggle()->accessibleName(), QStringLiteral("Show key"));
    QSignalSpy shown(&field, &SecretField::shownChanged);
    field.setShown(true);
    QCOMPARE(field.toggle()->accessibleName(), QStringLiteral("Hide key"));
    field.setShown(true);
    QCOMPARE(shown.size(), 1);
}

void tst_SecretField::littleRoom_isTheSecrets()
{
    SecretField field;
    field.setSecret(secret());
    field.show();
    field.resize(300, field.height());
    QVERIFY(field.copyButton()->isVisible() && field.toggle()->icon().isNull());
    QCOMPARE(field.toggle()->text(), QStringLiteral("Show"));
    field.resize(140, field.height());
    QCoreApplication::processEvents();
    QVERIFY(!field.copyButton()->isVisible() && !field.toggle()->icon().isNull());
    QVERIFY(field.toggle()->text().isEmpty());
    QCOMPARE(field.toggle()->accessibleName(), QStringLiteral("Show the secret"));
    QVERIFY2(field.lineEdit()->width() >= 95, qPrintable(QString::number(field.lineEdit()->width())));
    Copies copies(field);
    QTest::keyClick(field.lineEdit(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(copies.texts, QList<QByteArray>{value});
    field.resize(300, field.height());
    QVERIFY(field.copyButton()->isVisible());
    field.setCopyable(false);
    QVERIFY(!field.copyButton()->isVisible());
}

QTEST_MAIN(tst_SecretField)
#include "tst_secretfield.moc"
