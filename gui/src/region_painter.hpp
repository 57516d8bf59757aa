#pragma once

#include <vector>

#include <QPainter>

#include "cell_mapping.hpp"
#include "region_editor.hpp"

namespace palpate::gui {

/// Outlines with their names; the selected one is drawn stronger, a draft dashed. Gives where the names
/// stand.
std::vector<QRectF> paintRegions(QPainter& painter, const CellMapping& mapping, const RegionDrawing& drawing);

}  // namespace palpate::gui
