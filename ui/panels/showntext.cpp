// SPDX-License-Identifier: Apache-2.0
#include "panels/showntext.h"

#include <QLineEdit>

namespace assayer::panels {

void showFromStart(QLineEdit* edit, const QString& text)
{
    if (edit->text() == text)
        return;
    edit->setText(text);
    edit->setCursorPosition(0);
}

} // namespace assayer::panels
