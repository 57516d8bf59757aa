#pragma once

#include <vector>

#include "palpate/analysis/reported_spots.hpp"
#include "palpate/core/calibration.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/results.hpp"

namespace palpate::analysis {

/// What the session's spots are made from.
struct SpotFacts {
    const std::vector<ReportedPlace>& reported;
    /// Of the session so far, open ones too.
    const std::vector<Hold>& holds;
    const SessionMaps& maps;
    const MatGeometry& geometry;
    /// Cells that were ever at or over the ceiling.
    const CellMask& saturated;
    const AnalysisSettings& settings;
    /// Of the calibration's record; none = not known.
    std::optional<Pressure> calibrated_to;
};

/// Reported spots in the order of their first reports, then suggested ones that lie away from them, strongest
/// first (docs/metrics.md, "Tender spots"). Numbers over cells that take no part are 0 with an area of 0.
[[nodiscard]] std::vector<Spot> spotsOf(const SpotFacts& facts);

/// 0-10: over all reported spots, the mean rating times a bell of the spot's area, at most 10; NaN where a
/// cell takes no part.
[[nodiscard]] CellArray<float> tendernessMap(const std::vector<Spot>& spots, const MatGeometry& geometry,
                                             const CellMask& takes_part);

}  // namespace palpate::analysis
