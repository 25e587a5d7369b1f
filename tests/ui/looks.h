// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "controls/plainlabel.h"
#include "controls/requestline.h"
#include "style/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QBoxLayout>
#include <QComboBox>
#include <QCoreApplication>
#include <QLineEdit>
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

/// How a window is looked at, while this lives: it is made after this, and goes before.
class Look {
public:
    /// Tight is the least that must do: 1024x700 at one and a half times the font.
    static QStringList all()
    {
        return {QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("narrow"),
                QStringLiteral("large"), QStringLiteral("long"), QStringLiteral("tight")};
    }
    Look(const QString& name, assayer::style::Theme& theme)
        : m_name(name)
        , m_usual(QApplication::font())
    {
        using Choice = assayer::style::Theme::Choice;
        theme.setChoice(name == QLatin1String("dark") ? Choice::Dark : Choice::Light);
        if (name == QLatin1String("large") || name == QLatin1String("tight")) {
            QFont larger = m_usual;
            larger.setPixelSize(m_usual.pixelSize() * 3 / 2);
            QApplication::setFont(larger);
        }
        if (name == QLatin1String("long"))
            QCoreApplication::installTranslator(&m_words);
    }
    ~Look()
    {
        QCoreApplication::removeTranslator(&m_words);
        QApplication::setFont(m_usual);
    }
    Q_DISABLE_COPY_MOVE(Look)
    [[nodiscard]] bool isSmall() const { return m_name == QLatin1String("narrow") || m_name == QLatin1String("tight"); }

private:
    QString m_name;
    QFont m_usual;
    LongWords m_words;
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

/// What is drawn by others than labels and has no room for it: hints in empty fields, choices, what is missing for a
/// request. What somebody typed may be as long as it likes.
inline QStringList cutHints(const QWidget* window)
{
    QStringList cut;
    const auto check = [&cut](const QWidget* widget, const QString& text, int room) {
        if (widget->fontMetrics().horizontalAdvance(text) > room)
            cut << QStringLiteral("%1 “%2” has %3").arg(widget->objectName(), text).arg(room);
    };
    for (const auto* edit : window->findChildren<QLineEdit*>()) {
        // Where nothing is expected, what is expected by itself stands there: of any length.
        const bool isOurs = !edit->objectName().startsWith(QLatin1String("expected_"));
        if (edit->isVisible() && isOurs && edit->text().isEmpty())
            check(edit, edit->placeholderText(), edit->width() - 16);
    }
    for (const auto* box : window->findChildren<QComboBox*>()) {
        constexpr int sides = 22;
        const bool isOurs = box->objectName() != QLatin1String("ladderRoles"); // names of roles
        if (box->isVisible() && !box->isEditable() && isOurs)
            check(box, box->currentText(), box->width() - sides - box->fontMetrics().height() / 3);
    }
    for (const auto* line : window->findChildren<assayer::controls::RequestLine*>()) {
        if (line->isVisible() && line->isCut() && !line->text().contains(QLatin1String("://")))
            cut << line->text();
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
