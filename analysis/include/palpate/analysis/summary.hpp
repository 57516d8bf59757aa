#pragma once

#include <optional>
#include <vector>

#include "palpate/core/results.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// One per metricColumns(), over the valid frames in which the metric exists; empty where there are none.
[[nodiscard]] std::vector<std::optional<MetricSummary>> summarize(const std::vector<FrameMetrics>& frames);

/// 1 / median frame period of all frames; empty with fewer than 2.
[[nodiscard]] std::optional<Frequency> medianRate(const std::vector<FrameMetrics>& frames);

}  // namespace palpate::analysis
