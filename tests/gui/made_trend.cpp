#include "made_trend.hpp"

namespace palpate::gui::made {

namespace {

TrendPoint visit(int day, Phase phase, std::optional<double> value)
{
    return {.time = morning(day),
            .value = value,
            .phase = phase,
            .session = "visit.h5",
            .is_treatment = phase == Phase::During};
}

}  // namespace

std::chrono::system_clock::time_point morning(int day)
{
    return std::chrono::sys_days(std::chrono::year(2026) / 11 / 1) + std::chrono::days(day - 1) +
           std::chrono::hours(9);
}

Trend risingThreshold()
{
    Trend trend{.measure = {.name = "ppt_kpa", .unit = "kPa", .scope = ValueScope::Spot}, .points = {}};
    trend.points = {visit(1, Phase::Before, 30.0),  visit(8, Phase::After, 33.0),
                    visit(9, Phase::During, {}),    visit(15, Phase::Other, 36.0),
                    visit(22, Phase::Before, 39.0), visit(29, Phase::After, 42.0)};
    trend.points[4].is_at_least = true;
    trend.slope_per_week = 3.0;
    trend.slope_95 = Interval{.low = 3.0, .high = 3.0};
    trend.start_value = 30.0;
    trend.kendall_tau = 1.0;
    trend.kendall_p = 0.0167;
    trend.mdc95 = 8.0;
    trend.mdc_source = "Walton 2011";
    trend.change = 12.0;
    trend.verdict = Verdict::ClearChange;
    trend.reason = "12 kPa is over the error band of 8 kPa";
    return trend;
}

Trend steadyPain()
{
    Trend trend{.measure = {.name = "pain_nrs", .unit = "0-10", .scope = ValueScope::Outcome}, .points = {}};
    trend.points = {visit(1, Phase::Before, 6.0), visit(8, Phase::After, 5.0)};
    trend.mdc95 = 2.0;
    trend.mdc_source = "published";
    trend.change = -1.0;
    trend.verdict = Verdict::WithinError;
    trend.reason = "1 is within the error band of 2";
    return trend;
}

Trend singleForce()
{
    Trend trend{.measure = {.name = "force_n", .unit = "N", .statistic = "mean"}, .points = {}};
    trend.points = {visit(1, Phase::Before, 210.0), visit(8, Phase::After, std::nullopt)};
    trend.reason = "fewer than two sessions beside the treatments have this value";
    return trend;
}

ClientTrends clientTrends()
{
    return {.trends = {singleForce(), risingThreshold(), steadyPain()}, .setup = std::nullopt};
}

}  // namespace palpate::gui::made
