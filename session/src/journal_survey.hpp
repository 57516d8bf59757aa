#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "palpate/core/error.hpp"
#include "palpate/core/units.hpp"
#include "palpate/session/finalize.hpp"

#include "session_groups.hpp"

namespace palpate::session {

/// Everything of a journal but its frames, and what the layout of its session depends on.
struct JournalSurvey {
    SessionEnding ending;
    std::uint64_t frames = 0;
    /// Some present cell holds the count that marks absent ones.
    bool uses_fill_count = false;
    std::optional<SessionTime> first_time;
    SessionTime last_time{0};
};

/// One pass over the whole journal. Records that are lost between two frames become a gap.
[[nodiscard]] Result<JournalSurvey> surveyJournal(const std::filesystem::path& journal_path,
                                                  const Progress& progress);

}  // namespace palpate::session
