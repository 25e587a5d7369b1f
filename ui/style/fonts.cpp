// SPDX-License-Identifier: Apache-2.0
#include "style/fonts.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QVariant>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace assayer::style {

namespace {

constexpr double basePixels = 13;
constexpr double notePixels = 12;
constexpr double smallPixels = 11;

double pixelsOf(const QFont& font)
{
    return font.pixelSize() > 0 ? font.pixelSize() : QFontInfo(font).pixelSize();
}

QFont sized(const QFont& base, double designPixels)
{
    QFont font = base;
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixelsOf(base) * designPixels / basePixels))));
    return font;
}

constexpr const char* roleProperty = "assayerFontRole";

} // namespace

QFont baseFont(const QFont& system)
{
    QFont font = system;
    font.setPixelSize(std::max(static_cast<int>(basePixels), static_cast<int>(pixelsOf(system))));
    return font;
}

QFont valueFont(const QFont& base)
{
    static const QString systemFamily = QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
    QFont font = sized(base, notePixels);
    font.setFamilies({QStringLiteral("JetBrains Mono"), systemFamily});
    font.setStyleHint(QFont::Monospace,
                      static_cast<QFont::StyleStrategy>(QFont::PreferDefault | QFont::PreferNoShaping));
    font.setFixedPitch(true);
    return font;
}

QFont noteFont(const QFont& base)
{
    return sized(base, notePixels);
}

QFont smallFont(const QFont& base)
{
    return sized(base, smallPixels);
}

QFont strongFont(const QFont& font)
{
    QFont strong = font;
    strong.setBold(true);
    return strong;
}

int scaled(int designPixels, const QFont& base)
{
    return std::max(designPixels, static_cast<int>(std::lround(designPixels * pixelsOf(base) / basePixels)));
}

int scaled(int designPixels, const QWidget*)
{
    return scaled(designPixels, QApplication::font());
}

QFont fontFor(FontRole role, const QFont& base)
{
    switch (role) {
    case FontRole::Base:
        return base;
    case FontRole::Value:
        return valueFont(base);
    case FontRole::Note:
        return noteFont(base);
    case FontRole::Small:
        return smallFont(base);
    case FontRole::Strong:
        return strongFont(base);
    case FontRole::StrongValue:
        return strongFont(valueFont(base));
    case FontRole::StrongNote:
        return strongFont(noteFont(base));
    }
    return base;
}

void setFontRole(QWidget* widget, FontRole role)
{
    widget->setProperty(roleProperty, static_cast<int>(role));
    widget->setFont(fontFor(role, QApplication::font()));
}

void refreshFontRoles()
{
    // A font that was set no longer follows the application's by itself.
    for (QWidget* widget : QApplication::allWidgets()) {
        const QVariant role = widget->property(roleProperty);
        if (role.isValid())
            widget->setFont(fontFor(static_cast<FontRole>(role.toInt()), QApplication::font()));
    }
}

} // namespace assayer::style
