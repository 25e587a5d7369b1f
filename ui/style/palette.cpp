// SPDX-License-Identifier: Apache-2.0
#include "style/palette.h"

#include <QWidget>

#include <algorithm>
#include <cmath>

namespace assayer::style {

namespace {

Palette lightColours()
{
    Palette p;
    p.ground = QColor(0xF5, 0xF6, 0xF8);
    p.surface = QColor(0xFF, 0xFF, 0xFF);
    p.field = p.surface;
    p.inset = p.ground;
    p.line = QColor(0xDD, 0xE1, 0xE8);
    p.text = QColor(0x1B, 0x1F, 0x29);
    p.muted = QColor(0x5B, 0x64, 0x72);
    p.accent = QColor(0x2F, 0x5B, 0xD3);
    p.onAccent = QColor(0xFF, 0xFF, 0xFF);
    p.onAccentMuted = QColor(0xDD, 0xE6, 0xFF);
    p.selection = QColor(0xE8, 0xEE, 0xFC);
    p.hover = QColor(0xF1, 0xF3, 0xF7);
    p.pass = QColor(0x15, 0x70, 0x3F);
    p.warning = QColor(0x80, 0x53, 0x00);
    p.fail = QColor(0xB4, 0x23, 0x3F);
    p.passGround = QColor(0xE9, 0xF6, 0xEE);
    p.warningGround = QColor(0xFC, 0xF3, 0xE0);
    p.failGround = QColor(0xFD, 0xEC, 0xEF);
    p.connect = QColor(0x93, 0xA1, 0xB8);
    p.waiting = p.accent;
    p.receiving = p.pass;
    return p;
}

Palette darkColours()
{
    Palette p;
    p.dark = true;
    p.ground = QColor(0x15, 0x17, 0x1C);
    p.surface = QColor(0x1D, 0x20, 0x27);
    p.field = p.surface;
    p.inset = p.ground;
    p.line = QColor(0x2F, 0x34, 0x3F);
    p.text = QColor(0xE6, 0xE9, 0xEF);
    p.muted = QColor(0x9A, 0xA3, 0xB2);
    p.accent = QColor(0x7A, 0xA2, 0xFF);
    p.onAccent = QColor(0x11, 0x16, 0x24);
    p.onAccentMuted = QColor(0x22, 0x2D, 0x4B);
    p.selection = QColor(0x24, 0x30, 0x4D);
    p.hover = QColor(0x24, 0x28, 0x31);
    p.pass = QColor(0x4C, 0xC3, 0x8A);
    p.warning = QColor(0xE0, 0xB3, 0x41);
    p.fail = QColor(0xFF, 0x85, 0x93);
    p.passGround = QColor(0x18, 0x2E, 0x25);
    p.warningGround = QColor(0x33, 0x2B, 0x18);
    p.failGround = QColor(0x3A, 0x1F, 0x26);
    p.connect = QColor(0x7C, 0x8A, 0xA3);
    p.waiting = p.accent;
    p.receiving = p.pass;
    return p;
}

double luminance(const QColor& colour)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

const Palette& Palette::light()
{
    static const Palette palette = lightColours();
    return palette;
}

const Palette& Palette::darkTheme()
{
    static const Palette palette = darkColours();
    return palette;
}

QPalette Palette::toQPalette() const
{
    QPalette q;
    q.setColor(QPalette::Window, ground);
    q.setColor(QPalette::WindowText, text);
    q.setColor(QPalette::Base, surface);
    q.setColor(QPalette::AlternateBase, ground);
    q.setColor(QPalette::Text, text);
    q.setColor(QPalette::Button, field);
    q.setColor(QPalette::ButtonText, text);
    q.setColor(QPalette::BrightText, fail);
    q.setColor(QPalette::Highlight, accent);
    q.setColor(QPalette::HighlightedText, onAccent);
    q.setColor(QPalette::Link, accent);
    q.setColor(QPalette::LinkVisited, accent);
    q.setColor(QPalette::ToolTipBase, dark ? QColor(0x2A, 0x2E, 0x38) : text);
    q.setColor(QPalette::ToolTipText, dark ? text : QColor(0xFF, 0xFF, 0xFF));
    q.setColor(QPalette::PlaceholderText, muted);
    q.setColor(QPalette::Light, surface);
    q.setColor(QPalette::Midlight, hover);
    q.setColor(QPalette::Mid, line);
    q.setColor(QPalette::Dark, muted);
    q.setColor(QPalette::Shadow, dark ? QColor(0, 0, 0) : line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        q.setColor(QPalette::Disabled, role, muted);
    return q;
}

const Palette& paletteOf(const QPalette& palette)
{
    return palette.color(QPalette::Active, QPalette::Mid).lightness() < 128 ? Palette::darkTheme() : Palette::light();
}

const Palette& paletteOf(const QWidget* widget)
{
    return widget ? paletteOf(widget->palette()) : paletteOf(QPalette());
}

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace assayer::style
