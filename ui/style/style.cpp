// SPDX-License-Identifier: Apache-2.0
#include "style/style.h"

#include "style/draw.h"
#include "style/fonts.h"
#include "style/icons.h"
#include "style/painters.h"
#include "style/sizes.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QSplitterHandle>
#include <QStyleFactory>
#include <QStyleOption>
#include <QVariant>

namespace assayer::style {

namespace {
constexpr const char* roleProperty = "assayerButtonRole";
constexpr const char* markProperty = "assayerMark";
constexpr const char* largeProperty = "assayerLarge";

/// Buttons and combo boxes keep the size that they once wanted until they hear of another style.
void forgetSize(QWidget* widget)
{
    QEvent event(QEvent::StyleChange);
    QCoreApplication::sendEvent(widget, &event);
    widget->updateGeometry();
}
} // namespace

void setButtonRole(QAbstractButton* button, ButtonRole role)
{
    button->setProperty(roleProperty, static_cast<int>(role));
    if (role == ButtonRole::Link)
        button->setCursor(Qt::PointingHandCursor);
    forgetSize(button);
    button->update();
}

ButtonRole buttonRole(const QWidget* button)
{
    return button ? static_cast<ButtonRole>(button->property(roleProperty).toInt()) : ButtonRole::Secondary;
}

void setMark(QWidget* editor, Mark mark)
{
    editor->setProperty(markProperty, static_cast<int>(mark));
    editor->update();
}

Mark mark(const QWidget* editor)
{
    return editor ? static_cast<Mark>(editor->property(markProperty).toInt()) : Mark::None;
}

void setLarge(QWidget* widget, bool large)
{
    widget->setProperty(largeProperty, large);
    forgetSize(widget);
}

bool isLarge(const QWidget* widget)
{
    return widget && widget->property(largeProperty).toBool();
}

Style::Style()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void Style::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QScrollBar*>(widget) ||
        qobject_cast<QSplitterHandle*>(widget) || qobject_cast<QComboBox*>(widget) || widget->inherits("QLineEdit"))
        widget->setAttribute(Qt::WA_Hover);
    if (auto* view = qobject_cast<QAbstractItemView*>(widget))
        view->viewport()->setAttribute(Qt::WA_Hover);
}

void Style::polish(QApplication* application)
{
    QProxyStyle::polish(application);
    application->installEventFilter(this);
}

void Style::unpolish(QApplication* application)
{
    application->removeEventFilter(this);
    QProxyStyle::unpolish(application);
}

bool Style::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ApplicationFontChange && watched == QCoreApplication::instance())
        refreshFontRoles();
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease;
    if (key && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Alt && watched->isWindowType()) {
        if (QWidget* window = QApplication::activeWindow())
            for (QWidget* child : window->findChildren<QWidget*>())
                child->update();
    }
    return false;
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    const std::optional<int> own = metricOf(metric, widget);
    return own ? *own : QProxyStyle::pixelMetric(metric, option, widget);
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                     QStyleHintReturn* returnData) const
{
    switch (hint) {
    case SH_ComboBox_Popup:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ItemView_ShowDecorationSelected:
        return hint == SH_ItemView_ShowDecorationSelected;
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    case SH_UnderlineShortcut:
        return mnemonicFlag(widget) == Qt::TextShowMnemonic;
    case SH_Widget_Animate:
    case SH_Widget_Animation_Duration:
        return 0;
    case SH_ScrollView_FrameOnlyAroundContents:
        return 0;
    case SH_LineEdit_PasswordCharacter:
        return 0x2022;
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_ToolTipLabel_Opacity:
        return 255;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                              const QWidget* widget) const
{
    const QSize own = sizeOf(type, option, size, widget);
    return own.isValid() ? own : QProxyStyle::sizeFromContents(type, option, size, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    switch (element) {
    case SE_LineEditContents:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option); frame && frame->lineWidth > 0)
            return option->rect.adjusted(7, 1, -7, -1);
        return option->rect;
    case SE_PushButtonFocusRect:
    case SE_PushButtonContents:
        return option->rect;
    case SE_ItemViewItemText: {
        // Numbers at the right edge keep the distance that words have from the left one.
        const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option);
        const bool atEnd = item && (item->displayAlignment & Qt::AlignRight);
        return QProxyStyle::subElementRect(element, option, widget).adjusted(0, 0, atEnd ? -endGap : 0, 0);
    }
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl subControl,
                            const QWidget* widget) const
{
    const std::optional<QRect> own = rectOf(control, option, subControl, widget);
    return own ? *own : QProxyStyle::subControlRect(control, option, subControl, widget);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const
{
    if (paintButtonPrimitive(element, option, painter, widget) ||
        paintFieldPrimitive(element, option, painter, widget) ||
        paintItemPrimitive(*this, element, option, painter, widget) ||
        paintMenuPrimitive(element, option, painter, widget))
        return;
    if (element == PE_FrameTabBarBase)
        return;
    if (element == PE_FrameTabWidget) {
        const QRect rect = option->rect;
        painter->fillRect(rect.left(), rect.top(), rect.width(), 1, paletteOf(option->palette).line);
        return;
    }
    if (element == PE_FrameGroupBox) {
        const Palette& palette = paletteOf(option->palette);
        drawPanel(painter, option->rect, cardRadius, palette.surface, palette.line);
        return;
    }
    if (element == PE_Frame) {
        painter->setPen(paletteOf(option->palette).line);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    }
    if (element == PE_FrameStatusBarItem)
        return;
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const
{
    if (paintButton(*this, element, option, painter, widget) || paintMenu(element, option, painter, widget) ||
        paintHeader(*this, element, option, painter, widget) || paintBar(*this, element, option, painter, widget))
        return;
    if (element == CE_ComboBoxLabel && paintComboLabel(option, painter, widget))
        return;
    if (element == CE_ItemViewItem) {
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option)) {
            // The selection is a pale ground here, so selected text stays the text's colour.
            QStyleOptionViewItem own = *item;
            own.palette.setColor(QPalette::HighlightedText, own.palette.color(QPalette::Text));
            QProxyStyle::drawControl(element, &own, painter, widget);
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

QIcon Style::standardIcon(StandardPixmap standard, const QStyleOption* option, const QWidget* widget) const
{
    switch (standard) {
    case SP_MessageBoxWarning:
        return icon(QStringLiteral("warning"), Tint::Warning);
    case SP_MessageBoxCritical:
        return icon(QStringLiteral("cross"), Tint::Fail);
    case SP_MessageBoxInformation:
        return icon(QStringLiteral("info"), Tint::Accent);
    case SP_MessageBoxQuestion:
        return icon(QStringLiteral("question"), Tint::Accent);
    case SP_ToolBarHorizontalExtensionButton: // what a menu bar has at hand for when it does not fit
        return icon(QStringLiteral("chevron-right"), Tint::Muted);
    case SP_LineEditClearButton:
        return icon(QStringLiteral("close"), Tint::Muted);
    default:
        return QProxyStyle::standardIcon(standard, option, widget);
    }
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const
{
    if (control == CC_ComboBox && paintComboBox(*this, option, painter, widget))
        return;
    if (control == CC_SpinBox && paintSpinBox(*this, option, painter, widget))
        return;
    if (control == CC_ScrollBar && paintScrollBar(*this, option, painter, widget))
        return;
    if (control == CC_ToolButton && paintToolButton(*this, option, painter, widget))
        return;
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace assayer::style
