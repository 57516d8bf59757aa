#include "load_footprint.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "palpate/core/calibration_curve.hpp"

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

constexpr double kNoiseSpreads = 5.0;
constexpr double kLeastShareOfHighest = 0.02;
constexpr std::size_t kFewestCells = 4;
/// A reading that one count more or less changes by over a tenth is no measurement.
constexpr double kLeastMeanExcess = 10.0;
/// Loads that differ by less in force or cells may well read either way.
constexpr double kForceStep = 1.1;
constexpr double kSameCells = 1.2;

double excessOf(const CalibrationLoad& load, Eigen::Index cell)
{
    return load.counts.data()[cell] - load.empty_counts.data()[cell];
}

double highestExcess(const CalibrationLoad& load)
{
    double highest = 0.0;
    for (Eigen::Index i = 0; i < load.counts.size(); ++i) {
        highest = load.takes_part.data()[i] != 0 ? std::max(highest, excessOf(load, i)) : highest;
    }
    return highest;
}

double sumOver(const LoadFootprint& print)
{
    return std::accumulate(print.counts.begin(), print.counts.end(), 0.0) -
           std::accumulate(print.empty_counts.begin(), print.empty_counts.end(), 0.0);
}

Result<void> check(const CalibrationLoad& load, const LoadFootprint& print)
{
    if (load.saturated_cells > 0) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{}: {} cells are at their ceiling, so that the sum is too low: take a lighter "
                        "load or lay a board under it",
                        load.name, load.saturated_cells));
    }
    if (print.counts.size() < kFewestCells) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: {} cells are loaded, {} are needed: lay a board under the load",
                                load.name, print.counts.size(), kFewestCells));
    }
    const double mean_excess = sumOver(print) / static_cast<double>(print.counts.size());
    if (mean_excess < kLeastMeanExcess) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{}: {} N raise the {} loaded cells by only {:.1f} counts, {} are needed: take a "
                        "heavier load or a smaller board",
                        load.name, load.force.n, print.counts.size(), mean_excess, kLeastMeanExcess));
    }
    return {};
}

}  // namespace

double LoadFootprint::newtonPerKpa(std::size_t cell) const
{
    return (Pressure{gain[cell]} * cell_area).n;
}

double LoadFootprint::kpaBy(const CalibrationCurve& curve, std::size_t cell) const
{
    return gain[cell] * (kpaOfMeanCount(curve, counts[cell]) - kpaOfMeanCount(curve, empty_counts[cell]));
}

double LoadFootprint::newtonBy(const CalibrationCurve& curve) const
{
    Force sum;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        sum.n += (Pressure{kpaBy(curve, i)} * cell_area).n;
    }
    return sum.n;
}

Result<LoadFootprint> footprintOf(const CalibrationLoad& load, const CalibrationFitRequest& request)
{
    if (!std::isfinite(load.force.n) || load.force.n <= 0.0) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: a load of {} N: give a weight above 0", load.name, load.force.n));
    }
    const double least =
        std::max({1.0, kNoiseSpreads * load.noise_counts, kLeastShareOfHighest * highestExcess(load)});
    LoadFootprint print{.counts = {},
                        .empty_counts = {},
                        .gain = {},
                        .cell_area = request.cell_area,
                        .target_n = load.force.n * load.creep_ratio};
    for (Eigen::Index i = 0; i < load.counts.size(); ++i) {
        if (load.takes_part.data()[i] == 0 || excessOf(load, i) < least) {
            continue;
        }
        print.counts.push_back(load.counts.data()[i]);
        print.empty_counts.push_back(load.empty_counts.data()[i]);
        print.gain.push_back(request.cell_gain ? static_cast<double>(request.cell_gain->data()[i]) : 1.0);
    }
    if (auto checked = check(load, print); !checked) {
        return fail(checked.error());
    }
    return print;
}

Result<void> checkMonotone(const std::vector<CalibrationLoad>& loads,
                           const std::vector<LoadFootprint>& footprints)
{
    for (std::size_t a = 0; a < loads.size(); ++a) {
        for (std::size_t b = 0; b < loads.size(); ++b) {
            const auto cells_a = static_cast<double>(footprints[a].counts.size());
            const auto cells_b = static_cast<double>(footprints[b].counts.size());
            const bool same_cells = std::max(cells_a, cells_b) <= kSameCells * std::min(cells_a, cells_b);
            const bool is_heavier = footprints[a].target_n > kForceStep * footprints[b].target_n;
            if (same_cells && is_heavier && sumOver(footprints[a]) < sumOver(footprints[b])) {
                return fail(ErrorCode::InvalidArgument,
                            fmt::format("not monotone: {:.1f} N in {} read less than {:.1f} N in {}: check "
                                        "which weight belongs to which file",
                                        loads[a].force.n, loads[a].name, loads[b].force.n, loads[b].name));
            }
        }
    }
    return {};
}

}  // namespace palpate::analysis
