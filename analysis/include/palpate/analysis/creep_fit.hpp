#pragma once

#include <optional>
#include <vector>

#include "palpate/analysis/load_recording.hpp"
#include "palpate/core/calibration.hpp"
#include "palpate/core/cell_array.hpp"
#include "palpate/core/error.hpp"

namespace palpate::analysis {

/// The reading of a constant load: kPa summed over the loaded cells, or anything in proportion to it.
struct CreepReading {
    double since_touch_s = 0.0;
    double reading_kpa = 0.0;
};

struct CreepFit {
    CreepModel model;
    /// The reading without creep, in the unit of the readings.
    double fresh_kpa = 0.0;
    /// Root mean square of the readings about the model, % of fresh_kpa.
    double residual_pct = 0.0;
    /// Standard error of fast_share + slow_share, as if the readings were independent.
    double share_sd = 0.0;
    /// From touch to the last reading.
    double duration_s = 0.0;
    /// Why the model is not to be trusted, in words; empty where it is.
    std::vector<std::string> doubts;
    [[nodiscard]] bool isTrusted() const { return doubts.empty(); }
};

/// r(t) = c (1 + share_1 (1 - exp(-t / tau_1)) + share_2 (1 - exp(-t / tau_2))), what CreepCorrector takes
/// off again, fitted by variable projection: for given time constants c and the shares follow by linear least
/// squares (QR); the time constants by a grid, then Gauss-Newton on their logarithms with the projected
/// Jacobian (Golub & Pereyra 1973, Kaufman 1975). Shares are not under 0: where two terms would need that,
/// one is fitted and the other is 0. tau_1 within 0.3 to 15 s, tau_2 at least twice it and up to 300 s.
/// In doubt: under 90 s, a residual over 1 %, a slow time constant over the duration or at its limit, or a
/// share_sd over 0.02.
/// InvalidArgument with fewer than 20 readings, under 30 s, or readings that fall.
[[nodiscard]] Result<CreepFit> fitCreep(const std::vector<CreepReading>& readings);

/// The readings of a recording of a constant load by a curve: its steady part (findLoad()), over the cells
/// that are loaded. InvalidArgument when the recording does not begin with an empty mat.
[[nodiscard]] Result<std::vector<CreepReading>> creepReadings(const LoadRecording& recording,
                                                              const LoadPhase& phase,
                                                              const Calibration& calibration);

/// What the creep adds to the mean reading of a load's steady part: 1.1 = a tenth. A load that was there from
/// the start is taken as creeping since the recording began.
[[nodiscard]] double creepFactor(const CreepModel& model, const LoadRecording& recording,
                                 const LoadPhase& phase);

}  // namespace palpate::analysis
