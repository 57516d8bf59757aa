#pragma once

#include <cstdint>
#include <vector>

#include "palpate/core/event.hpp"
#include "palpate/core/gap.hpp"
#include "palpate/core/outcome.hpp"
#include "palpate/core/session_header.hpp"
#include "palpate/core/stream_stats.hpp"

namespace palpate::session {

/// What an export takes from a session beside its results. Refers to the session, which must outlive it.
struct SessionFacts {
    const SessionHeader& header;
    const std::vector<Event>& events;
    const std::vector<Gap>& gaps;
    const std::vector<Outcome>& outcomes;
    const StreamStats& stats;
    std::uint64_t frames = 0;
    bool ended_on_purpose = true;
};

}  // namespace palpate::session
