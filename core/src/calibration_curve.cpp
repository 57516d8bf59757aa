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
    // Between the first and the last line even for counts beyond the points: those lines go on.
    const auto over =
        std::upper_bound(curve.counts.begin() + 1, curve.counts.end() - 1, static_cast<double>(count));
    const auto right = static_cast<std::size_t>(over - curve.counts.begin());
    const double left_count = curve.counts[right - 1];
    const double share = (count - left_count) / (curve.counts[right] - left_count);
    return curve.kpa[right - 1] + share * (curve.kpa[right] - curve.kpa[right - 1]);
}

}  // namespace

double kpaOfCount(const CalibrationCurve& curve, std::uint16_t count)
{
    return std::visit([count](const auto& kind) { return kpaOf(kind, count); }, curve);
}

}  // namespace palpate
