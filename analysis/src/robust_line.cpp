#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <vector>

#include "palpate/analysis/theil_sen.hpp"

#include "distributions.hpp"
#include "ties.hpp"

namespace palpate::analysis {

namespace {

constexpr std::size_t kLeastPoints = 3;
/// Of fewer, no order is rare enough.
constexpr std::size_t kLeastForInterval = 5;

double medianOf(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
}

/// Sorted.
std::vector<double> slopesBetween(std::span<const double> x, std::span<const double> y)
{
    std::vector<double> slopes;
    slopes.reserve(x.size() * (x.size() - 1) / 2);
    for (std::size_t i = 0; i < x.size(); ++i) {
        for (std::size_t j = i + 1; j < x.size(); ++j) {
            if (x[i] < x[j] || x[j] < x[i]) {
                slopes.push_back((y[j] - y[i]) / (x[j] - x[i]));
            }
        }
    }
    std::sort(slopes.begin(), slopes.end());
    return slopes;
}

/// The slopes whose ranks lie around the median's by what chance does to Kendall's score.
Interval rankInterval(const std::vector<double>& slopes, std::span<const double> x, std::span<const double> y)
{
    const double spread = normalQuantile(kUpperShare) * std::sqrt(scoreVariance(x, y));
    const auto count = static_cast<double>(slopes.size());
    const double low = std::max(std::nearbyint(0.5 * (count - spread)) - 1.0, 0.0);
    const double high = std::min(std::nearbyint(0.5 * (count + spread)), count - 1.0);
    return {.low = slopes[static_cast<std::size_t>(low)], .high = slopes[static_cast<std::size_t>(high)]};
}

}  // namespace

std::optional<RobustLine> robustLine(std::span<const double> x, std::span<const double> y)
{
    if (std::set<double>{x.begin(), x.end()}.size() < kLeastPoints) {
        return std::nullopt;
    }
    const std::vector<double> slopes = slopesBetween(x, y);
    RobustLine line{.slope = medianOf(slopes), .slope_95 = std::nullopt};
    line.intercept = medianOf({y.begin(), y.end()}) - line.slope * medianOf({x.begin(), x.end()});
    if (x.size() >= kLeastForInterval) {
        line.slope_95 = rankInterval(slopes, x, y);
    }
    return line;
}

}  // namespace palpate::analysis
