#pragma once

#include "palpate/live/session_comparison.hpp"

#include "json_output.hpp"

namespace palpate::cli {

/// The document of `palpate compare --json` (docs/command-line.md).
[[nodiscard]] Json comparisonJson(const live::SessionComparison& compared);

}  // namespace palpate::cli
