// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "controls/plainlabel.h"

#include <QAbstractButton>
#include <QBoxLayout>
#include <QCoreApplication>
#include <QTabBar>
#include <QTest>
#include <QTranslator>

/// What tests of a window's or dialog's looks share.
namespace looks {

/// A language with longer words.
class LongWords final : public QTranslator {
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    QString translate(const char*, const char* text, const char*, int n) const override
    {
        QString longer = QString::fromUtf8(text);
        longer.replace(QLatin1String("%n"), QString::number(n));
        return longer.size() < 3 ? longer : longer + QString(longer.size() / 3, u'ä');
    }
};

/// What has less room than it needs: its text is cut and nothing says so.
inline QStringList cutWidgets(const QWidget* window)
{
    QStringList cut;
    for (const QWidget* widget : window->findChildren<QWidget*>()) {
        if (!widget->isVisible())
            continue;
        const auto* label = qobject_cast<const assayer::controls::PlainLabel*>(widget);
        // Where tabs do not fit they scroll: the arrows for it are whole at the style's narrow width.
        const bool isTabArrow = qobject_cast<const QTabBar*>(widget->parentWidget());
        const bool matters =
            (qobject_cast<const QAbstractButton*>(widget) && !isTabArrow) || (label && !label->isElided());
        QSize least = widget->minimumSizeHint();
        if (label && label->wordWrap())
            least.setHeight(label->heightForWidth(label->width()));
        if (matters && (widget->width() < least.width() || widget->height() < least.height()))
            cut << QStringLiteral("%1 “%2” has %3x%4, needs %5x%6")
                       .arg(widget->objectName(), label ? label->fullText() : widget->accessibleName())
                       .arg(widget->width())
                       .arg(widget->height())
                       .arg(least.width())
                       .arg(least.height());
    }
    return cut;
}

/// What stands in one row or column and lies upon its neighbour: a layout had less room than its parts need.
inline QStringList overlaps(const QWidget* window)
{
    QStringList found;
    for (const QBoxLayout* box : window->findChildren<QBoxLayout*>()) {
        const QWidget* before = nullptr;
        for (int at = 0; at < box->count(); ++at) {
            const QWidget* widget = box->itemAt(at)->widget();
            if (!widget || !widget->isVisible())
                continue;
            if (before && before->geometry().intersects(widget->geometry()))
                found << QStringLiteral("%1 %2 lies upon %3 %4")
                             .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                  QLatin1String(before->metaObject()->className()), before->objectName());
            before = widget;
        }
    }
    return found;
}

/// Layouts settle over several passes of the event loop.
inline void layOut()
{
    for (int pass = 0; pass < 5; ++pass)
        QCoreApplication::processEvents();
}

inline void takePicture(QWidget* window, const QString& name)
{
    const QString folder = qEnvironmentVariable("ASSAYER_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(window->grab().save(folder + u'/' + name + QStringLiteral(".png")));
}

} // namespace looks
