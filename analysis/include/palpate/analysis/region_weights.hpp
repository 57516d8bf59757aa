#pragma once

#include <vector>

#include <Eigen/Core>

#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/region.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// Even-odd; a place on the outline may count as either.
[[nodiscard]] bool isInside(const std::vector<MatPoint>& corners, const MatPoint& place);

struct WeightedCell {
    Eigen::Index cell = 0;
    /// The part of the cell that lies inside, over 0 to 1.
    double weight = 0.0;
};

/// The present cells that a region covers, in their order. Exact for rectangles; for ellipses and polygons
/// (even-odd) from 32 x 32 points per cell: to 2 % of a cell on their rim.
[[nodiscard]] std::vector<WeightedCell> weightsOf(const RegionShape& shape, const MatGeometry& geometry);

}  // namespace palpate::analysis
