#pragma once

#include <string>
#include <vector>

#include "palpate/core/session_value.hpp"
#include "palpate/live/visit.hpp"

namespace palpate::live {

/// What a client reported in one visit, each value under the name that its spot has in all visits.
struct VisitSpots {
    std::vector<SessionValue> values;
    /// Why some of what was reported is not among the values; empty where nothing is missing.
    std::string left_out;
};

/// The tender spots of one client's visits, the same place under the same name: "spot 1", "spot 2", in the
/// order in which they were first reported. Every visit's load is laid onto the first one with a report
/// (docs/metrics.md, "Trend"); where that cannot be done, a visit's only spot is the first one's only spot.
/// One result per visit.
[[nodiscard]] std::vector<VisitSpots> spotsOver(const std::vector<const Visit*>& visits);

}  // namespace palpate::live
