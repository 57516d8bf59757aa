#pragma once

#include <span>
#include <vector>

#include "palpate/core/event.hpp"
#include "palpate/core/finding.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/gap.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/session_header.hpp"
#include "palpate/core/stream_stats.hpp"

namespace palpate::analysis {

/// What a session says of itself. Everything outlives the call.
struct RecordedFacts {
    const SessionHeader& header;
    std::span<const FrameStamp> stamps;
    std::span<const Gap> gaps;
    std::span<const Event> events;
    const StreamStats& stream;
    bool ended_on_purpose = true;
};

/// What is allowed by the format and still odd: rate against times, the device's clock, gaps, saturation,
/// dead rows, a missing tare, a frozen stream and so on, each with its number; docs/metrics.md,
/// "Plausibility". `results` are those of this session.
[[nodiscard]] std::vector<Finding> checkPlausibility(const RecordedFacts& facts,
                                                     const SessionResults& results);

}  // namespace palpate::analysis
