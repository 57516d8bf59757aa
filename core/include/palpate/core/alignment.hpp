#pragma once

#include <optional>

#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/units.hpp"

namespace palpate {

/// Where the client of the second session lies: a place of the first one is found at
/// centre + turn(place - centre) + shift, with the centres of the two mats; a mirrored one is reflected in x
/// first (docs/metrics.md, "Registration").
struct Alignment {
    double dx_mm = 0.0;
    double dy_mm = 0.0;
    /// From x towards y.
    double rotation_deg = 0.0;
    bool is_mirrored = false;
    /// False for a load that looks alike from every side: the turn is then taken to be 0.
    bool is_rotation_known = true;
    /// Of the two loaded areas once aligned: twice what they share over their sum, 0 to 1.
    double overlap = 0.0;
    /// Of the two smoothed maps where either is loaded: 1 = the same picture.
    double correlation = 0.0;
    /// Root mean square of their differences over that of the first map, there.
    double residual_pct = 0.0;
    /// Pairs of landmarks that it was found by, and how far from each other they still lie (root mean
    /// square).
    int landmarks = 0;
    std::optional<double> landmark_residual_mm;

    /// Otherwise maps are not subtracted and spots not paired.
    [[nodiscard]] bool isTrustworthy() const;
};

/// An alignment with less overlap, or of maps less alike, is not to be trusted.
inline constexpr double kLeastOverlap = 0.5;
inline constexpr double kLeastCorrelation = 0.75;

/// Where a place of the first session's mat lies on the second one's.
[[nodiscard]] MatPoint onSecondMat(const Alignment& alignment, const MatGeometry& first,
                                   const MatGeometry& second, MatPoint place);
/// The other way round.
[[nodiscard]] MatPoint onFirstMat(const Alignment& alignment, const MatGeometry& first,
                                  const MatGeometry& second, MatPoint place);

}  // namespace palpate
