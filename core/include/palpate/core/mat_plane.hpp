#pragma once

#include <vector>

#include "palpate/core/region.hpp"
#include "palpate/core/units.hpp"

// Distances and shapes on the plane of the mat.

namespace palpate {

[[nodiscard]] double distanceMm(const MatPoint& a, const MatPoint& b);

/// Even-odd; a place on the outline may count as either.
[[nodiscard]] bool isInside(const std::vector<MatPoint>& corners, const MatPoint& place);

/// The outline of a rectangle and of an ellipse belongs to it.
[[nodiscard]] bool isInside(const RegionShape& shape, const MatPoint& place);

/// The smallest upright rectangle around a shape, `from` its corner nearest to the mat's origin. A polygon
/// has at least one point.
[[nodiscard]] RectangleShape boxOf(const RegionShape& shape);

}  // namespace palpate
