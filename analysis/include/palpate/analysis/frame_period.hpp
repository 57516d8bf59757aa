#pragma once

#include <optional>
#include <vector>

#include "palpate/analysis/running_median.hpp"

namespace palpate::analysis {

/// The time between a frame and the one before.
struct FrameInterval {
    double length_s = 0.0;
    /// Median frame period at that moment; 0 while there is no interval at all.
    double median_s = 0.0;
    /// Over 3 median periods: frames are missing, nothing is bridged.
    bool is_gap = false;
    /// A gap over 0.5 s: it ends sustained runs, tracks and holds.
    bool is_break = false;
};

/// Running median of the last 101 frame periods of all frames, junk too.
class FramePeriod {
  public:
    /// Before the first next(): the times of the session's first frames. The median of their intervals is the
    /// reference for these; each later interval is compared with up to 101 before it.
    void prime(const std::vector<double>& first_times_s);
    /// The interval that ends in this frame.
    [[nodiscard]] FrameInterval next(double time_s);

  private:
    static constexpr std::size_t kPeriods = 101;

    RunningMedian periods_s_{kPeriods};
    std::size_t primed_ = 0;
    double primed_median_s_ = 0.0;
    std::optional<double> last_s_;
};

}  // namespace palpate::analysis
