#include "palpate/analysis/patch_shape.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace palpate::analysis {

namespace {

constexpr double kBallDiameterMm = 60.0;
constexpr double kTouchedPitches = 1.5;
constexpr double kBarRatio = 2.5;
constexpr double kBarLengthMm = 120.0;

}  // namespace

PatchAxes axesOf(const AreaMoments& moments)
{
    const double half_sum = 0.5 * (moments.xx_mm2 + moments.yy_mm2);
    const double half_difference = 0.5 * (moments.xx_mm2 - moments.yy_mm2);
    const double root = std::hypot(half_difference, moments.xy_mm2);
    // The axes of an ellipse are 4 standard deviations of its area long.
    return {.long_axis = Length{4.0 * std::sqrt(half_sum + root)},
            .short_axis = Length{4.0 * std::sqrt(std::max(half_sum - root, 0.0))}};
}

Length equivalentDiameter(Area area)
{
    constexpr double kMm2PerCm2 = 100.0;
    return Length{2.0 * std::sqrt(area.cm2 * kMm2PerCm2 / std::numbers::pi)};
}

Length ballDiameter(Length pitch)
{
    return Length{kBallDiameterMm + kTouchedPitches * pitch.mm};
}

PatchShape shapeOf(const PatchAxes& axes, Area area, Length pitch)
{
    const bool is_long = axes.long_axis.mm >= kBarRatio * axes.short_axis.mm;
    if (!is_long && equivalentDiameter(area) < ballDiameter(pitch)) {
        return PatchShape::Ball;
    }
    return is_long && axes.long_axis.mm > kBarLengthMm ? PatchShape::Bar : PatchShape::Body;
}

}  // namespace palpate::analysis
