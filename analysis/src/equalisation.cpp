#include "palpate/analysis/equalisation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>

#include "palpate/core/calibration_curve.hpp"

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

constexpr double kLeastGain = 0.5;
constexpr double kMostGain = 2.0;
constexpr double kLoadedShare = 0.2;
constexpr double kHighShare = 0.99;
constexpr double kLeastReached = 0.5;
constexpr double kMostUneven = 0.2;
constexpr double kMostUnsteady = 0.2;

/// Value number floor(share * n) in rising order.
double quantile(std::vector<double> values, double share)
{
    const auto place =
        std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())));
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(place);
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

Result<void> checkReach(const UniformLoad& load, std::size_t loaded)
{
    const auto cells = static_cast<double>((load.takes_part != 0).count());
    if (load.saturated_cells > 0) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: {} cells are at their ceiling: take less pressure", load.name,
                                load.saturated_cells));
    }
    if (static_cast<double>(loaded) < kLeastReached * cells) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: the load reaches {} of {} cells: cover at least half of the mat",
                                load.name, loaded, cells));
    }
    return {};
}

Result<void> checkUniform(const UniformLoad& load, const CellArray<double>& share)
{
    std::array<std::vector<double>, 4> quarters;
    for (Eigen::Index row = 0; row < share.rows(); ++row) {
        for (Eigen::Index col = 0; col < share.cols(); ++col) {
            const std::size_t quarter =
                (2 * row >= share.rows() ? 2U : 0U) + (2 * col >= share.cols() ? 1U : 0U);
            if (share(row, col) > 0.0) {
                quarters.at(quarter).push_back(share(row, col));
            }
        }
    }
    double lowest = 1e300;
    double highest = 0.0;
    for (const auto& quarter : quarters) {
        if (!quarter.empty()) {
            const double median = quantile(quarter, 0.5);
            lowest = std::min(lowest, median);
            highest = std::max(highest, median);
        }
    }
    if (highest - lowest > kMostUneven) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: not uniform: the quarters of the mat differ by {:.0f} %: use an air "
                                "bladder, or move the plate until it lies flat",
                                load.name, 100.0 * (highest - lowest)));
    }
    return {};
}

/// Pressures of one load over their median; 0 where a cell is not loaded.
Result<CellArray<double>> sharesOf(const UniformLoad& load, const CalibrationCurve& curve)
{
    CellArray<double> kpa = CellArray<double>::Zero(load.counts.rows(), load.counts.cols());
    std::vector<double> positive;
    for (Eigen::Index i = 0; i < kpa.size(); ++i) {
        if (load.takes_part.data()[i] != 0) {
            kpa.data()[i] = kpaOfMeanCount(curve, load.counts.data()[i]) -
                            kpaOfMeanCount(curve, load.empty_counts.data()[i]);
            positive.push_back(std::max(0.0, kpa.data()[i]));
        }
    }
    const double least = kLoadedShare * quantile(positive, kHighShare);
    std::erase_if(positive, [least](double value) { return value <= 0.0 || value < least; });
    if (auto checked = checkReach(load, positive.size()); !checked) {
        return fail(checked.error());
    }
    const double median = quantile(positive, 0.5);
    for (Eigen::Index i = 0; i < kpa.size(); ++i) {
        const double value = kpa.data()[i];
        kpa.data()[i] = value > 0.0 && value >= least ? value / median : 0.0;
    }
    if (auto checked = checkUniform(load, kpa); !checked) {
        return fail(checked.error());
    }
    return kpa;
}

struct CellGain {
    double gain = 1.0;
    std::optional<NotEqualised> reason;
};

/// The gain that brings the shares nearest to 1.
CellGain gainOf(const std::vector<CellArray<double>>& shares, Eigen::Index cell)
{
    double sum = 0.0;
    double squares = 0.0;
    double lowest = 1e300;
    double highest = 0.0;
    for (const auto& share : shares) {
        const double value = share.data()[cell];
        if (value <= 0.0) {
            return {.gain = 1.0, .reason = NotEqualised::Silent};
        }
        sum += value;
        squares += value * value;
        lowest = std::min(lowest, value);
        highest = std::max(highest, value);
    }
    const double gain = sum / squares;
    if (gain < kLeastGain || gain > kMostGain) {
        return {.gain = 1.0, .reason = NotEqualised::OutOfLimits};
    }
    if (highest - lowest > kMostUnsteady * lowest) {
        return {.gain = 1.0, .reason = NotEqualised::Unsteady};
    }
    return {.gain = gain, .reason = std::nullopt};
}

double spreadPct(const CellArray<double>& share, const CellArray<float>& gain)
{
    double count = 0.0;
    double sum = 0.0;
    double squares = 0.0;
    for (Eigen::Index i = 0; i < share.size(); ++i) {
        if (share.data()[i] > 0.0) {
            const double value = share.data()[i] * static_cast<double>(gain.data()[i]);
            count += 1.0;
            sum += value;
            squares += value * value;
        }
    }
    const double mean = sum / count;
    return 100.0 * std::sqrt(std::max(0.0, squares / count - mean * mean)) / mean;
}

}  // namespace

std::string_view toString(NotEqualised reason)
{
    switch (reason) {
        case NotEqualised::Silent:
            return "silent";
        case NotEqualised::OutOfLimits:
            return "out of limits";
        case NotEqualised::Unsteady:
            break;
    }
    return "unsteady";
}

Result<Equalisation> equalise(const std::vector<UniformLoad>& loads, const CalibrationCurve& curve)
{
    if (loads.empty()) {
        return fail(ErrorCode::InvalidArgument, "no uniform load is given");
    }
    std::vector<CellArray<double>> shares;
    for (const UniformLoad& load : loads) {
        auto made = sharesOf(load, curve);
        if (!made) {
            return fail(made.error());
        }
        shares.push_back(std::move(*made));
    }
    const CellMask& takes_part = loads.front().takes_part;
    Equalisation result;
    result.gain = CellArray<float>::Ones(takes_part.rows(), takes_part.cols());
    double gain_sum = 0.0;
    std::vector<Eigen::Index> equalised;
    for (Eigen::Index i = 0; i < takes_part.size(); ++i) {
        if (takes_part.data()[i] == 0) {
            continue;
        }
        const CellGain cell = gainOf(shares, i);
        if (cell.reason) {
            result.unequal_cells.push_back({.cell = {.row = static_cast<int>(i / takes_part.cols()),
                                                     .col = static_cast<int>(i % takes_part.cols())},
                                            .reason = *cell.reason});
            continue;
        }
        result.gain.data()[i] = static_cast<float>(cell.gain);
        gain_sum += cell.gain;
        equalised.push_back(i);
    }
    if (equalised.empty()) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{}: no cell can be equalised: check that the load is uniform", loads.front().name));
    }
    result.equalised_cells = static_cast<int>(equalised.size());
    const double mean_gain = gain_sum / static_cast<double>(equalised.size());
    for (const Eigen::Index i : equalised) {
        result.gain.data()[i] = static_cast<float>(static_cast<double>(result.gain.data()[i]) / mean_gain);
    }
    const CellArray<float> ones = CellArray<float>::Ones(takes_part.rows(), takes_part.cols());
    for (const auto& share : shares) {
        result.spread_before_pct += spreadPct(share, ones) / static_cast<double>(shares.size());
        result.spread_after_pct += spreadPct(share, result.gain) / static_cast<double>(shares.size());
    }
    return result;
}

}  // namespace palpate::analysis
