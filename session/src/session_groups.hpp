#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "palpate/core/coaching.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/gap.hpp"
#include "palpate/core/outcome.hpp"
#include "palpate/core/region.hpp"
#include "palpate/core/session_header.hpp"
#include "palpate/core/stream_stats.hpp"

#include "h5_handle.hpp"
#include "session_layout.hpp"

namespace palpate::session {

/// What is known when the last frame is in.
struct SessionEnding {
    std::vector<Event> events;
    std::vector<Gap> gaps;
    std::vector<Region> regions;
    std::vector<Outcome> outcomes;
    StreamStats stats;
    bool ended_on_purpose = false;
    std::uint64_t damaged_records = 0;
    std::uint64_t damaged_bytes = 0;
};

// The groups of a session file: each written here and read back by the function below it.

[[nodiscard]] Result<void> writeMetadata(hid_t file, const SessionHeader& header,
                                         const SessionEnding& ending);
[[nodiscard]] Result<void> writeCalibration(hid_t file, const SessionHeader& header,
                                            const RootScales& scales);
/// The group `coaching`, where a technique was coached.
[[nodiscard]] Result<void> writeCoaching(hid_t file, const std::optional<Coaching>& coaching);
[[nodiscard]] Result<std::optional<Coaching>> readCoaching(hid_t file);
/// The header from `metadata`, `calibration`, `coaching` and the mask of cells; `rows` and `cols` come from
/// the frames.
[[nodiscard]] Result<SessionHeader> readHeader(hid_t file, int rows, int cols);

struct StoredEnding {
    StreamStats stats;
    bool ended_on_purpose = false;
};
[[nodiscard]] Result<StoredEnding> readEnding(hid_t file);

[[nodiscard]] Result<void> writeGaps(hid_t file, const std::vector<Gap>& gaps);
[[nodiscard]] Result<std::vector<Gap>> readGaps(hid_t file);

[[nodiscard]] Result<void> writeEvents(hid_t file, const std::vector<Event>& events);
[[nodiscard]] Result<std::vector<Event>> readEvents(hid_t file);

/// The group `regions` in the file, or in a group of it.
[[nodiscard]] Result<void> writeRegions(hid_t parent, const std::vector<Region>& regions);
[[nodiscard]] Result<std::vector<Region>> readRegions(hid_t file);

/// The group `outcomes`; files before 1.3 have none.
[[nodiscard]] Result<void> writeOutcomes(hid_t file, const std::vector<Outcome>& outcomes);
[[nodiscard]] Result<std::vector<Outcome>> readOutcomes(hid_t file);

}  // namespace palpate::session
