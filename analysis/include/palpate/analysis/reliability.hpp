#pragma once

#include <string>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/reliability.hpp"

namespace palpate::analysis {

/// One measure, taken several times of each subject while nothing changed.
struct RepeatTable {
    Measure measure;
    /// One row per subject, its trials in their order.
    std::vector<std::vector<double>> values;
};

/// docs/metrics.md, "Repeats". InvalidArgument names the measure: fewer than 2 subjects or trials, rows of
/// different lengths, a value that is not finite, trials that do not differ at all.
[[nodiscard]] Result<Reliability> reliabilityOf(const RepeatTable& table);

}  // namespace palpate::analysis
