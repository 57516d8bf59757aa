#pragma once

#include "palpate/core/units.hpp"

// Frictionless elastic contact (K. L. Johnson, Contact Mechanics, 1985, chapter 4): a rigid tool on an
// elastic half space of effective modulus E* = E / (1 - nu^2). 1 kPa = 1e-3 N/mm2.

namespace palpate::acquisition::simulator {

struct BallContact {
    /// Of the circle of contact; 0 without force.
    double radius_mm = 0.0;
    /// In the middle; pressure at r is peak * sqrt(1 - r^2 / radius^2).
    double peak_kpa = 0.0;
};

[[nodiscard]] BallContact ballContact(Force force, Length ball_radius, Pressure modulus);

/// A roller lying on the mat: a Hertz line contact of finite length whose ends are rounded over `end_mm`.
struct RollerContact {
    /// Half the width of the strip of contact; 0 without force.
    double half_width_mm = 0.0;
    double half_length_mm = 0.0;
    /// At both ends the line load falls as a quarter ellipse over this length.
    double end_mm = 0.0;
    double peak_kpa = 0.0;
};

[[nodiscard]] RollerContact rollerContact(Force force, Length roller_radius, Length length, Pressure modulus);

}  // namespace palpate::acquisition::simulator
