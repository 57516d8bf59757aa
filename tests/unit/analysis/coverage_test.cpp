#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "palpate/analysis/strokes.hpp"

namespace palpate::analysis {
namespace {

/// 20 points per second; `along` in mm from the place 30, 40 in the direction 3 : 4.
Coverage coverageAlong(double seconds, const std::function<double(double)>& along)
{
    std::vector<PathPoint> path;
    for (int k = 0; k <= static_cast<int>(std::lround(20.0 * seconds)); ++k) {
        const double time_s = k / 20.0;
        path.push_back({.time_s = time_s,
                        .place = {.x_mm = 30.0 + 0.6 * along(time_s), .y_mm = 40.0 + 0.8 * along(time_s)}});
    }
    return coverageOf(path).value();
}

TEST(Coverage, ARollAtOneSpeedIsTheSameEverywhere)
{
    const Coverage coverage = coverageAlong(10.0, [](double t) { return 9.999 * t; });
    ASSERT_EQ(coverage.dwell_s_per_cm.size(), 10U);
    for (std::size_t bin = 0; bin < 9; ++bin) {
        EXPECT_NEAR(coverage.dwell_s_per_cm[bin], 10.0 / 9.999, 1e-6);
    }
    EXPECT_NEAR(coverage.dwell_s_per_cm[9], 10.0 - 9.0 * 10.0 / 9.999, 1e-6) << "the last bin is not full";
    EXPECT_DOUBLE_EQ(coverage.missed_pct, 0.0);
    EXPECT_DOUBLE_EQ(coverage.start_s, 0.0);
    EXPECT_DOUBLE_EQ(coverage.end_s, 10.0);
}

TEST(Coverage, SaysWhereThePathBeginsAndItsDirection)
{
    const Coverage coverage = coverageAlong(10.0, [](double t) { return 9.999 * t; });
    EXPECT_NEAR(coverage.from.x_mm, 30.0, 1e-6);
    EXPECT_NEAR(coverage.from.y_mm, 40.0, 1e-6);
    EXPECT_NEAR(coverage.direction_deg, std::atan2(0.8, 0.6) * 180.0 / M_PI, 1e-6);
}

TEST(Coverage, AddsUpToTheTimeOfThePath)
{
    const Coverage coverage =
        coverageAlong(30.0, [](double t) { return 80.0 * std::sin(1.3 * t) + 5.0 * std::sin(17.0 * t); });
    const double sum = std::accumulate(coverage.dwell_s_per_cm.begin(), coverage.dwell_s_per_cm.end(), 0.0);
    EXPECT_NEAR(sum, 30.0, 1e-9);
}

TEST(Coverage, WhatGotUnderHalfOfTheMiddleIsMissed)
{
    // 5 cm at 10 mm/s, 3 cm at 60 mm/s, 2 cm at 10 mm/s.
    const Coverage coverage = coverageAlong(7.5, [](double t) {
        return t < 5.0 ? 10.0 * t : t < 5.5 ? 50.0 + 60.0 * (t - 5.0) : 80.0 + 9.99 * (t - 5.5);
    });
    ASSERT_EQ(coverage.dwell_s_per_cm.size(), 10U);
    EXPECT_NEAR(coverage.dwell_s_per_cm[6], 10.0 / 60.0, 1e-6);
    EXPECT_DOUBLE_EQ(coverage.missed_pct, 30.0);
}

TEST(Coverage, TheTimeOfALiftIsNowhere)
{
    const auto at = [](double time_s, double x_mm) {
        return PathPoint{.time_s = time_s, .place = {.x_mm = x_mm, .y_mm = 0.0}};
    };
    const auto coverage = coverageOf({at(0.0, 0.0), at(0.4, 20.0), at(1.0, 60.0), at(1.5, 99.0)});
    ASSERT_TRUE(coverage);
    const double sum = std::accumulate(coverage->dwell_s_per_cm.begin(), coverage->dwell_s_per_cm.end(), 0.0);
    EXPECT_NEAR(sum, 0.9, 1e-12) << "0.6 s between two points are over 0.5 s";
    EXPECT_DOUBLE_EQ(coverage->dwell_s_per_cm[3], 0.0);
}

TEST(Coverage, OnePointHasNone)
{
    EXPECT_FALSE(coverageOf({}));
    EXPECT_FALSE(coverageOf({PathPoint{}}));
}

TEST(Coverage, IsOfPathsWithAStrokeOnly)
{
    const auto coverageAfter = [](double length_mm) {
        StrokeFinder finder;
        for (int k = 0; k <= 100; ++k) {
            finder.add(3, 0.05 * k,
                       {.centroid = {.x_mm = 0.01 * k * length_mm, .y_mm = 0.0}, .shape = PatchShape::Ball});
        }
        finder.endTrack(3);
        return finder.coverage().size();
    };
    EXPECT_EQ(coverageAfter(60.0), 1U);
    EXPECT_EQ(coverageAfter(40.0), 0U);
}

}  // namespace
}  // namespace palpate::analysis
