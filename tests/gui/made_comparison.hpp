#pragma once

#include "palpate/live/session_comparison.hpp"

// A comparison made by hand, so that the compare page is tested without files.

namespace palpate::gui::made {

/// Two sessions of P-0417 on the mat of mat(), 29 minutes apart: the threshold at "left trapezius" rose by 84
/// kPa (12 kPa at the control site, band 47), the peak fell within error, the time held is a dose. Three
/// spots: eased, gone (with advice) and new. The maps differ by 12 kPa at the first spot and have no value in
/// the first row.
[[nodiscard]] live::SessionComparison comparison();

/// The same of two set-ups: not comparable, with two reasons; nothing is aligned.
[[nodiscard]] live::SessionComparison hinderedComparison();

/// comparison() with a map test over 8 pairs that found one cluster of 2 x 2 cells from (10, 10) on.
[[nodiscard]] live::SessionComparison testedComparison();

}  // namespace palpate::gui::made
