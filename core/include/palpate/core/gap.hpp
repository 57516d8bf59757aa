#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "palpate/core/error.hpp"
#include "palpate/core/units.hpp"

namespace palpate {

enum class GapReason : std::uint8_t {
    SequenceJump = 1,  ///< the device's counter jumped
    QueueFull = 2,     ///< this program could not take the frames in time
    Disconnected = 3,  ///< the mat was away
    Damaged = 4,       ///< frames arrived that failed their check
};

/// Frames that are missing. Never filled, never interpolated; written to the session and shown.
struct Gap {
    /// Times of the last frame before and the first frame after.
    SessionTime from{0};
    SessionTime to{0};
    /// How many frames are missing, where a counter tells.
    std::optional<std::uint64_t> missing_frames;
    GapReason reason = GapReason::SequenceJump;
};

[[nodiscard]] std::string_view toString(GapReason reason);

}  // namespace palpate
