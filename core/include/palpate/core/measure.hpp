#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "palpate/core/measurement_info.hpp"

namespace palpate {

enum class ValueScope { Session, Region, Spot, Outcome };
/// "session", "region", "spot", "outcome".
[[nodiscard]] std::string_view toString(ValueScope scope);

/// What a number of a session is of: the same in two sessions where all of this is the same.
struct Measure {
    /// The metric, under its own name unless said otherwise: "force_n". Of an outcome: the outcome's.
    std::string name{};
    std::string unit{};
    ValueScope scope = ValueScope::Session;
    /// The region's name, or the spot's where it has one; empty otherwise.
    std::string place{};
    /// "mean" or "max" over the loaded frames; empty for what is one number.
    std::string statistic{};
    bool operator==(const Measure&) const = default;
};

/// Its name as the set-up allows it (nameInSetUp()); its own where the set-up has none for it.
[[nodiscard]] std::string shownName(const Measure& measure, std::optional<SetUp> setup);
/// The same measure under its shownName().
[[nodiscard]] Measure shownMeasure(const Measure& measure, std::optional<SetUp> setup);

/// "peak pressure under the tool" for "under_tool_peak_kpa"; an outcome's own name as it is.
[[nodiscard]] std::string wordsOfMeasure(std::string_view name);

}  // namespace palpate
