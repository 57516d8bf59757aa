#include "palpate/analysis/frame_meter.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "mats.hpp"

namespace palpate::analysis {
namespace {

using testing::empty;
using testing::mat;

PressureArray randomLoad(int rows, int cols, unsigned seed)
{
    std::mt19937 random{seed};
    std::uniform_real_distribution<float> kpa{-0.5F, 12.0F};
    return PressureArray::NullaryExpr(rows, cols, [&] { return kpa(random); });
}

TEST(FrameMeter, MeasuresASingleLoadedCellExactly)
{
    const auto m = mat(8, 6);
    PressureArray kpa = empty(m);
    kpa(2, 4) = 50.0F;
    const FrameMetrics metrics = FrameMeter{m}.measure(kpa);
    EXPECT_DOUBLE_EQ(metrics.force_n, 5.0);
    EXPECT_DOUBLE_EQ(metrics.contact_area_cm2, 1.0);
    EXPECT_DOUBLE_EQ(metrics.peak_kpa, 50.0);
    EXPECT_DOUBLE_EQ(metrics.mean_kpa.value(), 50.0);
    EXPECT_DOUBLE_EQ(metrics.cov_pct.value(), 0.0);
    EXPECT_DOUBLE_EQ(metrics.cop_x_mm.value(), 45.0);
    EXPECT_DOUBLE_EQ(metrics.cop_y_mm.value(), 25.0);
    EXPECT_NEAR(metrics.ppi_kpa, 50.0 / 9.0, 1e-12);
    EXPECT_DOUBLE_EQ(metrics.gradient_kpa_cm.value(), 0.0);
}

TEST(FrameMeter, AUniformLoadHasNoVariationAndItsCentreInTheMiddle)
{
    const auto m = mat(7, 5);
    const FrameMetrics metrics = FrameMeter{m}.measure(PressureArray::Constant(7, 5, 3.3F));
    EXPECT_NEAR(metrics.force_n, 3.3 * 35 / 10, 1e-6);
    EXPECT_NEAR(metrics.cov_pct.value(), 0.0, 1e-9);
    EXPECT_NEAR(metrics.cop_x_mm.value(), 25.0, 1e-9);
    EXPECT_NEAR(metrics.cop_y_mm.value(), 35.0, 1e-9);
    EXPECT_DOUBLE_EQ(metrics.gradient_kpa_cm.value(), 0.0);
    EXPECT_NEAR(metrics.ppi_kpa, 3.3, 1e-6);
}

TEST(FrameMeter, AnEmptyMatHasNoMeanVariationGradientOrCentre)
{
    const auto m = mat(4, 4);
    const FrameMetrics metrics = FrameMeter{m}.measure(PressureArray::Constant(4, 4, 0.99F));
    EXPECT_DOUBLE_EQ(metrics.force_n, 0.0);
    EXPECT_FALSE(metrics.mean_kpa);
    EXPECT_FALSE(metrics.cov_pct);
    EXPECT_FALSE(metrics.gradient_kpa_cm);
    EXPECT_FALSE(metrics.cop_x_mm);
    EXPECT_FALSE(metrics.cop_y_mm);
    EXPECT_NEAR(metrics.peak_kpa, 0.99, 1e-6);
}

TEST(FrameMeter, TheContactThresholdItselfIsContact)
{
    const auto m = mat(2, 2);
    PressureArray kpa = empty(m);
    kpa(0, 0) = 1.0F;
    kpa(1, 1) = std::nextafter(1.0F, 0.0F);
    EXPECT_DOUBLE_EQ(FrameMeter{m}.measure(kpa).contact_area_cm2, 1.0);
}

TEST(FrameMeter, HasNoCentreUnderTheForceFloorButKeepsTheMean)
{
    const auto m = mat(4, 4);
    PressureArray kpa = empty(m);
    kpa(1, 1) = 19.9F;
    FrameMetrics metrics = FrameMeter{m}.measure(kpa);
    EXPECT_FALSE(metrics.cop_x_mm);
    EXPECT_TRUE(metrics.mean_kpa);
    kpa(1, 1) = 20.0F;
    metrics = FrameMeter{m}.measure(kpa);
    EXPECT_DOUBLE_EQ(metrics.cop_x_mm.value(), 15.0);
}

TEST(FrameMeter, AMirroredMatHasAMirroredCentreAndTheSameRest)
{
    const auto m = mat(9, 13);
    const PressureArray kpa = randomLoad(9, 13, 3);
    const FrameMetrics a = FrameMeter{m}.measure(kpa);
    const FrameMetrics b = FrameMeter{m}.measure(kpa.rowwise().reverse());
    EXPECT_NEAR(a.cop_x_mm.value() + b.cop_x_mm.value(), 130.0, 1e-9);
    EXPECT_NEAR(a.cop_y_mm.value(), b.cop_y_mm.value(), 1e-9);
    EXPECT_NEAR(a.force_n, b.force_n, 1e-9);
    EXPECT_NEAR(a.ppi_kpa, b.ppi_kpa, 1e-9);
    EXPECT_NEAR(a.gradient_kpa_cm.value(), b.gradient_kpa_cm.value(), 1e-9);
}

TEST(FrameMeter, ScalingThePressureLeavesTheCentreAndTheVariation)
{
    auto settings = AnalysisSettings{.contact = Pressure{1e-6}};
    const auto m = measuredMat(testing::header(9, 13), settings).value();
    const PressureArray kpa = randomLoad(9, 13, 4).max(0.0F);
    const FrameMetrics a = FrameMeter{m}.measure(kpa);
    const FrameMetrics b = FrameMeter{m}.measure(kpa * 4.0F);
    EXPECT_NEAR(a.cop_x_mm.value(), b.cop_x_mm.value(), 1e-9);
    EXPECT_NEAR(a.cov_pct.value(), b.cov_pct.value(), 1e-9);
    EXPECT_NEAR(4.0 * a.force_n, b.force_n, 1e-9);
    EXPECT_NEAR(4.0 * a.gradient_kpa_cm.value(), b.gradient_kpa_cm.value(), 1e-9);
}

TEST(FrameMeter, AnAbsentOrInvalidCellTakesPartInNothing)
{
    const AnalysisSettings settings{.invalid_cells = {{.cell = {.row = 3, .col = 3}}}};
    const auto m = measuredMat(testing::header(5, 5, {{.row = 0, .col = 0}}), settings).value();
    PressureArray kpa = PressureArray::Constant(5, 5, 2.0F);
    const FrameMetrics before = FrameMeter{m}.measure(kpa);
    kpa(0, 0) = 900.0F;
    kpa(3, 3) = 900.0F;
    const FrameMetrics after = FrameMeter{m}.measure(kpa);
    EXPECT_DOUBLE_EQ(after.contact_area_cm2, 23.0);
    EXPECT_DOUBLE_EQ(after.peak_kpa, 2.0);
    EXPECT_DOUBLE_EQ(after.ppi_kpa, before.ppi_kpa);
    EXPECT_DOUBLE_EQ(after.gradient_kpa_cm.value(), 0.0);
    EXPECT_DOUBLE_EQ(after.force_n, before.force_n);
}

TEST(FrameMeter, MeasuresTheForceOfAHertzLikeContact)
{
    // p = p0 sqrt(1 - r^2 / a^2) carries F = 2/3 p0 pi a^2.
    const auto m = measuredMat({.geometry = MatGeometry::create(200, 200, Length{1.0}, Length{1.0}).value()},
                               {.contact = Pressure{1e-3}})
                       .value();
    PressureArray kpa = empty(m);
    for (int row = 0; row < 200; ++row) {
        for (int col = 0; col < 200; ++col) {
            const MatPoint at = m.geometry.centreOf(row, col);
            const double r = std::hypot(at.x_mm - 90.0, at.y_mm - 110.0) / 40.0;
            kpa(row, col) = static_cast<float>(r < 1.0 ? 60.0 * std::sqrt(1.0 - r * r) : 0.0);
        }
    }
    const FrameMetrics metrics = FrameMeter{m}.measure(kpa);
    EXPECT_NEAR(metrics.force_n, 2.0 / 3.0 * 0.060 * M_PI * 40.0 * 40.0, 0.2);
    EXPECT_NEAR(metrics.cop_x_mm.value(), 90.0, 1e-3);
    EXPECT_NEAR(metrics.cop_y_mm.value(), 110.0, 1e-3);
    EXPECT_NEAR(metrics.contact_area_cm2, M_PI * 16.0, 0.3);
}

TEST(PeakPressureIndex, TakesTheNearestWholeWindowToThreeCentimetres)
{
    const auto windowOf = [](double pitch_mm) {
        const SessionHeader header{
            .geometry = MatGeometry::create(64, 64, Length{pitch_mm}, Length{pitch_mm}).value()};
        return PeakPressureIndex{measuredMat(header, {}).value()}.windowCols();
    };
    EXPECT_EQ(windowOf(10.0), 3);
    EXPECT_EQ(windowOf(28.0), 1);
    EXPECT_EQ(windowOf(1.27), 24);
    EXPECT_EQ(windowOf(0.1), 64);
    EXPECT_EQ(windowOf(80.0), 1);
}

TEST(PeakPressureIndex, AgreesWithEveryWindowSummedByItself)
{
    const auto m = mat(11, 9, {{.row = 2, .col = 2}, {.row = 2, .col = 3}, {.row = 10, .col = 8}});
    const PressureArray kpa = randomLoad(11, 9, 5);
    double highest = -1e9;
    for (int row = 0; row + 3 <= 11; ++row) {
        for (int col = 0; col + 3 <= 9; ++col) {
            const auto part = m.takes_part.block(row, col, 3, 3).cast<double>();
            const double sum = (kpa.block(row, col, 3, 3).cast<double>() * part).sum();
            highest = std::max(highest, sum / part.sum());
        }
    }
    EXPECT_NEAR(PeakPressureIndex{m}.measure(kpa), highest, 1e-9);
}

TEST(PeakPressureIndex, SkipsWindowsThatAreMostlyAbsent)
{
    std::vector<CellIndex> absent;
    for (int col = 0; col < 3; ++col) {
        absent.push_back({.row = 0, .col = col});
        absent.push_back({.row = 1, .col = col});
    }
    const auto m = mat(3, 8, absent);
    PressureArray kpa = empty(m);
    kpa(2, 0) = 90.0F;
    // Its first window has 3 of 9 cells and is skipped, its second has 5 but does not reach column 0.
    EXPECT_DOUBLE_EQ(PeakPressureIndex{m}.measure(kpa), 0.0);
}

TEST(GradientMeter, OfAPlaneIsItsSlopeInsideAndAtTheEdge)
{
    const auto m = mat(6, 6);
    PressureArray kpa{6, 6};
    for (int row = 0; row < 6; ++row) {
        for (int col = 0; col < 6; ++col) {
            kpa(row, col) = static_cast<float>(5 + 3 * col + 4 * row);
        }
    }
    EXPECT_DOUBLE_EQ(GradientMeter{m}.measure(kpa).value(), 5.0);
}

TEST(GradientMeter, IsOneSidedBesideACellThatTakesNoPart)
{
    const auto m = mat(1, 3, {{.row = 0, .col = 0}});
    PressureArray kpa{1, 3};
    kpa << 100.0F, 6.0F, 2.0F;
    EXPECT_DOUBLE_EQ(GradientMeter{m}.measure(kpa).value(), 4.0);
}

TEST(GradientMeter, IsZeroWhereNoNeighbourTakesPart)
{
    const auto m = mat(1, 1);
    EXPECT_DOUBLE_EQ(GradientMeter{m}.measure(PressureArray::Constant(1, 1, 9.0F)).value(), 0.0);
}

}  // namespace
}  // namespace palpate::analysis
