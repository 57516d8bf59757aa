#include <cmath>
#include <fstream>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "palpate/analysis/calibration_fit.hpp"
#include "palpate/analysis/creep_fit.hpp"

#include <nlohmann/json.hpp>

namespace palpate::golden {
namespace {

using Json = nlohmann::json;

constexpr double kRelative = 1e-6;

Json document()
{
    std::ifstream in{PALPATE_SOURCE_DIR "/tests/golden/calibration.json"};
    return Json::parse(in);
}

template <typename T>
CellArray<T> cells(const Json& list, int rows, int cols)
{
    CellArray<T> made(rows, cols);
    for (Eigen::Index i = 0; i < made.size(); ++i) {
        made.data()[i] = list.at(static_cast<std::size_t>(i)).get<T>();
    }
    return made;
}

std::vector<analysis::CalibrationLoad> loadsOf(const Json& json)
{
    std::vector<analysis::CalibrationLoad> loads;
    const int rows = json.at("rows");
    const int cols = json.at("cols");
    for (const Json& load : json.at("loads")) {
        loads.push_back({.name = "load " + std::to_string(loads.size()),
                         .force = Force{load.at("newton").get<double>()},
                         .creep_ratio = load.at("creep_factor"),
                         .counts = cells<double>(load.at("counts"), rows, cols),
                         .empty_counts = cells<double>(load.at("empty"), rows, cols),
                         .takes_part = CellMask::Ones(rows, cols),
                         .noise_counts = load.at("noise_counts")});
    }
    return loads;
}

analysis::CalibrationFitRequest requestOf(const Json& json, analysis::CurveModel model)
{
    const Length pitch{json.at("pitch_mm").get<double>()};
    return {.model = model,
            .present = LinearCalibration{.kpa_per_count = json.at("present").at("kpa_per_count"),
                                         .offset_kpa = json.at("present").at("offset_kpa")},
            .cell_gain = cells<float>(json.at("cell_gain"), json.at("rows"), json.at("cols")),
            .cell_area = pitch * pitch};
}

void expectNear(double got, double wanted, const std::string& what)
{
    EXPECT_NEAR(got, wanted, kRelative * std::max(1e-3, std::abs(wanted))) << what;
}

void expectCurve(const CalibrationCurve& curve, const Json& parameters)
{
    if (const auto* linear = std::get_if<LinearCalibration>(&curve)) {
        expectNear(linear->kpa_per_count, parameters.at(0), "kpa_per_count");
        expectNear(linear->offset_kpa, parameters.at(1), "offset_kpa");
    } else if (const auto* power = std::get_if<PowerCalibration>(&curve)) {
        expectNear(power->factor, parameters.at(0), "factor");
        expectNear(power->exponent, parameters.at(1), "exponent");
    } else {
        const auto& table = std::get<TableCalibration>(curve);
        ASSERT_EQ(table.counts.size(), parameters.at(0).size());
        for (std::size_t i = 0; i < table.counts.size(); ++i) {
            expectNear(table.counts[i], parameters.at(0).at(i), "count of point " + std::to_string(i));
            expectNear(table.kpa[i], parameters.at(1).at(i), "kPa of point " + std::to_string(i));
        }
    }
}

void expectFit(const Json& json, const std::string& model)
{
    SCOPED_TRACE(model);
    const Json& wanted = json.at("fits").at(model);
    const auto fit =
        analysis::fitCalibration(loadsOf(json), requestOf(json, analysis::parseCurveModel(model).value()));
    ASSERT_TRUE(fit) << fit.error().message;
    expectCurve(fit->curve, wanted.at("parameters"));
    expectNear(fit->residual_pct, wanted.at("residual_pct"), "residual_pct");
    expectNear(fit->cross_validation_pct.value(), wanted.at("cross_validation_pct"), "cross_validation_pct");
    expectNear(fit->from.kpa, wanted.at("from_kpa"), "from_kpa");
    expectNear(fit->to.kpa, wanted.at("to_kpa"), "to_kpa");
    for (std::size_t i = 0; i < fit->loads.size(); ++i) {
        expectNear(fit->loads[i].residual_pct, wanted.at("residuals_pct").at(i), "residual");
        expectNear(fit->loads[i].left_out_pct.value(), wanted.at("left_out_pct").at(i), "left out");
    }
}

TEST(CalibrationGolden, EveryCurveIsTheOneOfAnIndependentComputation)
{
    const Json json = document();
    for (const char* model : {"scale", "linear", "power", "table"}) {
        expectFit(json, model);
    }
}

TEST(CalibrationGolden, AutoTakesTheModelThatPredictsBest)
{
    const Json json = document();
    const auto fit = analysis::fitCalibration(loadsOf(json), requestOf(json, analysis::CurveModel::Auto));
    ASSERT_TRUE(fit) << fit.error().message;
    EXPECT_EQ(fit->model, analysis::CurveModel::Power);
}

TEST(CalibrationGolden, CreepIsTheOneOfAnIndependentComputation)
{
    const Json json = document().at("creep");
    std::vector<analysis::CreepReading> readings;
    for (std::size_t i = 0; i < json.at("times_s").size(); ++i) {
        readings.push_back(
            {.since_touch_s = json.at("times_s").at(i), .reading_kpa = json.at("readings").at(i)});
    }
    const auto fit = analysis::fitCreep(readings);
    ASSERT_TRUE(fit) << fit.error().message;
    const Json& wanted = json.at("expected");
    expectNear(fit->fresh_kpa, wanted.at("fresh_reading"), "fresh_reading");
    expectNear(fit->model.fast_share, wanted.at("fast_share"), "fast_share");
    expectNear(fit->model.fast_s, wanted.at("fast_s"), "fast_s");
    expectNear(fit->model.slow_share, wanted.at("slow_share"), "slow_share");
    expectNear(fit->model.slow_s, wanted.at("slow_s"), "slow_s");
    expectNear(fit->residual_pct, wanted.at("residual_pct"), "residual_pct");
    EXPECT_TRUE(fit->isTrusted());
}

}  // namespace
}  // namespace palpate::golden
