#pragma once

#include <vector>

#include "palpate/core/outcome.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/session_value.hpp"

namespace palpate::analysis {

/// What of a session can stand beside the same of another one (docs/metrics.md, "Before and after"): of the
/// whole mat, of each region and of what was measured beside the mat. Names are the metrics' own, whatever
/// the set-up; spots are not among them, they have to be paired by place first. The same values in the same
/// order for sessions with the same regions and outcomes.
[[nodiscard]] std::vector<SessionValue> sessionValues(const SessionResults& results,
                                                      const std::vector<Outcome>& outcomes);

/// Of one spot: threshold, last rating, and what was done to it.
[[nodiscard]] std::vector<SessionValue> spotValues(const Spot& spot);

}  // namespace palpate::analysis
