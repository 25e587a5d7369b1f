// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProxyStyle>

class QAbstractButton;

namespace assayer::style {

/// How a push button looks. Secondary unless said otherwise.
enum class ButtonRole { Secondary, Primary, Link, Flat };
void setButtonRole(QAbstractButton* button, ButtonRole role);
[[nodiscard]] ButtonRole buttonRole(const QWidget* button);

/// A line edit or combo box that the form marks: its border takes the colour. Words stand beside it (FormField).
enum class Mark { None, Warning, Fail };
void setMark(QWidget* editor, Mark mark);
[[nodiscard]] Mark mark(const QWidget* editor);

/// 30 px high instead of 28: the controls of the request line's row.
void setLarge(QWidget* widget, bool large = true);
[[nodiscard]] bool isLarge(const QWidget* widget);

/// The program's look over Fusion: buttons, fields, tabs, trees, menus, scroll bars. Paints from the widget's
/// QPalette and font, so it needs no style sheet; do not mix it with one.
/// Trees: set QTreeView::setUniformRowHeights and leave the indentation to the style.
class Style final : public QProxyStyle {
    Q_OBJECT

public:
    Style();

    void polish(QWidget* widget) override;
    void polish(QApplication* application) override;
    void unpolish(QApplication* application) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    using QProxyStyle::polish;
    using QProxyStyle::unpolish;

    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* returnData) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl subControl,
                         const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    QIcon standardIcon(StandardPixmap standard, const QStyleOption* option, const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
};

} // namespace assayer::style
