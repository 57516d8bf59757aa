#include "palpate/analysis/map_surface.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

MatGeometry mat(int rows = 8, int cols = 10)
{
    return MatGeometry::create(rows, cols, Length{10.0}, Length{20.0}).value();
}

CellArray<float> slope(const MatGeometry& geometry)
{
    CellArray<float> map(geometry.rows(), geometry.cols());
    for (int row = 0; row < geometry.rows(); ++row) {
        for (int col = 0; col < geometry.cols(); ++col) {
            const MatPoint centre = geometry.centreOf(row, col);
            map(row, col) = static_cast<float>(0.5 * centre.x_mm + 0.25 * centre.y_mm);
        }
    }
    return map;
}

TEST(MapSurface, PassesThroughTheCells)
{
    const CellArray<float> map = CellArray<float>::Random(8, 10);
    const MapSurface surface{map, mat()};
    EXPECT_FLOAT_EQ(static_cast<float>(surface.at(mat().centreOf(3, 7)).value()), map(3, 7));
    EXPECT_FLOAT_EQ(static_cast<float>(surface.at(mat().centreOf(0, 9)).value()), map(0, 9));
}

TEST(MapSurface, FollowsASlopeBetweenThem)
{
    const MapSurface surface{slope(mat()), mat()};
    EXPECT_NEAR(surface.at({.x_mm = 43.0, .y_mm = 77.0}).value(), 0.5 * 43.0 + 0.25 * 77.0, 1e-4);
}

TEST(MapSurface, EndsAtTheEdgeOfTheMat)
{
    const MapSurface surface{slope(mat()), mat()};
    EXPECT_TRUE(surface.at({.x_mm = 0.0, .y_mm = 0.0}).has_value());
    EXPECT_TRUE(surface.at({.x_mm = 100.0, .y_mm = 160.0}).has_value());
    EXPECT_FALSE(surface.at({.x_mm = -0.1, .y_mm = 5.0}).has_value());
    EXPECT_FALSE(surface.at({.x_mm = 50.0, .y_mm = 160.1}).has_value());
}

TEST(MapSurface, BridgesALoneCellWithoutAValueButNoHole)
{
    CellArray<float> map = CellArray<float>::Constant(8, 10, 4.0F);
    map(3, 3) = std::numeric_limits<float>::quiet_NaN();
    EXPECT_NEAR(MapSurface(map, mat()).at(mat().centreOf(3, 3)).value(), 4.0, 1e-6);
    map.block(2, 2, 3, 3).setConstant(std::numeric_limits<float>::quiet_NaN());
    EXPECT_FALSE(MapSurface(map, mat()).at(mat().centreOf(3, 3)).has_value());
}

}  // namespace
}  // namespace palpate::analysis
