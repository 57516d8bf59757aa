#include "palpate/analysis/reliability.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <optional>

#include "palpate/analysis/agreement.hpp"

#include "distributions.hpp"
#include "moments.hpp"

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

/// Mean squares of the two-way table of subjects and trials.
struct MeanSquares {
    double subjects = 0.0;
    double trials = 0.0;
    double error = 0.0;
};

std::vector<double> trialOf(const RepeatTable& table, std::size_t trial)
{
    std::vector<double> column;
    column.reserve(table.values.size());
    for (const auto& row : table.values) {
        column.push_back(row[trial]);
    }
    return column;
}

Result<void> check(const RepeatTable& table)
{
    const auto refuse = [&](const std::string& why) {
        return fail(ErrorCode::InvalidArgument, fmt::format("{}: {}", table.measure.name, why));
    };
    if (table.values.size() < 2) {
        return refuse(fmt::format("{} subject: repeats need at least 2", table.values.size()));
    }
    const std::size_t trials = table.values.front().size();
    if (trials < 2) {
        return refuse(fmt::format("{} trial per subject: repeats need at least 2", trials));
    }
    for (const auto& row : table.values) {
        if (row.size() != trials) {
            return refuse(fmt::format("a subject has {} trials and another {}: every subject needs as many",
                                      trials, row.size()));
        }
        if (!std::all_of(row.begin(), row.end(), [](double value) { return std::isfinite(value); })) {
            return refuse("a trial has no value");
        }
    }
    return {};
}

MeanSquares meanSquaresOf(const RepeatTable& table, double mean)
{
    const auto n = static_cast<double>(table.values.size());
    const auto k = static_cast<double>(table.values.front().size());
    std::vector<double> trial_means;
    trial_means.reserve(table.values.front().size());
    MeanSquares squares;
    for (std::size_t trial = 0; trial < table.values.front().size(); ++trial) {
        trial_means.push_back(meanOf(trialOf(table, trial)));
        squares.trials += n * std::pow(trial_means.back() - mean, 2);
    }
    for (const auto& row : table.values) {
        const double row_mean = meanOf(row);
        squares.subjects += k * std::pow(row_mean - mean, 2);
        for (std::size_t trial = 0; trial < row.size(); ++trial) {
            squares.error += std::pow(row[trial] - row_mean - trial_means[trial] + mean, 2);
        }
    }
    return {.subjects = squares.subjects / (n - 1.0),
            .trials = squares.trials / (k - 1.0),
            .error = squares.error / ((n - 1.0) * (k - 1.0))};
}

/// McGraw and Wong (1996), case 2A; the denominator's degrees of freedom after Satterthwaite.
void addIcc(Reliability& result, const MeanSquares& squares)
{
    const double n = result.subjects;
    const double k = result.trials;
    const double error = squares.error;
    result.icc = (squares.subjects - error) /
                 (squares.subjects + (k - 1.0) * error + k * (squares.trials - error) / n);
    const double ratio = k * result.icc / (n * (1.0 - result.icc));
    const double of_trials = ratio * squares.trials;
    const double of_error = (1.0 + ratio * (n - 1.0)) * error;
    const double spread = of_trials * of_trials / (k - 1.0) + of_error * of_error / ((n - 1.0) * (k - 1.0));
    // Under 1 only where the ICC is negative, which the approximation is not made for.
    const double degrees = std::max(1.0, (of_trials + of_error) * (of_trials + of_error) / spread);
    const double upper_f = fisherQuantile(kUpperShare, n - 1.0, degrees);
    const double lower_f = fisherQuantile(kUpperShare, degrees, n - 1.0);
    const double within = k * squares.trials + (k * n - k - n) * error;
    result.icc_low = n * (squares.subjects - upper_f * error) / (upper_f * within + n * squares.subjects);
    result.icc_high = n * (lower_f * squares.subjects - error) / (within + n * lower_f * squares.subjects);
}

/// d_av: the mean difference over the mean of the two standard deviations.
std::optional<double> hedgesOf(std::span<const double> first, std::span<const double> second)
{
    const double sd = 0.5 * (sdOf(first) + sdOf(second));
    const auto degrees = static_cast<double>(first.size() - 1);
    if (!(sd > 0.0) || degrees < kLeastEffectDegrees) {
        return std::nullopt;
    }
    return (meanOf(second) - meanOf(first)) / sd * smallSampleFactor(degrees);
}

}  // namespace

Result<Reliability> reliabilityOf(const RepeatTable& table)
{
    if (auto checked = check(table); !checked) {
        return fail(std::move(checked).error());
    }
    std::vector<double> row_means;
    row_means.reserve(table.values.size());
    double largest = 0.0;
    for (const auto& row : table.values) {
        row_means.push_back(meanOf(row));
        for (const double value : row) {
            largest = std::max(largest, std::abs(value));
        }
    }
    Reliability result{.measure = table.measure,
                       .subjects = static_cast<int>(table.values.size()),
                       .trials = static_cast<int>(table.values.front().size()),
                       .mean = meanOf(row_means),
                       .agreement = {}};
    const MeanSquares squares = meanSquaresOf(table, result.mean);
    // What rounding leaves of equal differences.
    constexpr double kEqual = 1e-12;
    if (!(squares.error > std::pow(kEqual * largest, 2))) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: the trials do not differ by chance at all, so that no error can be "
                                "known: use other recordings, or values with more digits",
                                table.measure.name));
    }
    if (!(squares.subjects + squares.trials > std::pow(kEqual * largest, 2))) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: neither subjects nor trials differ on average: use other recordings",
                                table.measure.name));
    }
    result.df = (result.subjects - 1) * (result.trials - 1);
    result.pairs = result.subjects * (result.trials - 1);
    result.sem = std::sqrt(squares.error);
    result.mdc95 = studentQuantile(kUpperShare, result.df) * std::numbers::sqrt2 * result.sem;
    addIcc(result, squares);
    const auto first = trialOf(table, 0);
    const auto second = trialOf(table, 1);
    result.agreement = agreementOf(first, second);
    result.hedges_g = hedgesOf(first, second);
    return result;
}

}  // namespace palpate::analysis
