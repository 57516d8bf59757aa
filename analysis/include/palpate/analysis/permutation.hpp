#pragma once

#include <span>

#include "palpate/core/group_comparison.hpp"

namespace palpate::analysis {

/// Up to so many pairs, all 2^n sign flips are tried; over it, so many seeded ones.
inline constexpr int kMostExactPairs = 12;
inline constexpr int kRandomArrangements = 5000;
/// Up to so many ways of dealing values to two groups (10 against 10 has 184,756), all are tried.
inline constexpr int kMostExactDeals = 200'000;

/// Of a mean of 0, by flipping the signs of the differences; at least 1.
[[nodiscard]] PermutationP signFlipTest(std::span<const double> differences);

/// Of equal means, by dealing the values to two groups of the same sizes; at least 1 in each.
[[nodiscard]] PermutationP groupTest(std::span<const double> first, std::span<const double> second);

}  // namespace palpate::analysis
