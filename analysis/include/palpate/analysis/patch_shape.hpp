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

[[nodiscard]] PatchAxes axesOf(const AreaMoments& moments);

/// Diameter of a circle of that area.
[[nodiscard]] Length equivalentDiameter(Area area);

/// docs/metrics.md, "Patches".
[[nodiscard]] PatchShape shapeOf(const PatchAxes& axes, Area area);

}  // namespace palpate::analysis
