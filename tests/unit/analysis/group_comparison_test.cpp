#include "palpate/analysis/group_comparison.hpp"

#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

GroupSamples samplesOf(std::vector<double> first, std::vector<double> second, bool is_paired)
{
    return {.measure = {.name = "ppt_kpa", .unit = "kPa"},
            .first_name = "before",
            .second_name = "after",
            .first = std::move(first),
            .second = std::move(second),
            .is_paired = is_paired};
}

TEST(GroupComparison, RefusesTooFewValuesAndOddPairs)
{
    EXPECT_EQ(compareGroups(samplesOf({1}, {1, 2}, false)).error().message,
              "ppt_kpa: 1 value of before and 2 of after: each needs at least 2");
    EXPECT_EQ(compareGroups(samplesOf({1, 3, 4}, {1, 2}, true)).error().message,
              "ppt_kpa: 3 values of before and 2 of after are no pairs");
}

TEST(GroupComparison, WithoutSpreadThereIsNoEffectSize)
{
    const auto paired = compareGroups(samplesOf({1, 2, 3}, {2, 3, 4}, true));
    ASSERT_TRUE(paired);
    EXPECT_TRUE(paired->hedges_g);
    EXPECT_FALSE(paired->hedges_g_z);
    EXPECT_EQ(paired->mean_difference_95.low, 1.0);
    const auto unpaired = compareGroups(samplesOf({1, 1, 1}, {2, 2}, false));
    ASSERT_TRUE(unpaired);
    EXPECT_FALSE(unpaired->hedges_g);
    EXPECT_EQ(unpaired->mean_difference, 1.0);
}

/// Shares of runs in which the intervals of mean difference, g and d_z hold the true ones.
struct Coverage {
    int difference = 0;
    int g = 0;
    int g_z = 0;
};

bool holds(const Interval& interval, double value)
{
    return interval.low <= value && value <= interval.high;
}

TEST(GroupComparison, IntervalsHoldTheTrueDifferenceIn95PerCent)
{
    std::mt19937_64 random{13};
    std::normal_distribution<double> normal;
    constexpr int kRuns = 1000;
    Coverage paired;
    Coverage unpaired;
    for (int run = 0; run < kRuns; ++run) {
        std::vector<double> first;
        std::vector<double> second;
        std::vector<double> other;
        for (int i = 0; i < 12; ++i) {
            const double subject = normal(random);
            first.push_back(subject + 0.5 * normal(random));
            second.push_back(subject + 0.8 + 0.5 * normal(random));
            other.push_back(0.8 + std::sqrt(1.25) * normal(random));
        }
        const double g = 0.8 / std::sqrt(1.25);
        const auto in_pairs = compareGroups(samplesOf(first, second, true));
        const auto apart = compareGroups(samplesOf(first, other, false));
        ASSERT_TRUE(in_pairs && apart);
        paired.difference += holds(in_pairs->mean_difference_95, 0.8) ? 1 : 0;
        paired.g += holds(in_pairs->hedges_g->g_95, g) ? 1 : 0;
        paired.g_z += holds(in_pairs->hedges_g_z->g_95, 0.8 / std::sqrt(0.5)) ? 1 : 0;
        unpaired.difference += holds(apart->mean_difference_95, 0.8) ? 1 : 0;
        unpaired.g += holds(apart->hedges_g->g_95, g) ? 1 : 0;
    }
    const double band = kRuns * 2.576 * std::sqrt(0.05 * 0.95 / kRuns);
    EXPECT_NEAR(paired.difference, 0.95 * kRuns, band);
    EXPECT_NEAR(unpaired.difference, 0.95 * kRuns, band);
    // Approximations: two points more or less.
    EXPECT_NEAR(paired.g, 0.95 * kRuns, band + 0.02 * kRuns);
    EXPECT_NEAR(paired.g_z, 0.95 * kRuns, band + 0.02 * kRuns);
    EXPECT_NEAR(unpaired.g, 0.95 * kRuns, band + 0.02 * kRuns);
}

}  // namespace
}  // namespace palpate::analysis
