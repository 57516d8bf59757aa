#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "palpate/core/error.hpp"

namespace palpate::evaluation {

struct CoachTable {
    /// In Markdown.
    std::string text;
    bool is_met = true;
};

/// Every technique of the catalogue, done well and badly in every way that it can be, `seeds` times each:
/// which rules were broken and which reported, hold times, and when cues came (docs/accuracy.md, "Coach").
/// `only`: a technique or a scenario, empty = all.
[[nodiscard]] Result<CoachTable> evaluateCoach(const std::filesystem::path& catalogue,
                                               std::uint64_t first_seed, std::uint64_t seeds,
                                               const std::string& only);

}  // namespace palpate::evaluation
