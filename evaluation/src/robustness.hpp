#pragma once

#include <vector>

#include "checked_table.hpp"
#include "lying_recordings.hpp"

namespace palpate::evaluation {

/// How far a result may be off (docs/accuracy.md): what the evaluation over scenes shows, rounded up.
struct StatedUncertainty {
    /// Of a hold's duration; at least two frame intervals.
    double duration_s = 0.6;
    /// Of the place of a hold or a spot.
    double place_pitches = 0.5;
    /// Of a hold's mean force, peak and of session means.
    double share = 0.1;
};

/// Junk frames, hot cells and small changes of real recordings. What is checked, for each recording:
/// - junk frames (over four times the median sum) are found, and without them holds and spots are the same;
/// - lone cells (their median over time is at least half the hold level, and no neighbour's is a tenth of it)
///   are found, and no hold or spot lies on one;
/// - with 1 % noise, and without every tenth frame, holds of tools, spots and the means of the session
///   change by less than their stated uncertainty.
[[nodiscard]] CheckedTable checkRobustness(const std::vector<LyingRecording>& recordings);

}  // namespace palpate::evaluation
