#include "palpate/analysis/group_comparison.hpp"

#include <cmath>
#include <cstddef>
#include <optional>
#include <span>

#include "palpate/analysis/permutation.hpp"

#include "distributions.hpp"
#include "moments.hpp"

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

GroupMoments momentsOf(const std::string& name, std::span<const double> values)
{
    return {.name = name, .n = static_cast<int>(values.size()), .mean = meanOf(values), .sd = sdOf(values)};
}

Interval around(double value, double half_width)
{
    return {.low = value - half_width, .high = value + half_width};
}

/// `variance`: of the uncorrected `d`.
std::optional<EffectSize> corrected(double d, double variance, double degrees)
{
    if (degrees < kLeastEffectDegrees) {
        return std::nullopt;
    }
    const double factor = smallSampleFactor(degrees);
    const double g = factor * d;
    return EffectSize{.g = g, .g_95 = around(g, normalQuantile(kUpperShare) * factor * std::sqrt(variance))};
}

std::vector<double> differencesOf(const GroupSamples& samples)
{
    std::vector<double> differences;
    differences.reserve(samples.first.size());
    for (std::size_t i = 0; i < samples.first.size(); ++i) {
        differences.push_back(samples.second[i] - samples.first[i]);
    }
    return differences;
}

double correlationOf(std::span<const double> first, std::span<const double> second, double sd_product)
{
    const double mean_first = meanOf(first);
    const double mean_second = meanOf(second);
    double products = 0.0;
    for (std::size_t i = 0; i < first.size(); ++i) {
        products += (first[i] - mean_first) * (second[i] - mean_second);
    }
    return sd_product > 0.0 ? products / static_cast<double>(first.size() - 1) / sd_product : 0.0;
}

void addPaired(GroupComparison& result, const GroupSamples& samples)
{
    const std::vector<double> differences = differencesOf(samples);
    const auto n = static_cast<double>(differences.size());
    const double sd = sdOf(differences);
    const double mean = meanOf(differences);
    result.mean_difference = mean;
    result.mean_difference_95 = around(mean, studentQuantile(kUpperShare, n - 1.0) * sd / std::sqrt(n));
    const double first_sd = *result.first.sd;
    const double second_sd = *result.second.sd;
    const double mean_sd = 0.5 * (first_sd + second_sd);
    if (mean_sd > 0.0) {
        const double d = mean / mean_sd;
        const double r = correlationOf(samples.first, samples.second, first_sd * second_sd);
        // Of a ratio, to first order (delta method): its numerator varies with the differences, its
        // denominator with two correlated standard deviations.
        const double of_sds =
            first_sd * first_sd + second_sd * second_sd + 2.0 * r * r * first_sd * second_sd;
        const double variance = (sd * sd / n + d * d * of_sds / (8.0 * (n - 1.0))) / (mean_sd * mean_sd);
        result.hedges_g = corrected(d, variance, n - 1.0);
    }
    if (sd > 0.0) {
        const double d = mean / sd;
        result.hedges_g_z = corrected(d, 1.0 / n + d * d / (2.0 * n), n - 1.0);
    }
    result.permutation = signFlipTest(differences);
}

void addUnpaired(GroupComparison& result, const GroupSamples& samples)
{
    const auto n = static_cast<double>(samples.first.size());
    const auto m = static_cast<double>(samples.second.size());
    const double first_variance = varianceOf(samples.first);
    const double second_variance = varianceOf(samples.second);
    const double first_part = first_variance / n;
    const double second_part = second_variance / m;
    result.mean_difference = result.second.mean - result.first.mean;
    result.mean_difference_95 = around(result.mean_difference, 0.0);
    if (const double error2 = first_part + second_part; error2 > 0.0) {
        // Welch and Satterthwaite.
        const double degrees =
            error2 * error2 / (first_part * first_part / (n - 1.0) + second_part * second_part / (m - 1.0));
        result.mean_difference_95 =
            around(result.mean_difference, studentQuantile(kUpperShare, degrees) * std::sqrt(error2));
        const double degrees_pooled = n + m - 2.0;
        const double pooled_sd =
            std::sqrt(((n - 1.0) * first_variance + (m - 1.0) * second_variance) / degrees_pooled);
        const double d = result.mean_difference / pooled_sd;
        result.hedges_g = corrected(d, (n + m) / (n * m) + d * d / (2.0 * (n + m)), degrees_pooled);
    }
    result.permutation = groupTest(samples.first, samples.second);
}

}  // namespace

Result<GroupComparison> compareGroups(const GroupSamples& samples)
{
    if (samples.first.size() < 2 || samples.second.size() < 2) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{}: {} value{} of {} and {} of {}: each needs at least 2", samples.measure.name,
                        samples.first.size(), samples.first.size() == 1 ? "" : "s", samples.first_name,
                        samples.second.size(), samples.second_name));
    }
    if (samples.is_paired && samples.first.size() != samples.second.size()) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: {} values of {} and {} of {} are no pairs", samples.measure.name,
                                samples.first.size(), samples.first_name, samples.second.size(),
                                samples.second_name));
    }
    GroupComparison result{.measure = samples.measure,
                           .is_paired = samples.is_paired,
                           .first = momentsOf(samples.first_name, samples.first),
                           .second = momentsOf(samples.second_name, samples.second),
                           .mean_difference_95 = {},
                           .permutation = {}};
    if (samples.is_paired) {
        addPaired(result, samples);
    } else {
        addUnpaired(result, samples);
    }
    return result;
}

}  // namespace palpate::analysis
