#pragma once

#include "repeats_loader.hpp"

// Repeats made by hand, so that the pane of error bands is tested without files.

namespace palpate::gui::made {

/// A and B left, `trials` recordings each, on the mat "made-mat", mat in between: a peak of 20 to 25 kPa (A)
/// and 40 to 46 kPa (B), the force of the region "calf"; the contact area is missing in one.
[[nodiscard]] std::vector<live::Visit> repeatVisits(int trials);
[[nodiscard]] JudgedRepeats judgedRepeats(int trials);

}  // namespace palpate::gui::made
