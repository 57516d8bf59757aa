#pragma once

#include "palpate/core/coach_results.hpp"
#include "palpate/core/error.hpp"

#include "h5_handle.hpp"

namespace palpate::session {

/// InvalidArgument names a text that a session file cannot hold.
[[nodiscard]] Result<void> checkCoachTexts(const CoachResults& coach);

/// The group `coach` in `metrics`.
[[nodiscard]] Result<void> writeCoach(hid_t metrics, const CoachResults& coach);

/// None where no technique was coached.
[[nodiscard]] Result<std::optional<CoachResults>> readCoach(hid_t metrics);

}  // namespace palpate::session
