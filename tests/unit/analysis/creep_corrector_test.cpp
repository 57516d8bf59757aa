#include "palpate/analysis/creep_corrector.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

constexpr CreepModel kModel{.fast_share = 0.05, .fast_s = 2.0, .slow_share = 0.12, .slow_s = 45.0};

/// What a creeping cell reads `since_s` after a load of `kpa` came on an unloaded mat and stayed.
double readingOf(double kpa, double since_s)
{
    return kpa * (1.0 + kModel.fast_share * (1.0 - std::exp(-since_s / kModel.fast_s)) +
                  kModel.slow_share * (1.0 - std::exp(-since_s / kModel.slow_s)));
}

PressureArray frameOf(double kpa)
{
    return PressureArray::Constant(1, 2, static_cast<float>(kpa));
}

TEST(CreepCorrector, RecoversAConstantLoadAtAnyFrameRate)
{
    for (const double rate_hz : {1.0, 10.0, 100.0}) {
        CreepCorrector corrector{kModel, 2};
        const int frames = static_cast<int>(90.0 * rate_hz);
        for (int k = 0; k <= frames; ++k) {
            const double reading = readingOf(20.0, k / rate_hz);
            const float corrected = corrector.apply(frameOf(reading), k == 0 ? 0.0 : 1.0 / rate_hz)[1];
            ASSERT_NEAR(corrected, 20.0, 2e-3) << rate_hz << " Hz, frame " << k << " reads " << reading;
        }
    }
}

TEST(CreepCorrector, RecoversItAtUnevenTimes)
{
    CreepCorrector corrector{kModel, 2};
    double t = 0.0;
    for (int k = 0; k < 300; ++k) {
        const double dt = k == 0 ? 0.0 : 0.05 + 0.3 * (k % 7);
        t += dt;
        ASSERT_NEAR(corrector.apply(frameOf(readingOf(20.0, t)), dt)[0], 20.0, 2e-3);
    }
}

TEST(CreepCorrector, WhatIsLeftAfterTheLoadShowsNothing)
{
    CreepCorrector corrector{kModel, 2};
    for (int k = 0; k <= 600; ++k) {
        (void)corrector.apply(frameOf(readingOf(20.0, 0.1 * k)), k == 0 ? 0.0 : 0.1);
    }
    // The states hold about 2.6 kPa of the load that is gone.
    EXPECT_FLOAT_EQ(corrector.apply(frameOf(1.0), 0.1)[0], 0.0F);
    EXPECT_FLOAT_EQ(corrector.apply(frameOf(-0.3), 0.1)[0], -0.3F) << "noise under 0 stays";
}

TEST(CreepCorrector, EachCellHasItsOwnStates)
{
    CreepCorrector corrector{kModel, 2};
    PressureArray kpa(1, 2);
    for (int k = 0; k <= 300; ++k) {
        kpa << static_cast<float>(readingOf(20.0, 0.1 * k)), 0.0F;
        (void)corrector.apply(kpa, k == 0 ? 0.0 : 0.1);
    }
    kpa << static_cast<float>(readingOf(20.0, 30.1)), 8.0F;
    const auto& corrected = corrector.apply(kpa, 0.1);
    EXPECT_NEAR(corrected[0], 20.0, 2e-3);
    EXPECT_NEAR(corrected[1], 8.0, 0.03) << "a load that just came has not crept";
}

TEST(CreepCorrector, WithoutCreepNothingChanges)
{
    CreepCorrector corrector{CreepModel{}, 2};
    for (const double kpa : {3.0, 20.0, -0.2, 0.0}) {
        EXPECT_FLOAT_EQ(corrector.apply(frameOf(kpa), 0.1)[0], static_cast<float>(kpa));
    }
}

}  // namespace
}  // namespace palpate::analysis
