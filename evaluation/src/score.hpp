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

    std::vector<double> corrected_force_errors_pct;
    std::vector<double> drift_errors_pct;
    std::vector<double> corrected_drift_errors_pct;
    /// True drift within corrected_drift_pct plus or minus drift_uncertainty_pct.
    int drifts_within_uncertainty = 0;
    int right_shapes = 0;
    int true_saturated = 0;
    int found_saturated = 0;
    int invented_saturated = 0;
    int true_ghosts = 0;
    int found_ghosts = 0;
    int invented_ghosts = 0;

    /// Holds at frame rates that cannot show their percussion, and those of which nothing is said.
    int unresolvable_beats = 0;
    int right_unresolvable_beats = 0;
    int true_beats = 0;
    int found_beats = 0;

    bool has_strokes = false;
    bool strokes_counted_right = true;
    int strokes = 0;
    int right_stroke_shapes = 0;
    /// In scenes without strokes.
    int invented_strokes = 0;
    std::vector<double> length_errors_mm;
    std::vector<double> speed_errors_pct;
    /// Of the mean speed of all strokes of a scene.
    std::vector<double> scene_speed_errors_pct;

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
    int shown_faults = 0;
    int found_shown_faults = 0;
};

[[nodiscard]] Score scoreOf(const Scene& scene, const SceneTruth& truth, const SessionResults& results);

/// Nothing missed, nothing invented, nothing attributed wrongly.
[[nodiscard]] bool isPerfect(const Score& score);

}  // namespace palpate::evaluation
