#pragma once

#include <vector>

#include "palpate/core/event.hpp"
#include "palpate/core/gap.hpp"
#include "palpate/live/snapshot.hpp"

#include "timeline.hpp"

namespace palpate::gui {

[[nodiscard]] TimelineContent reviewTimeline(const SessionResults& results, const std::vector<Event>& events,
                                             const std::vector<Gap>& gaps);

[[nodiscard]] TimelineContent liveTimeline(const live::Snapshot& snapshot, const AnalysisSettings& settings);

}  // namespace palpate::gui
