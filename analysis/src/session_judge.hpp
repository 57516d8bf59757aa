#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "palpate/analysis/fifo.hpp"
#include "palpate/analysis/frame_link.hpp"
#include "palpate/analysis/frame_period.hpp"
#include "palpate/analysis/junk_filter.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// Decides frame by frame which are valid and how they hang together. The first 15 frames are held back, as
/// their median force and frame period are the first reference.
class SessionJudge {
  public:
    /// A frame that is decided, in the order of the frames.
    struct Decision {
        std::size_t frame = 0;
        bool is_valid = true;
        /// Of valid frames.
        FrameLink link;
    };

    explicit SessionJudge(Force floor);

    /// Decisions that this frame allows; valid until the next call.
    [[nodiscard]] const std::vector<Decision>& push(double time_s, double force_n);
    /// Decides the rest.
    [[nodiscard]] const std::vector<Decision>& finish();

  private:
    struct Open {
        double time_s = 0.0;
        FrameInterval interval;
    };

    void startUp();
    void accept(double time_s, double force_n);
    void decide(const JunkFilter::Verdict& verdict);

    JunkFilter filter_;
    FramePeriod period_;
    bool is_started_ = false;
    std::vector<double> first_times_s_;
    std::vector<double> first_forces_n_;
    Fifo<Open> open_;
    std::size_t next_frame_ = 0;
    std::optional<double> last_valid_s_;
    /// Since the last valid frame.
    bool has_gap_ = false;
    bool has_break_ = false;
    std::vector<Decision> decisions_;
};

}  // namespace palpate::analysis
