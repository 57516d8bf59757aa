#include "palpate/analysis/measured_mat.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

constexpr double kLeastContactKpa = 1.0;
constexpr double kContactNoiseFactor = 5.0;

Result<void> checkPositive(const char* name, double value, const char* unit)
{
    if (!std::isfinite(value) || value <= 0.0) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{} of {} {}: it must be finite and above 0", name, value, unit));
    }
    return {};
}

Result<void> checkSettings(const AnalysisSettings& settings)
{
    if (settings.contact) {
        if (auto checked = checkPositive("a contact threshold", settings.contact->kpa, "kPa"); !checked) {
            return checked;
        }
    }
    if (auto checked = checkPositive("a hold level", settings.hold.kpa, "kPa"); !checked) {
        return checked;
    }
    if (!std::isfinite(settings.force_floor.n) || settings.force_floor.n < 0.0) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("a force floor of {} N: it must be finite and not below 0", settings.force_floor.n));
    }
    if (!(settings.hold_window_min_s >= 0.0) || !(settings.hold_window_max_s >= settings.hold_window_min_s)) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("a hold window of {} to {} s: it must start at 0 or later and end after it",
                                settings.hold_window_min_s, settings.hold_window_max_s));
    }
    return {};
}

}  // namespace

Pressure contactThreshold(const SessionHeader& header, const AnalysisSettings& settings)
{
    if (settings.contact) {
        return *settings.contact;
    }
    const double noise_kpa = header.tare ? kContactNoiseFactor * header.tare->noise_sd.kpa : 0.0;
    return Pressure{std::max(kLeastContactKpa, noise_kpa)};
}

Result<MeasuredMat> measuredMat(const SessionHeader& header, const AnalysisSettings& settings)
{
    if (auto checked = checkSettings(settings); !checked) {
        return fail(checked.error());
    }
    const auto& geometry = header.geometry;
    MeasuredMat mat{.geometry = geometry,
                    .takes_part = geometry.presentMask(),
                    .contact = contactThreshold(header, settings),
                    .force_floor = settings.force_floor};
    for (const auto& [cell, kind] : settings.invalid_cells) {
        if (cell.row < 0 || cell.row >= geometry.rows() || cell.col < 0 || cell.col >= geometry.cols()) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("invalid cell ({}, {}) lies outside the mat of {} x {} cells", cell.row,
                                    cell.col, geometry.rows(), geometry.cols()));
        }
        mat.takes_part(cell.row, cell.col) = 0;
    }
    if ((mat.takes_part == 0).all()) {
        return fail(ErrorCode::InvalidArgument,
                    "every present cell is listed as invalid: at least one must take part");
    }
    return mat;
}

float leastFloatAtOrOver(double value)
{
    const auto nearest = static_cast<float>(value);
    return static_cast<double>(nearest) < value
               ? std::nextafter(nearest, std::numeric_limits<float>::infinity())
               : nearest;
}

}  // namespace palpate::analysis
