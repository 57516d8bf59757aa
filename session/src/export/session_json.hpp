#pragma once

#include <string>

#include "palpate/core/results.hpp"

#include "export/session_facts.hpp"

namespace palpate::session {

/// session.json of an export: what the tables need to be understood. What does not exist is null.
[[nodiscard]] std::string sessionJson(const SessionFacts& facts, const SessionResults& results);

}  // namespace palpate::session
