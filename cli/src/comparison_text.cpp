#include "comparison_text.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>

#include "palpate/core/figure_decimals.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

enum class Sign { WhereNegative, Always };

/// With as many decimals as its error has to be seen with.
std::string figure(const std::optional<double>& value, const std::optional<double>& error,
                   Sign sign = Sign::WhereNegative)
{
    if (!value) {
        return "-";
    }
    const int decimals = std::max(std::abs(*value) < 100.0 ? 1 : 0, decimalsOfError(error.value_or(0.0)));
    // Never "-0.0".
    const double shown = std::abs(*value) < 0.5 * std::pow(10.0, -decimals) ? 0.0 : *value;
    return sign == Sign::Always ? fmt::format("{:+.{}f}", shown, decimals)
                                : fmt::format("{:.{}f}", shown, decimals);
}

std::string titleOf(const Measure& measure)
{
    std::string title = measure.place.empty() ? "" : measure.place + ": ";
    title += wordsOfMeasure(measure.name);
    return measure.statistic.empty() ? title : fmt::format("{} ({})", title, measure.statistic);
}

std::string verdictOf(const MetricChange& change)
{
    if (!change.verdict) {
        return change.reason;
    }
    return change.reason.empty() ? std::string{toString(*change.verdict)}
                                 : fmt::format("{}: {}", toString(*change.verdict), change.reason);
}

void printMetrics(const Comparison& comparison)
{
    fmt::print("\n{:<38} {:>9} {:>9} {:>9} {:>8}  {}\n", "measure", "before", "after", "change", "error",
               "verdict");
    std::set<std::string> sources;
    for (const MetricChange& change : comparison.metrics) {
        const std::string& unit_name = change.measure.unit;
        const std::string unit = unit_name == "1" || unit_name.empty() ? "" : " [" + unit_name + "]";
        fmt::print("{:<38} {:>9} {:>9} {:>9} {:>8}  {}\n", titleOf(change.measure) + unit,
                   figure(change.before, change.mdc95), figure(change.after, change.mdc95),
                   figure(change.change, change.mdc95, Sign::Always),
                   change.mdc95 ? "±" + figure(change.mdc95, change.mdc95) : "-", verdictOf(change));
        if (change.net_change) {
            fmt::print("{:<38} {:>9} {:>9} {:>9}\n", "  against the control site", "", "",
                       figure(change.net_change, change.mdc95, Sign::Always));
        }
        if (!change.mdc_source.empty()) {
            sources.insert(change.mdc_source);
        }
    }
    for (const std::string& source : sources) {
        fmt::print("error: {}\n", source);
    }
}

void printSpots(const std::vector<SpotChange>& spots)
{
    for (const SpotChange& spot : spots) {
        const Spot& shown = spot.before ? *spot.before : *spot.after;
        const MatPoint place = spot.before ? shown.place : *spot.after_on_before;
        fmt::print("{} at ({:.0f}, {:.0f}) mm: {}{}{}\n", spot.name, place.x_mm, place.y_mm,
                   toString(spot.fate), spot.advice.empty() ? "" : ". ", spot.advice);
    }
}

std::string landmarkText(const Alignment& alignment)
{
    return alignment.landmarks > 0
               ? fmt::format("; by {} landmarks, which then lie {:.0f} mm apart", alignment.landmarks,
                             alignment.landmark_residual_mm.value_or(0.0))
               : std::string{};
}

void printAlignment(const std::optional<Alignment>& alignment)
{
    if (!alignment) {
        return;
    }
    const std::string turn = alignment->is_rotation_known
                                 ? fmt::format("{:+.1f} degrees", alignment->rotation_deg)
                                 : std::string{"turn not known"};
    fmt::print("aligned: {:+.1f} mm, {:+.1f} mm, {}; overlap {:.2f}, likeness {:.2f}{}\n", alignment->dx_mm,
               alignment->dy_mm, turn, alignment->overlap, alignment->correlation, landmarkText(*alignment));
}

void printMapTest(const Comparison& comparison)
{
    if (!comparison.map_test_refusal.empty()) {
        fmt::print("map test: {}\n", comparison.map_test_refusal);
    }
    if (!comparison.map_test) {
        return;
    }
    const MapTest& test = *comparison.map_test;
    fmt::print("map test: {} pairs of presses can reach p = {:.4f} at best; {} sign flips{}\n", test.pairs,
               test.smallest_p, test.flips, test.is_exact ? ", all there are" : "");
    for (const MapCluster& cluster : test.clusters) {
        fmt::print("  {:.1f} cm2 at ({:.0f}, {:.0f}) mm: {:+.1f} kPa, p = {:.4f} (family-wise)\n",
                   cluster.area_cm2, cluster.place.x_mm, cluster.place.y_mm, cluster.mean_difference_kpa,
                   cluster.p);
    }
    if (test.clusters.empty()) {
        fmt::print("  no part of the map changed together\n");
    }
}

}  // namespace

void printComparison(const live::SessionComparison& compared)
{
    const Comparison& comparison = compared.comparison;
    fmt::print("{}\n{}\n\n", comparison.headline, comparison.explanation);
    for (const ComparabilityReason& reason : comparison.reasons) {
        fmt::print("{}: {} {}\n", reason.prevents ? "not comparable" : "with care", reason.what,
                   reason.remedy);
    }
    printAlignment(comparison.alignment);
    printSpots(comparison.spots);
    if (comparison.map) {
        fmt::print("{:.0f} % of the load lies elsewhere\n", comparison.map->moved_pct);
    }
    printMapTest(comparison);
    printMetrics(comparison);
}

}  // namespace palpate::cli
