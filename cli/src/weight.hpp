#pragma once

#include "palpate/core/units.hpp"

namespace palpate::cli {

/// By the standard acceleration of free fall.
inline Force weightOf(double kg)
{
    constexpr double kStandardGravity = 9.80665;
    return Force{kg * kStandardGravity};
}

}  // namespace palpate::cli
