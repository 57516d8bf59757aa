#pragma once

#include <cstddef>
#include <vector>

#include "palpate/analysis/calibration_fit.hpp"

namespace palpate::analysis {

/// The loaded cells of one load.
struct LoadFootprint {
    std::vector<double> counts;
    std::vector<double> empty_counts;
    std::vector<double> gain;
    Area cell_area;
    /// What the curve must sum up to: the force with what the creep adds.
    double target_n = 0.0;

    /// N for 1 kPa of the curve on a cell.
    [[nodiscard]] double newtonPerKpa(std::size_t cell) const;
    /// Pressure of a cell by a curve, with its gain and without what the empty mat reads.
    [[nodiscard]] double kpaBy(const CalibrationCurve& curve, std::size_t cell) const;
    /// Sum of p A.
    [[nodiscard]] double newtonBy(const CalibrationCurve& curve) const;
};

/// InvalidArgument names the load and why it cannot be used.
[[nodiscard]] Result<LoadFootprint> footprintOf(const CalibrationLoad& load,
                                                const CalibrationFitRequest& request);

/// Refuses two loads on nearly the same cells of which the heavier one reads less.
[[nodiscard]] Result<void> checkMonotone(const std::vector<CalibrationLoad>& loads,
                                         const std::vector<LoadFootprint>& footprints);

}  // namespace palpate::analysis
