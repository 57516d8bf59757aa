#include "simulator/session_truth.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>

#include "palpate/core/mat_plane.hpp"

namespace palpate::acquisition::simulator {

namespace {

constexpr Pressure kHoldLevel{10.0};
constexpr double kShortestHoldSeconds = 5.0;
constexpr double kShortestStrokeMm = 50.0;

std::optional<SimulatedTruth::Hold> holdOf(const BallPress& press, const IdealMat& ideal,
                                           const FrameClock& clock)
{
    SimulatedTruth::Hold hold{};
    std::uint64_t loaded_frames = 0;
    auto frame = static_cast<std::uint64_t>(std::ceil(press.envelope.start_s * clock.rate_hz));
    for (; frame < clock.frames && clock.timeAt(frame) <= press.envelope.end_s; ++frame) {
        const double time = clock.timeAt(frame);
        const auto peak = ideal.ballPeakAt(time);
        if (!peak || peak->ball < kHoldLevel) {
            continue;
        }
        if (loaded_frames++ == 0) {
            hold.start_s = time;
        }
        const MatPoint place = press.placeAt(time);
        hold.end_s = time;
        hold.place.x_mm += place.x_mm;
        hold.place.y_mm += place.y_mm;
        hold.mean_n += press.forceAt(time).n;
        hold.peak_kpa = std::max(hold.peak_kpa, peak->total.kpa);
    }
    if (hold.end_s - hold.start_s < kShortestHoldSeconds) {
        return std::nullopt;
    }
    const auto count = static_cast<double>(loaded_frames);
    hold.place.x_mm /= count;
    hold.place.y_mm /= count;
    hold.mean_n /= count;
    return hold;
}

std::optional<double> painThresholdKpa(const BallPress& press, const IdealMat& ideal)
{
    const double first_s = press.reports.front().time_s;
    if (first_s >= press.envelope.start_s + press.envelope.rise_s) {
        return std::nullopt;
    }
    const auto peak = ideal.ballPeakAt(first_s);
    return peak ? std::optional{peak->total.kpa} : std::nullopt;
}

}  // namespace

std::vector<SimulatedTruth::Hold> trueHolds(const IdealMat& ideal, const FrameClock& clock)
{
    std::vector<SimulatedTruth::Hold> holds;
    for (const auto& press : ideal.timeline().presses) {
        if (const auto hold = holdOf(press, ideal, clock)) {
            holds.push_back(*hold);
        }
    }
    return holds;
}

std::vector<SimulatedTruth::Stroke> trueStrokes(const ClientTimeline& timeline, const FrameClock& clock)
{
    std::vector<SimulatedTruth::Stroke> strokes;
    for (const auto& pass : timeline.passes) {
        for (const auto& move : pass.path.moves) {
            const double end = std::min(move.end_s, clock.lastTime());
            if (end <= move.start_s) {
                continue;
            }
            const double length = distanceMm(move.at(end), move.from);
            if (end == move.end_s || length >= kShortestStrokeMm) {
                strokes.push_back({.start_s = move.start_s,
                                   .end_s = end,
                                   .length_mm = length,
                                   .speed_mm_s = length / (end - move.start_s)});
            }
        }
    }
    return strokes;
}

std::vector<SimulatedTruth::Spot> trueSpots(const IdealMat& ideal, const FrameClock& clock)
{
    std::map<std::size_t, SimulatedTruth::Spot> by_place;
    for (const auto& press : ideal.timeline().presses) {
        if (press.reports.empty() || press.reports.front().time_s > clock.lastTime()) {
            continue;
        }
        auto& spot = by_place[press.spot];
        spot.place = press.path.start;
        for (const auto& report : press.reports) {
            if (report.time_s <= clock.lastTime()) {
                spot.nrs = report.nrs;
            }
        }
        if (!spot.ppt_kpa) {
            spot.ppt_kpa = painThresholdKpa(press, ideal);
        }
    }
    std::vector<SimulatedTruth::Spot> spots;
    spots.reserve(by_place.size());
    for (const auto& [place, spot] : by_place) {
        spots.push_back(spot);
    }
    return spots;
}

std::vector<Event> painReports(const ClientTimeline& timeline, const FrameClock& clock)
{
    std::vector<Event> events;
    for (const auto& press : timeline.presses) {
        for (const auto& report : press.reports) {
            if (report.time_s <= clock.lastTime()) {
                events.push_back({.time = fromSeconds(report.time_s),
                                  .kind = EventKind::Pain,
                                  .nrs = report.nrs,
                                  .place = std::nullopt,
                                  .text = {}});
            }
        }
    }
    return events;
}

}  // namespace palpate::acquisition::simulator
