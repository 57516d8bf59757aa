#pragma once

#include <string>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/error_band.hpp"
#include "palpate/core/outcome.hpp"

namespace palpate::cli {

/// Outcomes from arguments NAME=VALUE or NAME=VALUE UNIT. Without a unit one of `stored` under the name gives
/// it, else the band of this measure. InvalidArgument names the argument: also where the unit is not that of
/// the band, whose numbers would not be of it.
[[nodiscard]] Result<std::vector<Outcome>> outcomesOf(const std::vector<std::string>& arguments,
                                                      const std::vector<Outcome>& stored,
                                                      const std::vector<ErrorBand>& bands);

}  // namespace palpate::cli
