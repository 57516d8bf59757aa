#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "palpate/core/error.hpp"
#include "palpate/core/technique.hpp"
#include "palpate/core/units.hpp"

#include "checked_table.hpp"

namespace palpate::evaluation {

/// On what the techniques are done.
struct CoachSetting {
    std::string mat = "palpate-64x64";
    Frequency rate{20.0};
    /// None: the first one of each technique; techniques without it are left out.
    std::optional<palpate::Tool> tool;
    /// The client lies on the mat as well.
    bool with_body = false;
    /// A technique or a scenario; empty = all.
    std::string only;
    /// Only every so manieth scenario.
    std::size_t every = 1;
};

/// Every technique of the catalogue, done well and badly in every way that it can be, `seeds` times each:
/// which rules were broken and which reported, hold times, and when cues came (docs/accuracy.md, "Coach").
[[nodiscard]] Result<CheckedTable> evaluateCoach(const std::filesystem::path& catalogue,
                                                 const CoachSetting& setting, std::uint64_t first_seed,
                                                 std::uint64_t seeds);

}  // namespace palpate::evaluation
