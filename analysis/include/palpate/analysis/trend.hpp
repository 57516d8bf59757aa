#pragma once

#include "palpate/core/error_band.hpp"
#include "palpate/core/trend.hpp"

namespace palpate::analysis {

/// Fills in what follows from the trend's measure and points (by time) and from the band that its change has
/// to exceed, null where none is known, and why: slope, rank correlation, change and verdict
/// (docs/metrics.md, "Trend").
void judgeTrend(Trend& trend, const ErrorBand* band, BandGap gap = BandGap::Unmeasured);

}  // namespace palpate::analysis
