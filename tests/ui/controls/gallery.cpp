// SPDX-License-Identifier: Apache-2.0
// Shows every control in its states, for eyes: gallery [--screenshot FILE] [--dark] [--font PERCENT] [--width PX]
// [--page window|states|trees]
#include "gallery.h"

#include "controls/lifetimebar.h"
#include "controls/treeview.h"
#include "style/fonts.h"
#include "style/style.h"
#include "style/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QCommandLineParser>
#include <QFontDatabase>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QStandardItemModel>
#include <QTimer>
#include <QVBoxLayout>

using namespace assayer;
using namespace assayer::controls;

namespace gallery {

QStandardItem* row(const RowText& text)
{
    auto* item = new QStandardItem(text.name);
    item->setData(text.status, StatusRole);
    item->setData(text.summary, SummaryRole);
    item->setData(text.value, ValueRole);
    item->setData(text.nameValue, NameValueRole);
    return item;
}

QStandardItem* group(const QString& name)
{
    auto* item = new QStandardItem(name);
    item->setData(true, GroupRole);
    return item;
}

QComboBox* combo(const QStringList& items, const QString& name, bool large)
{
    auto* box = new QComboBox;
    box->addItems(items);
    box->setAccessibleName(name);
    style::setLarge(box, large);
    return box;
}

QLineEdit* edit(const QString& text)
{
    auto* line = new QLineEdit(text);
    style::setFontRole(line, style::FontRole::Value);
    return line;
}

LifetimeBar* lifetime(qint64 now)
{
    auto* bar = new LifetimeBar([now] { return now; });
    bar->setTimes({issuedAt, std::nullopt, issuedAt + 3600});
    return bar;
}

TreeView* tree(QStandardItemModel* model, QAbstractItemDelegate* delegate)
{
    auto* view = new TreeView;
    model->setParent(view);
    delegate->setParent(view);
    view->setModel(model);
    view->setItemDelegate(delegate);
    view->expandAll();
    return view;
}

} // namespace gallery

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{"screenshot", "write a picture and end", "file"},
                       {"dark", "the dark theme"},
                       {"font", "text size in percent", "percent", "100"},
                       {"width", "of the window", "px", "1360"},
                       {"height", "of the window", "px", "860"},
                       {"page", "window, exchange, states, pieces or popups", "page", "window"}});
    parser.process(app);
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    font.setPixelSize(13 * parser.value("font").toInt() / 100);
    QApplication::setFont(font);
    style::Theme theme(parser.isSet("dark") ? style::Theme::Choice::Dark : style::Theme::Choice::Light,
                       style::Theme::Source::None);
    theme.install();
    const QString name = parser.value("page");
    app.setProperty("exchange", name == "exchange");
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* menus = new QMenuBar;
    for (const char* title : {"&File", "&Edit", "&Token", "&View", "T&ools", "&Help"})
        menus->addMenu(title)->addAction("&Nothing");
    column->addWidget(menus);
    column->addWidget(name == "popups"   ? gallery::popupsPage()
                      : name == "states" ? gallery::statesPage()
                      : name == "pieces" ? gallery::piecesPage()
                                         : gallery::windowPage(),
                      1);
    window.resize(parser.value("width").toInt(), parser.value("height").toInt());
    window.show();
    if (parser.isSet("screenshot")) {
        QTimer::singleShot(150, &app, [&] {
            const bool saved = window.grab().save(parser.value("screenshot"));
            QApplication::exit(saved ? 0 : 1);
        });
    }
    return QApplication::exec();
}
