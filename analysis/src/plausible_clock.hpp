#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "palpate/core/frame.hpp"
#include "palpate/core/gap.hpp"

namespace palpate::analysis {

/// The first frame whose time is not later than that of the one before.
[[nodiscard]] std::optional<std::size_t> firstThatDoesNotRise(std::span<const FrameStamp> stamps);

/// 1 / median interval; nothing under 3 frames.
[[nodiscard]] std::optional<double> medianRateHz(std::span<const FrameStamp> stamps);

/// Frames more than twice the median interval after the one before that bear no mark of a gap.
[[nodiscard]] std::size_t lateFrames(std::span<const FrameStamp> stamps);

/// Where the frame counter jumps and no gap lies in between.
[[nodiscard]] std::size_t jumpsWithoutGap(std::span<const FrameStamp> stamps, std::span<const Gap> gaps);

/// How much faster the device's clock goes than the session's time, from the first to the last frame that has
/// one; nothing for less than 10 s, or a clock that starts anew in between.
[[nodiscard]] std::optional<double> deviceClockDriftPpm(std::span<const FrameStamp> stamps);

}  // namespace palpate::analysis
