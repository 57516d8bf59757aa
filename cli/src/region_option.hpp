#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/region.hpp"

namespace palpate::cli {

/// What the option `name` ("--region") was given; InvalidArgument names it. Of several with one name the last
/// counts.
[[nodiscard]] Result<std::vector<Region>> regionsOf(std::string_view name,
                                                    const std::vector<std::string>& texts);

}  // namespace palpate::cli
