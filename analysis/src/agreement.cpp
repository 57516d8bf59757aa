#include "palpate/analysis/agreement.hpp"

#include <cmath>
#include <cstddef>
#include <vector>

#include "palpate/core/assert.hpp"

#include "distributions.hpp"
#include "moments.hpp"

namespace palpate::analysis {

namespace {

/// With fewer, what is left over from a line says next to nothing about a spread.
constexpr std::size_t kLeastForSpread = 5;

Interval around(double value, double half_width)
{
    return {.low = value - half_width, .high = value + half_width};
}

void addLines(Agreement& agreement, std::span<const double> means, std::span<const double> differences)
{
    const auto line = lineThrough(means, differences);
    if (!line) {
        return;
    }
    agreement.slope = line->slope;
    agreement.slope_p = line->p;
    if (!line->p || means.size() < kLeastForSpread) {
        return;
    }
    std::vector<double> distances;
    distances.reserve(means.size());
    for (std::size_t i = 0; i < means.size(); ++i) {
        distances.push_back(std::abs(differences[i] - line->intercept - line->slope * means[i]));
    }
    if (const auto spread = lineThrough(means, distances); spread && spread->p) {
        agreement.spread_slope = spread->slope;
        agreement.spread_p = spread->p;
    }
}

}  // namespace

Agreement agreementOf(std::span<const double> first, std::span<const double> second)
{
    PALPATE_ASSERT(first.size() == second.size() && first.size() >= 2);
    std::vector<double> differences;
    std::vector<double> means;
    differences.reserve(first.size());
    means.reserve(first.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        differences.push_back(second[i] - first[i]);
        means.push_back(0.5 * (first[i] + second[i]));
    }
    const auto n = static_cast<double>(first.size());
    const double z = normalQuantile(kUpperShare);
    const double t = studentQuantile(kUpperShare, n - 1.0);
    Agreement agreement{.pairs = static_cast<int>(first.size()),
                        .bias = meanOf(differences),
                        .bias_95 = {},
                        .sd = sdOf(differences),
                        .lower_limit_95 = {},
                        .upper_limit_95 = {}};
    agreement.bias_95 = around(agreement.bias, t * agreement.sd / std::sqrt(n));
    agreement.lower_limit = agreement.bias - z * agreement.sd;
    agreement.upper_limit = agreement.bias + z * agreement.sd;
    const double of_limit = t * agreement.sd * std::sqrt(1.0 / n + z * z / (2.0 * (n - 1.0)));
    agreement.lower_limit_95 = around(agreement.lower_limit, of_limit);
    agreement.upper_limit_95 = around(agreement.upper_limit, of_limit);
    addLines(agreement, means, differences);
    return agreement;
}

}  // namespace palpate::analysis
