#pragma once

#include <vector>

#include <QPainter>

#include "cell_mapping.hpp"
#include "outline_drawing.hpp"

namespace palpate::gui {

/// Targets faint, no-go zones hatched, all with their names; gives where the names stand.
std::vector<QRectF> paintBodyOutline(QPainter& painter, const CellMapping& mapping,
                                     const OutlineDrawing& drawing);

}  // namespace palpate::gui
