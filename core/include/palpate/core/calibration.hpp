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

/// How counts become kPa. Stored with every session; applied by analysis/calibration.
struct Calibration {
    CalibrationCurve curve = LinearCalibration{};
    /// Factor per cell on the kPa of the curve; none = 1 everywhere.
    std::optional<CellArray<float>> cell_gain;
    /// A count at or over this is saturated: its pressure is "at least".
    std::optional<std::uint16_t> ceiling_counts;
    /// The same for data that is already in kPa.
    std::optional<Pressure> ceiling;
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
