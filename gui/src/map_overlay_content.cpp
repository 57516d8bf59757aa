#include "map_overlay_content.hpp"

#include <algorithm>
#include <cmath>

#include "cue.hpp"
#include "display_text.hpp"

namespace palpate::gui {

namespace {

constexpr double kEndOfTime = 1e18;

/// A ring carries its own pain in words: a mark on the same place would hide it.
void dropMarksUnderRings(HeatmapOverlay& overlay)
{
    constexpr double kSamePlaceMm = 40.0;
    const auto underRing = [&overlay](const PainMark& mark) {
        return std::any_of(overlay.rings.begin(), overlay.rings.end(), [&mark](const HoldRing& ring) {
            return std::hypot(ring.place.x_mm - mark.place.x_mm, ring.place.y_mm - mark.place.y_mm) <
                   kSamePlaceMm;
        });
    };
    overlay.pains.erase(std::remove_if(overlay.pains.begin(), overlay.pains.end(), underRing),
                        overlay.pains.end());
}

void addEvents(TimelineContent& content, const std::vector<Event>& events)
{
    for (const Event& event : events) {
        (event.kind == EventKind::Pain ? content.pains_s : content.marks_s).push_back(toSeconds(event.time));
    }
}

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
                           .pains = painMarks(snapshot.events, kEndOfTime),
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
                                 .pain = lastPainBetween(snapshot.events, hold.start_s, kEndOfTime)});
    }
    for (const Hold& hold : snapshot.finished_holds) {
        overlay.outlines.push_back({.place = hold.place, .held_s = hold.duration_s});
    }
    dropMarksUnderRings(overlay);
    return overlay;
}

HeatmapOverlay reviewOverlay(const SessionResults& results, const std::vector<Event>& events,
                             std::optional<double> time_s)
{
    HeatmapOverlay overlay{.centre_of_pressure = std::nullopt,
                           .trail = {},
                           .rings = {},
                           .outlines = {},
                           .pains = painMarks(events, time_s.value_or(kEndOfTime)),
                           .window_min_s = results.settings.hold_window_min_s,
                           .window_max_s = results.settings.hold_window_max_s};
    for (const Hold& hold : results.holds) {
        if (!time_s.has_value() || hold.end_s < *time_s) {
            overlay.outlines.push_back({.place = hold.place, .held_s = hold.duration_s});
        } else if (hold.start_s <= *time_s) {
            overlay.rings.push_back({.place = hold.place,
                                     .held_s = *time_s - hold.start_s,
                                     .radius_mm = 0.0,
                                     .pain = lastPainBetween(events, hold.start_s, *time_s)});
        }
    }
    dropMarksUnderRings(overlay);
    return overlay;
}

TimelineContent reviewTimeline(const SessionResults& results, const std::vector<Event>& events,
                               const std::vector<Gap>& gaps)
{
    TimelineContent content;
    content.duration_s = results.duration_s;
    for (const Stroke& stroke : results.strokes) {
        content.spans.push_back({.start_s = stroke.start_s,
                                 .end_s = stroke.end_s,
                                 .kind = TimelineSpan::Kind::Stroke,
                                 .text = {}});
    }
    for (const Hold& hold : results.holds) {
        content.spans.push_back({.start_s = hold.start_s,
                                 .end_s = hold.end_s,
                                 .kind = hold.in_window == InWindow::In ? TimelineSpan::Kind::HoldInWindow
                                                                        : TimelineSpan::Kind::HoldOutside,
                                 .text = QStringLiteral("hold %1 s").arg(static_cast<int>(hold.duration_s))});
    }
    for (const Gap& gap : gaps) {
        content.spans.push_back({.start_s = toSeconds(gap.from),
                                 .end_s = toSeconds(gap.to),
                                 .kind = TimelineSpan::Kind::Gap,
                                 .text = {}});
    }
    addEvents(content, events);
    return content;
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
    addEvents(content, snapshot.events);
    return content;
}

}  // namespace palpate::gui
