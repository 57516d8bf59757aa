#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/units.hpp"

namespace palpate {

/// kPa = offset + scale * count.
struct LinearCalibration {
    double kpa_per_count = 1.0;
    double offset_kpa = 0.0;
};

/// kPa = factor * count ^ exponent.
struct PowerCalibration {
    double factor = 1.0;
    double exponent = 1.0;
};

/// Straight lines between points; beyond the ends the first and the last line go on. A count of 0 is 0 kPa
/// where `zero_is_zero`, whatever the first point says (some makers' tables start above 0).
struct TableCalibration {
    std::vector<double> counts;  ///< rising, at least 2
    std::vector<double> kpa;     ///< not falling, same length
    bool zero_is_zero = false;
};

using CalibrationCurve = std::variant<LinearCalibration, PowerCalibration, TableCalibration>;

/// Two exponential terms by which a cell's reading rises under a constant load:
/// p_read = p + share_1 s_1 + share_2 s_2, where s_j follows p with the time constant tau_j.
struct CreepModel {
    double fast_share = 0.0;
    double fast_s = 2.0;
    double slow_share = 0.0;
    double slow_s = 45.0;
    bool operator==(const CreepModel&) const = default;
};

/// How a calibration was made, and how far it can be trusted.
struct CalibrationRecord {
    /// "2026-11-22T10:15:00Z"; empty when unknown.
    std::string made_at;
    /// Pressures that were measured; beyond them every number says so.
    Pressure from;
    Pressure to;
    /// Root mean square of the fit's residuals and of leave-one-out prediction, % of the load.
    double residual_pct = 0.0;
    std::optional<double> cross_validation_pct;
    /// Loads that were measured.
    int loads = 0;
};

/// How counts become kPa. Stored with every session; applied by analysis/calibration.
struct Calibration {
    CalibrationCurve curve = LinearCalibration{};
    /// Factor per cell on the kPa of the curve; none = 1 everywhere.
    std::optional<CellArray<float>> cell_gain;
    /// A count at or over this is saturated: its pressure is "at least".
    std::optional<std::uint16_t> ceiling_counts;
    /// The same for data that is already in kPa.
    std::optional<Pressure> ceiling;
    std::optional<CreepModel> creep;
    std::optional<CalibrationRecord> record;
    /// Where it comes from: "profile jq-32x32", "option --counts-per-kpa 10", ...
    std::string source;
};

/// An empty mat, recorded before the client came on. Subtracted per cell from the calibrated pressure.
struct Tare {
    CellArray<float> mean_kpa;
    /// Root mean square over the cells of each cell's own standard deviation over time.
    Pressure noise_sd;
    int frames = 0;
};

/// Finite numbers, rising tables, gains above 0 with the mat's shape.
[[nodiscard]] Result<void> checkCalibration(const Calibration& calibration, const MatGeometry& geometry);

}  // namespace palpate
