#pragma once

#include <string>
#include <vector>

#include "palpate/core/comparison.hpp"
#include "palpate/core/error_band.hpp"
#include "palpate/core/session_value.hpp"

namespace palpate::analysis {

/// What the changes are judged by.
struct JudgedBy {
    const std::vector<ErrorBand>* bands = nullptr;
    BandContext context;
    /// Why numbers of the mat cannot be compared; empty where they can. What was measured beside the mat is
    /// judged all the same.
    std::string hindrance;
};

/// Pairs the values of two sessions by their measure, and judges each change by its error band
/// (docs/metrics.md, "Verdicts"): over MDC95 a clear change, else within error; a value that is "at least"
/// and one that is only there once are not comparable; a dose is not judged. `control_before` and
/// `control_after`, where not empty, are the same values at an untreated site: the change that counts is then
/// treated minus control, and its band is the root of the two bands' squares. `place`: the name that the
/// changes bear, for spots.
[[nodiscard]] std::vector<MetricChange> judgeChanges(const std::vector<SessionValue>& before,
                                                     const std::vector<SessionValue>& after,
                                                     const std::vector<SessionValue>& control_before,
                                                     const std::vector<SessionValue>& control_after,
                                                     const JudgedBy& by, const std::string& place = {});

}  // namespace palpate::analysis
