#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "palpate/core/session_header.hpp"

#include "h5_datasets.hpp"
#include "h5_handle.hpp"

// Names and rules of the session file (schemas/session-format.md) that writer and reader share.

namespace palpate::session {

inline constexpr std::uint16_t kAbsentCount = 65535;
inline constexpr std::uint64_t kNoDeviceTime = std::numeric_limits<std::uint64_t>::max();
inline constexpr std::int64_t kUnknownMissing = -1;
inline constexpr std::int8_t kNoRating = -1;
/// 12 days at 1000 Hz.
inline constexpr std::uint64_t kMaxFrames = 1'000'000'000;
inline constexpr std::uint64_t kMaxTableRows = 10'000'000;
inline constexpr std::size_t kMaxChunkFrames = 100;
inline constexpr std::size_t kChunkBytes = std::size_t{1024} * 1024;

/// What `pressure` holds and whether `counts` lies beside it.
enum class PressureLayout : std::uint8_t {
    LinearCounts,  ///< counts; scale_factor and add_offset make them kPa
    CountsBeside,  ///< calibrated kPa, the counts in `counts`
    Kpa,           ///< kPa as imported
};

/// The layout of a session. `uses_fill_count`: some present cell holds kAbsentCount, which could then not be
/// told from an absent one.
[[nodiscard]] PressureLayout layoutOf(const SessionHeader& header, bool uses_fill_count);

/// Frames per chunk: as many as fit into 1 MiB, at most 100, at least 1.
[[nodiscard]] std::size_t chunkFrames(std::size_t frame_bytes, std::uint64_t frames);

/// The dimension scales that lie at the root.
struct RootScales {
    h5::Handle time;
    h5::Handle y;
    h5::Handle x;
};

[[nodiscard]] h5::Flags qualityFlags();
[[nodiscard]] h5::Flags gapReasonFlags();
[[nodiscard]] h5::Flags eventKindFlags();
/// PlaceFlags.
[[nodiscard]] h5::Flags placeFlags();
/// In the order of RegionPoints::kind.
[[nodiscard]] h5::Flags regionKindFlags();

}  // namespace palpate::session
