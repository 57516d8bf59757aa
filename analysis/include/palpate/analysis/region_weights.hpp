#pragma once

#include <vector>

#include <Eigen/Core>

#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/region.hpp"

namespace palpate::analysis {

struct WeightedCell {
    Eigen::Index cell = 0;
    /// The part of the cell that lies inside, over 0 to 1.
    double weight = 0.0;
};

/// The present cells that a region covers, in their order. Exact for rectangles; for ellipses and polygons
/// (even-odd) from 32 x 32 points per cell: to 2 % of a cell on their rim.
[[nodiscard]] std::vector<WeightedCell> weightsOf(const RegionShape& shape, const MatGeometry& geometry);

}  // namespace palpate::analysis
