#pragma once

#include <optional>
#include <string>

#include "palpate/core/measurement_info.hpp"
#include "palpate/core/session_value.hpp"

namespace palpate::cli {

/// A measure under the name that the set-up allows; its own where that is unknown.
[[nodiscard]] std::string shownName(const std::string& measure, ValueScope scope, std::optional<SetUp> setup);

/// "peak_kpa max of calf, kPa": as tables for people name it.
template <typename Measured>
[[nodiscard]] std::string titleOf(const Measured& measured, std::optional<SetUp> setup)
{
    std::string title = shownName(measured.measure, measured.scope, setup);
    if (!measured.statistic.empty()) {
        title += " " + measured.statistic;
    }
    if (!measured.place.empty()) {
        title += " of " + measured.place;
    }
    if (!measured.unit.empty()) {
        title += ", " + measured.unit;
    }
    return title;
}

}  // namespace palpate::cli
