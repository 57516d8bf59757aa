#include "palpate/core/figure_decimals.hpp"

#include <algorithm>
#include <cmath>

namespace palpate {

int decimalsOfError(double sem)
{
    constexpr int kMostDecimals = 4;
    if (!(sem > 0.0)) {
        return 0;
    }
    const int exponent = static_cast<int>(std::floor(std::log10(sem)));
    const int digits = sem < 3.0 * std::pow(10.0, exponent) ? 2 : 1;
    return std::clamp(digits - 1 - exponent, 0, kMostDecimals);
}

}  // namespace palpate
