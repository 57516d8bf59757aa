#pragma once

#include <optional>
#include <vector>

#include "palpate/core/trend.hpp"
#include "palpate/live/group_tables.hpp"
#include "palpate/live/repeatability.hpp"

#include "json_output.hpp"

namespace palpate::cli {

// What docs/command-line.md says of `reliability --json`, `trend --json` and `groups --json`.

[[nodiscard]] Json reliabilityJson(const live::Repeatability& repeatability);
[[nodiscard]] Json trendJson(const std::vector<Trend>& trends, std::optional<SetUp> setup);
[[nodiscard]] Json groupsJson(const live::GroupTables& tables);

}  // namespace palpate::cli
