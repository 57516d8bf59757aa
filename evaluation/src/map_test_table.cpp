#include "map_test_table.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "palpate/analysis/map_test.hpp"

#include "all_cores.hpp"
#include "scene.hpp"
#include "simulator/random_stream.hpp"

#include <fmt/format.h>

namespace palpate::evaluation {

namespace {

using Maps = std::vector<CellArray<float>>;

constexpr double kLevel = 0.05;
/// Standard deviations that hold 99 %.
constexpr double kBand = 2.576;
constexpr double kPeakKpa = 30.0;
constexpr double kNoiseShare = 0.15;
constexpr double kForceShare = 0.08;
/// Where something changes, in parts of the mat's side, and how far it reaches.
constexpr double kChangeX = 0.6;
constexpr double kChangeY = 0.4;
constexpr double kChangeReachCells = 2.0;
constexpr double kFoundWithinCells = 3.0;

struct Setting {
    int side = 16;
    int pairs = 8;
    /// At the centre of the change, in spreads of a cell's pressure from press to press; 0 = nothing changes.
    double change_spreads = 0.0;
};

struct Outcomes {
    int found = 0;
    int in_place = 0;
};

/// Noise that neighbours share, of spread 1: white noise under a Gaussian of `reach` cells.
CellArray<double> sharedNoise(int side, double reach, sim::RandomStream& random)
{
    const auto margin = static_cast<int>(std::ceil(3.0 * reach));
    CellArray<double> white(side + 2 * margin, side + 2 * margin);
    for (Eigen::Index i = 0; i < white.size(); ++i) {
        white.data()[i] = random.normal();
    }
    Eigen::ArrayXd weights(2 * margin + 1);
    for (int i = -margin; i <= margin; ++i) {
        weights(i + margin) = std::exp(-0.5 * i * i / (reach * reach));
    }
    weights /= std::sqrt(weights.square().sum());
    CellArray<double> along_x(white.rows(), side);
    for (Eigen::Index row = 0; row < white.rows(); ++row) {
        for (Eigen::Index col = 0; col < side; ++col) {
            along_x(row, col) = (white.row(row).segment(col, 2 * margin + 1) * weights.transpose()).sum();
        }
    }
    CellArray<double> noise(side, side);
    for (Eigen::Index row = 0; row < side; ++row) {
        for (Eigen::Index col = 0; col < side; ++col) {
            noise(row, col) = (along_x.col(col).segment(row, 2 * margin + 1) * weights).sum();
        }
    }
    return noise;
}

/// A body on the mat, pressed a little harder or softer as a whole and unevenly: noise in proportion to the
/// load and skewed, as that of pressures is.
CellArray<float> press(const Setting& setting, double change_spreads, sim::RandomStream& random)
{
    const CellArray<double> noise = sharedNoise(setting.side, random.uniform(1.0, 2.0), random);
    const double force = std::exp(kForceShare * random.normal());
    CellArray<float> map(setting.side, setting.side);
    for (int row = 0; row < setting.side; ++row) {
        for (int col = 0; col < setting.side; ++col) {
            const double x = (col + 0.5) / setting.side;
            const double y = (row + 0.5) / setting.side;
            const double load =
                kPeakKpa * std::exp(-std::pow((x - 0.5) / 0.4, 2) - std::pow((y - 0.5) / 0.35, 2));
            const double away = std::hypot((x - kChangeX), (y - kChangeY)) * setting.side / kChangeReachCells;
            const double change = change_spreads * kNoiseShare * std::exp(-0.5 * away * away);
            map(row, col) = static_cast<float>(load * force * std::exp(kNoiseShare * noise(row, col)) *
                                               std::max(0.0, 1.0 - change));
        }
    }
    return map;
}

Maps presses(const Setting& setting, double change_spreads, sim::RandomStream& random)
{
    Maps maps;
    maps.reserve(static_cast<std::size_t>(setting.pairs));
    for (int i = 0; i < setting.pairs; ++i) {
        maps.push_back(press(setting, change_spreads, random));
    }
    return maps;
}

struct SetOutcome {
    bool is_found = false;
    bool is_in_place = false;
};

SetOutcome outcomeOf(const Setting& setting, std::uint64_t seed)
{
    sim::RandomStream random{seed, sim::RandomPurpose::Client};
    const Maps before = presses(setting, 0.0, random);
    const Maps after = presses(setting, setting.change_spreads, random);
    const auto grid = MatGeometry::create(setting.side, setting.side, Length{10.0}, Length{10.0}).value();
    const MapTest test = analysis::testMaps(before, after, grid, {}).value();
    if (test.clusters.empty() || test.clusters.front().p > kLevel) {
        return {};
    }
    const MatPoint place = test.clusters.front().place;
    const double off_cells =
        std::hypot(place.x_mm / 10.0 - kChangeX * setting.side, place.y_mm / 10.0 - kChangeY * setting.side);
    return {.is_found = true,
            .is_in_place = off_cells <= kFoundWithinCells && test.clusters.front().mean_difference_kpa < 0.0};
}

Outcomes outcomesOf(const Setting& setting, std::uint64_t sets, std::uint64_t first_seed)
{
    std::vector<SetOutcome> all(static_cast<std::size_t>(sets));
    onAllCores(all.size(), [&](std::size_t i) { all[i] = outcomeOf(setting, first_seed + i); });
    Outcomes outcomes;
    for (const SetOutcome& one : all) {
        outcomes.found += one.is_found ? 1 : 0;
        outcomes.in_place += one.is_in_place ? 1 : 0;
    }
    return outcomes;
}

/// The largest step of p that is not over the level.
double reachableLevel(int pairs)
{
    const double flips = std::exp2(pairs - 1);
    return std::floor(kLevel * flips) / flips;
}

double bandOf(double share, std::uint64_t sets)
{
    return kBand * std::sqrt(share * (1.0 - share) / static_cast<double>(sets));
}

}  // namespace

CheckedTable evaluateMapTest(std::uint64_t sets, std::uint64_t first_seed)
{
    const auto count = static_cast<double>(sets);
    CheckedTable table;
    table.markdown = fmt::format(
        "Nothing changed: sets of {} in which a cluster has p <= 0.05; 99 % of shares of 5 % lie in "
        "{:.2f}-{:.2f} %.\n\n"
        "| pairs | cells | found, % | p can reach, % | 99 % of shares of that, % | "
        "|\n|---|---|---|---|---|---|\n",
        sets, 100.0 * (kLevel - bandOf(kLevel, sets)), 100.0 * (kLevel + bandOf(kLevel, sets)));
    for (const int pairs : {6, 8, 10}) {
        for (const int side : {16, 32}) {
            const Outcomes outcomes = outcomesOf({.side = side, .pairs = pairs}, sets, first_seed);
            const double share = outcomes.found / count;
            const double level = reachableLevel(pairs);
            const bool is_met = std::abs(share - level) <= bandOf(level, sets);
            table.is_met = table.is_met && is_met;
            table.markdown +=
                fmt::format("| {} | {} x {} | {:.2f} | {:.2f} | {:.2f}-{:.2f} | {} |\n", pairs, side, side,
                            100.0 * share, 100.0 * level, 100.0 * (level - bandOf(level, sets)),
                            100.0 * (level + bandOf(level, sets)), is_met ? "met" : "NOT MET");
        }
    }
    table.markdown +=
        "\nA place became lighter: found, and of these with the largest cluster within 3 cells of it.\n\n"
        "| pairs | cells | change, spreads | found, % | of these in place, % |\n|---|---|---|---|---|\n";
    for (const int pairs : {6, 8, 12}) {
        for (const double change : {1.0, 2.0, 3.0}) {
            const Outcomes outcomes =
                outcomesOf({.side = 16, .pairs = pairs, .change_spreads = change}, sets, first_seed);
            table.markdown += fmt::format(
                "| {} | 16 x 16 | {:g} | {:.1f} | {:.1f} |\n", pairs, change, 100.0 * outcomes.found / count,
                100.0 * outcomes.in_place / std::max(1.0, static_cast<double>(outcomes.found)));
        }
    }
    return table;
}

}  // namespace palpate::evaluation
