#include "ties.hpp"

#include <algorithm>
#include <vector>

namespace palpate::analysis {

Ties tiesOf(std::span<const double> values)
{
    std::vector<double> sorted{values.begin(), values.end()};
    std::sort(sorted.begin(), sorted.end());
    Ties ties;
    for (auto from = sorted.begin(); from != sorted.end();) {
        const auto to = std::upper_bound(from, sorted.end(), *from);
        const auto k = static_cast<double>(to - from);
        ties.pairs += 0.5 * k * (k - 1.0);
        ties.triples += k * (k - 1.0) * (k - 2.0);
        ties.spread += k * (k - 1.0) * (2.0 * k + 5.0);
        from = to;
    }
    return ties;
}

double scoreVariance(std::span<const double> x, std::span<const double> y)
{
    const auto n = static_cast<double>(x.size());
    return (n * (n - 1.0) * (2.0 * n + 5.0) - tiesOf(x).spread - tiesOf(y).spread) / 18.0;
}

}  // namespace palpate::analysis
