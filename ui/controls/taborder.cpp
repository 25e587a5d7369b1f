// SPDX-License-Identifier: Apache-2.0
#include "controls/taborder.h"

#include <QWidget>

namespace assayer::controls {

QWidget* setTabOrderOfAll(QWidget* before, QWidget* whole)
{
    QList<QWidget*> own;
    QWidget* at = whole;
    do {
        if (at->focusPolicy() != Qt::NoFocus && !at->focusProxy() && (at == whole || whole->isAncestorOf(at)))
            own << at;
        at = at->nextInFocusChain();
    } while (at != whole);
    QWidget* last = before;
    for (QWidget* next : std::as_const(own)) {
        if (last)
            QWidget::setTabOrder(last, next);
        last = next;
    }
    return last;
}

} // namespace assayer::controls
