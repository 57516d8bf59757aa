#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

#include "palpate/analysis/theil_sen.hpp"

#include "distributions.hpp"
#include "ties.hpp"

namespace palpate::analysis {

namespace {

constexpr std::size_t kLeastPoints = 3;
constexpr std::size_t kMostExact = 33;
/// 40,320 orders.
constexpr std::size_t kMostExactWithTies = 8;

int signOf(double value)
{
    return (value > 0.0 ? 1 : 0) - (value < 0.0 ? 1 : 0);
}

/// Pairs that rise together minus pairs that do not.
int scoreOf(std::span<const double> x, std::span<const double> y)
{
    int score = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        for (std::size_t j = i + 1; j < x.size(); ++j) {
            score += signOf(x[j] - x[i]) * signOf(y[j] - y[i]);
        }
    }
    return score;
}

/// Without ties: the probability of each number of pairs in the wrong order, one more value at a time.
double exactP(int score, std::size_t n)
{
    const std::size_t pairs = n * (n - 1) / 2;
    std::vector<double> probability(pairs + 1);
    probability[0] = 1.0;
    for (std::size_t values = 2; values <= n; ++values) {
        std::vector<double> next(pairs + 1);
        for (std::size_t wrong = 0; wrong <= pairs; ++wrong) {
            for (std::size_t more = 0; more < values && more <= wrong; ++more) {
                next[wrong] += probability[wrong - more] / static_cast<double>(values);
            }
        }
        probability = std::move(next);
    }
    const std::size_t fewer = (pairs - static_cast<std::size_t>(std::abs(score))) / 2;
    const auto end = probability.begin() + static_cast<std::ptrdiff_t>(fewer) + 1;
    return std::min(1.0, 2.0 * std::accumulate(probability.begin(), end, 0.0));
}

/// The share of the orders of y whose score is as far from 0.
double exactPWithTies(int score, std::span<const double> x, std::span<const double> y)
{
    std::vector<std::size_t> order(y.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<double> dealt(y.size());
    int as_far = 0;
    int orders = 0;
    do {
        for (std::size_t i = 0; i < order.size(); ++i) {
            dealt[i] = y[order[i]];
        }
        as_far += std::abs(scoreOf(x, dealt)) >= std::abs(score) ? 1 : 0;
        ++orders;
    } while (std::next_permutation(order.begin(), order.end()));
    return static_cast<double>(as_far) / orders;
}

/// Kendall (1970), with ties in both.
double normalP(int score, const Ties& x, const Ties& y, double n)
{
    const double orders = n * (n - 1.0);
    const double variance = (orders * (2.0 * n + 5.0) - x.spread - y.spread) / 18.0 +
                            2.0 * x.pairs * y.pairs / orders +
                            x.triples * y.triples / (9.0 * orders * (n - 2.0));
    return normalTwoSidedP(score / std::sqrt(variance));
}

}  // namespace

std::optional<RankTrend> rankTrend(std::span<const double> x, std::span<const double> y)
{
    const auto n = static_cast<double>(x.size());
    const double pairs = 0.5 * n * (n - 1.0);
    const Ties of_x = tiesOf(x);
    const Ties of_y = tiesOf(y);
    if (x.size() < kLeastPoints || !(of_x.pairs < pairs) || !(of_y.pairs < pairs)) {
        return std::nullopt;
    }
    const int score = scoreOf(x, y);
    RankTrend trend{.tau = score / std::sqrt((pairs - of_x.pairs) * (pairs - of_y.pairs))};
    const bool has_ties = of_x.pairs > 0.0 || of_y.pairs > 0.0;
    if (!has_ties && x.size() <= kMostExact) {
        trend.p = exactP(score, x.size());
    } else if (has_ties && x.size() <= kMostExactWithTies) {
        trend.p = exactPWithTies(score, x, y);
    } else {
        trend.p = normalP(score, of_x, of_y, n);
    }
    return trend;
}

}  // namespace palpate::analysis
