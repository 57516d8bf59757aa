#pragma once

#include "palpate/analysis/coach_now.hpp"
#include "palpate/core/technique.hpp"

#include "technique_catalogue.hpp"
#include "technique_choice.hpp"

// Techniques and moments of the coach made by hand.

namespace palpate::gui::made {

/// Roller, strokes of 2 to 4 s, holds of 30 to 90 s, 10 to 40 % of body weight, 2 sets with 30 s of rest; a
/// target, and the spine and the neck to keep off.
[[nodiscard]] Technique upperBack();
/// Ball, each side in turn, the client's own threshold asked for.
[[nodiscard]] Technique neck();
/// The two above, the six others of the catalogue by their ids, one of a clinic's own, and a wrong file.
[[nodiscard]] TechniqueCatalogueForGui catalogue();
[[nodiscard]] TechniqueChoice choiceOf(const Technique& technique);

/// At 152 s, in the second set, rolling too fast: "Slower".
[[nodiscard]] analysis::CoachNow coachRollingFast();
/// At 152 s, `held_s` into a hold at 38 % of the body weight.
[[nodiscard]] analysis::CoachNow coachHolding(double held_s);
[[nodiscard]] std::vector<RuleScore> adherence();

}  // namespace palpate::gui::made
