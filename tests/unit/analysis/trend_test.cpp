#include "palpate/analysis/trend.hpp"

#include <chrono>
#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "palpate/analysis/theil_sen.hpp"

namespace palpate::analysis {
namespace {

using Values = std::vector<double>;

/// A week from point to point.
Trend weekly(const Values& values)
{
    Trend trend{.measure = {.name = "ppt_kpa", .unit = "kPa"}};
    trend.points.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        trend.points.push_back({.time = std::chrono::system_clock::time_point{std::chrono::weeks{i + 2800}},
                                .value = values[i]});
    }
    return trend;
}

const ErrorBand kBand{.measure = "ppt_kpa", .unit = "kPa", .sem = 17.0, .mdc95 = 47.2, .source = "a study"};

TEST(Trend, SaysHowMuchAWeekAndIsNotTurnedByOneWildSession)
{
    Trend trend = weekly({200, 210, 220, 900, 240, 250, 260});
    judgeTrend(trend, &kBand);
    EXPECT_NEAR(trend.slope_per_week.value(), 10.0, 1e-9);
    EXPECT_NEAR(trend.start_value.value(), 210.0, 1e-9);
    EXPECT_EQ(trend.change, 60.0);
    EXPECT_EQ(trend.verdict, Verdict::ClearChange);
    EXPECT_EQ(trend.mdc_source, "a study");
    EXPECT_EQ(trend.reason, "from the first to the last session +60 kPa, over the band of 47.2 kPa");
}

TEST(Trend, LeavesTreatmentsAndSessionsWithoutTheValueOut)
{
    Trend trend = weekly({200, 500, 210, 0, 220, 600});
    trend.points[1].is_treatment = true;
    trend.points[3].value.reset();
    trend.points[5].is_treatment = true;
    judgeTrend(trend, &kBand);
    EXPECT_NEAR(trend.slope_per_week.value(), 5.0, 1e-9);
    EXPECT_FALSE(trend.slope_95);
    EXPECT_EQ(trend.change, 20.0);
    EXPECT_EQ(trend.verdict, Verdict::WithinError);
}

TEST(Trend, SaysNothingAWeekOfVisitsWithinADay)
{
    Trend trend = weekly({200, 210, 220});
    for (std::size_t i = 0; i < trend.points.size(); ++i) {
        trend.points[i].time = trend.points.front().time + std::chrono::hours{11 * i};
    }
    judgeTrend(trend, &kBand);
    EXPECT_FALSE(trend.slope_per_week);
    EXPECT_FALSE(trend.start_value);
    EXPECT_TRUE(trend.kendall_tau);
    trend.points.back().time = trend.points.front().time + std::chrono::hours{24};
    judgeTrend(trend, &kBand);
    EXPECT_TRUE(trend.slope_per_week);
}

TEST(Trend, DecidesNothingWithoutABandOrASecondValue)
{
    Trend trend = weekly({200, 300});
    judgeTrend(trend, nullptr);
    EXPECT_FALSE(trend.verdict);
    EXPECT_FALSE(trend.slope_per_week);
    EXPECT_FALSE(trend.kendall_p);
    EXPECT_EQ(trend.reason, "no error band is known: record repeats without a treatment between them");
    judgeTrend(trend, nullptr, BandGap::OtherMat);
    EXPECT_EQ(trend.reason,
              "no error band is known for this mat, only for another one: record repeats without "
              "a treatment between them");
    Trend single = weekly({200});
    judgeTrend(single, &kBand);
    EXPECT_FALSE(single.change);
    EXPECT_FALSE(single.verdict);
    EXPECT_EQ(single.reason, "fewer than two sessions beside the treatments have this value");
    Trend empty = weekly({});
    judgeTrend(empty, &kBand);
    EXPECT_FALSE(empty.change);
}

TEST(Trend, ValuesThatNeverChangeHaveASlopeOfNoneAndNoRankOrder)
{
    Trend trend = weekly({4, 4, 4, 4, 4, 4});
    judgeTrend(trend, &kBand);
    EXPECT_EQ(trend.slope_per_week, 0.0);
    EXPECT_FALSE(trend.kendall_tau);
    EXPECT_EQ(trend.verdict, Verdict::WithinError);
}

TEST(RankTrend, FindsATrendInFivePerCentOfSeriesWithoutOne)
{
    std::mt19937_64 random{5};
    std::normal_distribution<double> normal;
    constexpr int kRuns = 4000;
    int found = 0;
    int missed_by_slope = 0;
    for (int run = 0; run < kRuns; ++run) {
        Values x;
        Values y;
        for (int i = 0; i < 15; ++i) {
            x.push_back(i);
            y.push_back(normal(random));
        }
        found += rankTrend(x, y)->p <= 0.05 ? 1 : 0;
        const Interval slope = robustLine(x, y)->slope_95.value();
        missed_by_slope += slope.low > 0.0 || slope.high < 0.0 ? 1 : 0;
    }
    // The exact test of 15 values steps over 5 %: 4.6 %.
    const double band = 2.576 * std::sqrt(0.05 * 0.95 / kRuns);
    EXPECT_LE(static_cast<double>(found) / kRuns, 0.05 + band);
    EXPECT_GE(static_cast<double>(found) / kRuns, 0.046 - band);
    EXPECT_NEAR(static_cast<double>(missed_by_slope) / kRuns, 0.05, 0.005 + band);
}

}  // namespace
}  // namespace palpate::analysis
