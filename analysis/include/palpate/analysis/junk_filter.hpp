#pragma once

#include <cstddef>
#include <vector>

#include "palpate/analysis/running_median.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// Tells junk frames from loads by their force (metrics.md "valid"). A frame is suspicious when its force is
/// over 4 times the median force of the last 15 valid frames, or of the force floor where that is larger. A
/// stretch of 1 to 3 suspicious frames is junk when the next frame is not suspicious; a longer one is a load
/// and valid throughout. What the end of the session leaves open is valid: nothing shows that it is junk.
class JunkFilter {
  public:
    static constexpr std::size_t kStartUpFrames = 15;

    /// Judgement on the oldest frames that were open: first `junk` of them, then `valid` of them.
    struct Verdict {
        int junk = 0;
        int valid = 0;
    };

    explicit JunkFilter(Force floor);

    /// Before the first push(): the forces of the session's first 15 frames, or of all where there are fewer.
    /// Their median is the reference until 15 frames are known to be valid.
    void prime(const std::vector<double>& first_forces_n);
    [[nodiscard]] Verdict push(double force_n);
    [[nodiscard]] Verdict finish();

  private:
    [[nodiscard]] double limitN() const;

    double floor_n_;
    double primed_n_ = 0.0;
    RunningMedian valid_n_{kStartUpFrames};
    std::vector<double> open_n_;
    bool in_load_ = false;
};

}  // namespace palpate::analysis
