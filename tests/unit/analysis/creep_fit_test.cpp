#include "palpate/analysis/creep_fit.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "palpate/analysis/creep_corrector.hpp"

#include "loads.hpp"

namespace palpate::analysis {
namespace {

double risen(const CreepModel& model, double time_s)
{
    return 1.0 + model.fast_share * (1.0 - std::exp(-time_s / model.fast_s)) +
           model.slow_share * (1.0 - std::exp(-time_s / model.slow_s));
}

/// Readings every 0.2 s from 1.5 s on, with a fixed ripple in place of noise.
std::vector<CreepReading> readings(const CreepModel& model, double until_s, double ripple = 0.0)
{
    std::vector<CreepReading> made;
    for (int k = 0; 1.5 + 0.2 * k < until_s; ++k) {
        const double time_s = 1.5 + 0.2 * k;
        const double noise = std::fmod(0.618034 * (k * k % 1009), 1.0) - 0.5;
        made.push_back(
            {.since_touch_s = time_s, .reading_kpa = 300.0 * risen(model, time_s) * (1.0 + ripple * noise)});
    }
    return made;
}

TEST(CreepFit, RecoversTheModelsOfPublishedMats)
{
    for (const CreepModel& model :
         {CreepModel{.fast_share = 0.05, .fast_s = 2.0, .slow_share = 0.07, .slow_s = 45.0},
          CreepModel{.fast_share = 0.02, .fast_s = 1.2, .slow_share = 0.15, .slow_s = 60.0},
          CreepModel{.fast_share = 0.10, .fast_s = 5.0, .slow_share = 0.03, .slow_s = 30.0}}) {
        const auto fit = fitCreep(readings(model, 120.0)).value();
        EXPECT_NEAR(fit.model.fast_share, model.fast_share, 1e-7);
        EXPECT_NEAR(fit.model.fast_s, model.fast_s, 1e-5 * model.fast_s);
        EXPECT_NEAR(fit.model.slow_share, model.slow_share, 1e-7);
        EXPECT_NEAR(fit.model.slow_s, model.slow_s, 1e-5 * model.slow_s);
        EXPECT_NEAR(fit.fresh_kpa, 300.0, 1e-4);
        EXPECT_TRUE(fit.isTrusted());
    }
}

TEST(CreepFit, NoiseOfHalfAPercentLeavesTheCreepItselfWithinTwoPermille)
{
    const CreepModel model{.fast_share = 0.05, .fast_s = 2.0, .slow_share = 0.07, .slow_s = 45.0};
    const auto fit = fitCreep(readings(model, 120.0, 0.01)).value();
    for (const double time_s : {5.0, 20.0, 60.0, 110.0}) {
        EXPECT_NEAR(fit.fresh_kpa * risen(fit.model, time_s), 300.0 * risen(model, time_s), 0.6);
    }
    EXPECT_NEAR(fit.model.fast_share + fit.model.slow_share, 0.12, 0.02);
    EXPECT_TRUE(fit.isTrusted());
}

TEST(CreepFit, OneTermIsFittedWhereThereIsOne)
{
    const CreepModel model{.fast_share = 0.0, .fast_s = 2.0, .slow_share = 0.08, .slow_s = 40.0};
    const auto fit = fitCreep(readings(model, 120.0, 0.002)).value();
    EXPECT_NEAR(fit.model.fast_share + fit.model.slow_share, 0.08, 0.005);
    EXPECT_LT(fit.residual_pct, 0.1);
}

TEST(CreepFit, DoubtsAShortTestAndANoisyOne)
{
    const CreepModel model{.fast_share = 0.05, .fast_s = 2.0, .slow_share = 0.07, .slow_s = 45.0};
    EXPECT_FALSE(fitCreep(readings(model, 60.0)).value().isTrusted());
    EXPECT_FALSE(fitCreep(readings(model, 120.0, 0.1)).value().isTrusted());
}

TEST(CreepFit, RefusesWhatIsNoCreep)
{
    const CreepModel model{.fast_share = 0.05, .fast_s = 2.0, .slow_share = 0.07, .slow_s = 45.0};
    EXPECT_EQ(fitCreep(readings(model, 20.0)).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(fitCreep({}).error().code, ErrorCode::InvalidArgument);
    std::vector<CreepReading> falling = readings(model, 120.0);
    for (CreepReading& reading : falling) {
        reading.reading_kpa = 400.0 - reading.since_touch_s;
    }
    EXPECT_NE(fitCreep(falling).error().message.find("falls"), std::string::npos);
}

TEST(CreepFit, TheCorrectorTakesOffWhatTheFitFound)
{
    const CreepModel model{.fast_share = 0.06, .fast_s = 2.5, .slow_share = 0.09, .slow_s = 50.0};
    const auto recorded = testing::recording({.factor = 0.01}, 5, 30.0, 100.0, model);
    const auto phase = findLoad(recorded).value();
    const Calibration calibration{.curve = LinearCalibration{.kpa_per_count = 0.01}};
    const auto fit = fitCreep(creepReadings(recorded, phase, calibration).value()).value();
    EXPECT_TRUE(fit.isTrusted());
    CreepCorrector corrector{fit.model, 1};
    float corrected = 0.0F;
    for (int k = 0; k < 1800; ++k) {
        const double held_s = 0.05 * k;
        const PressureArray kpa =
            PressureArray::Constant(1, 1, static_cast<float>(30.0 * risen(model, held_s)));
        corrected = corrector.apply(kpa, k == 0 ? 0.0 : 0.05).front();
    }
    EXPECT_NEAR(corrected, 30.0F, 0.1F);
}

}  // namespace
}  // namespace palpate::analysis
