#include "palpate/analysis/patch_shape.hpp"

#include <numbers>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

PatchShape shapeOf(double long_mm, double short_mm, double area_cm2)
{
    return analysis::shapeOf({.long_axis = Length{long_mm}, .short_axis = Length{short_mm}}, Area{area_cm2},
                             Length{10.0});
}

Area areaOfDisc(double diameter_mm)
{
    return Area{std::numbers::pi * diameter_mm * diameter_mm / 400.0};
}

TEST(PatchShape, TheEquivalentDiameterIsThatOfADisc)
{
    EXPECT_NEAR(equivalentDiameter(areaOfDisc(60.0)).mm, 60.0, 1e-9);
}

TEST(PatchShape, ABallMayTouchMoreCellsOnACoarserMat)
{
    EXPECT_GE(ballDiameter(Length{0.0}).mm, 60.0);
    EXPECT_GE(ballDiameter(Length{10.0}).mm, 70.0);
    EXPECT_LT(ballDiameter(Length{10.0}).mm, ballDiameter(Length{25.0}).mm);
}

TEST(PatchShape, ABallIsCompactAndSmall)
{
    const double limit_mm = ballDiameter(Length{10.0}).mm;
    EXPECT_EQ(shapeOf(60.0, 60.0, areaOfDisc(0.999 * limit_mm).cm2), PatchShape::Ball);
    EXPECT_EQ(shapeOf(60.0, 60.0, areaOfDisc(1.001 * limit_mm).cm2), PatchShape::Body);
    EXPECT_EQ(shapeOf(49.9, 20.0, 10.0), PatchShape::Ball);
    EXPECT_EQ(shapeOf(50.0, 20.0, 10.0), PatchShape::Body) << "2.5 times as long as wide, and short";
}

TEST(PatchShape, ABarIsLongAndSlender)
{
    EXPECT_EQ(shapeOf(120.1, 48.0, 60.0), PatchShape::Bar);
    EXPECT_EQ(shapeOf(120.0, 48.0, 60.0), PatchShape::Body);
    EXPECT_EQ(shapeOf(125.0, 51.0, 60.0), PatchShape::Body) << "under 2.5 times as long as wide";
    EXPECT_EQ(shapeOf(400.0, 30.0, 5.0), PatchShape::Bar) << "however small its area";
}

}  // namespace
}  // namespace palpate::analysis
