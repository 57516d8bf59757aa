#include "palpate/core/calibration_curve.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace palpate {

namespace {

double kpaOf(const LinearCalibration& curve, double count)
{
    return curve.offset_kpa + curve.kpa_per_count * count;
}

double kpaOf(const PowerCalibration& curve, double count)
{
    return curve.factor * std::pow(count, curve.exponent);
}

double kpaOf(const TableCalibration& curve, double count)
{
    if (curve.zero_is_zero && count == 0.0) {
        return 0.0;
    }
    // Between the first and the last line even for counts beyond the points: those lines go on.
    const auto over = std::upper_bound(curve.counts.begin() + 1, curve.counts.end() - 1, count);
    const auto right = static_cast<std::size_t>(over - curve.counts.begin());
    const double left_count = curve.counts[right - 1];
    const double share = (count - left_count) / (curve.counts[right] - left_count);
    return curve.kpa[right - 1] + share * (curve.kpa[right] - curve.kpa[right - 1]);
}

double countOf(const LinearCalibration& curve, double kpa)
{
    return (kpa - curve.offset_kpa) / curve.kpa_per_count;
}

double countOf(const PowerCalibration& curve, double kpa)
{
    return kpa > 0.0 ? std::pow(kpa / curve.factor, 1.0 / curve.exponent) : 0.0;
}

double countOf(const TableCalibration& curve, double kpa)
{
    if (curve.zero_is_zero && kpa <= 0.0) {
        return 0.0;
    }
    const auto over = std::lower_bound(curve.kpa.begin() + 1, curve.kpa.end() - 1, kpa);
    const auto right = static_cast<std::size_t>(over - curve.kpa.begin());
    const double rise_kpa = curve.kpa[right] - curve.kpa[right - 1];
    const double share = rise_kpa > 0.0 ? (kpa - curve.kpa[right - 1]) / rise_kpa : 0.0;
    return curve.counts[right - 1] + share * (curve.counts[right] - curve.counts[right - 1]);
}

}  // namespace

double kpaOfCount(const CalibrationCurve& curve, std::uint16_t count)
{
    return kpaOfMeanCount(curve, static_cast<double>(count));
}

double kpaOfMeanCount(const CalibrationCurve& curve, double mean_counts)
{
    return std::visit([mean_counts](const auto& kind) { return kpaOf(kind, mean_counts); }, curve);
}

double countOfKpa(const CalibrationCurve& curve, Pressure pressure)
{
    return std::max(0.0, std::visit([&](const auto& kind) { return countOf(kind, pressure.kpa); }, curve));
}

}  // namespace palpate
