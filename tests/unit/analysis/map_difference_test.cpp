#include "palpate/analysis/map_difference.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

MatGeometry mat()
{
    return MatGeometry::create(24, 24, Length{10.0}, Length{10.0}).value();
}

CellArray<float> bump(double x_mm, double y_mm, double peak_kpa)
{
    CellArray<float> map(24, 24);
    for (int row = 0; row < 24; ++row) {
        for (int col = 0; col < 24; ++col) {
            const MatPoint centre = mat().centreOf(row, col);
            const double r = std::hypot(centre.x_mm - x_mm, centre.y_mm - y_mm) / 30.0;
            map(row, col) = static_cast<float>(peak_kpa * std::exp(-r * r));
        }
    }
    return map;
}

TEST(MapDifference, OfTheSameMapIsNothing)
{
    const CellArray<float> map = bump(120.0, 120.0, 20.0);
    const auto maps = mapDifference(map, mat(), map, mat(), Alignment{}, mapColumns()[0]);
    EXPECT_LT(maps.difference.abs().maxCoeff(), 1e-4F);
    EXPECT_NEAR(maps.moved_pct, 0.0, 1e-3);
}

TEST(MapDifference, IsTakenWhereTheClientLies)
{
    const Alignment alignment{.dx_mm = 25.0, .dy_mm = -14.0};
    const auto maps = mapDifference(bump(120.0, 120.0, 20.0), mat(), bump(145.0, 106.0, 26.0), mat(),
                                    alignment, mapColumns()[0]);
    // Both are smoothed, by the same.
    const auto unmoved =
        mapDifference(bump(120.0, 120.0, 20.0), mat(), bump(120.0, 120.0, 26.0), mat(), {}, mapColumns()[0]);
    EXPECT_NEAR(static_cast<double>(maps.difference(11, 11)), static_cast<double>(unmoved.difference(11, 11)),
                0.15);
    EXPECT_GT(maps.moved_pct, 10.0);
    EXPECT_LT(maps.moved_pct, 16.0);
}

TEST(MapDifference, HasNoValueWhereOneMapHasNone)
{
    CellArray<float> before = bump(120.0, 120.0, 20.0);
    before(5, 5) = std::numeric_limits<float>::quiet_NaN();
    const auto maps = mapDifference(before, mat(), bump(120.0, 120.0, 20.0), mat(), Alignment{.dx_mm = 40.0},
                                    mapColumns()[0]);
    EXPECT_TRUE(std::isnan(maps.before(5, 5)));
    EXPECT_TRUE(std::isnan(maps.difference(5, 5)));
    // Moved off the second mat.
    EXPECT_TRUE(std::isnan(maps.difference(3, 22)));
    EXPECT_FALSE(std::isnan(maps.difference(3, 10)));
}

TEST(LayingTolerance, GrowsWithPressureAndSlope)
{
    const CellArray<float> map = bump(120.0, 120.0, 20.0);
    const CellArray<float> tolerance = layingTolerance(map);
    EXPECT_GT(tolerance(12, 12), 0.0F);
    EXPECT_GT(tolerance(12, 14), tolerance(12, 22));
    EXPECT_FLOAT_EQ(layingTolerance(CellArray<float>::Zero(4, 4)).maxCoeff(), 0.0F);
    CellArray<float> with_hole = map;
    with_hole(12, 12) = std::numeric_limits<float>::quiet_NaN();
    EXPECT_FALSE(layingTolerance(with_hole).isNaN().any());
}

TEST(LiesElsewhere, FromAQuarterOfACellOrHalfADegreeOn)
{
    EXPECT_FALSE(liesElsewhere({.dx_mm = 2.0, .dy_mm = -2.0, .rotation_deg = 0.4}, mat()));
    EXPECT_TRUE(liesElsewhere({.dx_mm = 3.0}, mat()));
    EXPECT_TRUE(liesElsewhere({.rotation_deg = 0.6}, mat()));
    EXPECT_TRUE(liesElsewhere({.is_mirrored = true}, mat()));
}

}  // namespace
}  // namespace palpate::analysis
