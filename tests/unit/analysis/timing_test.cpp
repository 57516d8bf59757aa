#include <vector>

#include <gtest/gtest.h>

#include "palpate/analysis/frame_period.hpp"
#include "palpate/analysis/running_median.hpp"
#include "palpate/analysis/time_limits.hpp"

namespace palpate::analysis {
namespace {

TEST(TimeLimits, ASumOfTenthsIsNotLongerThanItsExactValue)
{
    double elapsed_s = 0.0;
    for (int i = 0; i < 12; ++i) {
        elapsed_s += 0.1;
    }
    EXPECT_FALSE(isLonger(elapsed_s, 1.2));
    EXPECT_TRUE(isAtLeast(elapsed_s, 1.2));
    EXPECT_TRUE(isLonger(1.2001, 1.2));
}

TEST(RunningMedian, FollowsTheLastValuesOnly)
{
    RunningMedian median{3};
    median.push(5.0);
    EXPECT_DOUBLE_EQ(median.median(), 5.0);
    median.push(1.0);
    EXPECT_DOUBLE_EQ(median.median(), 3.0);
    median.push(9.0);
    EXPECT_DOUBLE_EQ(median.median(), 5.0);
    median.push(9.0);
    EXPECT_DOUBLE_EQ(median.median(), 9.0);
    median.dropOldest();
    EXPECT_EQ(median.size(), 2U);
    EXPECT_DOUBLE_EQ(median.median(), 9.0);
}

TEST(FramePeriod, CallsAnIntervalOverThreeMediansAGap)
{
    FramePeriod period;
    period.prime({0.0, 0.1, 0.2, 0.5, 0.9});
    EXPECT_FALSE(period.next(0.0).is_gap);
    EXPECT_FALSE(period.next(0.1).is_gap);
    EXPECT_FALSE(period.next(0.2).is_gap);
    const FrameInterval three = period.next(0.5);
    EXPECT_NEAR(three.median_s, 0.2, 1e-12);
    EXPECT_FALSE(three.is_gap);
    EXPECT_FALSE(period.next(0.9).is_gap);
    EXPECT_TRUE(period.next(1.6).is_gap);
}

TEST(FramePeriod, CallsAGapOverHalfASecondABreak)
{
    FramePeriod period;
    period.prime({0.0, 0.1, 0.2});
    (void)period.next(0.0);
    (void)period.next(0.1);
    (void)period.next(0.2);
    const FrameInterval shorter = period.next(0.7);
    EXPECT_TRUE(shorter.is_gap);
    EXPECT_FALSE(shorter.is_break);
    EXPECT_TRUE(period.next(1.3).is_break);
}

TEST(FramePeriod, OneFramePerSecondIsNoGap)
{
    FramePeriod period;
    period.prime({0.0, 1.0, 2.0});
    for (int k = 0; k < 300; ++k) {
        EXPECT_FALSE(period.next(k).is_gap);
    }
}

}  // namespace
}  // namespace palpate::analysis
