#include "palpate/analysis/map_test.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <limits>
#include <random>

#include "palpate/analysis/permutation.hpp"

#include "cell_clusters.hpp"
#include "distributions.hpp"
#include "map_pairs.hpp"

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

/// Of the largest mean square of a difference, added to every cell's variance: a cell that hardly varies by
/// chance cannot win. The same for every flip.
constexpr double kVarianceFloor = 1e-3;
/// Masses of mirrored flips differ only by rounding.
constexpr double kEqual = 1e-9;

/// Paired t of every cell under one set of signs.
class FlippedT final {
  public:
    FlippedT(const MapPairs& pairs, double threshold_t)
        : pairs_{pairs},
          n_{static_cast<double>(pairs.differences.size())},
          threshold_t_{threshold_t},
          sums_(pairs.cells.size()),
          squares_(pairs.cells.size()),
          passing_sums_(pairs.cells.size())
    {
        for (const auto& differences : pairs.differences) {
            for (std::size_t i = 0; i < sums_.size(); ++i) {
                squares_[i] += differences[i] * differences[i];
            }
        }
        floor_ = kVarianceFloor * *std::max_element(squares_.begin(), squares_.end()) / n_;
        for (std::size_t i = 0; i < sums_.size(); ++i) {
            passing_sums_[i] = passingSum(squares_[i]);
        }
        set(std::vector<bool>(pairs.differences.size()));
    }

    void set(const std::vector<bool>& is_flipped)
    {
        std::fill(sums_.begin(), sums_.end(), 0.0);
        for (std::size_t pair = 0; pair < is_flipped.size(); ++pair) {
            add(pair, is_flipped[pair] ? -1.0 : 1.0);
        }
    }

    /// Turns one pair's sign, which was `was_flipped`.
    void turn(std::size_t pair, bool was_flipped) { add(pair, was_flipped ? 2.0 : -2.0); }

    /// Valid until the next call.
    const std::vector<PassingCell>& passing()
    {
        passing_.clear();
        for (std::size_t i = 0; i < sums_.size(); ++i) {
            if (std::abs(sums_[i]) >= passing_sums_[i]) {
                passing_.push_back({.index = i,
                                    .is_positive = sums_[i] > 0.0,
                                    .excess = std::max(0.0, std::abs(tOf(i)) - threshold_t_)});
            }
        }
        return passing_;
    }

    [[nodiscard]] double tOf(std::size_t cell) const
    {
        const double mean = sums_[cell] / n_;
        const double variance = (squares_[cell] - sums_[cell] * mean) / (n_ - 1.0);
        return mean / std::sqrt((std::max(0.0, variance) + floor_) / n_);
    }

    [[nodiscard]] double meanOf(std::size_t cell) const { return sums_[cell] / n_; }

  private:
    void add(std::size_t pair, double factor)
    {
        const double* difference = pairs_.differences[pair].data();
        double* sum = sums_.data();
        for (std::size_t i = 0; i < sums_.size(); ++i) {
            sum[i] += factor * difference[i];
        }
    }

    /// The squares do not change with the signs, so |t| grows with |sum| alone: from this one on it passes.
    [[nodiscard]] double passingSum(double squares) const
    {
        const double t2 = threshold_t_ * threshold_t_;
        const double spread = squares / (n_ - 1.0) + floor_;
        return spread > 0.0 ? std::sqrt(n_ * t2 * spread / (1.0 + t2 / (n_ - 1.0)))
                            : std::numeric_limits<double>::infinity();
    }

    const MapPairs& pairs_;
    double n_;
    double threshold_t_;
    double floor_ = 0.0;
    std::vector<double> sums_;
    std::vector<double> squares_;
    std::vector<double> passing_sums_;
    std::vector<PassingCell> passing_;
};

/// All sign patterns but for those that mirror another one: a turned sign everywhere has the same masses. In
/// Gray's order, in which each differs from the one before in one pair.
std::vector<double> massesOfAllFlips(FlippedT& t, ClusterFinder& finder, std::size_t pairs)
{
    const std::size_t half = std::size_t{1} << (pairs - 1);
    std::vector<bool> is_flipped(pairs);
    t.set(is_flipped);
    std::vector<double> masses{finder.largestMass(t.passing())};
    masses.reserve(half);
    for (std::size_t step = 1; step < half; ++step) {
        const auto pair = static_cast<std::size_t>(std::countr_zero(step));
        t.turn(pair, is_flipped[pair]);
        is_flipped[pair] = !is_flipped[pair];
        masses.push_back(finder.largestMass(t.passing()));
    }
    return masses;
}

std::vector<double> massesOfRandomFlips(FlippedT& t, ClusterFinder& finder, std::size_t pairs,
                                        std::uint64_t seed)
{
    std::mt19937_64 random{seed};
    std::vector<bool> is_flipped(pairs);
    t.set(is_flipped);
    // The data as they are count among the flips.
    std::vector<double> masses{finder.largestMass(t.passing())};
    masses.reserve(kRandomArrangements);
    for (int flip = 1; flip < kRandomArrangements; ++flip) {
        std::uint64_t bits = 0;
        for (std::size_t pair = 0; pair < pairs; ++pair) {
            bits = pair % 64 == 0 ? random() : bits >> 1U;
            is_flipped[pair] = (bits & 1U) != 0;
        }
        t.set(is_flipped);
        masses.push_back(finder.largestMass(t.passing()));
    }
    return masses;
}

double shareAtOrOver(const std::vector<double>& masses, double mass)
{
    const auto as_large = std::count_if(masses.begin(), masses.end(),
                                        [&](double other) { return other >= mass * (1.0 - kEqual); });
    return static_cast<double>(as_large) / static_cast<double>(masses.size());
}

MapCluster describe(const ClusterFinder::Cluster& cluster, const MapPairs& pairs, const FlippedT& t,
                    const MatGeometry& grid)
{
    MapCluster result{.place = {},
                      .area_cm2 = static_cast<double>(cluster.cells.size()) * grid.cellArea().cm2,
                      .mass = cluster.mass};
    double weights = 0.0;
    double sum_kpa = 0.0;
    for (const std::size_t index : cluster.cells) {
        const Eigen::Index cell = pairs.cells[index];
        const MatPoint centre =
            grid.centreOf(static_cast<int>(cell / grid.cols()), static_cast<int>(cell % grid.cols()));
        const double weight = std::abs(t.meanOf(index));
        result.place.x_mm += weight * centre.x_mm;
        result.place.y_mm += weight * centre.y_mm;
        weights += weight;
        sum_kpa += t.meanOf(index);
        if (std::abs(t.tOf(index)) > std::abs(result.peak_t)) {
            result.peak_t = t.tOf(index);
        }
    }
    result.place.x_mm /= weights;
    result.place.y_mm /= weights;
    result.mean_difference_kpa = sum_kpa / static_cast<double>(cluster.cells.size());
    return result;
}

/// A cluster and what it is made of, by rising p, then by falling mass.
struct FoundCluster {
    MapCluster cluster;
    std::vector<std::size_t> cells;
};

std::vector<FoundCluster> clustersOf(FlippedT& t, ClusterFinder& finder, const MapPairs& pairs,
                                     const MatGeometry& grid, const std::vector<double>& masses)
{
    t.set(std::vector<bool>(pairs.differences.size()));
    auto found = finder.find(t.passing());
    std::vector<FoundCluster> clusters;
    clusters.reserve(found.size());
    for (auto& cluster : found) {
        clusters.push_back({.cluster = describe(cluster, pairs, t, grid), .cells = std::move(cluster.cells)});
        clusters.back().cluster.p = shareAtOrOver(masses, cluster.mass);
    }
    std::stable_sort(clusters.begin(), clusters.end(), [](const FoundCluster& a, const FoundCluster& b) {
        return a.cluster.mass > b.cluster.mass;
    });
    // As many as cluster_of can number.
    clusters.resize(std::min(clusters.size(), std::size_t{std::numeric_limits<std::uint16_t>::max()}));
    return clusters;
}

/// Of a two-sided test over all sign flips.
double smallestP(std::size_t pairs)
{
    return std::min(1.0, 2.0 / std::exp2(static_cast<double>(pairs)));
}

/// Brings every cell's mean difference closer to 0 by its tolerance, at most to 0.
void takeOff(const CellArray<float>& tolerance_kpa, MapPairs& pairs)
{
    const auto count = static_cast<double>(pairs.differences.size());
    for (std::size_t i = 0; i < pairs.cells.size(); ++i) {
        double sum = 0.0;
        for (const auto& differences : pairs.differences) {
            sum += differences[i];
        }
        const auto most = static_cast<double>(tolerance_kpa.data()[pairs.cells[i]]);
        const double off = std::clamp(sum / count, -most, most);
        for (auto& differences : pairs.differences) {
            differences[i] -= off;
        }
    }
}

Result<MapTest> refuseFewPairs(std::size_t pairs)
{
    return fail(ErrorCode::InvalidArgument,
                fmt::format("{} pair{} of presses can reach p = {:.4g} at best: a map test needs at least {}",
                            pairs, pairs == 1 ? "" : "s", smallestP(pairs), kLeastMapPairs));
}

}  // namespace

Result<MapTest> testMaps(const std::vector<CellArray<float>>& before,
                         const std::vector<CellArray<float>>& after, const MatGeometry& grid,
                         const MapTestSettings& settings)
{
    if (before.size() == after.size() && before.size() < static_cast<std::size_t>(kLeastMapPairs)) {
        return refuseFewPairs(before.size());
    }
    if (settings.threshold_t && !(*settings.threshold_t > 0.0)) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("a cell cannot count from |t| = {:g} on: give a threshold over 0",
                                *settings.threshold_t));
    }
    auto pairs = pairMaps(before, after, grid, settings.contact);
    if (!pairs) {
        return fail(std::move(pairs.error()));
    }
    if (settings.tolerance_kpa) {
        takeOff(*settings.tolerance_kpa, *pairs);
    }
    const std::size_t n = before.size();
    const bool is_exact = n <= static_cast<std::size_t>(kMostExactPairs);
    MapTest test{.pairs = static_cast<int>(n),
                 .flips = is_exact ? 1 << n : kRandomArrangements,
                 .is_exact = is_exact,
                 .threshold_t =
                     settings.threshold_t.value_or(studentQuantile(kUpperShare, static_cast<double>(n - 1))),
                 .clusters = {},
                 .cluster_of = CellArray<std::uint16_t>::Zero(grid.rows(), grid.cols())};
    test.smallest_p = std::max(smallestP(n), 1.0 / test.flips);
    FlippedT t{*pairs, test.threshold_t};
    ClusterFinder finder{pairs->cells, grid};
    const auto masses =
        is_exact ? massesOfAllFlips(t, finder, n) : massesOfRandomFlips(t, finder, n, settings.seed);
    const auto clusters = clustersOf(t, finder, *pairs, grid, masses);
    test.clusters.reserve(clusters.size());
    for (const FoundCluster& found : clusters) {
        test.clusters.push_back(found.cluster);
        for (const std::size_t index : found.cells) {
            test.cluster_of.data()[pairs->cells[index]] = static_cast<std::uint16_t>(test.clusters.size());
        }
    }
    return test;
}

}  // namespace palpate::analysis
