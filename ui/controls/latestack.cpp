// SPDX-License-Identifier: Apache-2.0
#include "controls/latestack.h"

#include "controls/taborder.h"

namespace assayer::controls {

LateStack::LateStack(QWidget* parent)
    : QStackedWidget(parent)
{
    connect(this, &QStackedWidget::currentChanged, this, &LateStack::makePage);
}

int LateStack::addLate(Maker make)
{
    auto* place = new QWidget;
    m_makers.insert(place, std::move(make));
    return addWidget(place);
}

bool LateStack::isMade(int index) const
{
    return !m_makers.contains(widget(index));
}

void LateStack::makePage(int index)
{
    QWidget* place = widget(index);
    if (!m_makers.contains(place))
        return;
    const bool isCurrent = index == currentIndex();
    QWidget* page = m_makers.take(place)();
    insertWidget(index, page);
    if (isCurrent)
        setCurrentIndex(index);
    removeWidget(place);
    delete place;
    putIntoTabOrder(page);
    Q_EMIT pageMade(index);
}

/// What is made late comes to the end of the window's tab order; its place is behind the pages beside it.
void LateStack::putIntoTabOrder(QWidget* page)
{
    QWidget* last = nullptr;
    for (QWidget* at = nextInFocusChain(); at != this; at = at->nextInFocusChain()) {
        if (at->focusPolicy() != Qt::NoFocus && !at->focusProxy() && isAncestorOf(at) && at != page &&
            !page->isAncestorOf(at))
            last = at;
    }
    if (last)
        setTabOrderOfAll(last, page);
}

bool LateStack::makeNext()
{
    for (int index = 0; index < count(); ++index) {
        if (!isMade(index)) {
            makePage(index);
            return true;
        }
    }
    return false;
}

} // namespace assayer::controls
