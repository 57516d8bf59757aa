#include "map_overlay_content.hpp"

#include <algorithm>

#include "cue.hpp"
#include "display_text.hpp"

namespace palpate::gui {

namespace {

std::vector<PainMark> painMarks(const std::vector<Event>& events, double until_s)
{
    std::vector<PainMark> marks;
    for (const Event& event : events) {
        if (event.kind == EventKind::Pain && event.nrs && event.place && toSeconds(event.time) <= until_s) {
            marks.push_back({.place = *event.place, .nrs = *event.nrs});
        }
    }
    return marks;
}

}  // namespace

HeatmapOverlay liveOverlay(const live::Snapshot& snapshot, const std::vector<MatPoint>& trail,
                           const AnalysisSettings& settings)
{
    HeatmapOverlay overlay{.centre_of_pressure = std::nullopt,
                           .trail = trail,
                           .rings = {},
                           .outlines = {},
                           .pains = painMarks(snapshot.events, 1e18),
                           .window_min_s = settings.hold_window_min_s,
                           .window_max_s = settings.hold_window_max_s};
    if (snapshot.metrics && snapshot.metrics->cop_x_mm && snapshot.metrics->cop_y_mm) {
        overlay.centre_of_pressure =
            MatPoint{.x_mm = *snapshot.metrics->cop_x_mm, .y_mm = *snapshot.metrics->cop_y_mm};
    }
    for (const analysis::RunningHold& hold : snapshot.running_holds) {
        overlay.rings.push_back({.place = hold.place,
                                 .held_s = hold.duration_s,
                                 .radius_mm = hold.radius_mm,
                                 .pain = lastPainSince(snapshot.events, hold.start_s)});
    }
    for (const Hold& hold : snapshot.finished_holds) {
        overlay.outlines.push_back({.place = hold.place, .held_s = hold.duration_s});
    }
    return overlay;
}

HeatmapOverlay reviewOverlay(const SessionResults& results, const std::vector<Event>& events,
                             std::optional<double> time_s)
{
    HeatmapOverlay overlay{.centre_of_pressure = std::nullopt,
                           .trail = {},
                           .rings = {},
                           .outlines = {},
                           .pains = painMarks(events, time_s.value_or(1e18)),
                           .window_min_s = results.settings.hold_window_min_s,
                           .window_max_s = results.settings.hold_window_max_s};
    for (const Hold& hold : results.holds) {
        if (!time_s.has_value() || hold.end_s < *time_s) {
            overlay.outlines.push_back({.place = hold.place, .held_s = hold.duration_s});
        } else if (hold.start_s <= *time_s) {
            overlay.rings.push_back({.place = hold.place,
                                     .held_s = *time_s - hold.start_s,
                                     .radius_mm = 0.0,
                                     .pain = std::nullopt});
        }
    }
    return overlay;
}

TimelineContent liveTimeline(const live::Snapshot& snapshot, const AnalysisSettings& settings)
{
    constexpr double kShortestSpanSeconds = 60.0;
    TimelineContent content;
    content.duration_s = std::max(kShortestSpanSeconds, snapshot.time_s * 1.03);
    for (const Hold& hold : snapshot.finished_holds) {
        const bool in_window =
            hold.duration_s >= settings.hold_window_min_s && hold.duration_s <= settings.hold_window_max_s;
        content.spans.push_back(
            {.start_s = hold.start_s,
             .end_s = hold.end_s,
             .kind = in_window ? TimelineSpan::Kind::HoldInWindow : TimelineSpan::Kind::HoldOutside,
             .text = QStringLiteral("hold %1 s").arg(static_cast<int>(hold.duration_s))});
    }
    for (const analysis::RunningHold& hold : snapshot.running_holds) {
        content.spans.push_back({.start_s = hold.start_s,
                                 .end_s = hold.start_s + hold.duration_s,
                                 .kind = TimelineSpan::Kind::HoldRunning,
                                 .text = QStringLiteral("hold")});
    }
    for (const Event& event : snapshot.events) {
        (event.kind == EventKind::Pain ? content.pains_s : content.marks_s).push_back(toSeconds(event.time));
    }
    return content;
}

}  // namespace palpate::gui
