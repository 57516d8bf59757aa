#pragma once

#include <optional>
#include <vector>

#include "palpate/analysis/map_surface.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// Turn about the first load's centroid, then shift; coordinates from the centres of the mats.
struct RigidPose {
    double turn_rad = 0.0;
    /// Where the centroid comes to lie.
    double x_mm = 0.0;
    double y_mm = 0.0;
};

/// A load as the fit sees it: square roots of smoothed pressures at the centres of its cells, so that a spot
/// that was pressed harder does not decide alone.
struct FitPoint {
    double x_mm = 0.0;
    double y_mm = 0.0;
    double value = 0.0;
};

/// One map's points laid onto the other map's surface.
class RigidFit {
  public:
    /// The points are not empty (asserted); x and y from the centre of their own mat. `surface` must outlive
    /// this.
    RigidFit(std::vector<FitPoint> points, const MapSurface& surface, const MatGeometry& mat);

    /// Of the points' load.
    [[nodiscard]] MatPoint centroid() const { return centroid_; }

    /// Cosine between the two where both mats have something to say; empty where the second mat holds less
    /// than half of the first load.
    [[nodiscard]] std::optional<double> likeness(const RigidPose& pose) const;

    /// The pose nearby whose differences are smallest in square, the one load scaled to the other
    /// (Levenberg-Marquardt). With `keeps_turn` only the shift changes.
    [[nodiscard]] RigidPose refined(const RigidPose& start, bool keeps_turn) const;

    /// The second map's value where a point comes to lie; empty off its mat.
    [[nodiscard]] std::optional<double> valueUnder(const FitPoint& point, const RigidPose& pose) const;

    [[nodiscard]] const std::vector<FitPoint>& points() const { return points_; }

  private:
    std::vector<FitPoint> points_;
    const MapSurface* surface_;
    MatPoint middle_;
    MatPoint centroid_;
    double pitch_mm_;
};

}  // namespace palpate::analysis
