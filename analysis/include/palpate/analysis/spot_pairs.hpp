#pragma once

#include <optional>
#include <vector>

#include "palpate/core/alignment.hpp"
#include "palpate/core/comparison.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/spot.hpp"

namespace palpate::analysis {

/// Tender spots of two sessions paired by their place on the client, nearest first, each one once, at most
/// 30 mm or one and a half cells apart, whichever is more (docs/metrics.md, "Spots before and after"). Only
/// reports make a fate: a reported spot that is not reported again is gone, one that was not reported before
/// is new, and suggested spots are listed only where both sessions have one. `after_peak_kpa`: the second
/// session's peak map, to tell whether a place was pressed again.
[[nodiscard]] std::vector<SpotChange> pairSpots(const std::vector<Spot>& before,
                                                const MatGeometry& before_mat, const std::vector<Spot>& after,
                                                const MatGeometry& after_mat,
                                                const CellArray<float>& after_peak_kpa,
                                                const Alignment& alignment);

}  // namespace palpate::analysis
