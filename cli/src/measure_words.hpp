#pragma once

#include <optional>
#include <string>

#include "palpate/core/measure.hpp"
#include "palpate/core/measurement_info.hpp"

namespace palpate::cli {

/// "peak_kpa max of calf, kPa": as tables for people name it.
[[nodiscard]] std::string titleOf(const Measure& measure, std::optional<SetUp> setup);

}  // namespace palpate::cli
