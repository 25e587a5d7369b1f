// SPDX-License-Identifier: Apache-2.0
#include "firstframe.h"

#include <QApplication>
#include <QMainWindow>
#include <QTreeWidget>

/// What any Qt program with a window costs: a main window with an empty tree under its head, in the same size.
int main(int argc, char* argv[])
{
    const QApplication app(argc, argv);
    QMainWindow window;
    auto* tree = new QTreeWidget;
    tree->setHeaderLabels({QStringLiteral("Name"), QStringLiteral("Value")});
    window.setCentralWidget(tree);
    window.resize(1360, 860);
    assayer::endAtFirstFrame(&window);
    window.show();
    return QApplication::exec();
}
