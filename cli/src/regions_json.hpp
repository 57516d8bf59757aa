#pragma once

#include <vector>

#include "palpate/core/region.hpp"

#include "json_output.hpp"

namespace palpate::cli {

/// [{"name", "shape"}], the shape in the words that --add and --region take.
[[nodiscard]] inline Json regionsJson(const std::vector<Region>& regions)
{
    Json list = Json::array();
    for (const Region& region : regions) {
        list.push_back({{"name", region.name}, {"shape", toString(region.shape)}});
    }
    return list;
}

}  // namespace palpate::cli
