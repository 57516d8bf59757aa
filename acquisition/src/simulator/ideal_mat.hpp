#pragma once

#include <optional>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/units.hpp"

#include "simulator/body_load.hpp"
#include "simulator/client_timeline.hpp"
#include "simulator/pressure_patch.hpp"

namespace palpate::acquisition::simulator {

/// The pressure in each cell that a perfect sensor would read, at any time of a session.
class IdealMat {
  public:
    IdealMat(MatGeometry mat, ClientTimeline timeline);

    [[nodiscard]] const MatGeometry& mat() const { return mat_; }
    [[nodiscard]] const ClientTimeline& timeline() const { return timeline_; }

    /// Overwrites `field_kpa`, which has the mat's shape. Absent cells hold 0.
    void fieldAt(double time_s, PressureArray& field_kpa) const;

    /// The most loaded cell under a ball.
    struct BallPeak {
        /// By the ball by itself.
        Pressure ball;
        /// With the body that lies on the same cell.
        Pressure total;
    };
    /// None while no ball touches a present cell.
    [[nodiscard]] std::optional<BallPeak> ballPeakAt(double time_s) const;

  private:
    [[nodiscard]] PressurePatch ballAt(const BallPress& press, double time_s) const;
    [[nodiscard]] PressurePatch bumpAt(const BallPress& press, double time_s) const;
    [[nodiscard]] PressurePatch rollerAt(const RollerPass& pass, double time_s) const;
    /// How much of the body lies there: a ball under it carries its part.
    [[nodiscard]] double bodyPresence(const LyingBody& body, double time_s) const;
    void liftBody(const RollerPass& pass, double time_s, PressureArray& field_kpa) const;

    MatGeometry mat_;
    ClientTimeline timeline_;
    std::optional<BodyLoad> body_load_;
};

}  // namespace palpate::acquisition::simulator
