#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "palpate/core/alignment.hpp"
#include "palpate/core/cell_array.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// A pressure map with what belongs to it; NaN for cells that take part in nothing.
struct PlacedMap {
    MatGeometry mat;
    CellArray<float> kpa;
    Pressure contact{1.0};
};

/// The same place of the client on both mats.
struct LandmarkPair {
    MatPoint before;
    MatPoint after;
};

/// Fewer of them do not tell how a client lies.
inline constexpr std::size_t kLeastLandmarks = 2;

/// How far a load may lie from where it lay before: 80 mm, and what a turn of 15 degrees adds at the rim.
struct RegistrationLimits {
    Length shift{130.0};
    double turn_deg = 20.0;
    /// Left against right: the first map is reflected.
    bool mirrors = false;
};

/// How the load of `after` lies to that of `before` (docs/metrics.md, "Registration"): phase correlation over
/// the turns within the limits, then least squares to a fraction of a cell. With two or more landmarks it
/// starts from them, and stays within a few centimetres of them. Empty where either map has no load, or no
/// place within the limits was found. A small overlap is the caller's to refuse.
[[nodiscard]] std::optional<Alignment> alignMaps(const PlacedMap& before, const PlacedMap& after,
                                                 const RegistrationLimits& limits,
                                                 const std::vector<LandmarkPair>& landmarks = {});

/// How far from each other the two places of each pair still lie (root mean square) once the second map is
/// moved and turned so that they lie closest. Empty with fewer than kLeastLandmarks, or where all of them lie
/// within a few millimetres: then they lead nowhere.
[[nodiscard]] std::optional<double> landmarksApartMm(const std::vector<LandmarkPair>& landmarks,
                                                     const MatGeometry& before, const MatGeometry& after,
                                                     bool mirrors);

}  // namespace palpate::analysis
