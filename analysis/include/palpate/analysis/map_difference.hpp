#pragma once

#include <string_view>

#include "palpate/core/alignment.hpp"
#include "palpate/core/comparison.hpp"
#include "palpate/core/mat_geometry.hpp"

namespace palpate::analysis {

/// The second map, smoothed, on the first one's cells; NaN where it has no value there.
[[nodiscard]] CellArray<float> onFirstGrid(const CellArray<float>& after, const MatGeometry& after_mat,
                                           const MatGeometry& before_mat, const Alignment& alignment);

/// Both maps smoothed by one cell, the second one brought onto the first one's cells, and after minus before
/// (docs/metrics.md, "Difference map"). `map` is one of mapColumns().
[[nodiscard]] MapDifference mapDifference(const CellArray<float>& before, const MatGeometry& before_mat,
                                          const CellArray<float>& after, const MatGeometry& after_mat,
                                          const Alignment& alignment, std::string_view map,
                                          std::string_view unit);

}  // namespace palpate::analysis
