#pragma once

#include <cstdint>

#include "checked_table.hpp"

namespace palpate::evaluation {

/// How often the map test finds something where nothing changed, and where something did. Met where without
/// a change "p <= 0.05" comes as often as it must, within what chance does to so many sets. `sets`: of
/// presses, for each number of pairs and size of mat; `first_seed` and the ones after it.
[[nodiscard]] CheckedTable evaluateMapTest(std::uint64_t sets, std::uint64_t first_seed);

}  // namespace palpate::evaluation
