#pragma once

#include <vector>

#include "palpate/core/calibration.hpp"
#include "palpate/core/error.hpp"

#include "load_footprint.hpp"

// One curve each, by least squares of the loads' relative errors. The messages say what is wrong with the
// loads.

namespace palpate::analysis {

[[nodiscard]] Result<CalibrationCurve> fitScale(const std::vector<LoadFootprint>& loads,
                                                const CalibrationCurve& present);

[[nodiscard]] Result<CalibrationCurve> fitLinear(const std::vector<LoadFootprint>& loads);

/// Needs loads whose force-weighted mean logarithms of the counts differ by a factor of 1.5 or more, and an
/// exponent within 0.2 to 5.
[[nodiscard]] Result<CalibrationCurve> fitPower(const std::vector<LoadFootprint>& loads);

/// `points`: rising counts above 0, at most as many as loads.
[[nodiscard]] Result<CalibrationCurve> fitTable(const std::vector<LoadFootprint>& loads,
                                                const std::vector<double>& points);

/// The count-weighted quantiles (k + 0.5) / n of the counts of all loads, k from 0.
[[nodiscard]] std::vector<double> tablePoints(const std::vector<LoadFootprint>& loads, std::size_t count);

}  // namespace palpate::analysis
