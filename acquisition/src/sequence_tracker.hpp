#pragma once

#include <cstdint>
#include <optional>

#include "palpate/acquisition/frame_decoder.hpp"

namespace palpate::acquisition {

/// Turns a device's 32-bit frame counter into a number that always rises, and says what is missing.
///
/// Wrapping at 2^32 is a step like any other. A counter that falls, or leaps further than a mat could within
/// hours, means that the device has started again: the number goes on, and how many frames are missing is
/// unknown.
class SequenceTracker {
  public:
    struct Step {
        std::uint64_t sequence = 0;
        std::optional<FrameLoss> loss_before;
        /// The counter did not move: the frame is a second copy, and nothing else here is set.
        bool duplicate = false;
        /// The loss shows in the device's counter, not only as damage in the bytes.
        bool counter_jumped = false;
    };

    /// `damaged`: bytes between the last frame and this one were refused.
    [[nodiscard]] Step advance(std::optional<std::uint32_t> counter, bool damaged);

  private:
    [[nodiscard]] Step advanceByCounter(std::uint32_t counter_step, bool damaged);

    bool started_ = false;
    std::uint64_t sequence_ = 0;
    std::optional<std::uint32_t> counter_;
};

/// Adds a step's losses to the counters of the stream.
void countLoss(const SequenceTracker::Step& step, StreamStats& stats);

}  // namespace palpate::acquisition
