#pragma once

#include <optional>
#include <span>

#include "palpate/core/reliability.hpp"

namespace palpate::analysis {

/// A straight line that a few wild points do not turn (Theil 1950, Sen 1968).
struct RobustLine {
    /// Median of the slopes between all pairs of points of different x.
    double slope = 0.0;
    /// 95 %, by ranks (Sen 1968); empty with fewer than 5 points.
    std::optional<Interval> slope_95;
    /// Median y minus slope times median x.
    double intercept = 0.0;
};
/// Empty with fewer than 3 points or 3 different x.
[[nodiscard]] std::optional<RobustLine> robustLine(std::span<const double> x, std::span<const double> y);

/// Kendall's tau-b and the two-sided p of no trend.
struct RankTrend {
    double tau = 0.0;
    /// Exact without ties to 33 points, and with ties to 8; normal approximation over that.
    double p = 1.0;
};
/// Empty with fewer than 3 points, or where all x or all y are equal.
[[nodiscard]] std::optional<RankTrend> rankTrend(std::span<const double> x, std::span<const double> y);

}  // namespace palpate::analysis
