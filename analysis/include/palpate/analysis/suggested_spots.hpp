#pragma once

#include <vector>

#include <Eigen/Core>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// A place on the mat and the cells that belong to it.
struct SpotPlace {
    MatPoint place;
    CellIndex peak_cell;
    std::vector<Eigen::Index> cells;
};

/// Focal, supported, sustained maxima of the sustained_kpa map (docs/metrics.md, "Tender spots: suggested"),
/// strongest first; whether anything was held there is not asked. `maps` needs sustained_kpa and
/// sustained_longest_s, both of the mat's shape; none on maps without a value. `cells`: row-major, the summit
/// first.
[[nodiscard]] std::vector<SpotPlace> suggestedSpots(const SessionMaps& maps, const MatGeometry& geometry,
                                                    Pressure hold);

}  // namespace palpate::analysis
