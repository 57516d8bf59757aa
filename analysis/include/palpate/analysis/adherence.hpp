#pragma once

#include <optional>
#include <string>
#include <vector>

#include "palpate/analysis/load_dose.hpp"
#include "palpate/core/coach_results.hpp"
#include "palpate/core/coaching.hpp"
#include "palpate/core/results.hpp"

namespace palpate::analysis {

/// What a session did, as far as the rules ask for it.
struct WorkDone {
    const Coaching& coaching;
    const LoadDose& load;
    /// In order, the ones under way with what they have so far.
    std::vector<SiteDose> sites;
    std::vector<SetDone> sets;
    /// Those that count; in the unit of the stroke rule.
    std::vector<double> strokes;
    std::optional<int> worst_pain;
    int losses = 0;
    double off_limits_s = 0.0;
    std::string off_limits_zone;
    bool has_no_go = false;
    std::optional<double> covered_pct;
};

/// One score per rule that the technique has, in the order of RuleKind (docs/metrics.md, "Coach:
/// adherence").
[[nodiscard]] std::vector<RuleScore> scoreAdherence(const WorkDone& work);

/// Seconds of work on one side.
[[nodiscard]] double workedS(const std::vector<SetDone>& sets, Side side);

/// "s", "mm/s", "%", ...
[[nodiscard]] std::string unitOf(const StrokeRule& rule);
[[nodiscard]] std::string unitOf(const LoadRule& rule);

/// Under 0, over 0: how far a value lies outside; 0 within.
[[nodiscard]] double distanceOutside(const Band& band, double value);

}  // namespace palpate::analysis
