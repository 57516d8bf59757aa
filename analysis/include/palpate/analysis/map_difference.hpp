#pragma once

#include <vector>

#include "palpate/core/alignment.hpp"
#include "palpate/core/comparison.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/results.hpp"

namespace palpate::analysis {

/// The second map, smoothed, on the first one's cells; NaN where it has no value there.
[[nodiscard]] CellArray<float> onFirstGrid(const CellArray<float>& after, const MatGeometry& after_mat,
                                           const MatGeometry& before_mat, const Alignment& alignment);

/// What laying maps onto other cells adds to their difference, per cell of the first mat (kPa, standard
/// error): cells do not read alike, and places are found to a fraction of a cell (docs/metrics.md,
/// "Presses"). `mean` is a mean map on the first mat's cells; 0 where it has no value.
[[nodiscard]] CellArray<float> layingTolerance(const CellArray<float>& mean);

/// Cell by cell; NaN where one of the maps has no value. At least one map, all of one shape (asserted).
[[nodiscard]] CellArray<float> meanOf(const std::vector<CellArray<float>>& maps);

/// Whether the client lies so much elsewhere that other cells read them.
[[nodiscard]] bool liesElsewhere(const Alignment& alignment, const MatGeometry& mat);

/// Both maps smoothed by one cell, the second one brought onto the first one's cells, and after minus before
/// (docs/metrics.md, "Difference map"). `column` says which map they are.
[[nodiscard]] MapDifference mapDifference(const CellArray<float>& before, const MatGeometry& before_mat,
                                          const CellArray<float>& after, const MatGeometry& after_mat,
                                          const Alignment& alignment, const MapColumn& column);

}  // namespace palpate::analysis
