// SPDX-License-Identifier: Apache-2.0
#include "controls/secretfield.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMetaProperty>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace assayer;
using namespace assayer::controls;

class tst_SecretField : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void secret_goesInAndOut();
    void secret_isInNoTextWhileHidden();
    void secret_cannotBeCopiedWhileHidden();
    void toggle_showsAndHides();
    void toggle_keepsItsWidth();
    void hiding_hidesTheSecret();
    void edited_isSentForTypingOnly();
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

QTEST_MAIN(tst_SecretField)
#include "tst_secretfield.moc"
