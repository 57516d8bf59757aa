#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "palpate/core/measurement_info.hpp"

namespace palpate {

/// The name under which a number may be shown in a set-up (docs/metrics.md, "Set-up"): itself where it is
/// true, "under_tool_..." or "support_..." where it is true of another place than the word says, none where
/// it is not true at all. `name` is a metric's, map's, hold's or spot's name; a session without a set-up
/// keeps every name.
[[nodiscard]] std::optional<std::string> nameInSetUp(std::string_view name, std::optional<SetUp> setup);

/// One sentence for the therapist on what the set-up's numbers mean.
[[nodiscard]] std::string_view meaningOf(std::optional<SetUp> setup);

}  // namespace palpate
