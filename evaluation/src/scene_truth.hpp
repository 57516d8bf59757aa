#pragma once

#include <optional>
#include <vector>

#include "palpate/core/results.hpp"
#include "palpate/core/units.hpp"

#include "scene.hpp"

namespace palpate::evaluation {

struct TrueHold {
    double start_s = 0.0;
    double end_s = 0.0;
    MatPoint place;
    double mean_n = 0.0;
    /// As drift_pct in docs/metrics.md.
    std::optional<double> drift_pct;
    std::optional<double> percussion_hz;
    PatchShape shape = PatchShape::Ball;
    bool is_ghost = false;
    /// Empty within 15 % of the ceiling.
    std::optional<bool> is_saturated;
    /// About 5 s long: found or not, both are right.
    bool is_either_way = false;
};

struct TrueStroke {
    PatchShape shape = PatchShape::Bar;
    double start_s = 0.0;
    double end_s = 0.0;
    double length_mm = 0.0;
    double speed_mm_s = 0.0;
};

struct TrueSpot {
    MatPoint place;
    bool is_reported = false;
    std::optional<int> last_nrs;
    int ratings = 0;
    int trials = 0;
    std::optional<double> ppt_kpa;
    /// A suggestion that may be missing and may be there: a contact so narrow that it has no two loaded
    /// neighbours for sure, or a rest of about 5 s between strokes.
    bool is_either_way = false;
};

/// A dead or stuck cell that tools loaded over 10 kPa for 2 s or more, at least twice as much at one time as
/// at another: it can be seen that it does not follow.
struct ShownFault {
    CellIndex cell;
};

struct SceneTruth {
    std::vector<TrueHold> holds;
    std::vector<TrueStroke> strokes;
    std::vector<TrueSpot> spots;
    std::vector<ShownFault> shown_faults;
};

/// Holds: the tool's own highest cell is at or over 10 kPa for 5 s, lifts up to 0.5 s forgiven. Spots: every
/// rated place; every unrated one that was held for 7 s is a suggestion. Strokes: see docs/metrics.md. A
/// threshold is the pressure of the highest cell at the report.
[[nodiscard]] SceneTruth truthOf(const Scene& scene);

}  // namespace palpate::evaluation
