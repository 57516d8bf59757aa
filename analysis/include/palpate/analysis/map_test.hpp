#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/comparison.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

struct MapTestSettings {
    /// A cell takes part that is loaded with so much in at least half of all maps.
    Pressure contact{1.0};
    /// |t| from which a cell counts; none: t(0.975, pairs - 1).
    std::optional<double> threshold_t;
    /// Per cell of the grid: so much of the mean difference may come from elsewhere than the client, because
    /// the maps of one list were laid onto the other's cells; it is taken off before the test. None: the maps
    /// are of the same cells.
    std::optional<CellArray<float>> tolerance_kpa;
    /// Of the random flips with over 12 pairs.
    std::uint64_t seed = 1;
};

inline constexpr int kLeastMapPairs = 6;

/// Where the maps (kPa, all on the grid, NaN where a cell has no value) differ after against before: paired
/// by their order, sign-flip permutation of the largest cluster mass (docs/metrics.md, "Map test").
/// InvalidArgument: under 6 pairs, with the smallest p that so few could reach; as many before as after; maps
/// of another shape; no cell that is loaded in half of the maps.
[[nodiscard]] Result<MapTest> testMaps(const std::vector<CellArray<float>>& before,
                                       const std::vector<CellArray<float>>& after, const MatGeometry& grid,
                                       const MapTestSettings& settings);

}  // namespace palpate::analysis
