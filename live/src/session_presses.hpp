#pragma once

#include <functional>
#include <vector>

#include "palpate/analysis/press_maps.hpp"
#include "palpate/core/error.hpp"
#include "palpate/live/session_comparison.hpp"

namespace palpate::live {

/// The presses of an analysed session: its frames are read once more, junk and faulty cells left out.
[[nodiscard]] Result<std::vector<analysis::Press>> pressesOf(const ComparedSession& session,
                                                             const std::function<bool()>& cancelled);

}  // namespace palpate::live
