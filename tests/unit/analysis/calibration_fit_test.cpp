#include "palpate/analysis/calibration_fit.hpp"

#include <string>

#include <gtest/gtest.h>

#include "palpate/core/calibration_curve.hpp"

#include "loads.hpp"

namespace palpate::analysis {
namespace {

using testing::request;
using testing::Sensor;

std::string refusal(const std::vector<CalibrationLoad>& loads, CurveModel model = CurveModel::Auto)
{
    const auto fit = fitCalibration(loads, request(model));
    return fit ? "no refusal" : fit.error().message;
}

TEST(CalibrationFit, OneLoadSetsTheScaleOnly)
{
    const auto fit =
        fitCalibration({Sensor{.factor = 0.25}.load(5, 40.0)}, request(CurveModel::Auto)).value();
    EXPECT_EQ(fit.model, CurveModel::Scale);
    EXPECT_NEAR(std::get<LinearCalibration>(fit.curve).kpa_per_count, 0.25, 1e-12);
    EXPECT_FALSE(fit.cross_validation_pct);
    EXPECT_NEAR(fit.loads.front().fitted.n, 100.0, 1e-9);
    EXPECT_EQ(fit.loads.front().loaded_cells, 25);
    EXPECT_NEAR(fit.to.kpa, 40.0, 1e-9);
}

TEST(CalibrationFit, ScaleKeepsTheShapeOfTheMakersTable)
{
    auto asked = request(CurveModel::Scale);
    asked.present = TableCalibration{.counts = {0, 100, 200}, .kpa = {0.0, 5.0, 20.0}};
    CalibrationLoad load = Sensor{}.load(4, 1.0);
    load.counts.block(2, 3, 4, 4).setConstant(150.0);
    load.force = Force{0.1 * 16.0 * 25.0};
    const auto fit = fitCalibration({load}, asked).value();
    const auto& table = std::get<TableCalibration>(fit.curve);
    EXPECT_NEAR(table.kpa[1], 10.0, 1e-12);
    EXPECT_NEAR(table.kpa[2], 40.0, 1e-12);
}

TEST(CalibrationFit, FindsALineAndAPower)
{
    const Sensor straight{.factor = 0.2};
    const auto line =
        fitCalibration({straight.load(4, 20.0), straight.load(6, 60.0)}, request(CurveModel::Linear)).value();
    EXPECT_NEAR(std::get<LinearCalibration>(line.curve).kpa_per_count, 0.2, 1e-12);
    EXPECT_NEAR(line.residual_pct, 0.0, 1e-9);
    const Sensor bent{.factor = 0.03, .exponent = 1.4};
    const auto power = fitCalibration({bent.load(4, 15.0), bent.load(6, 60.0), bent.load(5, 120.0)},
                                      request(CurveModel::Power))
                           .value();
    EXPECT_NEAR(std::get<PowerCalibration>(power.curve).factor, 0.03, 1e-9);
    EXPECT_NEAR(std::get<PowerCalibration>(power.curve).exponent, 1.4, 1e-9);
    EXPECT_NEAR(power.cross_validation_pct.value(), 0.0, 1e-7);
}

TEST(CalibrationFit, AutoStaysWithTheLineWhereItIsAsGoodAndBendsWhereItMust)
{
    const auto chosen = [](const Sensor& sensor) {
        return fitCalibration(
                   {sensor.load(4, 15.0), sensor.load(6, 40.0), sensor.load(5, 90.0), sensor.load(7, 150.0)},
                   request(CurveModel::Auto))
            .value()
            .model;
    };
    EXPECT_EQ(chosen({.factor = 0.2}), CurveModel::Scale);
    EXPECT_EQ(chosen({.factor = 0.03, .exponent = 1.5}), CurveModel::Power);
}

TEST(CalibrationFit, TakesOffWhatTheEmptyMatCountsAndAppliesTheGains)
{
    CalibrationLoad load = Sensor{.factor = 0.5}.load(4, 50.0);
    load.counts += 7.0;
    load.empty_counts.setConstant(7.0);
    auto asked = request(CurveModel::Linear);
    asked.cell_gain = CellArray<float>::Constant(16, 16, 2.0F);
    const auto fit = fitCalibration({load}, asked).value();
    EXPECT_NEAR(std::get<LinearCalibration>(fit.curve).kpa_per_count, 0.25, 1e-12);
    EXPECT_NEAR(fit.loads.front().peak.kpa, 50.0, 1e-9);
}

TEST(CalibrationFit, CellsThatDoNotTakePartCarryNothing)
{
    CalibrationLoad load = Sensor{.factor = 0.5}.load(4, 50.0);
    load.counts(10, 10) = 4000.0;
    load.takes_part(10, 10) = 0;
    const auto fit = fitCalibration({load}, request(CurveModel::Linear)).value();
    EXPECT_NEAR(std::get<LinearCalibration>(fit.curve).kpa_per_count, 0.5, 1e-12);
}

TEST(CalibrationFit, AFreshLoadReadsLessThanOneThatHasCrept)
{
    CalibrationLoad load = Sensor{.factor = 0.5}.load(4, 55.0);
    load.force = Force{0.1 * 16.0 * 50.0};
    load.creep_ratio = 1.1;
    const auto fit = fitCalibration({load}, request(CurveModel::Linear)).value();
    EXPECT_NEAR(std::get<LinearCalibration>(fit.curve).kpa_per_count, 0.5, 1e-12);
    EXPECT_NEAR(fit.loads.front().fitted.n, 80.0, 1e-9);
}

TEST(CalibrationFit, RefusesAndSaysWhy)
{
    const Sensor sensor;
    CalibrationLoad saturated = sensor.load(5, 40.0);
    saturated.saturated_cells = 3;
    EXPECT_NE(refusal({saturated}).find("ceiling"), std::string::npos);
    EXPECT_NE(refusal({sensor.load(1, 40.0)}).find("lay a board"), std::string::npos);
    EXPECT_NE(refusal({sensor.load(5, 0.5)}).find("heavier load"), std::string::npos);
    CalibrationLoad weightless = sensor.load(5, 40.0);
    weightless.force = Force{0.0};
    EXPECT_NE(refusal({weightless}).find("weight above 0"), std::string::npos);
    EXPECT_NE(refusal({}).find("no load"), std::string::npos);
    EXPECT_NE(refusal({sensor.load(5, 40.0)}, CurveModel::Power).find("one load"), std::string::npos);
    EXPECT_NE(refusal({sensor.load(5, 40.0), sensor.load(5, 41.0)}, CurveModel::Power).find("1.5-fold"),
              std::string::npos);
    EXPECT_NE(refusal({sensor.load(5, 40.0)}, CurveModel::Table).find("too few"), std::string::npos);
}

TEST(CalibrationFit, RefusesAHeavierLoadThatReadsLess)
{
    const Sensor sensor;
    auto light = sensor.load(5, 20.0);
    auto heavy = sensor.load(5, 40.0);
    std::swap(light.force, heavy.force);
    EXPECT_NE(refusal({light, heavy}).find("not monotone"), std::string::npos);
}

TEST(CalibrationFit, ATableFollowsASensorThatNoPowerDescribes)
{
    // 0.1 kPa per count up to 120 counts, 0.4 beyond.
    const auto count_at = [](double kpa) { return kpa <= 12.0 ? 10.0 * kpa : 120.0 + 2.5 * (kpa - 12.0); };
    std::vector<CalibrationLoad> loads;
    for (const double kpa : {4.0, 8.0, 12.0, 20.0, 40.0, 60.0, 80.0, 100.0}) {
        CalibrationLoad load = Sensor{}.load(5, kpa);
        load.counts.block(2, 3, 5, 5).setConstant(count_at(kpa));
        loads.push_back(load);
    }
    const auto table = fitCalibration(loads, request(CurveModel::Table)).value();
    const auto line = fitCalibration(loads, request(CurveModel::Linear)).value();
    EXPECT_LT(table.residual_pct, 0.3 * line.residual_pct);
    EXPECT_DOUBLE_EQ(kpaOfMeanCount(table.curve, 0.0), 0.0);
}

}  // namespace
}  // namespace palpate::analysis
