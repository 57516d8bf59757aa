#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/gap.hpp"
#include "palpate/core/outcome.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/session_header.hpp"

namespace palpate::gui {

/// A stored session as the review page needs it.
struct ReviewSession {
    SessionHeader header;
    std::filesystem::path path;
    std::uint64_t file_bytes = 0;
    bool ended_on_purpose = true;
    std::uint64_t lost_frames = 0;
    /// One per frame, rising.
    std::vector<double> times_s;
    std::vector<Event> events;
    std::vector<Gap> gaps;
    std::vector<Region> regions;
    std::vector<Outcome> outcomes;
    /// Calibrated pressure of a frame; GUI thread only.
    std::function<Result<PressureArray>(std::uint64_t)> frame;
};

enum class ReviewMap { Frame, Peak, Mean, TimeIntegral, Sustained, Tenderness };

}  // namespace palpate::gui
