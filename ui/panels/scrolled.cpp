// SPDX-License-Identifier: Apache-2.0
#include "panels/scrolled.h"

namespace assayer::panels {

QScrollArea* scrolled(QWidget* widget, const QString& name)
{
    auto* area = new QScrollArea;
    area->setAccessibleName(name);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    area->setWidget(widget);
    widget->setAutoFillBackground(false);
    return area;
}

} // namespace assayer::panels
