#pragma once

#include <optional>
#include <string>

#include "palpate/core/error.hpp"
#include "palpate/core/measure.hpp"
#include "palpate/core/measurement_info.hpp"

namespace palpate::live {

/// A measure that could not be judged, and why.
struct RefusedMeasure {
    Measure measure;
    /// As labelOf() gives it.
    std::string label;
    std::string why;
};

[[nodiscard]] RefusedMeasure refusedMeasure(const Measure& measure, std::optional<SetUp> setup,
                                            const Error& error);

}  // namespace palpate::live
