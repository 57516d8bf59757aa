#include "palpate/analysis/press_history.hpp"

#include <algorithm>

#include "palpate/analysis/time_limits.hpp"

namespace palpate::analysis {

namespace {

constexpr double kStepS = 0.05;
constexpr std::size_t kMostSamples = 1200;
constexpr double kReleaseShare = 0.3;
constexpr double kNearHighest = 0.9;
constexpr double kRampStartShare = 0.2;
constexpr double kHalfWayShare = 0.85;
constexpr double kShortestRampS = 0.3;

}  // namespace

void PressHistory::add(double time_s, const Patch& patch)
{
    if (patch.peak.kpa < kReleaseShare * highest_kpa_) {
        clear();
    }
    highest_kpa_ = std::max(highest_kpa_, patch.peak.kpa);
    last_ = {.time_s = time_s, .peak_kpa = patch.peak.kpa};
    if (!samples_.empty() && !isAtLeast(time_s - samples_.back().time_s, kStepS)) {
        return;
    }
    if (samples_.empty()) {
        samples_.reserve(kMostSamples);
    }
    if (samples_.size() == kMostSamples) {
        samples_.erase(samples_.begin(), samples_.begin() + kMostSamples / 2);
    }
    samples_.push_back(last_);
}

void PressHistory::clear()
{
    samples_.clear();
    last_ = {};
    highest_kpa_ = 0.0;
    is_reported_ = false;
}

std::optional<Ramp> PressHistory::takeRamp()
{
    if (is_reported_ || samples_.empty()) {
        return std::nullopt;
    }
    is_reported_ = true;
    const auto low = std::find_if(samples_.rbegin(), samples_.rend(), [this](const Sample& sample) {
        return sample.peak_kpa <= kRampStartShare * last_.peak_kpa;
    });
    const Sample start = low == samples_.rend() ? samples_.front() : *low;
    const double elapsed_s = last_.time_s - start.time_s;
    if (last_.peak_kpa < kNearHighest * highest_kpa_ || !isAtLeast(elapsed_s, kShortestRampS)) {
        return std::nullopt;
    }
    const double half_way_s = start.time_s + 0.5 * elapsed_s;
    const auto half_way = std::find_if(samples_.begin(), samples_.end(), [half_way_s](const Sample& sample) {
        return isAtLeast(sample.time_s, half_way_s);
    });
    if (half_way == samples_.end() || half_way->peak_kpa > kHalfWayShare * last_.peak_kpa) {
        return std::nullopt;
    }
    return Ramp{.rate_kpa_s = (last_.peak_kpa - start.peak_kpa) / elapsed_s};
}

}  // namespace palpate::analysis
