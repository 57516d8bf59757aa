#pragma once

#include <optional>
#include <vector>

#include "palpate/live/snapshot.hpp"

#include "heatmap_overlay.hpp"

namespace palpate::gui {

/// What is drawn over the live map.
[[nodiscard]] HeatmapOverlay liveOverlay(const live::Snapshot& snapshot, const std::vector<MatPoint>& trail,
                                         const AnalysisSettings& settings);

/// What is drawn over the map of a stored session at `time_s`: the hold that runs then as a ring, what was
/// before it as marks, nothing of what comes later; over a map of the whole session (`time_s` empty) all.
[[nodiscard]] HeatmapOverlay reviewOverlay(const SessionResults& results, std::optional<double> time_s);

}  // namespace palpate::gui
