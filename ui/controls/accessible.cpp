// SPDX-License-Identifier: Apache-2.0
#include "controls/accessible.h"

#include <QAccessibleWidget>
#include <QVariant>
#include <QWidget>

#include <mutex>

namespace assayer::controls {

namespace {

constexpr const char* roleProperty = "assayerAccessibleRole";

QAccessibleInterface* withRole(const QString&, QObject* object)
{
    auto* widget = qobject_cast<QWidget*>(object);
    if (!widget)
        return nullptr;
    const QVariant role = widget->property(roleProperty);
    return role.isValid() ? new QAccessibleWidget(widget, static_cast<QAccessible::Role>(role.toInt())) : nullptr;
}

} // namespace

void setAccessibleRole(QWidget* widget, QAccessible::Role role)
{
    static std::once_flag once;
    std::call_once(once, [] { QAccessible::installFactory(withRole); });
    widget->setProperty(roleProperty, static_cast<int>(role));
}

void setBoxName(QWidget* box, const QString& name)
{
    box->setAccessibleName(name);
    box->setAccessibleDescription(name);
}

void announce(QWidget* widget)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent alert(widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    // Qt 6.4 sends no alert over AT-SPI. What Orca speaks there is a notification that comes to be shown.
    QAccessibleEvent shown(widget, QAccessible::ObjectShow);
    QAccessible::updateAccessibility(&shown);
}

} // namespace assayer::controls
