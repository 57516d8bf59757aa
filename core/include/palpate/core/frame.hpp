#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/units.hpp"

namespace palpate {

// Bits of FrameStamp::quality; stored per frame with CF flag meanings.
inline constexpr std::uint8_t kFrameGood = 0;
/// Frames are missing between the one before and this one.
inline constexpr std::uint8_t kFrameGapBefore = 1;
/// The device reported that it lost data of its own.
inline constexpr std::uint8_t kFrameDeviceOverrun = 2;
/// The time comes from a nominal rate, not from a clock.
inline constexpr std::uint8_t kFrameTimeEstimated = 4;
/// The source filled a part of the frame itself.
inline constexpr std::uint8_t kFrameIncomplete = 8;

struct FrameStamp {
    /// The device's counter, or a running number where it has none. Never falls within a session.
    std::uint64_t sequence = 0;
    /// Since the start of the session, stamped once, where the frame's last byte arrived.
    SessionTime time{0};
    /// The device's own clock, unwrapped by nobody.
    std::optional<std::uint64_t> device_time_us;
    std::uint8_t quality = kFrameGood;
};

/// A complete matrix as the mat sent it.
struct RawFrame {
    FrameStamp stamp;
    CountArray counts;
};

/// A complete matrix in kPa: calibrated, or imported as such.
struct PressureFrame {
    FrameStamp stamp;
    PressureArray kpa;
};

/// Immutable after publication: shared between threads without a lock on the data.
using RawFramePtr = std::shared_ptr<const RawFrame>;

/// What the frames of one session are made of.
enum class SampleKind : std::uint8_t { Counts, Kpa };

}  // namespace palpate
