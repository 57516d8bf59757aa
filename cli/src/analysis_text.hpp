#pragma once

#include <optional>

#include "palpate/core/coaching.hpp"
#include "palpate/core/results.hpp"
#include "palpate/session/session_reader.hpp"

namespace palpate::cli {

/// The results for a reader at a terminal.
void printAnalysis(const session::SessionReader& session, const SessionResults& results,
                   const std::optional<Coaching>& coaching);

}  // namespace palpate::cli
