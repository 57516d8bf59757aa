#pragma once

#include "color_scale.hpp"

namespace palpate::gui {

/// The tender-spot map's range: ratings of 0 to 10, whatever the session holds.
inline constexpr double kHighestRating = 10.0;

/// Only what would not be rated at all is left dark.
[[nodiscard]] inline ColorScale tendernessScale(ColorMap map, QColor ground)
{
    constexpr double kLeastRating = 0.2;
    return {map, kHighestRating, kLeastRating, ground};
}

}  // namespace palpate::gui
