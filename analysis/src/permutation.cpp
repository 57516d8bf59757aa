#include "palpate/analysis/permutation.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <random>
#include <utility>
#include <vector>

#include "palpate/core/assert.hpp"

namespace palpate::analysis {

namespace {

constexpr std::uint64_t kSeed = 20261127;

/// Equal sums of the same numbers in another order count as equal.
constexpr double kEqual = 1e-10;

double sumOfSizes(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0,
                           [](double sum, double value) { return sum + std::abs(value); });
}

/// Number of ways to choose `few` of `all`; none over the limit.
std::optional<int> waysToChoose(std::size_t few, std::size_t all, int limit)
{
    double ways = 1.0;
    few = std::min(few, all - few);
    for (std::size_t i = 1; i <= few; ++i) {
        ways = ways * static_cast<double>(all - few + i) / static_cast<double>(i);
        if (ways > limit) {
            return std::nullopt;
        }
    }
    return static_cast<int>(std::lround(ways));
}

/// The next choice of as many indices below `all`, in order; false after the last.
bool nextChoice(std::vector<std::size_t>& chosen, std::size_t all)
{
    for (std::size_t i = chosen.size(); i-- > 0;) {
        if (chosen[i] < all - chosen.size() + i) {
            ++chosen[i];
            for (std::size_t j = i + 1; j < chosen.size(); ++j) {
                chosen[j] = chosen[j - 1] + 1;
            }
            return true;
        }
    }
    return false;
}

/// Below `end`; the same on every machine, which the standard's distributions are not.
std::size_t drawBelow(std::mt19937_64& random, std::size_t end)
{
    constexpr std::uint64_t kMost = std::mt19937_64::max();
    const std::uint64_t limit = kMost - kMost % end;
    std::uint64_t drawn = random();
    while (drawn >= limit) {
        drawn = random();
    }
    return static_cast<std::size_t>(drawn % end);
}

/// Partial Fisher-Yates: the first `few` places hold a random choice.
void deal(std::vector<double>& values, std::size_t few, std::mt19937_64& random)
{
    for (std::size_t i = 0; i < few; ++i) {
        std::swap(values[i], values[i + drawBelow(random, values.size() - i)]);
    }
}

double shareOf(int count, int all)
{
    return static_cast<double>(count) / all;
}

}  // namespace

PermutationP signFlipTest(std::span<const double> differences)
{
    PALPATE_ASSERT(!differences.empty());
    const std::size_t n = differences.size();
    const bool is_exact = n <= static_cast<std::size_t>(kMostExactPairs);
    const double least = std::abs(std::accumulate(differences.begin(), differences.end(), 0.0)) -
                         kEqual * sumOfSizes(differences);
    const int flips = is_exact ? 1 << n : kRandomArrangements;
    std::mt19937_64 random{kSeed};
    int as_large = 0;
    for (int flip = 0; flip < flips; ++flip) {
        // The first one leaves everything as it is.
        auto bits = static_cast<std::uint64_t>(flip);
        double sum = 0.0;
        for (std::size_t i = 0; i < n; ++i) {
            if (!is_exact && flip > 0 && i % 64 == 0) {
                bits = random();
            }
            sum += (bits & 1U) != 0 ? -differences[i] : differences[i];
            bits >>= 1U;
        }
        as_large += std::abs(sum) >= least ? 1 : 0;
    }
    return {.p = shareOf(as_large, flips),
            .smallest_p = std::max(std::min(1.0, 2.0 / std::exp2(static_cast<double>(n))), shareOf(1, flips)),
            .arrangements = flips,
            .is_exact = is_exact};
}

PermutationP groupTest(std::span<const double> first, std::span<const double> second)
{
    PALPATE_ASSERT(!first.empty() && !second.empty());
    std::vector<double> values{first.begin(), first.end()};
    values.insert(values.end(), second.begin(), second.end());
    const double total = std::accumulate(values.begin(), values.end(), 0.0);
    // The difference of the means, as the first group's distance from its share of the total.
    const double expected = total * static_cast<double>(first.size()) / static_cast<double>(values.size());
    const double least =
        std::abs(std::accumulate(first.begin(), first.end(), 0.0) - expected) - kEqual * sumOfSizes(values);
    const auto ways = waysToChoose(first.size(), values.size(), kMostExactDeals);
    int as_large = 0;
    if (ways) {
        std::vector<std::size_t> chosen(first.size());
        std::iota(chosen.begin(), chosen.end(), std::size_t{0});
        do {
            const double sum =
                std::accumulate(chosen.begin(), chosen.end(), 0.0,
                                [&](double so_far, std::size_t i) { return so_far + values[i]; });
            as_large += std::abs(sum - expected) >= least ? 1 : 0;
        } while (nextChoice(chosen, values.size()));
    } else {
        std::mt19937_64 random{kSeed};
        as_large = 1;
        for (int i = 1; i < kRandomArrangements; ++i) {
            deal(values, first.size(), random);
            const auto end = values.begin() + static_cast<std::ptrdiff_t>(first.size());
            const double sum = std::accumulate(values.begin(), end, 0.0);
            as_large += std::abs(sum - expected) >= least ? 1 : 0;
        }
    }
    const int arrangements = ways.value_or(kRandomArrangements);
    // Groups of one size can change places, which gives the same difference.
    const int twins = ways && first.size() == second.size() ? 2 : 1;
    return {.p = shareOf(as_large, arrangements),
            .smallest_p = shareOf(twins, arrangements),
            .arrangements = arrangements,
            .is_exact = ways.has_value()};
}

}  // namespace palpate::analysis
