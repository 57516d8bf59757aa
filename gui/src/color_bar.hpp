#pragma once

#include <QPainter>
#include <QRectF>
#include <QString>

#include "color_scale.hpp"
#include "theme.hpp"

namespace palpate::gui {

/// Width that the bar with its labels needs in this font.
[[nodiscard]] double colorBarWidth(const QFont& font, const ColorScale& scale, const QString& unit);

/// A standing bar at the left edge of `space` with its values on the right and "locked" under it: the range
/// does not follow the data.
void paintColorBar(QPainter& painter, const QRectF& space, const ColorScale& scale, const QString& unit,
                   const Theme& theme);

}  // namespace palpate::gui
