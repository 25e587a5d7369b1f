// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProxyStyle>

namespace assayer::style {

class Style;

/// The size that Style gives, or an invalid one to leave it to Fusion.
[[nodiscard]] QSize sizeOf(QStyle::ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget);
[[nodiscard]] std::optional<int> metricOf(QStyle::PixelMetric metric, const QWidget* widget);
[[nodiscard]] std::optional<QRect> rectOf(QStyle::ComplexControl control, const QStyleOptionComplex* option,
                                          QStyle::SubControl subControl, const QWidget* widget);

} // namespace assayer::style
