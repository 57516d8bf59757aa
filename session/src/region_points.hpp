#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "palpate/core/region.hpp"

namespace palpate::session {

/// A shape as journal and session file keep it: a kind and pairs of millimetres.
struct RegionPoints {
    /// 0 rectangle: two opposite corners. 1 ellipse: the centre, then the radii along x and y. 2 polygon.
    std::uint8_t kind = 0;
    std::vector<MatPoint> points;
};

[[nodiscard]] RegionPoints pointsOf(const RegionShape& shape);

/// Nothing for a kind that does not exist or one with another number of points.
[[nodiscard]] std::optional<RegionShape> shapeOf(const RegionPoints& stored);

}  // namespace palpate::session
