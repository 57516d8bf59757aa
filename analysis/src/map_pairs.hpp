#pragma once

#include <cstddef>
#include <vector>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// Differences of smoothed maps, after minus before, where the map test looks.
struct MapPairs {
    /// Cells that take part: index = row * cols + col, rising.
    std::vector<Eigen::Index> cells;
    /// Per pair, one per cell of `cells`, kPa.
    std::vector<std::vector<double>> differences;
};

/// InvalidArgument where the maps do not fit each other or the grid, or no cell is loaded often enough.
[[nodiscard]] Result<MapPairs> pairMaps(const std::vector<CellArray<float>>& before,
                                        const std::vector<CellArray<float>>& after, const MatGeometry& grid,
                                        Pressure contact);

}  // namespace palpate::analysis
