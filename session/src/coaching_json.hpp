#pragma once

#include <string>
#include <string_view>

#include "palpate/core/coaching.hpp"
#include "palpate/core/error.hpp"

#include <nlohmann/json.hpp>

namespace palpate::session {

[[nodiscard]] nlohmann::ordered_json jsonOfCoaching(const Coaching& coaching);
/// One line of ASCII.
[[nodiscard]] std::string coachingToJson(const Coaching& coaching);

/// As strict as a technique's file, then checkCoaching(). InvalidArgument names the key.
[[nodiscard]] Result<Coaching> coachingFromJson(const nlohmann::json& json);
[[nodiscard]] Result<Coaching> parseCoaching(std::string_view json);

/// InvalidArgument unless the coaching makes sense and comes back from its JSON as it was.
[[nodiscard]] Result<void> checkCanBeStored(const Coaching& coaching);

}  // namespace palpate::session
