#pragma once

#include <cstdint>

namespace palpate {

/// What came in and what was lost on the way. Polled, never signalled; stored with the session.
struct StreamStats {
    std::uint64_t bytes_in = 0;
    std::uint64_t frames_ok = 0;
    std::uint64_t checksum_errors = 0;
    std::uint64_t malformed_frames = 0;  ///< wrong length, shape or text
    std::uint64_t resyncs = 0;           ///< times the decoder had to search for the next frame
    std::uint64_t bytes_skipped = 0;     ///< bytes thrown away while searching
    std::uint64_t sequence_gaps = 0;
    std::uint64_t frames_missing = 0;  ///< by the device's counter
    std::uint64_t device_overruns = 0;
    std::uint64_t live_dropped = 0;     ///< not shown live, but recorded
    std::uint64_t record_rejected = 0;  ///< not recorded: each is inside a gap record
    std::uint64_t record_queue_high_water = 0;
    std::uint64_t live_queue_high_water = 0;

    bool operator==(const StreamStats&) const = default;
};

}  // namespace palpate
