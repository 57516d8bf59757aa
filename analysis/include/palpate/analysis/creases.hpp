#pragma once

#include "palpate/core/cell_array.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// Rows and columns of the mean map that look like a fold of the mat: in contact from edge to edge (19 of 20
/// cells), nearly alike (coefficient of variation up to 50 %), and with lines on both sides that bear under
/// 40 % of it (docs/metrics.md, "Recording quality"; of the project, no published measure is known).
/// `mean_kpa`: the session's mean map, NaN where a cell takes no part; lines of fewer than 8 cells are none.
[[nodiscard]] int countCreases(const CellArray<float>& mean_kpa, Pressure contact);

}  // namespace palpate::analysis
