#pragma once

#include <string>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/error_band.hpp"
#include "palpate/core/trend.hpp"
#include "palpate/live/visit.hpp"

namespace palpate::live {

/// The course of every measure over one client's visits (docs/metrics.md, "Trend"). Treatments (phase
/// "during") are marked, whatever they were recorded with. InvalidArgument names the file that does not fit:
/// another client, mat, set-up, technique or side, or no time at which it began; and says so where there is
/// nothing but treatments.
[[nodiscard]] Result<std::vector<Trend>> trendsOf(const std::vector<Visit>& visits,
                                                  const std::vector<ErrorBand>& bands);

}  // namespace palpate::live
