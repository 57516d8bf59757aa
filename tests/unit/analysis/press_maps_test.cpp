#include "palpate/analysis/press_maps.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

constexpr double kPeriodS = 0.1;

/// Ten frames a second of one loaded cell.
class PressMapsTest : public ::testing::Test {
  protected:
    void load(float kpa, double seconds)
    {
        PressureArray frame = PressureArray::Zero(2, 3);
        frame(1, 1) = kpa;
        for (int i = 0; i < static_cast<int>(std::lround(seconds / kPeriodS)); ++i) {
            presses_.push(time_s_, frame);
            time_s_ += kPeriodS;
        }
    }

    PressMaps presses_{CellMask::Constant(2, 3, 1), Pressure{10.0}};
    double time_s_ = 0.0;
};

TEST_F(PressMapsTest, AreFromTouchToRelease)
{
    load(0.0F, 1.0);
    load(30.0F, 2.0);
    load(0.0F, 1.0);
    load(20.0F, 1.0);
    load(0.0F, 1.0);
    const auto found = presses_.finish();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_NEAR(found[0].start_s, 1.0, 1e-9);
    EXPECT_NEAR(found[0].end_s, 2.9, 1e-9);
    EXPECT_FLOAT_EQ(found[0].peak_kpa(1, 1), 30.0F);
    EXPECT_FLOAT_EQ(found[1].peak_kpa(1, 1), 20.0F);
    EXPECT_FLOAT_EQ(found[1].peak_kpa(0, 0), 0.0F);
}

TEST_F(PressMapsTest, AShortLiftEndsNone)
{
    load(30.0F, 1.0);
    load(0.0F, 0.4);
    load(30.0F, 1.0);
    EXPECT_EQ(presses_.finish().size(), 1U);
}

TEST_F(PressMapsTest, AHalfReleasedOneGoesOn)
{
    load(30.0F, 1.0);
    load(6.0F, 2.0);
    load(30.0F, 1.0);
    EXPECT_EQ(presses_.finish().size(), 1U);
}

TEST_F(PressMapsTest, ATouchIsNone)
{
    load(30.0F, 0.3);
    load(0.0F, 1.0);
    load(9.0F, 2.0);
    EXPECT_TRUE(presses_.finish().empty());
}

TEST_F(PressMapsTest, OneThatGoesOnAtTheEndCounts)
{
    load(0.0F, 1.0);
    load(15.0F, 1.0);
    EXPECT_EQ(presses_.finish().size(), 1U);
}

TEST(PressMaps, CellsThatTakeNoPartHaveNoValueAndBeginNoPress)
{
    CellMask takes_part = CellMask::Constant(1, 2, 1);
    takes_part(0, 1) = 0;
    PressMaps presses{takes_part, Pressure{10.0}};
    PressureArray frame(1, 2);
    frame << 0.0F, 99.0F;
    for (int i = 0; i < 20; ++i) {
        presses.push(i * kPeriodS, frame);
    }
    EXPECT_TRUE(presses.finish().empty());
    frame << 12.0F, 99.0F;
    for (int i = 20; i < 40; ++i) {
        presses.push(i * kPeriodS, frame);
    }
    const auto found = presses.finish();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(std::isnan(found[0].peak_kpa(0, 1)));
}

TEST(CountPresses, CountsThemFromTheFramesPeaks)
{
    std::vector<FrameMetrics> frames;
    frames.reserve(100);
    for (int i = 0; i < 100; ++i) {
        frames.push_back({.time_s = i * kPeriodS, .peak_kpa = i % 25 < 12 ? 30.0 : 0.0});
    }
    EXPECT_EQ(countPresses(frames, Pressure{10.0}), 4U);
    EXPECT_EQ(countPresses(frames, Pressure{40.0}), 0U);
    frames[5].valid = false;
    frames[5].peak_kpa = 900.0;
    EXPECT_EQ(countPresses(frames, Pressure{40.0}), 0U);
}

}  // namespace
}  // namespace palpate::analysis
