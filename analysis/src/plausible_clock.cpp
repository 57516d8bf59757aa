#include "plausible_clock.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace palpate::analysis {

namespace {

constexpr std::size_t kFewestFrames = 3;
constexpr double kShortestForClockS = 10.0;
constexpr double kMicrosecond = 1e-6;
constexpr double kPpm = 1e6;

std::vector<double> intervalsS(std::span<const FrameStamp> stamps)
{
    std::vector<double> intervals_s;
    intervals_s.reserve(stamps.size());
    for (std::size_t i = 1; i < stamps.size(); ++i) {
        intervals_s.push_back(toSeconds(stamps[i].time - stamps[i - 1].time));
    }
    return intervals_s;
}

double medianOf(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace

std::optional<std::size_t> firstThatDoesNotRise(std::span<const FrameStamp> stamps)
{
    const auto found =
        std::adjacent_find(stamps.begin(), stamps.end(),
                           [](const FrameStamp& a, const FrameStamp& b) { return b.time <= a.time; });
    return found == stamps.end() ? std::nullopt
                                 : std::optional{static_cast<std::size_t>(found - stamps.begin()) + 1};
}

std::optional<double> medianRateHz(std::span<const FrameStamp> stamps)
{
    if (stamps.size() < kFewestFrames) {
        return std::nullopt;
    }
    const double interval_s = medianOf(intervalsS(stamps));
    return interval_s > 0.0 ? std::optional{1.0 / interval_s} : std::nullopt;
}

std::size_t lateFrames(std::span<const FrameStamp> stamps)
{
    const auto rate_hz = medianRateHz(stamps);
    if (!rate_hz) {
        return 0;
    }
    std::size_t late = 0;
    for (std::size_t i = 1; i < stamps.size(); ++i) {
        const bool is_marked = (stamps[i].quality & kFrameGapBefore) != 0;
        late += !is_marked && toSeconds(stamps[i].time - stamps[i - 1].time) > 2.0 / *rate_hz ? 1U : 0U;
    }
    return late;
}

std::size_t jumpsWithoutGap(std::span<const FrameStamp> stamps, std::span<const Gap> gaps)
{
    std::size_t jumps = 0;
    for (std::size_t i = 1; i < stamps.size(); ++i) {
        if (stamps[i].sequence == stamps[i - 1].sequence + 1 || (stamps[i].quality & kFrameGapBefore) != 0) {
            continue;
        }
        const bool is_known = std::any_of(gaps.begin(), gaps.end(), [&](const Gap& gap) {
            return gap.from <= stamps[i].time && gap.to >= stamps[i - 1].time;
        });
        jumps += is_known ? 0U : 1U;
    }
    return jumps;
}

std::optional<double> deviceClockDriftPpm(std::span<const FrameStamp> stamps)
{
    const FrameStamp* first = nullptr;
    const FrameStamp* last = nullptr;
    for (const FrameStamp& stamp : stamps) {
        if (!stamp.device_time_us) {
            continue;
        }
        if (last != nullptr && *stamp.device_time_us < *last->device_time_us) {
            return std::nullopt;
        }
        first = first == nullptr ? &stamp : first;
        last = &stamp;
    }
    const double session_s = last == nullptr ? 0.0 : toSeconds(last->time - first->time);
    if (session_s < kShortestForClockS) {
        return std::nullopt;
    }
    const double device_s =
        static_cast<double>(*last->device_time_us - *first->device_time_us) * kMicrosecond;
    return (device_s / session_s - 1.0) * kPpm;
}

}  // namespace palpate::analysis
