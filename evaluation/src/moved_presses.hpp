#pragma once

#include <cstdint>

#include "checked_table.hpp"

namespace palpate::evaluation {

/// The map test on presses of a client who lies elsewhere the second time and of whom nothing changed: the
/// second session's maps are laid onto the first one's cells as palpate compare does, and what that adds to
/// the chance of finding something (docs/accuracy.md, "Before and after: map test").
[[nodiscard]] CheckedTable evaluateMovedPresses(std::uint64_t first, std::uint64_t sets);

}  // namespace palpate::evaluation
