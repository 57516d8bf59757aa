#pragma once

#include <filesystem>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/outcome.hpp"

namespace palpate::session {

/// Stores outcomes in place of all earlier ones; the same whole-file rule as annotateSession().
/// InvalidArgument for what palpate::checkOutcomes() refuses, or what is not UTF-8.
[[nodiscard]] Result<void> saveOutcomes(const std::filesystem::path& path,
                                        const std::vector<Outcome>& outcomes);

/// `stored`, with those of `wanted` added; where both have a name, the wanted one takes its place.
[[nodiscard]] std::vector<Outcome> mergedOutcomes(std::vector<Outcome> stored,
                                                  const std::vector<Outcome>& wanted);

}  // namespace palpate::session
