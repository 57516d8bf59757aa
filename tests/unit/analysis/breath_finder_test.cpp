#include "palpate/analysis/breath_finder.hpp"

#include <cmath>
#include <numbers>
#include <random>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

/// `lasts_s` of a trunk at 25 frames per second that moves the centre of pressure by `reach_mm` along y.
void breathe(BreathFinder& finder, double per_minute, double reach_mm, double noise_mm, double lasts_s)
{
    std::mt19937 random{7};
    std::normal_distribution<double> noise{0.0, noise_mm};
    for (int i = 0; i < static_cast<int>(25.0 * lasts_s); ++i) {
        const double time_s = 0.04 * i;
        const double turn = 2.0 * std::numbers::pi * per_minute / 60.0 * time_s;
        finder.add({.time_s = time_s,
                    .force_n = 600.0,
                    .contact_area_cm2 = 900.0,
                    .cop_x_mm = 300.0 + noise(random),
                    .cop_y_mm = 300.0 + 0.05 * time_s + reach_mm * std::sin(turn) + noise(random)});
    }
}

TEST(BreathFinder, FindsEvenBreathsFromSixToThirtyAMinute)
{
    for (const double per_minute : {6.5, 10.0, 13.2, 20.0, 29.0}) {
        BreathFinder finder;
        breathe(finder, per_minute, 1.0, 0.5, 45.0);
        ASSERT_TRUE(finder.breathsPerMinute()) << per_minute;
        EXPECT_NEAR(*finder.breathsPerMinute(), per_minute, 0.5);
        EXPECT_NEAR(*finder.medianPerMinute(), per_minute, 0.5);
    }
}

TEST(BreathFinder, SaysNothingBeforeThirtySeconds)
{
    BreathFinder finder;
    breathe(finder, 12.0, 1.0, 0.1, 28.0);
    EXPECT_FALSE(finder.breathsPerMinute());
}

TEST(BreathFinder, SaysNothingWhereOnlyNoiseMoves)
{
    BreathFinder finder;
    breathe(finder, 12.0, 0.0, 1.0, 120.0);
    EXPECT_FALSE(finder.medianPerMinute());
}

TEST(BreathFinder, SaysNothingUnderATool)
{
    BreathFinder finder;
    for (int i = 0; i < 2000; ++i) {
        const double time_s = 0.04 * i;
        finder.add({.time_s = time_s,
                    .force_n = 200.0,
                    .contact_area_cm2 = 60.0,
                    .cop_x_mm = 300.0,
                    .cop_y_mm = 300.0 + 80.0 * std::sin(time_s)});
    }
    EXPECT_FALSE(finder.medianPerMinute());
}

}  // namespace
}  // namespace palpate::analysis
