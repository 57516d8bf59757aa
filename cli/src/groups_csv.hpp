#pragma once

#include <string>
#include <vector>

#include "palpate/live/group_tables.hpp"
#include "palpate/live/visit.hpp"

namespace palpate::cli {

/// One row per session and measure, for R and Python: who, when, how, group, measure, value. UTF-8, comma,
/// full stop, LF, empty where not known.
[[nodiscard]] std::string groupsCsv(const std::vector<live::Visit>& visits, live::GroupKey by);

}  // namespace palpate::cli
