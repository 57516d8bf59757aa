#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "palpate/core/units.hpp"

namespace palpate {

enum class ValueScope { Session, Region, Spot, Outcome };
[[nodiscard]] std::string_view toString(ValueScope scope);

/// One number of a session that can stand beside the same number of another session (docs/metrics.md,
/// "Before and after").
struct SessionValue {
    /// The metric, under its own name: "force_n". Of an outcome: the outcome's.
    std::string name;
    std::string unit;
    ValueScope scope = ValueScope::Session;
    /// The region's name; empty otherwise.
    std::string place;
    /// "mean" or "max" over the loaded frames; empty for what is one number.
    std::string_view statistic;
    std::optional<double> value;
    /// Touched by a saturated cell: the true one is that high or higher.
    bool is_at_least = false;
    /// What was given, not what came of it: it is shown, never judged.
    bool is_dose = false;
};

}  // namespace palpate
