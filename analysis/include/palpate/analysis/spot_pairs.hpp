#pragma once

#include <cstddef>
#include <vector>

#include "palpate/core/alignment.hpp"
#include "palpate/core/comparison.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/spot.hpp"

namespace palpate::analysis {

/// Indices into two lists of places.
struct PlacePair {
    std::size_t first = 0;
    std::size_t second = 0;
};

/// Places of two lists that are one: nearest first, each once, at most `reach_mm` apart.
[[nodiscard]] std::vector<PlacePair> pairPlaces(const std::vector<MatPoint>& first,
                                                const std::vector<MatPoint>& second, double reach_mm);

/// How far apart reports of one spot may lie on two mats: 30 mm or one and a half cells, whichever is more.
[[nodiscard]] double spotReachMm(const MatGeometry& a, const MatGeometry& b);

/// Tender spots of two sessions paired by their place on the client within spotReachMm() (docs/metrics.md,
/// "Spots before and after"). Only reports make a fate: a reported spot that is not reported again is gone,
/// one that was not reported before is new, and suggested spots are listed only where both sessions have one.
/// `after_peak_kpa`: the second session's peak map, to tell whether a place was pressed again.
[[nodiscard]] std::vector<SpotChange> pairSpots(const std::vector<Spot>& before,
                                                const MatGeometry& before_mat, const std::vector<Spot>& after,
                                                const MatGeometry& after_mat,
                                                const CellArray<float>& after_peak_kpa,
                                                const Alignment& alignment);

}  // namespace palpate::analysis
