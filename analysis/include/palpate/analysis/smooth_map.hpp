#pragma once

#include "palpate/core/cell_array.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// Binomial mean of 3 x 3 cells (weights 1 2 1), over the cells that are not NaN; NaN stays only where all
/// nine are. Same shape and unit as the map. Computed with 32-bit floats.
[[nodiscard]] CellArray<float> smoothed(const CellArray<float>& map);

/// Where a smooth map has its maximum near `cell`, to less than a cell: the top of parabolas through the
/// logarithms of three cells in each direction (exact for a Gaussian); the cell's centre in a direction where
/// a neighbour is missing, not above 0, or higher.
[[nodiscard]] MatPoint topOf(const CellArray<float>& smooth, CellIndex cell, const MatGeometry& geometry);

}  // namespace palpate::analysis
