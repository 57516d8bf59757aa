#include "curve_fits.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <Eigen/QR>
#include <Eigen/SVD>

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

constexpr double kLeastExponent = 0.2;
constexpr double kLargestExponent = 5.0;
constexpr int kExponentsTried = 60;
constexpr int kMostSteps = 60;
constexpr double kStepDone = 1e-13;
constexpr double kLeastFactorOfCounts = 1.5;
constexpr double kWorstCondition = 1e3;

/// The factor on a curve that makes the sums of squares of (factor * read / target - 1) least.
double bestFactor(const std::vector<double>& read_over_target)
{
    double sum = 0.0;
    double squares = 0.0;
    for (const double share : read_over_target) {
        sum += share;
        squares += share * share;
    }
    return sum / squares;
}

std::vector<double> readOverTarget(const std::vector<LoadFootprint>& loads, const CalibrationCurve& curve)
{
    std::vector<double> shares(loads.size());
    std::transform(loads.begin(), loads.end(), shares.begin(),
                   [&curve](const LoadFootprint& load) { return load.newtonBy(curve) / load.target_n; });
    return shares;
}

/// Sum of count ^ exponent over the target, and its derivative by the exponent.
struct PowerSum {
    double share = 0.0;
    double slope = 0.0;
};

PowerSum powerSum(const LoadFootprint& load, double exponent)
{
    const auto term = [exponent](double count) { return count > 0.0 ? std::pow(count, exponent) : 0.0; };
    const auto slope = [](double count, double power) { return count > 0.0 ? power * std::log(count) : 0.0; };
    PowerSum sum;
    for (std::size_t i = 0; i < load.counts.size(); ++i) {
        const double loaded = term(load.counts[i]);
        const double empty = term(load.empty_counts[i]);
        sum.share += load.newtonPerKpa(i) * (loaded - empty);
        sum.slope +=
            load.newtonPerKpa(i) * (slope(load.counts[i], loaded) - slope(load.empty_counts[i], empty));
    }
    sum.share /= load.target_n;
    sum.slope /= load.target_n;
    return sum;
}

/// Squared relative errors at the best factor of this exponent, and the Gauss-Newton step of the exponent by
/// the projected Jacobian.
struct PowerTrial {
    double factor = 0.0;
    double squares = 0.0;
    double step = 0.0;
    /// Largest over smallest load, of the counts where the exponent bends.
    double factor_of_counts = 0.0;
};

PowerTrial tryExponent(const std::vector<LoadFootprint>& loads, double exponent)
{
    std::vector<PowerSum> sums;
    std::vector<double> shares;
    double lowest = 1e300;
    double highest = -1e300;
    for (const LoadFootprint& load : loads) {
        sums.push_back(powerSum(load, exponent));
        shares.push_back(sums.back().share);
        lowest = std::min(lowest, sums.back().slope / sums.back().share);
        highest = std::max(highest, sums.back().slope / sums.back().share);
    }
    PowerTrial trial{.factor = bestFactor(shares), .factor_of_counts = std::exp(highest - lowest)};
    const double length = std::inner_product(shares.begin(), shares.end(), shares.begin(), 0.0);
    double along = 0.0;
    for (const PowerSum& sum : sums) {
        along += sum.slope * sum.share;
    }
    double gradient = 0.0;
    double curvature = 0.0;
    for (const PowerSum& sum : sums) {
        const double error = trial.factor * sum.share - 1.0;
        const double projected = trial.factor * (sum.slope - along / length * sum.share);
        trial.squares += error * error;
        gradient += projected * error;
        curvature += projected * projected;
    }
    trial.step = curvature > 0.0 ? -gradient / curvature : 0.0;
    return trial;
}

double bestOnGrid(const std::vector<LoadFootprint>& loads)
{
    double best = kLeastExponent;
    double least = tryExponent(loads, best).squares;
    for (int k = 1; k < kExponentsTried; ++k) {
        const double exponent =
            kLeastExponent * std::pow(kLargestExponent / kLeastExponent, k / (kExponentsTried - 1.0));
        if (const double squares = tryExponent(loads, exponent).squares; squares < least) {
            least = squares;
            best = exponent;
        }
    }
    return best;
}

/// Gauss-Newton with halved steps where the error would grow.
double refine(const std::vector<LoadFootprint>& loads, double exponent)
{
    for (int k = 0; k < kMostSteps; ++k) {
        const PowerTrial here = tryExponent(loads, exponent);
        double step = here.step;
        while (std::abs(step) > kStepDone && tryExponent(loads, exponent + step).squares > here.squares) {
            step *= 0.5;
        }
        exponent = std::clamp(exponent + step, kLeastExponent, kLargestExponent);
        if (std::abs(step) <= kStepDone) {
            break;
        }
    }
    return exponent;
}

/// Part of point `index` in the pressure at `count`: 1 at the point, 0 at its neighbours and at 0; the last
/// line goes on.
double partOfPoint(const std::vector<double>& points, std::size_t index, double count)
{
    const auto over = std::upper_bound(points.begin(), points.end() - 1, count);
    const auto right = static_cast<std::size_t>(over - points.begin());
    const double left_count = right == 0 ? 0.0 : points[right - 1];
    const double share = (count - left_count) / (points[right] - left_count);
    if (index == right) {
        return share;
    }
    return index + 1 == right ? 1.0 - share : 0.0;
}

Eigen::MatrixXd tableDesign(const std::vector<LoadFootprint>& loads, const std::vector<double>& points)
{
    Eigen::MatrixXd design(static_cast<Eigen::Index>(loads.size()), static_cast<Eigen::Index>(points.size()));
    for (Eigen::Index row = 0; row < design.rows(); ++row) {
        const LoadFootprint& load = loads[static_cast<std::size_t>(row)];
        for (Eigen::Index col = 0; col < design.cols(); ++col) {
            const auto point = static_cast<std::size_t>(col);
            double sum = 0.0;
            for (std::size_t i = 0; i < load.counts.size(); ++i) {
                sum += load.newtonPerKpa(i) * (partOfPoint(points, point, load.counts[i]) -
                                               partOfPoint(points, point, load.empty_counts[i]));
            }
            design(row, col) = sum / load.target_n;
        }
    }
    return design;
}

/// Largest over smallest singular value, after every column was scaled to length 1.
double conditionOf(Eigen::MatrixXd design)
{
    for (Eigen::Index col = 0; col < design.cols(); ++col) {
        const double norm = design.col(col).norm();
        design.col(col) /= norm > 0.0 ? norm : 1.0;
    }
    const Eigen::VectorXd values = Eigen::JacobiSVD<Eigen::MatrixXd>(design).singularValues();
    const double least = values(values.size() - 1);
    return least > 0.0 ? values(0) / least : 1e300;
}

}  // namespace

Result<CalibrationCurve> fitScale(const std::vector<LoadFootprint>& loads, const CalibrationCurve& present)
{
    const double factor = bestFactor(readOverTarget(loads, present));
    if (!std::isfinite(factor) || factor <= 0.0) {
        return fail(ErrorCode::InvalidArgument,
                    "the mat's present curve gives these loads no force: choose another --model");
    }
    CalibrationCurve scaled = present;
    if (auto* linear = std::get_if<LinearCalibration>(&scaled)) {
        linear->kpa_per_count *= factor;
        linear->offset_kpa *= factor;
    } else if (auto* power = std::get_if<PowerCalibration>(&scaled)) {
        power->factor *= factor;
    } else {
        for (double& kpa : std::get<TableCalibration>(scaled).kpa) {
            kpa *= factor;
        }
    }
    return scaled;
}

Result<CalibrationCurve> fitLinear(const std::vector<LoadFootprint>& loads)
{
    return LinearCalibration{.kpa_per_count = bestFactor(readOverTarget(loads, LinearCalibration{}))};
}

Result<CalibrationCurve> fitPower(const std::vector<LoadFootprint>& loads)
{
    if (loads.size() < 2) {
        return fail(
            ErrorCode::InvalidArgument,
            "one load cannot show how the curve bends: add a lighter and a heavier one, or use --model "
            "linear");
    }
    const double exponent = refine(loads, bestOnGrid(loads));
    const PowerTrial trial = tryExponent(loads, exponent);
    if (trial.factor_of_counts < kLeastFactorOfCounts) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("the counts of the loads differ only {:.2f}-fold, {}-fold is needed to see how "
                        "the curve bends: take lighter and heavier loads on one board, or --model "
                        "linear",
                        trial.factor_of_counts, kLeastFactorOfCounts));
    }
    if (exponent <= kLeastExponent || exponent >= kLargestExponent) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("no power from {} to {} fits the loads: check which weight belongs to which "
                                "file",
                                kLeastExponent, kLargestExponent));
    }
    return PowerCalibration{.factor = trial.factor, .exponent = exponent};
}

Result<CalibrationCurve> fitTable(const std::vector<LoadFootprint>& loads, const std::vector<double>& points)
{
    if (points.size() > loads.size()) {
        return fail(ErrorCode::InvalidArgument, fmt::format("{} loads are too few for a table of {} points",
                                                            loads.size(), points.size()));
    }
    const Eigen::MatrixXd design = tableDesign(loads, points);
    if (const double condition = conditionOf(design); condition > kWorstCondition) {
        return fail(ErrorCode::InvalidArgument,
                    "the loads press too much alike to tell the points of a table apart: take lighter and "
                    "heavier loads on one board, or --model linear or power");
    }
    const Eigen::VectorXd kpa =
        design.colPivHouseholderQr().solve(Eigen::VectorXd::Ones(design.rows())).eval();
    TableCalibration table{.counts = {0.0}, .kpa = {0.0}, .zero_is_zero = false};
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double pressure = kpa(static_cast<Eigen::Index>(i));
        if (!(pressure > table.kpa.back())) {
            return fail(
                ErrorCode::InvalidArgument,
                fmt::format("not monotone: the table would fall from {:.3g} to {:.3g} kPa at a count of "
                            "{:.0f}: check the weights, or use --model linear or power",
                            table.kpa.back(), pressure, points[i]));
        }
        table.counts.push_back(points[i]);
        table.kpa.push_back(pressure);
    }
    return table;
}

std::vector<double> tablePoints(const std::vector<LoadFootprint>& loads, std::size_t count)
{
    std::vector<double> counts;
    for (const LoadFootprint& load : loads) {
        counts.insert(counts.end(), load.counts.begin(), load.counts.end());
    }
    std::sort(counts.begin(), counts.end());
    const double total = std::accumulate(counts.begin(), counts.end(), 0.0);
    std::vector<double> points;
    double sum = 0.0;
    for (const double value : counts) {
        sum += value;
        const double wanted = total * (static_cast<double>(points.size()) + 0.5) / static_cast<double>(count);
        const bool rises = points.empty() || value > points.back();
        if (points.size() < count && sum >= wanted && rises) {
            points.push_back(value);
        }
    }
    return points;
}

}  // namespace palpate::analysis
