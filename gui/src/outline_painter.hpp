#pragma once

#include <QPainter>

#include "cell_mapping.hpp"
#include "outline_drawing.hpp"

namespace palpate::gui {

/// Of the handles, in pixels.
constexpr double kHandleRadius = 13.0;

/// Targets faint, no-go zones hatched; without their names.
void paintBodyOutline(QPainter& painter, const CellMapping& mapping, const OutlineDrawing& drawing);

}  // namespace palpate::gui
