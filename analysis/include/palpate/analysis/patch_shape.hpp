#pragma once

#include "palpate/core/results.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// Second central moments of an area, mm2.
struct AreaMoments {
    double xx_mm2 = 0.0;
    double yy_mm2 = 0.0;
    double xy_mm2 = 0.0;
};

/// Full lengths of the axes of the ellipse with the same second moments.
struct PatchAxes {
    Length long_axis;
    Length short_axis;
};

/// Of an ellipse with these moments, 4 standard deviations long; the short one is 0 for a line.
[[nodiscard]] PatchAxes axesOf(const AreaMoments& moments);

/// Diameter of a circle of that area.
[[nodiscard]] Length equivalentDiameter(Area area);

/// Below this a compact patch is a ball: 60 mm of contact, and 1.5 pitches for the cells that it only
/// touches.
[[nodiscard]] Length ballDiameter(Length pitch);

/// docs/metrics.md, "Patches". `pitch`: the larger one of the mat.
[[nodiscard]] PatchShape shapeOf(const PatchAxes& axes, Area area, Length pitch);

}  // namespace palpate::analysis
