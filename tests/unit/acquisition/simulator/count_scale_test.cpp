#include "simulator/count_scale.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "mat_profiles.hpp"

namespace palpate::acquisition::simulator {
namespace {

std::uint16_t countOf(const CountScale& scale, double kpa)
{
    const auto value = static_cast<float>(kpa);
    std::uint16_t count = 0;
    scale.toCounts(&value, &count, 1);
    return count;
}

MatProfile withCurve(CalibrationCurve curve, int bits)
{
    MatProfile profile = matProfile(4, 4, 10.0);
    profile.calibration.curve = std::move(curve);
    profile.bit_depth = bits;
    return profile;
}

TEST(CountScale, InvertsALinearCurveWithItsOffset)
{
    const CountScale scale(withCurve(LinearCalibration{.kpa_per_count = 0.25, .offset_kpa = -2.0}, 12));
    EXPECT_EQ(countOf(scale, 0.0), 8);
    for (int count = 0; count < 4096; ++count) {
        ASSERT_EQ(countOf(scale, -2.0 + 0.25 * count), count);
        ASSERT_EQ(countOf(scale, -2.0 + 0.25 * (count + 0.4)), count);
    }
    EXPECT_EQ(scale.fullScale().kpa, -2.0 + 0.25 * 4095);
}

TEST(CountScale, InvertsAPowerCurveForEveryCount)
{
    for (const double exponent : {0.6, 1.0, 1.4, 2.2}) {
        const CountScale scale(withCurve(PowerCalibration{.factor = 0.01, .exponent = exponent}, 12));
        for (int count = 0; count < 4096; ++count) {
            ASSERT_EQ(countOf(scale, 0.01 * std::pow(count, exponent)), count) << "exponent " << exponent;
        }
    }
}

TEST(CountScale, InvertsATableAndGoesOnBeyondItsEnds)
{
    const CountScale scale(withCurve(
        TableCalibration{.counts = {10, 100, 200}, .kpa = {1.0, 10.0, 110.0}, .zero_is_zero = true}, 8));
    EXPECT_EQ(countOf(scale, 0.0), 0);
    EXPECT_EQ(countOf(scale, 0.5), 5);
    EXPECT_EQ(countOf(scale, 5.0), 50);
    EXPECT_EQ(countOf(scale, 60.0), 150);
    EXPECT_EQ(countOf(scale, 160.0), 250);
    EXPECT_EQ(countOf(scale, 1000.0), 255);
}

TEST(CountScale, FlatStretchesOfATableReadAsTheirUpperEnd)
{
    const CountScale scale(
        withCurve(TableCalibration{.counts = {0, 50, 100, 255}, .kpa = {0.0, 5.0, 5.0, 20.5}}, 8));
    EXPECT_EQ(countOf(scale, 2.5), 25);
    EXPECT_GE(countOf(scale, 5.01), 100);
    EXPECT_EQ(countOf(scale, 10.0), 150);
    const CountScale all_flat(withCurve(TableCalibration{.counts = {0, 255}, .kpa = {5.0, 5.0}}, 8));
    EXPECT_EQ(countOf(all_flat, 4.0), 0);
    EXPECT_EQ(countOf(all_flat, 6.0), 255);
}

TEST(CountScale, StopsAtTheCeilingAndAtZero)
{
    auto profile = withCurve(LinearCalibration{.kpa_per_count = 0.1}, 12);
    EXPECT_EQ(countOf(CountScale(profile), 1e9), 4095);
    profile.calibration.ceiling_counts = std::uint16_t{4000};
    EXPECT_EQ(countOf(CountScale(profile), 1e9), 4000);
    EXPECT_EQ(countOf(CountScale(profile), -5.0), 0);
    profile.bit_depth = 8;
    EXPECT_EQ(ceilingCounts(profile), 255);
    profile.bit_depth = 16;
    profile.calibration.ceiling_counts.reset();
    EXPECT_EQ(ceilingCounts(profile), 65535);
    EXPECT_EQ(countOf(CountScale(profile), 1e9), 65535);
}

}  // namespace
}  // namespace palpate::acquisition::simulator
