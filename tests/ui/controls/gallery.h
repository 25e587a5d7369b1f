// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "controls/lifetimebar.h"
#include "controls/treeview.h"

#include <QString>

class QAbstractItemDelegate;
class QComboBox;
class QLineEdit;
class QStandardItem;
class QStandardItemModel;

/// The pages of the gallery and what they share.
namespace gallery {

constexpr qint64 issuedAt = 1795374120;
constexpr qint64 shownAt = issuedAt + 21 * 60;

enum Roles {
    StatusRole = Qt::UserRole + 1,
    SummaryRole,
    ValueRole,
    GroupRole,
    NameValueRole,
    BriefRole,
    StartRole,
    ConnectRole,
    WaitingRole,
    ReceivingRole,
    TotalRole,
    StrongRole
};

struct RowText {
    QString name;
    QString status;
    QString summary;
    bool value = false;
    bool nameValue = false;
};

QStandardItem* row(const RowText& text);
QStandardItem* group(const QString& name);
QComboBox* combo(const QStringList& items, const QString& name, bool large);
QLineEdit* edit(const QString& text);
assayer::controls::TreeView* tree(QStandardItemModel* model, QAbstractItemDelegate* delegate);
assayer::controls::LifetimeBar* lifetime(qint64 now);

QWidget* windowPage();
QWidget* statesPage();
QWidget* piecesPage();
QWidget* popupsPage();

} // namespace gallery
