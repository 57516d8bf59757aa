#include "hold_rows.hpp"

#include <algorithm>
#include <cmath>

namespace palpate::gui {

namespace {

/// A word about a hold comes a moment after it at times.
constexpr double kWordAfterEndSeconds = 2.0;

void addWords(HoldRow& row, double end_s, const std::vector<Event>& events)
{
    for (const Event& event : events) {
        const double at_s = toSeconds(event.time);
        if (event.kind != EventKind::Pain || !event.nrs.has_value() || at_s < row.start_s ||
            at_s > end_s + kWordAfterEndSeconds) {
            continue;
        }
        if (!row.first_nrs.has_value()) {
            row.first_nrs = event.nrs;
        }
        row.last_nrs = event.nrs;
    }
}

}  // namespace

std::vector<HoldRow> holdRows(const std::vector<analysis::RunningHold>& running,
                              const std::vector<Hold>& finished, const std::vector<Event>& events)
{
    std::vector<HoldRow> rows;
    rows.reserve(running.size() + finished.size());
    for (const analysis::RunningHold& hold : running) {
        HoldRow row{.running = true,
                    .start_s = hold.start_s,
                    .held_s = hold.duration_s,
                    .place = hold.place,
                    .force_n = hold.force_n,
                    .force_sd_n = std::nullopt,
                    .peak_kpa = hold.peak_kpa,
                    .first_nrs = std::nullopt,
                    .last_nrs = std::nullopt};
        addWords(row, hold.start_s + hold.duration_s, events);
        rows.push_back(row);
    }
    for (const Hold& hold : finished) {
        HoldRow row{.running = false,
                    .start_s = hold.start_s,
                    .held_s = hold.duration_s,
                    .place = hold.place,
                    .force_n = hold.mean_n,
                    .force_sd_n = hold.mean_n * hold.cv_pct / 100.0,
                    .peak_kpa = hold.peak_kpa,
                    .first_nrs = std::nullopt,
                    .last_nrs = std::nullopt};
        addWords(row, hold.end_s, events);
        rows.push_back(row);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const HoldRow& a, const HoldRow& b) {
        return a.running != b.running ? a.running : a.start_s > b.start_s;
    });
    return rows;
}

WindowWords windowWords(const HoldRow& row, const AnalysisSettings& settings)
{
    const double low = settings.hold_window_min_s;
    const double high = settings.hold_window_max_s;
    if (row.running) {
        return {.text = QStringLiteral("running"), .as_asked = false};
    }
    if (row.held_s < low) {
        return {.text = QStringLiteral("▲ short by %1 s").arg(static_cast<int>(std::ceil(low - row.held_s))),
                .as_asked = false};
    }
    if (row.held_s > high) {
        return {.text = QStringLiteral("▲ over by %1 s").arg(static_cast<int>(std::ceil(row.held_s - high))),
                .as_asked = false};
    }
    return {.text = QStringLiteral("✓ %1–%2 s").arg(std::lround(low)).arg(std::lround(high)),
            .as_asked = true};
}

}  // namespace palpate::gui
