#pragma once

#include <optional>

#include "palpate/core/coaching.hpp"
#include "palpate/core/measurement_info.hpp"

namespace palpate::gui {

/// What was agreed on the technique page.
struct TechniqueChoice {
    /// Its placement and screening belong to a mat and a client: they are set on the live page.
    Coaching agreed;
    std::optional<Side> side;
};

}  // namespace palpate::gui
