#pragma once

#include <optional>
#include <span>

namespace palpate::analysis {

[[nodiscard]] double meanOf(std::span<const double> values);
/// With n - 1; of at least 2 values.
[[nodiscard]] double varianceOf(std::span<const double> values);
[[nodiscard]] double sdOf(std::span<const double> values);

/// Ordinary least squares of y against x.
struct LineFit {
    double slope = 0.0;
    double intercept = 0.0;
    /// Two-sided, of a slope of 0; empty where the line goes through every point.
    std::optional<double> p;
};
/// Empty with fewer than 3 points or where all x are equal.
[[nodiscard]] std::optional<LineFit> lineThrough(std::span<const double> x, std::span<const double> y);

/// Takes the bias of a small sample off a standardised difference (Hedges 1981). Of at least 2 degrees of
/// freedom: with one, nothing is left of it.
inline constexpr double kLeastEffectDegrees = 2.0;
[[nodiscard]] double smallSampleFactor(double degrees);

}  // namespace palpate::analysis
