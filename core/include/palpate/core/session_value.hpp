#pragma once

#include <optional>

#include "palpate/core/measure.hpp"

namespace palpate {

/// One number of a session that can stand beside the same number of another session (docs/metrics.md,
/// "Before and after").
struct SessionValue {
    Measure measure;
    std::optional<double> value;
    /// Touched by a saturated cell: the true one is that high or higher.
    bool is_at_least = false;
    /// What was given, not what came of it: it is shown, never judged.
    bool is_dose = false;
};

}  // namespace palpate
