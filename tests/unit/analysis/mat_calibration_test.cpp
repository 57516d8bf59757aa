#include "palpate/analysis/mat_calibration.hpp"

#include <gtest/gtest.h>

#include "palpate/analysis/carried_tare.hpp"
#include "palpate/core/calibration_curve.hpp"

#include "loads.hpp"

namespace palpate::analysis {
namespace {

using testing::recording;
using testing::Sensor;

KnownLoad known(const Sensor& sensor, int side, double kpa, double held_s, const CreepModel& creep = {})
{
    return {.recording = recording(sensor, side, kpa, held_s, creep),
            .force = Force{0.1 * kpa * side * side},
            .range = std::nullopt};
}

TEST(FindLoad, FindsWhenALoadLayStill)
{
    const auto recorded = recording({}, 5, 40.0, 20.0);
    const auto phase = findLoad(recorded).value();
    EXPECT_NEAR(phase.touch_s.value(), 5.0, 0.21);
    EXPECT_NEAR(recorded.means[phase.first].time_s, 6.1, 0.3);
    EXPECT_NEAR(recorded.means[phase.end - 1].time_s, 24.4, 0.3);
    EXPECT_NEAR(meanCounts(recorded, phase)(4, 5), 400.0, 0.1);
}

TEST(FindLoad, TakesThePartThatIsNamedAndStillKnowsWhenItTouched)
{
    const auto recorded = recording({}, 5, 40.0, 20.0);
    const auto phase = findLoad(recorded, TimeRange{.from_s = 12.0, .to_s = 18.0}).value();
    EXPECT_NEAR(phase.touch_s.value(), 5.0, 0.21);
    EXPECT_NEAR(recorded.means[phase.first].time_s, 12.1, 0.2);
    EXPECT_NEAR(recorded.means[phase.end - 1].time_s, 17.9, 0.2);
}

TEST(FindLoad, RefusesAnEmptyMatAndALoadThatIsGoneAtOnce)
{
    EXPECT_FALSE(findLoad(recording({}, 5, 0.0, 20.0)));
    EXPECT_FALSE(findLoad(recording({}, 5, 40.0, 2.0)));
    EXPECT_FALSE(findLoad(recording({}, 5, 40.0, 20.0), TimeRange{.from_s = 0.0, .to_s = 4.0}));
}

TEST(MatCalibration, ALoadingTestAloneGivesScaleAndCreep)
{
    const CreepModel creep{.fast_share = 0.05, .fast_s = 2.0, .slow_share = 0.07, .slow_s = 45.0};
    MatCalibrationRequest request;
    request.creep_test = known({.factor = 0.05}, 5, 60.0, 100.0, creep);
    request.made_at = "2026-11-26T10:00:00Z";
    const auto made = calibrateMat(request).value();
    EXPECT_TRUE(made.creep->isTrusted());
    EXPECT_NEAR(made.creep->model.fast_share, 0.05, 0.01);
    EXPECT_NEAR(made.creep->model.slow_share, 0.07, 0.01);
    // Of a fresh load, not of one that has crept by a tenth.
    EXPECT_NEAR(kpaOfMeanCount(made.calibration.curve, 1200.0), 60.0, 0.3);
    EXPECT_EQ(made.calibration.record->loads, 1);
    EXPECT_EQ(made.calibration.record->made_at, "2026-11-26T10:00:00Z");
}

TEST(MatCalibration, ABentSensorThatCreepsIsFittedAsAWhole)
{
    const Sensor sensor{.factor = 0.01, .exponent = 1.3};
    const CreepModel creep{.fast_share = 0.04, .fast_s = 3.0, .slow_share = 0.10, .slow_s = 40.0};
    MatCalibrationRequest request;
    request.model = CurveModel::Power;
    request.loads = {known(sensor, 4, 20.0, 15.0, creep), known(sensor, 5, 50.0, 30.0, creep),
                     known(sensor, 6, 110.0, 20.0, creep)};
    request.creep_test = known(sensor, 5, 80.0, 110.0, creep);
    const auto made = calibrateMat(request).value();
    const auto& power = std::get<PowerCalibration>(made.calibration.curve);
    EXPECT_NEAR(power.exponent, 1.3, 0.01);
    EXPECT_NEAR(kpaOfMeanCount(power, sensor.countAt(70.0)), 70.0, 0.5);
    EXPECT_NEAR(made.creep->model.slow_share, 0.10, 0.01);
    EXPECT_LT(made.fit->residual_pct, 0.5);
}

TEST(MatCalibration, RefusesRecordingsOfDifferentMatsAndNothing)
{
    MatCalibrationRequest request;
    EXPECT_FALSE(calibrateMat(request));
    request.loads = {known({}, 5, 40.0, 10.0), known({}, 5, 40.0, 10.0)};
    request.loads.back().recording.cell_area = Area{2.0};
    EXPECT_NE(calibrateMat(request).error().message.find("different mats"), std::string::npos);
}

TEST(MatCalibration, KeepsTheGainsAndTheCreepOfBefore)
{
    MatCalibrationRequest request;
    request.present.cell_gain = CellArray<float>::Constant(16, 16, 2.0F);
    request.present.creep = CreepModel{.fast_share = 0.02, .fast_s = 2.0, .slow_share = 0.0, .slow_s = 45.0};
    request.loads = {known({.factor = 0.1}, 5, 40.0, 20.0)};
    const auto made = calibrateMat(request).value();
    EXPECT_EQ(made.calibration.creep, request.present.creep);
    EXPECT_NEAR(std::get<LinearCalibration>(made.calibration.curve).kpa_per_count, 0.05 * 1.0196, 2e-4);
}

TEST(CarriedTare, ReadsTheSameEmptyMatByAnotherCurve)
{
    SessionHeader header = testing::header(2, 2);
    header.calibration.curve = LinearCalibration{.kpa_per_count = 0.5, .offset_kpa = 1.0};
    header.tare =
        Tare{.mean_kpa = CellArray<float>::Constant(2, 2, 3.0F), .noise_sd = Pressure{0.2}, .frames = 20};
    Calibration other{.curve = LinearCalibration{.kpa_per_count = 0.1}};
    other.cell_gain = CellArray<float>::Constant(2, 2, 2.0F);
    const auto tare = carriedTare(header, other).value();
    EXPECT_FLOAT_EQ(tare.mean_kpa(1, 1), 0.8F);
    EXPECT_NEAR(tare.noise_sd.kpa, 0.08, 1e-12);
    EXPECT_EQ(tare.frames, 20);
    header.tare.reset();
    EXPECT_FALSE(carriedTare(header, other));
}

TEST(CalibrationCurve, CountOfKpaUndoesEveryCurve)
{
    for (const CalibrationCurve& curve :
         {CalibrationCurve{LinearCalibration{.kpa_per_count = 0.3, .offset_kpa = -2.0}},
          CalibrationCurve{PowerCalibration{.factor = 0.02, .exponent = 1.4}},
          CalibrationCurve{TableCalibration{.counts = {10, 100, 300}, .kpa = {1.0, 9.0, 90.0}}}}) {
        for (const double count : {11.0, 57.25, 299.0, 500.5}) {
            EXPECT_NEAR(countOfKpa(curve, Pressure{kpaOfMeanCount(curve, count)}), count, 1e-9);
        }
        EXPECT_GE(countOfKpa(curve, Pressure{-100.0}), 0.0);
    }
}

}  // namespace
}  // namespace palpate::analysis
