#pragma once

#include <cstdint>

#include "checked_table.hpp"

namespace palpate::evaluation {

/// Pairs of recordings of one client who lies elsewhere the second time (up to 80 mm, 15 degrees, other
/// pressures), and pairs that have nothing to do with each other: how right the registration is, and how
/// often it refuses what does not fit (docs/accuracy.md, "Before and after: registration").
[[nodiscard]] CheckedTable evaluateAlignment(std::uint64_t first, std::uint64_t pairs);

}  // namespace palpate::evaluation
