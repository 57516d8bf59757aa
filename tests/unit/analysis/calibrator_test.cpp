#include "palpate/analysis/calibrator.hpp"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "palpate/analysis/measured_mat.hpp"

#include "mats.hpp"

namespace palpate::analysis {
namespace {

float kpaOf(const SessionHeader& header, std::uint16_t count)
{
    PressureArray kpa;
    const CountArray counts = CountArray::Constant(header.geometry.rows(), header.geometry.cols(), count);
    Calibrator::create(header).value().apply(counts, kpa);
    return kpa(0, 0);
}

SessionHeader with(const CalibrationCurve& curve)
{
    SessionHeader header = testing::header(1, 2);
    header.calibration.curve = curve;
    return header;
}

TEST(Calibrator, FollowsALineAndAPower)
{
    EXPECT_FLOAT_EQ(kpaOf(with(LinearCalibration{.kpa_per_count = 0.5, .offset_kpa = -1.0}), 0), -1.0F);
    EXPECT_FLOAT_EQ(kpaOf(with(LinearCalibration{.kpa_per_count = 0.5, .offset_kpa = -1.0}), 65535),
                    32766.5F);
    EXPECT_FLOAT_EQ(kpaOf(with(PowerCalibration{.factor = 2.0, .exponent = 2.0}), 3), 18.0F);
}

TEST(Calibrator, FollowsATableBetweenAndBeyondItsPoints)
{
    const TableCalibration table{.counts = {10, 20, 40}, .kpa = {1.0, 2.0, 8.0}};
    EXPECT_FLOAT_EQ(kpaOf(with(table), 10), 1.0F);
    EXPECT_FLOAT_EQ(kpaOf(with(table), 15), 1.5F);
    EXPECT_FLOAT_EQ(kpaOf(with(table), 20), 2.0F);
    EXPECT_FLOAT_EQ(kpaOf(with(table), 30), 5.0F);
    EXPECT_FLOAT_EQ(kpaOf(with(table), 50), 11.0F);
    EXPECT_FLOAT_EQ(kpaOf(with(table), 0), 0.0F);
}

TEST(Calibrator, MakesZeroOfACountOfZeroWhereTheTableSaysSo)
{
    TableCalibration table{.counts = {0, 100}, .kpa = {0.41, 10.41}, .zero_is_zero = true};
    EXPECT_FLOAT_EQ(kpaOf(with(table), 0), 0.0F);
    EXPECT_FLOAT_EQ(kpaOf(with(table), 1), 0.51F);
    table.zero_is_zero = false;
    EXPECT_FLOAT_EQ(kpaOf(with(table), 0), 0.41F);
}

TEST(Calibrator, AppliesGainThenTareAndClipsNothing)
{
    SessionHeader header = with(LinearCalibration{.kpa_per_count = 0.5});
    header.calibration.cell_gain = CellArray<float>::Constant(1, 2, 2.0F);
    header.tare = Tare{.mean_kpa = CellArray<float>::Constant(1, 2, 3.0F), .noise_sd = Pressure{0.1}};
    EXPECT_FLOAT_EQ(kpaOf(header, 10), 7.0F);
    EXPECT_FLOAT_EQ(kpaOf(header, 1), -2.0F);
}

TEST(Calibrator, MakesZeroOfAbsentCells)
{
    PressureArray kpa;
    const auto calibrator = Calibrator::create(testing::header(1, 2, {{.row = 0, .col = 1}})).value();
    const CountArray counts = CountArray::Constant(1, 2, 9);
    calibrator.apply(counts, kpa);
    EXPECT_FLOAT_EQ(kpa(0, 0), 9.0F);
    EXPECT_FLOAT_EQ(kpa(0, 1), 0.0F);
}

TEST(Calibrator, CallsACountAtTheCeilingSaturatedAndNoneWithoutACeiling)
{
    SessionHeader header = testing::header(1, 1);
    EXPECT_FALSE(Calibrator::create(header).value().isSaturated(65535));
    header.calibration.ceiling_counts = 4095;
    EXPECT_TRUE(Calibrator::create(header).value().isSaturated(4095));
    EXPECT_FALSE(Calibrator::create(header).value().isSaturated(4094));
}

TEST(Calibrator, RefusesWhatDoesNotFitTheMat)
{
    SessionHeader header = testing::header(2, 2);
    header.tare = Tare{.mean_kpa = CellArray<float>::Zero(2, 3)};
    EXPECT_EQ(Calibrator::create(header).error().code, ErrorCode::InvalidArgument);
    header.tare.reset();
    header.calibration.cell_gain = CellArray<float>::Ones(3, 2);
    EXPECT_EQ(Calibrator::create(header).error().code, ErrorCode::InvalidArgument);
}

TEST(MeasuredMat, TakesTheContactThresholdFromSettingsTareOrDefault)
{
    SessionHeader header = testing::header(1, 1);
    EXPECT_DOUBLE_EQ(contactThreshold(header, {}).kpa, 1.0);
    header.tare = Tare{.mean_kpa = CellArray<float>::Zero(1, 1), .noise_sd = Pressure{0.1}};
    EXPECT_DOUBLE_EQ(contactThreshold(header, {}).kpa, 1.0);
    header.tare->noise_sd = Pressure{0.4};
    EXPECT_DOUBLE_EQ(contactThreshold(header, {}).kpa, 2.0);
    EXPECT_DOUBLE_EQ(contactThreshold(header, {.contact = Pressure{0.3}}).kpa, 0.3);
}

TEST(MeasuredMat, RefusesSettingsOutOfRangeAndNamesThem)
{
    const SessionHeader header = testing::header(2, 2);
    const auto refusal = [&header](const AnalysisSettings& settings) {
        const auto made = measuredMat(header, settings);
        return made ? std::string{} : made.error().message;
    };
    EXPECT_NE(refusal({.contact = Pressure{0.0}}).find("contact"), std::string::npos);
    EXPECT_NE(refusal({.hold = Pressure{-1.0}}).find("hold level"), std::string::npos);
    EXPECT_NE(refusal({.force_floor = Force{-1.0}}).find("force floor"), std::string::npos);
    EXPECT_NE(refusal({.hold_window_min_s = 90.0, .hold_window_max_s = 30.0}).find("window"),
              std::string::npos);
    EXPECT_NE(refusal({.invalid_cells = {{.cell = {.row = 2, .col = 0}}}}).find("(2, 0)"), std::string::npos);
    EXPECT_EQ(refusal({}), "");
}

TEST(MeasuredMat, TheLeastFloatAtOrOverAThresholdDecidesAsTheThresholdDoes)
{
    for (const double threshold : {0.1, 1.0, 8.0, 0.8 * 10.3, 1e-3, 7.1}) {
        const float least = leastFloatAtOrOver(threshold);
        EXPECT_GE(static_cast<double>(least), threshold);
        EXPECT_LT(static_cast<double>(std::nextafter(least, -1e9F)), threshold);
    }
}

}  // namespace
}  // namespace palpate::analysis
