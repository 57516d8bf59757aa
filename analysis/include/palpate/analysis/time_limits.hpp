#pragma once

namespace palpate::analysis {

/// Frame times are compared to the microsecond: 0.1 s added five times is not "longer than 0.5 s".
inline constexpr double kTimeToleranceS = 1e-6;

[[nodiscard]] constexpr bool isLonger(double elapsed_s, double limit_s)
{
    return elapsed_s > limit_s + kTimeToleranceS;
}

[[nodiscard]] constexpr bool isAtLeast(double elapsed_s, double limit_s)
{
    return elapsed_s >= limit_s - kTimeToleranceS;
}

}  // namespace palpate::analysis
