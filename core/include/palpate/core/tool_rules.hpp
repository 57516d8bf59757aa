#pragma once

#include "palpate/core/coaching.hpp"

namespace palpate {

/// The same coaching with the rules that are kept with its tool. A percussion gun neither rolls nor is leaned
/// on: with it the rules of strokes, load, coverage and contact are left out, and a hold lasts as long as
/// the rule for percussion says. Given its own result it changes nothing.
[[nodiscard]] Coaching withRulesOfTool(Coaching coaching);

}  // namespace palpate
