#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "palpate/core/coach_results.hpp"
#include "palpate/core/measurement_info.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// What the coach shows at one moment; its results so far stand in `adherence`.
struct CoachNow {
    static constexpr std::size_t kRecentStrokes = 9;

    double time_s = 0.0;
    CoachPhase phase = CoachPhase::Approach;
    /// At most one; none while there is nothing to say.
    std::optional<CoachCue> cue;
    /// Those that have ended, in order.
    std::vector<CoachCue> past_cues;
    /// Of the tool, while it is loaded.
    std::optional<MatPoint> tool;
    /// In the unit of the technique's load rule; none without one, or while the tool is not loaded.
    std::optional<double> load;
    /// Of the hold under way.
    std::optional<double> held_s;
    std::optional<MatPoint> hold_place;
    /// Of the last whole strokes, at most kRecentStrokes, oldest first, in the unit of the technique's stroke
    /// rule.
    std::vector<double> recent_strokes;
    /// Along the way of the strokes, over the last half second; its sign is the direction.
    std::optional<double> speed_mm_s;
    int sets_done = 0;
    /// In contact, of the set under way.
    std::optional<double> set_worked_s;
    /// Since the last set ended.
    std::optional<double> rested_s;
    std::optional<Side> side;
    double left_s = 0.0;
    double right_s = 0.0;
    bool maybe_bone = false;
    /// Exploratory; none where no breath is seen.
    std::optional<double> breaths_per_minute;
    /// So far: a hold or a set under way counts once it is too long, and what may still be met is not judged.
    std::vector<RuleScore> adherence;
};

}  // namespace palpate::analysis
