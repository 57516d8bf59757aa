#pragma once

#include <string>
#include <variant>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/units.hpp"

// Parts of the mat that the therapist marks (docs/metrics.md, "Regions").

namespace palpate {

struct RectangleShape {
    /// Opposite corners, in any order.
    MatPoint from;
    MatPoint to;
    bool operator==(const RectangleShape&) const = default;
};

/// Axes along x and y.
struct EllipseShape {
    MatPoint centre;
    Length radius_x;
    Length radius_y;
    bool operator==(const EllipseShape&) const = default;
};

/// Closed by itself; even-odd where it crosses itself.
struct PolygonShape {
    std::vector<MatPoint> points;
    bool operator==(const PolygonShape&) const = default;
};

using RegionShape = std::variant<RectangleShape, EllipseShape, PolygonShape>;

struct Region {
    std::string name;
    RegionShape shape;
    bool operator==(const Region&) const = default;
};

inline constexpr std::size_t kMaxRegions = 64;
inline constexpr std::size_t kMaxPolygonPoints = 256;

/// InvalidArgument names the region and what is wrong: no name, not finite, no area, too many points.
[[nodiscard]] Result<void> checkRegion(const Region& region);

/// "rectangle 10,20 60,80", "ellipse 50,50 20,30", "polygon 0,0 10,0 10,10": mm on the mat. What the command
/// line takes and session files keep.
[[nodiscard]] std::string toString(const RegionShape& shape);
[[nodiscard]] Result<RegionShape> parseRegionShape(std::string_view text);

}  // namespace palpate
