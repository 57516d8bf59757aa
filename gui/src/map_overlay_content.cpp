#include "map_overlay_content.hpp"

#include <utility>

namespace palpate::gui {

namespace {

std::vector<StrokeMark> strokeMarks(const std::vector<Stroke>& strokes, double until_s)
{
    std::vector<StrokeMark> marks;
    for (const Stroke& stroke : strokes) {
        if (stroke.start_s <= until_s) {
            marks.push_back({.from = stroke.from, .to = stroke.to});
        }
    }
    return marks;
}

/// The hold as it was at `time_s`.
analysis::RunningHold runningAt(const Hold& hold, double time_s)
{
    analysis::RunningHold running;
    running.place = hold.place;
    running.start_s = hold.start_s;
    running.duration_s = time_s - hold.start_s;
    running.force_n = hold.mean_n;
    running.peak_kpa = hold.peak_kpa;
    running.shape = hold.shape;
    running.flags = hold.flags;
    return running;
}

/// Spots as far as they were known at `time_s`; a suggestion is made from the whole session.
std::vector<Spot> spotsUntil(const std::vector<Spot>& spots, double time_s)
{
    std::vector<Spot> known;
    for (Spot spot : spots) {
        std::erase_if(spot.reports, [time_s](const PainReport& report) { return report.time_s > time_s; });
        if (!spot.reports.empty()) {
            known.push_back(std::move(spot));
        }
    }
    return known;
}

}  // namespace

HeatmapOverlay liveOverlay(const live::Snapshot& snapshot, const std::vector<MatPoint>& trail,
                           const AnalysisSettings& settings)
{
    HeatmapOverlay overlay{
        .centre_of_pressure = std::nullopt,
        .trail = trail,
        .strokes = strokeMarks(snapshot.strokes, snapshot.time_s),
        .marks = mapMarks(
            {.running = snapshot.running_holds, .holds = snapshot.finished_holds, .spots = snapshot.spots}),
        .faults = snapshot.quality.invalid_cells,
        .chosen = std::nullopt,
        .window_min_s = settings.hold_window_min_s,
        .window_max_s = settings.hold_window_max_s};
    if (snapshot.metrics && snapshot.metrics->cop_x_mm && snapshot.metrics->cop_y_mm) {
        overlay.centre_of_pressure =
            MatPoint{.x_mm = *snapshot.metrics->cop_x_mm, .y_mm = *snapshot.metrics->cop_y_mm};
    }
    return overlay;
}

HeatmapOverlay reviewOverlay(const SessionResults& results, std::optional<double> time_s)
{
    HeatmapOverlay overlay{.centre_of_pressure = std::nullopt,
                           .trail = {},
                           .strokes = strokeMarks(results.strokes, time_s.value_or(results.duration_s)),
                           .marks = {},
                           .faults = results.quality.invalid_cells,
                           .chosen = std::nullopt,
                           .window_min_s = results.settings.hold_window_min_s,
                           .window_max_s = results.settings.hold_window_max_s};
    std::vector<analysis::RunningHold> running;
    if (!time_s.has_value()) {
        overlay.marks = mapMarks({.running = running, .holds = results.holds, .spots = results.spots});
        return overlay;
    }
    std::vector<Hold> before;
    for (const Hold& hold : results.holds) {
        if (hold.end_s < *time_s) {
            before.push_back(hold);
        } else if (hold.start_s <= *time_s) {
            running.push_back(runningAt(hold, *time_s));
        }
    }
    const std::vector<Spot> spots = spotsUntil(results.spots, *time_s);
    overlay.marks = mapMarks({.running = running, .holds = before, .spots = spots});
    return overlay;
}

}  // namespace palpate::gui
