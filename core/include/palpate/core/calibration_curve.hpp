#pragma once

#include <cstdint>

#include "palpate/core/calibration.hpp"
#include "palpate/core/units.hpp"

namespace palpate {

/// kPa of one count, before the cell's gain and the tare. The only place that evaluates a curve, so that
/// stored and displayed pressures agree: a calibrated cell is `float(kpaOfCount(c)) * gain - tare` in float.
/// The curve must have passed checkCalibration().
[[nodiscard]] double kpaOfCount(const CalibrationCurve& curve, std::uint16_t count);

/// The same for a mean of counts, which lies between whole ones. `mean_counts` is not under 0.
[[nodiscard]] double kpaOfMeanCount(const CalibrationCurve& curve, double mean_counts);

/// The count, whole or not, at which the curve gives `pressure`; 0 where that would be under 0. On a level
/// part of a table its lower end.
[[nodiscard]] double countOfKpa(const CalibrationCurve& curve, Pressure pressure);

}  // namespace palpate
