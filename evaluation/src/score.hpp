#pragma once

#include <vector>

#include "palpate/core/results.hpp"

#include "scene.hpp"
#include "scene_truth.hpp"

namespace palpate::evaluation {

/// How the results of one scene stand against its truth. Pure.
struct Score {
    int true_holds = 0;
    int found_holds = 0;
    /// Holds of ball or bar shape that match no true one.
    int invented_holds = 0;
    std::vector<double> duration_errors_s;
    std::vector<double> place_errors_pitches;
    std::vector<double> force_errors_pct;

    int true_beats = 0;
    int found_beats = 0;

    bool has_strokes = false;
    bool strokes_counted_right = true;
    std::vector<double> speed_errors_pct;

    int true_reported = 0;
    int found_reported = 0;
    int true_suggested = 0;
    int found_suggested = 0;
    int reported = 0;
    int suggested = 0;
    std::vector<double> spot_errors_pitches;
    int spots_on_hot_cells = 0;

    int true_ratings = 0;
    int right_ratings = 0;
    int true_thresholds = 0;
    int right_thresholds = 0;
    std::vector<double> threshold_errors_pct;

    int hot_cells = 0;
    int found_hot_cells = 0;
    int invented_faults = 0;
    int other_faults = 0;
    int found_other_faults = 0;
};

[[nodiscard]] Score scoreOf(const Scene& scene, const SceneTruth& truth, const SessionResults& results);

/// Nothing missed, nothing invented, nothing attributed wrongly.
[[nodiscard]] bool isPerfect(const Score& score);

}  // namespace palpate::evaluation
