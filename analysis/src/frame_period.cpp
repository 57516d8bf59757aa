#include "palpate/analysis/frame_period.hpp"

#include <algorithm>

#include "palpate/analysis/time_limits.hpp"

namespace palpate::analysis {

namespace {

constexpr double kGapPeriods = 3.0;
constexpr double kBreakS = 0.5;

}  // namespace

void FramePeriod::prime(const std::vector<double>& first_times_s)
{
    primed_ = first_times_s.empty() ? 0 : first_times_s.size() - 1;
    if (primed_ == 0) {
        return;
    }
    RunningMedian first{primed_};
    for (std::size_t i = 1; i < first_times_s.size(); ++i) {
        first.push(first_times_s[i] - first_times_s[i - 1]);
    }
    primed_median_s_ = first.median();
}

FrameInterval FramePeriod::next(double time_s)
{
    if (!last_s_) {
        last_s_ = time_s;
        return {.median_s = primed_median_s_};
    }
    FrameInterval interval{.length_s = time_s - *last_s_};
    if (periods_s_.size() < primed_ || periods_s_.isEmpty()) {
        interval.median_s = primed_ > 0 ? primed_median_s_ : interval.length_s;
    } else {
        interval.median_s = periods_s_.median();
    }
    interval.is_gap = isLonger(interval.length_s, kGapPeriods * interval.median_s);
    interval.is_break = interval.is_gap && isLonger(interval.length_s, kBreakS);
    periods_s_.push(interval.length_s);
    last_s_ = time_s;
    return interval;
}

}  // namespace palpate::analysis
