#include "scene_truth.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "scene_recording.hpp"

namespace palpate::evaluation {

namespace {

constexpr double kHoldKpa = 10.0;
constexpr double kShortestHoldS = 5.0;
constexpr double kForgivenS = 0.5;
constexpr double kPauseS = 1.0;
/// So near to the shortest hold either answer is right.
constexpr double kEitherWayS = 0.6;
constexpr double kSuggestedS = 7.0;
constexpr double kStepS = 0.02;

double peakKpa(const Scene& scene, const Tool& tool, double time_s)
{
    return static_cast<double>(fieldOf(scene, tool, time_s).maxCoeff());
}

std::optional<TrueHold> holdOf(const Scene& scene, const Tool& tool)
{
    std::optional<TrueHold> hold;
    double samples = 0.0;
    for (double time_s = tool.envelope.start_s; time_s <= tool.envelope.end_s; time_s += kStepS) {
        if (peakKpa(scene, tool, time_s) < kHoldKpa) {
            continue;
        }
        if (!hold || time_s - hold->end_s > kForgivenS) {
            hold = TrueHold{.start_s = time_s};
            samples = 0.0;
        }
        const MatPoint place = tool.placeAt(time_s);
        samples += 1.0;
        hold->end_s = time_s;
        hold->place.x_mm += (place.x_mm - hold->place.x_mm) / samples;
        hold->place.y_mm += (place.y_mm - hold->place.y_mm) / samples;
        hold->mean_n += (tool.forceAt(time_s).n - hold->mean_n) / samples;
    }
    if (!hold || hold->end_s - hold->start_s < kShortestHoldS - kEitherWayS) {
        return std::nullopt;
    }
    hold->percussion_hz = tool.percussion_hz;
    hold->is_either_way = hold->end_s - hold->start_s < kShortestHoldS + kEitherWayS;
    return hold;
}

void addSpot(std::map<std::size_t, TrueSpot>& spots, const Scene& scene, const Tool& tool,
             const std::optional<TrueHold>& hold)
{
    const bool is_held = hold && hold->end_s - hold->start_s >= kSuggestedS;
    if (tool.reports.empty() && !is_held) {
        return;
    }
    TrueSpot& spot = spots[tool.spot];
    spot.place = hold ? hold->place : tool.place;
    for (const Report& report : tool.reports) {
        spot.is_reported = true;
        spot.last_nrs = report.nrs;
        ++spot.ratings;
        if (report.is_threshold) {
            const double here_kpa = peakKpa(scene, tool, report.time_s);
            ++spot.trials;
            spot.ppt_kpa = spot.ppt_kpa.value_or(0.0) + (here_kpa - spot.ppt_kpa.value_or(0.0)) / spot.trials;
        }
    }
}

/// From turn to turn: a short pause belongs to both strokes by halves.
void addStrokes(std::vector<TrueStroke>& strokes, const Tool& tool)
{
    const auto& paths = tool.strokes;
    const auto halfPause = [&paths](std::size_t before) {
        const double pause_s = paths[before + 1].start_s - paths[before].end_s;
        return pause_s <= kPauseS ? 0.5 * pause_s : 0.0;
    };
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const double start_s = paths[i].start_s - (i > 0 ? halfPause(i - 1) : 0.0);
        const double end_s = paths[i].end_s + (i + 1 < paths.size() ? halfPause(i) : 0.0);
        strokes.push_back({.start_s = start_s,
                           .end_s = end_s,
                           .speed_mm_s = std::abs(paths[i].to_mm - paths[i].from_mm) / (end_s - start_s)});
    }
}

}  // namespace

SceneTruth truthOf(const Scene& scene)
{
    SceneTruth truth;
    std::map<std::size_t, TrueSpot> spots;
    for (const Tool& tool : scene.tools) {
        addStrokes(truth.strokes, tool);
        if (!tool.strokes.empty()) {
            continue;
        }
        const auto hold = holdOf(scene, tool);
        if (hold) {
            truth.holds.push_back(*hold);
        }
        addSpot(spots, scene, tool, hold);
    }
    for (const auto& [number, spot] : spots) {
        truth.spots.push_back(spot);
    }
    return truth;
}

}  // namespace palpate::evaluation
