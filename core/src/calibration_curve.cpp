#include "palpate/core/calibration_curve.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace palpate {

namespace {

double kpaOf(const LinearCalibration& curve, std::uint16_t count)
{
    return curve.offset_kpa + curve.kpa_per_count * count;
}

double kpaOf(const PowerCalibration& curve, std::uint16_t count)
{
    return curve.factor * std::pow(static_cast<double>(count), curve.exponent);
}

double kpaOf(const TableCalibration& curve, std::uint16_t count)
{
    if (curve.zero_is_zero && count == 0) {
        return 0.0;
    }
    const auto above = std::upper_bound(curve.counts.begin(), curve.counts.end(), static_cast<double>(count));
    const auto last_line = static_cast<std::ptrdiff_t>(curve.counts.size()) - 2;
    const auto line = std::clamp<std::ptrdiff_t>(above - curve.counts.begin() - 1, 0, last_line);
    const auto first = static_cast<std::size_t>(line);
    const double slope =
        (curve.kpa[first + 1] - curve.kpa[first]) / (curve.counts[first + 1] - curve.counts[first]);
    return curve.kpa[first] + slope * (count - curve.counts[first]);
}

}  // namespace

double kpaOfCount(const CalibrationCurve& curve, std::uint16_t count)
{
    return std::visit([count](const auto& kind) { return kpaOf(kind, count); }, curve);
}

}  // namespace palpate
