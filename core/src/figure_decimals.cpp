#include "palpate/core/figure_decimals.hpp"

#include <algorithm>
#include <cmath>

namespace palpate {

int decimalsOfError(double error)
{
    constexpr int kMostDecimals = 4;
    if (!(error > 0.0)) {
        return 0;
    }
    const int exponent = static_cast<int>(std::floor(std::log10(error)));
    const int digits = error < 3.0 * std::pow(10.0, exponent) ? 2 : 1;
    return std::clamp(digits - 1 - exponent, 0, kMostDecimals);
}

}  // namespace palpate
