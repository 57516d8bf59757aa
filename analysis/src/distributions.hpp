#pragma once

namespace palpate::analysis {

/// Of Student's t: the value that is exceeded with a probability of 1 - `share`.
[[nodiscard]] double studentQuantile(double share, double degrees);
/// The probability of a |t| that large or larger.
[[nodiscard]] double studentTwoSidedP(double t, double degrees);
[[nodiscard]] double fisherQuantile(double share, double numerator_degrees, double denominator_degrees);
[[nodiscard]] double normalQuantile(double share);
[[nodiscard]] double normalTwoSidedP(double z);

/// Of an interval that holds the true value in 95 %.
inline constexpr double kUpperShare = 0.975;

}  // namespace palpate::analysis
