#pragma once

#include <optional>
#include <vector>

#include "palpate/analysis/map_registration.hpp"

namespace palpate::analysis {

/// Turn about the mat's centre, then shift.
struct LandmarkFit {
    double turn_rad = 0.0;
    double dx_mm = 0.0;
    double dy_mm = 0.0;
};

/// The rigid movement that brings the landmarks closest in least squares (Kabsch 1976). Empty with fewer than
/// two pairs, or where all of them lie within a few millimetres.
[[nodiscard]] std::optional<LandmarkFit> fitLandmarks(const std::vector<LandmarkPair>& pairs,
                                                      const MatGeometry& before, const MatGeometry& after,
                                                      bool mirrors);

/// Root mean square of what remains between the pairs; there is at least one.
[[nodiscard]] double landmarkResidualMm(const std::vector<LandmarkPair>& pairs, const Alignment& alignment,
                                        const MatGeometry& before, const MatGeometry& after);

}  // namespace palpate::analysis
