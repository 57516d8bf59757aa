#pragma once

#include <span>

namespace palpate::analysis {

/// Sums over groups of equal values, of k of them.
struct Ties {
    /// k (k - 1) / 2: pairs that are equal.
    double pairs = 0.0;
    /// k (k - 1) (k - 2).
    double triples = 0.0;
    /// k (k - 1) (2 k + 5).
    double spread = 0.0;
};
[[nodiscard]] Ties tiesOf(std::span<const double> values);

/// Of Kendall's score without a trend, as Sen's interval takes it: ties in x and y each take their part off.
[[nodiscard]] double scoreVariance(std::span<const double> x, std::span<const double> y);

}  // namespace palpate::analysis
