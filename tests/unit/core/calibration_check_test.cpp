#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/core/calibration.hpp"

namespace palpate {
namespace {

using ::testing::HasSubstr;

MatGeometry smallMat()
{
    return MatGeometry::create(2, 3, Length{10.0}, Length{10.0}).value();
}

TEST(CheckCalibration, TakesEachKindOfCurve)
{
    EXPECT_TRUE(
        checkCalibration({.curve = LinearCalibration{.kpa_per_count = 0.1, .offset_kpa = -2.0}}, smallMat()));
    EXPECT_TRUE(checkCalibration({.curve = PowerCalibration{.factor = 0.01, .exponent = 1.4}}, smallMat()));
    EXPECT_TRUE(checkCalibration({.curve = TableCalibration{.counts = {0.0, 255.0}, .kpa = {0.4, 49.9}}},
                                 smallMat()));
}

TEST(CheckCalibration, NamesWhatIsWrong)
{
    const auto messageOf = [](const Calibration& calibration) {
        return checkCalibration(calibration, smallMat()).error().message;
    };
    EXPECT_THAT(messageOf({.curve = LinearCalibration{.kpa_per_count = 0.0}}), HasSubstr("above 0"));
    EXPECT_THAT(messageOf({.curve = TableCalibration{.counts = {0.0, 5.0, 5.0}, .kpa = {0.0, 1.0, 2.0}}}),
                HasSubstr("counts must rise"));
    EXPECT_THAT(messageOf({.curve = TableCalibration{.counts = {0.0}, .kpa = {0.0}}}),
                HasSubstr("at least 2 points"));
    EXPECT_THAT(messageOf({.curve = TableCalibration{.counts = {0.0, 1.0}, .kpa = {1.0, 0.5}}}),
                HasSubstr("not fall"));
    EXPECT_THAT(messageOf({.cell_gain = CellArray<float>::Ones(3, 2)}), HasSubstr("3 x 2"));
    EXPECT_THAT(messageOf({.cell_gain = CellArray<float>::Zero(2, 3)}), HasSubstr("above 0"));
    EXPECT_THAT(messageOf({.ceiling = Pressure{std::numeric_limits<double>::infinity()}}),
                HasSubstr("saturation"));
}

}  // namespace
}  // namespace palpate
