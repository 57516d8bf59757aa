#pragma once

#include <cstdint>

#include "palpate/core/calibration.hpp"

namespace palpate {

/// kPa of one count, before the cell's gain and the tare. The only place that evaluates a curve, so that
/// stored and displayed pressures agree: a calibrated cell is `float(kpaOfCount(c)) * gain - tare` in float.
/// The curve must have passed checkCalibration().
[[nodiscard]] double kpaOfCount(const CalibrationCurve& curve, std::uint16_t count);

}  // namespace palpate
