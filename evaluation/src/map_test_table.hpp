#pragma once

#include <cstdint>
#include <string>

namespace palpate::evaluation {

/// How often the map test finds something where nothing changed, and where something did, as Markdown.
struct MapTestTable {
    std::string markdown;
    /// Without a change, "p <= 0.05" comes as often as it must, within what chance does to so many sets.
    bool is_met = true;
};

/// `sets`: of presses, for each number of pairs and size of mat; `first_seed` and the ones after it.
[[nodiscard]] MapTestTable evaluateMapTest(std::uint64_t sets, std::uint64_t first_seed);

}  // namespace palpate::evaluation
