#pragma once

#include <optional>

#include "palpate/core/coaching.hpp"
#include "palpate/core/results.hpp"
#include "palpate/session/session_reader.hpp"

#include "json_output.hpp"

namespace palpate::cli {

/// The document of `analyze --json` (docs/command-line.md).
[[nodiscard]] Json analysisJson(const session::SessionReader& session, const SessionResults& results,
                                const std::optional<Coaching>& coaching);

}  // namespace palpate::cli
