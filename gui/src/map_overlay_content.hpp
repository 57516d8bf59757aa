#pragma once

#include <optional>
#include <vector>

#include "palpate/core/event.hpp"
#include "palpate/core/gap.hpp"
#include "palpate/live/snapshot.hpp"

#include "heatmap_overlay.hpp"
#include "timeline.hpp"

namespace palpate::gui {

/// What is drawn over the live map.
[[nodiscard]] HeatmapOverlay liveOverlay(const live::Snapshot& snapshot, const std::vector<MatPoint>& trail,
                                         const AnalysisSettings& settings);

/// What is drawn over the map of a stored session at `time_s`: the hold that runs then as a ring, those
/// before it as outlines; over a map of the whole session (`time_s` empty) all as outlines.
[[nodiscard]] HeatmapOverlay reviewOverlay(const SessionResults& results, const std::vector<Event>& events,
                                           std::optional<double> time_s);

[[nodiscard]] TimelineContent reviewTimeline(const SessionResults& results, const std::vector<Event>& events,
                                             const std::vector<Gap>& gaps);

[[nodiscard]] TimelineContent liveTimeline(const live::Snapshot& snapshot, const AnalysisSettings& settings);

}  // namespace palpate::gui
