// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAccessible>

class QWidget;

namespace assayer::controls {

/// What a screen reader calls a control that is painted by us (without it Qt says «client»).
void setAccessibleRole(QWidget* widget, QAccessible::Role role);

/// A combo box that has no label of its own: Qt tells a screen reader its value in place of its name, and so the name
/// is its description, too.
void setBoxName(QWidget* box, const QString& name);

/// Says a sentence to a screen reader now: a verdict, a problem that appeared.
void announce(QWidget* widget);

} // namespace assayer::controls
