// SPDX-License-Identifier: Apache-2.0
#include "panels/layouts.h"

#include <QLayout>
#include <QWidget>

namespace assayer::panels {

void emptyLayout(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

} // namespace assayer::panels
