#pragma once

#include <filesystem>

#include "palpate/core/error.hpp"
#include "palpate/core/results.hpp"

namespace palpate::session {

/// Stores results in the session's `metrics` group, in place of earlier ones; the same whole-file rule as
/// annotateSession().
[[nodiscard]] Result<void> saveResults(const std::filesystem::path& path, const SessionResults& results);

}  // namespace palpate::session
