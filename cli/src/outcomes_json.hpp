#pragma once

#include <vector>

#include "palpate/core/outcome.hpp"

#include "json_output.hpp"

namespace palpate::cli {

/// [{"name", "value", "unit"}], the unit null for a plain number.
[[nodiscard]] inline Json outcomesJson(const std::vector<Outcome>& outcomes)
{
    Json list = Json::array();
    for (const Outcome& outcome : outcomes) {
        list.push_back({{"name", outcome.name}, {"value", outcome.value}, {"unit", jsonOf(outcome.unit)}});
    }
    return list;
}

}  // namespace palpate::cli
