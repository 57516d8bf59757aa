#include "palpate/core/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>

namespace palpate {

namespace {

Result<void> check(const LinearCalibration& curve)
{
    if (!std::isfinite(curve.kpa_per_count) || curve.kpa_per_count <= 0.0 ||
        !std::isfinite(curve.offset_kpa)) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format(
                "calibration of {} kPa per count with offset {} kPa: the scale must be above 0, both finite",
                curve.kpa_per_count, curve.offset_kpa));
    }
    return {};
}

Result<void> check(const PowerCalibration& curve)
{
    if (!std::isfinite(curve.factor) || curve.factor <= 0.0 || !std::isfinite(curve.exponent) ||
        curve.exponent <= 0.0) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("power calibration with factor {} and exponent {}: both must be finite and above 0",
                        curve.factor, curve.exponent));
    }
    return {};
}

Result<void> check(const TableCalibration& curve)
{
    const auto is_finite = [](double value) { return std::isfinite(value); };
    if (curve.counts.size() < 2 || curve.counts.size() != curve.kpa.size()) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format(
                "calibration table of {} counts and {} pressures: give at least 2 points, as many of each",
                curve.counts.size(), curve.kpa.size()));
    }
    if (!std::all_of(curve.counts.begin(), curve.counts.end(), is_finite) ||
        !std::all_of(curve.kpa.begin(), curve.kpa.end(), is_finite)) {
        return fail(ErrorCode::InvalidArgument, "calibration table: every number must be finite");
    }
    for (std::size_t point = 1; point < curve.counts.size(); ++point) {
        if (curve.counts[point] <= curve.counts[point - 1]) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("calibration table: counts must rise, but {} follows {}",
                                    curve.counts[point], curve.counts[point - 1]));
        }
    }
    if (!std::is_sorted(curve.kpa.begin(), curve.kpa.end())) {
        return fail(ErrorCode::InvalidArgument, "calibration table: pressures must not fall as counts rise");
    }
    return {};
}

Result<void> check(const CreepModel& creep)
{
    const auto is_share = [](double share) { return std::isfinite(share) && share >= 0.0; };
    const auto is_time = [](double time_s) { return std::isfinite(time_s) && time_s > 0.0; };
    if (!is_share(creep.fast_share) || !is_share(creep.slow_share) || !is_time(creep.fast_s) ||
        !is_time(creep.slow_s)) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("creep of {} with {} s and {} with {} s: shares must be finite and not under "
                                "0, times above 0",
                                creep.fast_share, creep.fast_s, creep.slow_share, creep.slow_s));
    }
    return {};
}

Result<void> check(const CalibrationRecord& record)
{
    if (!std::isfinite(record.from.kpa) || !std::isfinite(record.to.kpa) || record.from > record.to) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("calibrated from {} to {} kPa: give finite pressures, the lower one first",
                                record.from.kpa, record.to.kpa));
    }
    const auto is_error = [](double pct) { return std::isfinite(pct) && pct >= 0.0; };
    if (!is_error(record.residual_pct) || !is_error(record.cross_validation_pct.value_or(0.0)) ||
        record.loads < 1) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("calibration record with a residual of {} %, cross-validation of {} % and {} "
                        "loads: errors must be finite and not under 0, with 1 load or more",
                        record.residual_pct, record.cross_validation_pct.value_or(0.0), record.loads));
    }
    return {};
}

}  // namespace

Result<void> checkCalibration(const Calibration& calibration, const MatGeometry& geometry)
{
    if (auto checked = std::visit([](const auto& curve) { return check(curve); }, calibration.curve);
        !checked) {
        return checked;
    }
    if (calibration.cell_gain) {
        const auto& gain = *calibration.cell_gain;
        if (gain.rows() != geometry.rows() || gain.cols() != geometry.cols()) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("cell gains of {} x {} for a mat of {} x {} cells", gain.rows(),
                                    gain.cols(), geometry.rows(), geometry.cols()));
        }
        if (!(gain.isFinite() && gain > 0.0F).all()) {
            return fail(ErrorCode::InvalidArgument, "cell gains must be finite and above 0");
        }
    }
    if (calibration.ceiling && !(std::isfinite(calibration.ceiling->kpa) && calibration.ceiling->kpa > 0.0)) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("a saturation pressure of {} kPa: it must be finite and above 0",
                                calibration.ceiling->kpa));
    }
    if (calibration.creep) {
        if (auto checked = check(*calibration.creep); !checked) {
            return checked;
        }
    }
    return calibration.record ? check(*calibration.record) : Result<void>{};
}

}  // namespace palpate
