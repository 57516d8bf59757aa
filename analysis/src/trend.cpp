#include "palpate/analysis/trend.hpp"

#include <cctype>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "palpate/analysis/theil_sen.hpp"

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

using Weeks = std::chrono::duration<double, std::chrono::weeks::period>;

void addVerdict(Trend& trend, const ErrorBand* band, BandGap gap)
{
    if (!trend.change) {
        trend.reason = "fewer than two sessions beside the treatments have this value";
        return;
    }
    if (band == nullptr) {
        trend.reason = fmt::format("{}: record repeats without a treatment between them", inWords(gap));
        trend.reason.front() = static_cast<char>(std::tolower(trend.reason.front()));
        return;
    }
    trend.mdc95 = band->mdc95;
    trend.mdc_source = band->source;
    const bool is_clear = std::abs(*trend.change) > band->mdc95;
    trend.verdict = is_clear ? Verdict::ClearChange : Verdict::WithinError;
    const std::string unit = trend.measure.unit == "0-10" ? "points" : trend.measure.unit;
    trend.reason = fmt::format("from the first to the last session {:+.4g} {}, {} {:.4g} {}", *trend.change,
                               unit, is_clear ? "over the band of" : "within the band of", band->mdc95, unit);
}

}  // namespace

void judgeTrend(Trend& trend, const ErrorBand* band, BandGap gap)
{
    std::vector<double> weeks;
    std::vector<double> values;
    weeks.reserve(trend.points.size());
    values.reserve(trend.points.size());
    for (const TrendPoint& point : trend.points) {
        if (point.value && !point.is_treatment) {
            weeks.push_back(Weeks{point.time - trend.points.front().time}.count());
            values.push_back(*point.value);
        }
    }
    // What minutes of one visit differ by says nothing about a week.
    constexpr double kLeastWeeks = 1.0 / 7.0;
    const bool has_weekly_slope = weeks.size() >= 2 && weeks.back() - weeks.front() >= kLeastWeeks;
    if (const auto line = has_weekly_slope ? robustLine(weeks, values) : std::nullopt) {
        trend.slope_per_week = line->slope;
        trend.slope_95 = line->slope_95;
        trend.start_value = line->intercept;
    }
    if (const auto ranks = rankTrend(weeks, values)) {
        trend.kendall_tau = ranks->tau;
        trend.kendall_p = ranks->p;
    }
    if (values.size() >= 2) {
        trend.change = values.back() - values.front();
    }
    addVerdict(trend, band, gap);
}

}  // namespace palpate::analysis
