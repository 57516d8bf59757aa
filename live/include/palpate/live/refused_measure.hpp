#pragma once

#include <optional>
#include <string>

#include "palpate/core/error.hpp"
#include "palpate/core/measurement_info.hpp"
#include "palpate/core/session_value.hpp"

namespace palpate::live {

/// A measure that could not be judged, and why.
struct RefusedMeasure {
    /// Its name, scope, place and statistic; whose value it has does not matter.
    SessionValue measure;
    /// As labelOf() gives it.
    std::string label;
    std::string why;
};

[[nodiscard]] RefusedMeasure refusedMeasure(const SessionValue& measure, std::optional<SetUp> setup,
                                            const Error& error);

}  // namespace palpate::live
