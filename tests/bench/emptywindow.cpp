// SPDX-License-Identifier: Apache-2.0
#include "firstframe.h"

#include <QApplication>
#include <QMainWindow>
#include <QTreeView>

/// What any Qt program with a window costs: a main window with an empty tree, in the same size.
int main(int argc, char* argv[])
{
    const QApplication app(argc, argv);
    QMainWindow window;
    window.setCentralWidget(new QTreeView);
    window.resize(1360, 860);
    assayer::endAtFirstFrame(&window);
    window.show();
    return QApplication::exec();
}
