#include "simulator/sensor_model.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "mat_profiles.hpp"

namespace palpate::acquisition::simulator {
namespace {

constexpr double kPeriodSeconds = 0.02;

SensorSettings perfect()
{
    return {.gain_spread = 0.0,
            .offset_share = 0.0,
            .noise_share = 0.0,
            .reading_noise_share = 0.0,
            .fast_creep_share = 0.0,
            .slow_creep_share = 0.0,
            .line_leak = 0.0};
}

PressureArray evenField(const MatProfile& profile, float kpa)
{
    return PressureArray::Constant(profile.geometry.rows(), profile.geometry.cols(), kpa);
}

TEST(SensorModel, PerfectSensorOnlyRounds)
{
    const auto profile = matProfile(16, 16, 10.0);
    SensorModel sensor(profile, perfect(), 1, kPeriodSeconds);
    EXPECT_TRUE((sensor.read(evenField(profile, 12.34F)) == 123).all());
    EXPECT_TRUE((sensor.read(evenField(profile, 0.0F)) == 0).all());
}

TEST(SensorModel, CellGainsSpreadAsAsked)
{
    const auto profile = matProfile(64, 64, 10.0);
    auto settings = perfect();
    settings.gain_spread = 0.05;
    SensorModel sensor(profile, settings, 1, kPeriodSeconds);
    const Eigen::ArrayXXd reading = sensor.read(evenField(profile, 200.0F)).cast<double>() / 2000.0;
    const double mean = reading.mean();
    EXPECT_NEAR(mean, 1.0, 0.005);
    EXPECT_NEAR(std::sqrt((reading - mean).square().mean()), 0.05, 0.003);
}

TEST(SensorModel, CreepRisesByItsSharesUnderAConstantLoadAndVanishesWithTheLoad)
{
    const auto profile = matProfile(8, 8, 10.0);
    auto settings = perfect();
    settings.fast_creep_share = 0.05;
    settings.slow_creep_share = 0.07;
    SensorModel sensor(profile, settings, 1, kPeriodSeconds);
    const auto field = evenField(profile, 100.0F);
    unsigned last = 0;
    for (int frame = 1; frame <= 3000; ++frame) {
        const unsigned count = sensor.read(field)(0, 0);
        ASSERT_GE(count, last) << "creep must not fall under a constant load";
        last = count;
        if (frame == 100 || frame == 1500 || frame == 3000) {
            const double time = frame * kPeriodSeconds;
            const double expected =
                1000.0 * (1.0 + 0.05 * (1.0 - std::exp(-time / 2.0)) + 0.07 * (1.0 - std::exp(-time / 45.0)));
            EXPECT_NEAR(count, expected, 1.0) << time;
        }
    }
    EXPECT_EQ(sensor.read(evenField(profile, 0.0F))(0, 0), 0);
}

TEST(SensorModel, LineLeakLiftsTheLinesOfALoadAndKeepsItsOrder)
{
    const auto profile = matProfile(16, 16, 10.0);
    auto settings = perfect();
    settings.line_leak = 0.01;
    SensorModel sensor(profile, settings, 1, kPeriodSeconds);
    PressureArray field = PressureArray::Zero(16, 16);
    for (int col = 0; col < 16; ++col) {
        field(5, col) = static_cast<float>(20 * (col + 1));
    }
    const auto counts = sensor.read(field);
    for (int col = 1; col < 16; ++col) {
        EXPECT_GT(counts(5, col), counts(5, col - 1));
    }
    EXPECT_NEAR(counts(5, 15) - 3200, 0.01 * 10.0 * (170.0 + 20.0), 1.0);
    EXPECT_NEAR(counts(0, 15), 0.01 * 10.0 * 20.0, 1.0);
    EXPECT_LT(counts(0, 15), counts(5, 0));
}

TEST(SensorModel, EmptyMatShowsNoiseOfTheAskedSize)
{
    auto profile = matProfile(32, 32, 10.0);
    profile.calibration.curve = LinearCalibration{.kpa_per_count = 0.01, .offset_kpa = -10.0};
    auto settings = perfect();
    settings.noise_share = 0.01;
    SensorModel sensor(profile, settings, 1, kPeriodSeconds);
    const double full_scale = -10.0 + 40.95;
    const Eigen::ArrayXXd reading = sensor.read(evenField(profile, 0.0F)).cast<double>() * 0.01 - 10.0;
    EXPECT_NEAR(reading.mean(), 0.0, 0.05);
    EXPECT_NEAR(std::sqrt(reading.square().mean()), 0.01 * full_scale, 0.03);
}

TEST(SensorModel, CountsCarryTheInverseOfTheProfilesCellGain)
{
    auto profile = matProfile(8, 8, 10.0);
    profile.calibration.cell_gain = CellArray<float>::Constant(8, 8, 2.0F);
    SensorModel sensor(profile, perfect(), 1, kPeriodSeconds);
    EXPECT_TRUE((sensor.read(evenField(profile, 50.0F)) == 250).all());
}

TEST(SensorModel, SaturatesAtTheCeilingAndNeverReadsAboveIt)
{
    auto profile = matProfile(16, 16, 10.0);
    profile.bit_depth = 10;
    SensorModel sensor(profile, {}, 3, kPeriodSeconds);
    for (int frame = 0; frame < 20; ++frame) {
        EXPECT_TRUE((sensor.read(evenField(profile, 500.0F)) == 1023).all());
    }
}

TEST(SensorModel, DeadCellsReadNothingAndHotCellsReadHighWhateverTheLoad)
{
    const auto profile = matProfile(16, 16, 10.0);
    SensorModel sensor(profile, {}, 3, kPeriodSeconds);
    sensor.setFaults({{.kind = "dead", .row = 2, .col = 3}, {.kind = "hot", .row = 4, .col = 5}});
    for (const float load : {0.0F, 100.0F}) {
        const auto counts = sensor.read(evenField(profile, load));
        EXPECT_EQ(counts(2, 3), 0);
        EXPECT_GT(counts(4, 5), 3600);
        EXPECT_LT(counts(4, 5), 4095);
    }
}

TEST(SensorModel, AbsentCellsReadZeroAndAreNeverDrawnAsFaults)
{
    auto profile = matProfile(8, 8, 10.0);
    std::vector<CellIndex> absent;
    for (int row = 0; row < 7; ++row) {
        for (int col = 0; col < 8; ++col) {
            absent.push_back({.row = row, .col = col});
        }
    }
    profile.geometry = *MatGeometry::create(8, 8, Length{10.0}, Length{10.0}, absent);
    SensorModel sensor(profile, {}, 3, kPeriodSeconds);
    EXPECT_TRUE((sensor.read(evenField(profile, 0.0F)).topRows(7) == 0).all());
    const auto faults = drawFaults(profile.geometry, 9);
    ASSERT_EQ(faults.size(), 3U);
    for (const auto& fault : faults) {
        EXPECT_EQ(fault.row, 7);
    }
}

}  // namespace
}  // namespace palpate::acquisition::simulator
