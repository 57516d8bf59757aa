#pragma once

#include "palpate/core/coach_results.hpp"
#include "palpate/core/coaching.hpp"

#include "json_output.hpp"

namespace palpate::cli {

/// `technique` of `analyze --json`.
[[nodiscard]] Json coachJson(const Coaching& coaching, const CoachResults& results);

}  // namespace palpate::cli
