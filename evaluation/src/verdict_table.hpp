#pragma once

#include <cstdint>

#include "checked_table.hpp"

namespace palpate::evaluation {

/// How often a clear change is said of clients of whom nothing changed, and of clients whose load changed by
/// twice the smallest change that can be told (docs/accuracy.md, "Before and after: verdicts"). Every pair
/// has a clinic of its own, whose error bands come from its own repeats: simulated recordings throughout.
[[nodiscard]] CheckedTable evaluateVerdicts(std::uint64_t first, std::uint64_t pairs);

}  // namespace palpate::evaluation
